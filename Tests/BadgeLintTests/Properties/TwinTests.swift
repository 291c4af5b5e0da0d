import BadgeLint
import Testing
import YAMLTree

/// A definition in another format gets the findings of the native one that says the same.
@Suite struct TwinTests {
  private let library: RuleLibrary
  private let rules: RuleSet
  private let linter: FileLinter

  init() throws {
    library = try Shipped.library.get()
    rules = try Linted.rules(library.standardPacks, library)
    linter = FileLinter(library, forced: nil, today: Shipped.today)
  }

  /// What of a finding does not hang on the file.
  private struct Said: Hashable, CustomStringConvertible {
    var rule: String
    var path: String
    var message: String
    var description: String { "\(rule) at \(path): \(message)" }
  }

  private func said(_ result: FileResult) -> [Said: Int] {
    var counts: [Said: Int] = [:]
    for finding in result.findings {
      let rule = rules.rules[finding.rule].rule.id
      if rule.hasPrefix("structure/") { continue }
      counts[Said(rule: rule, path: path(finding), message: finding.message), default: 0] += 1
    }
    return counts
  }

  /// The path without positions: a format may have one value where the twin has a list of one.
  private func path(_ finding: Finding) -> String {
    var result = ""
    var isPosition = false
    for character in finding.path {
      if character == "[" { isPosition = true }
      if !isPosition { result.append(character) }
      if character == "]" { isPosition = false }
    }
    return result
  }

  /// Rules that ask what the format could have said: these may find more in the native twin.
  private func asksForFormat(_ rule: String) -> Bool {
    rules.rules.first { $0.rule.id == rule }?.rule.source.mentions("formatFields") ?? false
  }

  /// Compares a definition with its twin; gives how many findings both have.
  private func compare(_ text: String) throws -> Int {
    let tree = YAMLTree(parsing: Array(text.utf8))
    let read = DefinitionReader(library).read(tree)
    let definition = try #require(read.definitions.first, "\(text)")
    #expect(read.definitions.count == 1)
    #expect(definition.format != nil)
    // What could not be read is in no record.
    guard definition.problems.isEmpty, definition.record.unreadable.isEmpty else { return 0 }
    let twin = NativeTwin.text(of: definition.record, library.definition)
    let native = linter.lint(Array(twin.utf8), path: "a.json", rules: rules)
    let mapped = linter.lint(Array(text.utf8), path: "a.json", rules: rules)
    #expect(native.formats == ["native"])
    #expect(
      native.findings.allSatisfy { !rules.rules[$0.rule].rule.id.hasPrefix("structure/") },
      "\(twin)")
    let (left, right) = (said(mapped), said(native))
    for (finding, count) in left {
      #expect(right[finding] == count, "only in the format: \(finding)\n\(text)\n\(twin)")
    }
    for (finding, count) in right where !asksForFormat(finding.rule) {
      #expect(left[finding] == count, "only in the twin: \(finding)\n\(text)\n\(twin)")
    }
    #expect(mapped.faults.count == native.faults.count)
    return left.count
  }

  // MARK: - Made-up definitions

  private static let texts = [
    "Welding", "Explain the causes of floods.", "Understand everything", "  ", "TODO", "Ü 😀",
    "a\\nb",
    "100% guaranteed job", "Recognised by all universities.", "Lorem ipsum dolor sit amet",
    "Analyse the data of three sensors and present the result to the class.", "<p>Weld.</p>",
  ]

  /// An achievement of Open Badges 3.0 of which any part may be missing or odd.
  private static func achievement(_ generator: inout SeededGenerator) -> String {
    func text() -> String { "\"\(texts.randomElement(using: &generator) ?? "")\"" }
    var members = ["\"type\": [\"Achievement\"]"]
    func add(_ member: @autoclosure () -> String) {
      if Bool.random(using: &generator) { members.append(member()) }
    }
    add("\"id\": \"urn:uuid:\(Int.random(in: 0..<9, using: &generator))\"")
    members.append("\"name\": \(text())")
    add("\"description\": \(text())")
    add("\"inLanguage\": \"\(["en", "de", "xx"].randomElement(using: &generator) ?? "en")\"")
    let kind = ["Badge", "Course", "Degree", "MicroCredential"].randomElement(using: &generator)
    add("\"achievementType\": \"\(kind ?? "Badge")\"")
    add("\"creditsAvailable\": \(Int.random(in: -1...200, using: &generator))")
    add("\"fieldOfStudy\": \(text())")
    add("\"version\": \"1.0\"")
    add("\"criteria\": {\"narrative\": \(text())}")
    add(
      "\"creator\": {\"id\": \"https://example.edu\", \"name\": \(text()), \"address\": {\"addressCountryCode\": \"IE\"}}"
    )
    add(
      "\"alignment\": [{\"targetName\": \(text()), \"targetUrl\": \"https://example.edu/w\"}, "
        + "{\"targetName\": \(text()), \"targetUrl\": \"https://example.edu/w\"}]")
    add("\"tag\": [\(text()), \(text())]")
    add(
      "\"resultDescription\": [{\"id\": \"urn:r\", \"type\": [\"ResultDescription\"], \"name\": \(text()), \"resultType\": \"GradePointAverage\"}]"
    )
    return "{\(members.joined(separator: ",\n "))}"
  }

  /// A badge class of Open Badges 2.0.
  private static func badgeClass(_ generator: inout SeededGenerator) -> String {
    func text() -> String { "\"\(texts.randomElement(using: &generator) ?? "")\"" }
    var members = ["\"@context\": \"https://w3id.org/openbadges/v2\"", "\"type\": \"BadgeClass\""]
    func add(_ member: @autoclosure () -> String) {
      if Bool.random(using: &generator) { members.append(member()) }
    }
    add("\"id\": \"https://example.edu/b/\(Int.random(in: 0..<9, using: &generator))\"")
    members.append("\"name\": \(text())")
    add("\"description\": \(text())")
    add("\"criteria\": {\"narrative\": \(text())}")
    add("\"issuer\": {\"type\": \"Issuer\", \"name\": \(text()), \"url\": \"https://example.edu\"}")
    add("\"tags\": [\(text())]")
    add("\"alignment\": [{\"targetName\": \(text()), \"targetUrl\": \"https://example.edu/w\"}]")
    return "{\(members.joined(separator: ",\n "))}"
  }

  @Test(arguments: 0..<4) func `made-up badges have the findings of their twins`(_ seed: Int) throws
  {
    var generator = SeededGenerator(seed: UInt64(seed) &* 6_151 &+ 11)
    var count = 0
    for number in 0..<60 {
      count += try compare(
        number % 2 == 0 ? Self.achievement(&generator) : Self.badgeClass(&generator))
    }
    #expect(count > 100)
  }

  @Test func `examples of packs have the findings of their twins`() throws {
    var count = 0
    for sample in try Sample.failingExamples() + Sample.fixtures() {
      let tree = YAMLTree(parsing: sample.bytes)
      let read = DefinitionReader(library).read(tree)
      guard read.definitions.count == 1, read.definitions[0].format != nil,
        read.unknownDocuments.isEmpty
      else { continue }
      count += try compare(String(decoding: sample.bytes, as: UTF8.self))
    }
    #expect(count > 3)
  }
}

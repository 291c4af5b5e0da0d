import BadgeLint
import YAMLTree

/// A text after mending.
struct Fixed {
  var text: FixedText
  var rules: RuleSet

  /// Mends a text by packs of a library, with waivers in comments.
  init(
    bytes: [UInt8], packs: [String], unsafe: Bool = true, path: String = "test.yaml",
    library: RuleLibrary? = nil
  ) throws {
    let isShipped = library == nil
    let library = try library ?? Shipped.library.get()
    let rules =
      isShipped ? try Linted(bytes: [], packs: packs).rules : try Linted.rules(packs, library)
    let linter = FileLinter(library, forced: nil, today: Shipped.today, verdicts: [])
    let scope = WaiverScope(register: nil, file: "/a/\(path)", today: Shipped.today)
    self.rules = rules
    text = FileFixer(rules: rules, allowsUnsafe: unsafe) { bytes in
      linter.lint(bytes, path: path, rules: rules, waivers: scope)
    }.fix(bytes)
  }

  init(
    _ text: String, packs: [String] = ["core", "tidy"], unsafe: Bool = true,
    path: String = "test.yaml", library: RuleLibrary? = nil
  ) throws {
    try self.init(
      bytes: Array(text.utf8), packs: packs, unsafe: unsafe, path: path, library: library)
  }

  /// How many open findings there are of each rule at each place, by the path without positions in
  /// lists.
  static func openFindings(_ bytes: [UInt8], packs: [String], path: String) throws -> [String: Int]
  {
    let library = try Shipped.library.get()
    let rules = try Linted(bytes: [], packs: packs).rules
    let linter = FileLinter(library, forced: nil, today: Shipped.today, verdicts: [])
    let scope = WaiverScope(register: nil, file: "/a/\(path)", today: Shipped.today)
    let result = linter.lint(bytes, path: path, rules: rules, waivers: scope)
    return result.findings.filter(\.isOpen).reduce(into: [:]) { counts, finding in
      let place = finding.path.filter { !$0.isNumber }
      counts["\(rules.rules[finding.rule].rule.id) \(place)", default: 0] += 1
    }
  }

  var string: String { String(decoding: text.bytes, as: UTF8.self) }

  /// The rules whose findings were mended, with how many.
  var counts: [String: Int] {
    Dictionary(uniqueKeysWithValues: text.counts.map { (rules.rules[$0.key].rule.id, $0.value) })
  }
}

import YAMLTree

/// Holds answers for a draft against the format, one field at a time.
package struct DraftCheck: Sendable {
  /// Why an answer does not fit.
  package struct Problem: Sendable {
    package var message: String
    /// What to do.
    package var help: String
  }

  /// What became of an answer.
  package enum Outcome: Sendable {
    case taken
    /// It was taken in its usual letters, such as `IE` for `ie`.
    case takenAs(String)
    /// It was not taken.
    case refused([Problem])
  }

  private let layout: StartLayout
  private let schema: Schema
  private let linter: FileLinter
  /// The structure checks alone.
  private let checks: RuleSet

  package init(_ layout: StartLayout, _ library: RuleLibrary, rules: RuleSet, today: CalendarDate) {
    self.layout = layout
    schema = library.definition
    linter = FileLinter(library, forced: .native, today: today, verdicts: [])
    checks = rules.structureOnly
  }

  /// Sets a field of a draft where the value fits.
  package func set(
    _ value: String, at path: [String], in draft: inout DefinitionDraft
  ) throws(DefinitionDraft.UnknownField) -> Outcome {
    var trial = draft
    try trial.set(value, at: path)
    let badNames = nameProblems(value, at: path)
    if !badNames.isEmpty { return .refused(badNames) }
    let findings = findings(of: path[0], in: trial)
    if findings.isEmpty {
      draft = trial
      return .taken
    }
    if findings.count == 1, let usual = usualLetters(findings[0], for: value) {
      trial = draft
      try trial.set(usual, at: path)
      if self.findings(of: path[0], in: trial).isEmpty {
        draft = trial
        return .takenAs(usual)
      }
    }
    return .refused(
      findings.map { Problem(message: $0.message, help: checks.rules[$0.rule].rule.fix) })
  }

  /// What does not fit the format in a field.
  private func findings(of name: String, in draft: DefinitionDraft) -> [Finding] {
    guard let group = draft.groups.first(where: { $0.name == name }) else { return [] }
    let text = "badgelint: 1\n" + (name == "title" ? "" : "title: draft\n") + draft.text(of: group)
    let result = linter.lint(Array(text.utf8), path: "draft.yaml", rules: checks)
    // What was left for later is missing for a good reason.
    return result.findings.filter {
      !$0.path.isEmpty && checks.rules[$0.rule].rule.check != .missingField
    }
  }

  /// What a finding proposes, where it differs from the answer in capitals alone.
  private func usualLetters(_ finding: Finding, for value: String) -> String? {
    let edit = finding.fix.flatMap { $0.isSafe ? $0.edit.changes : nil } ?? []
    guard edit.count == 1, case .scalar(_, let text) = edit[0],
      text.lowercased() == value.lowercased()
    else { return nil }
    return text
  }

  /// What is wrong with names for machines, which lint leaves to those who made them.
  private func nameProblems(_ value: String, at path: [String]) -> [Problem] {
    guard let shape = schema.fields(along: path)?.last?.shape, shape.kind == .identifier else {
      return []
    }
    let names = shape.container == .list ? value.split(separator: ",").map(trimmed) : [value]
    return names.filter { $0.isEmpty || !$0.utf8.allSatisfy(Self.isOfNames) }.map { name in
      Problem(
        message: layout.nameProblem.replacing("{value}", with: shortened(name)),
        help: layout.nameFix.replacing("{example}", with: Self.name(from: name) ?? shape.example))
    }
  }

  /// Letters, digits and signs of the segments of addresses (RFC 3986, section 2), by which a name can
  /// stand in any list, file or address as it is.
  private static func isOfNames(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~:/".utf8.contains(byte)
    }
  }

  /// A name for machines made of a text; nil where it has no letter or digit of ASCII.
  package static func name(from text: String) -> String? {
    var name = ""
    for byte in text.lowercased().utf8 {
      let isPlain = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
      if isPlain {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else if !name.isEmpty, name.utf8.last != UInt8(ascii: "-") {
        name += "-"
      }
    }
    while name.utf8.last == UInt8(ascii: "-") { name.removeLast() }
    return name.isEmpty ? nil : name
  }
}

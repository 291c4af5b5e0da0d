import CEL
import YAMLTree

/// The entries of a register for findings that are of no single definition: of a catalogue, or of
/// what changed between two versions.
package struct OtherWaivers: Sendable {
  /// What a finding is of.
  package struct Subject: Sendable {
    /// The id or title of the definition, or the name of a group where no definition is shown.
    package var name: String
    /// The absolute path of the file; nil where no definition is shown.
    package var file: String?
    /// The place in the definition; empty for the whole.
    package var path: String

    package init(name: String, file: String?, path: String = "") {
      self.name = name
      self.file = file
      self.path = path
    }
  }

  /// What is wrong with an entry.
  package struct Note: Sendable {
    package var rule: String
    /// The register as it is shown, and the line of the entry.
    package var file: String
    package var line: Int
    /// In words.
    package var message: String
    /// Whether it ran out; else nothing was found that it is for.
    package var hasExpired: Bool
  }

  private let register: WaiverRegister
  private let today: CalendarDate
  /// The rules on waivers, which say what is wrong with entries.
  private let rulesOnWaivers: [Rule]
  private var used: Set<Int> = []
  /// Entries that ran out and would have waived something.
  private var expired: Set<Int> = []

  package init(_ register: WaiverRegister, library: RuleLibrary, today: CalendarDate) {
    self.register = register
    rulesOnWaivers = library.packs.flatMap(\.rules).filter {
      $0.check == .waiverExpired || $0.check == .waiverUnused
    }
    self.today = today
  }

  /// The waiver of a finding; nil where none holds.
  package mutating func waiver(rule: String, of subject: Subject) -> Waiver? {
    var result: Waiver?
    for (position, entry) in register.entries.enumerated()
    where entry.rule == rule && entry.isFor(subject) {
      if entry.hasRunOut(on: today) {
        expired.insert(position)
        continue
      }
      used.insert(position)
      result = result ?? entry.waiver
    }
    return result
  }

  /// The definitions that entries for rules of a run name without having waived anything; whoever
  /// met one of them can say that its entry is not needed.
  package func unusedDefinitions(_ rules: RuleSet) -> Set<String> {
    Set(
      register.entries.indices.filter { isUnused($0, rules) }
        .compactMap { register.entries[$0].definition })
  }

  private func isUnused(_ position: Int, _ rules: RuleSet) -> Bool {
    let entry = register.entries[position]
    return !used.contains(position) && !entry.hasRunOut(on: today)
      && rules.rules.contains { $0.severity != nil && $0.rule.id == entry.rule }
  }

  /// What is wrong with entries, in the words of the rules on waivers.
  /// - Parameter met: Those of `unusedDefinitions` that the run met.
  package func notes(_ rules: RuleSet, met: Set<String> = []) -> [Note] {
    register.entries.indices.compactMap { position in
      let entry = register.entries[position]
      if expired.contains(position) {
        return note(.waiverExpired, entry, expected: entry.until?.day.text ?? "")
      }
      guard let definition = entry.definition, met.contains(definition), isUnused(position, rules)
      else { return nil }
      return note(.waiverUnused, entry)
    }
  }

  private func note(
    _ check: StructureCheck, _ entry: WaiverRegister.Entry, expected: String = ""
  ) -> Note? {
    guard let rule = rulesOnWaivers.first(where: { $0.check == check }) else { return nil }
    let values = RuleCompiler.structureValues(
      field: "", value: shortened(entry.rule), expected: expected, suggestion: "")
    let message = rule.message.text(with: values, EmptyHost()) { _ in }
    return Note(
      rule: rule.id, file: register.file.name,
      line: LineIndex(register.file.tree.bytes).position(of: entry.span.start).line,
      message: message, hasExpired: check == .waiverExpired)
  }
}

extension WaiverRegister.Entry {
  fileprivate func isFor(_ subject: OtherWaivers.Subject) -> Bool {
    guard definition == nil || definition == subject.name, isFor(subject.path) else { return false }
    guard let files else { return true }
    return subject.file.map { files.contains($0) } ?? false
  }
}

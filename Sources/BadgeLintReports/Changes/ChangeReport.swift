import BadgeLint
import YAMLTree

/// One output format of comparisons.
package protocol ChangeReport: Sendable {
  func bytes(_ content: ComparedContent) -> [UInt8]
}

/// What reports on a comparison show.
package struct ComparedContent: Sendable {
  package var comparison: Comparison
  package var states: ComparedStates
  package var rules: [RuleSet.Entry]
  package var waivers: WaiverOutcome

  package init(
    _ comparison: Comparison, of states: ComparedStates, rules: [RuleSet.Entry],
    waivers: WaiverOutcome = WaiverOutcome()
  ) {
    self.comparison = comparison
    self.states = states
    self.rules = rules
    self.waivers = waivers
  }
}

/// What was compared, in words.
package struct ComparedStates: Sendable {
  package var old: String
  package var new: String
  /// How the old state was found, where that is not what was asked for.
  package var note: String?

  package init(old: String, new: String, note: String? = nil) {
    self.old = old
    self.new = new
    self.note = note
  }
}

/// The output formats of comparisons by name; adding one takes a file and a line here.
package enum ChangeFormat: String, CaseIterable, Sendable {
  case text, json, markdown

  package func report(_ options: ReportOptions) -> any ChangeReport {
    switch self {
    case .text: ChangeText(options)
    case .json: ChangeJSON(options)
    case .markdown: ChangeMarkdown()
    }
  }
}

/// Words that several formats have in common.
enum ChangeWords {
  /// What a change comes to; where no rule speaks of it, that it is one.
  static func effect(_ change: DefinitionChange) -> String {
    if change.isUntold { return change.old == nil ? "perhaps added" : "perhaps removed" }
    if change.old == nil { return "added" }
    if change.new == nil { return "removed" }
    if change.isQuestion { return "question" }
    return change.effect?.rawValue ?? "changed"
  }

  /// What a finding is in one word or two.
  static func kind(_ finding: ChangeFinding) -> String {
    let kind = finding.isJudgement ? "question" : finding.effect.rawValue
    return finding.waiver == nil ? kind : "\(kind), waived"
  }

  static func place(_ place: ChangePlace) -> String {
    let file = shownSafely(place.file)
    return place.isThere ? "\(file):\(place.start.line)" : "\(file) (not there)"
  }

  static func places(_ finding: ChangeFinding) -> String {
    [finding.old, finding.new].compactMap(\.self).map(place).joined(separator: " → ")
  }

  /// How a definition was found under another name.
  static func renaming(_ change: DefinitionChange) -> String? {
    guard change.wasRenamed, let old = change.old, let new = change.new else { return nil }
    let names = "renamed from '\(shortened(old.name))' to '\(shortened(new.name))'"
    return switch change.sign {
    case "title": "\(names); taken as one by the title"
    case "file": "\(names); taken as one by the file"
    case "outcomes":
      "\(names); taken as one by the outcomes, which are alike by "
        + "\(Int(((change.likeness ?? 0) * 100).rounded())) %"
    case "title-words":
      "\(names); taken as one by the titles, which are alike by "
        + "\(Int(((change.likeness ?? 0) * 100).rounded())) %"
    default: names
    }
  }

  /// All in one line: how many definitions there are, and what became of them.
  static func summary(_ comparison: Comparison) -> String {
    let both = comparison.changed.count + comparison.unchangedCount
    var effects = Effect.allCases.compactMap { effect -> String? in
      let number = comparison.count(effect) - comparison.questionCount(effect)
      return number == 0 ? nil : "\(number) \(effect.rawValue)"
    }
    let questions =
      comparison.questionCount(nil)
      + Effect.allCases.reduce(0) { $0 + comparison.questionCount($1) }
    if questions > 0 {
      effects.append("\(questions) with \(questions == 1 ? "a question" : "questions") for people")
    }
    let others = comparison.count(nil) - comparison.questionCount(nil)
    if others > 0 { effects.append("\(others) changed otherwise") }
    let (added, removed) = (comparison.added.count, comparison.removed.count)
    let untold = comparison.untold.count
    if both + added + removed + untold == 0 { return "nothing changed" }
    var parts = ["\(FindingWords.counted(both, "definition")) in both: "]
    parts[0] += effects.isEmpty ? "nothing changed" : effects.joined(separator: ", ")
    if comparison.unchangedCount > 0, !effects.isEmpty {
      parts[0] += ", \(comparison.unchangedCount) unchanged"
    }
    if added > 0 { parts.append("\(added) added") }
    if removed > 0 { parts.append("\(removed) removed") }
    if untold > 0 { parts.append("\(untold) perhaps added or removed") }
    return parts.joined(separator: "; ")
  }
}

import BadgeLint
import YAMLTree

/// What changed for holders as Markdown, such as for a comment on a proposal.
struct ChangeMarkdown: ChangeReport {
  func bytes(
    _ comparison: Comparison, of states: ComparedStates, rules: [RuleSet.Entry]
  ) -> [UInt8] {
    var text = "## What changes for holders\n\n"
    text += "\(Self.escaped(ChangeWords.summary(comparison))).\n\n"
    text += "Compared: \(Self.code(states.old)) with \(Self.code(states.new))"
    text += states.note.map { "; \(Self.escaped($0))" } ?? ""
    text += ".\n\n"
    for change in comparison.changes {
      text += "### \(ChangeWords.effect(change)): \(Self.escaped(change.name))\n\n"
      let ends = [change.old, change.new].compactMap(\.self)
      text += ends.map { Self.code("\($0.file):\($0.line)") }.joined(separator: " → ") + "\n\n"
      if let renaming = ChangeWords.renaming(change) { text += "\(Self.escaped(renaming))\n\n" }
      guard !change.findings.isEmpty else { continue }
      text += "| | what | where | rule |\n|---|---|---|---|\n"
      for finding in change.findings {
        let kind = finding.isJudgement ? "question" : finding.effect.rawValue
        let places = [finding.old, finding.new].compactMap(\.self)
          .map { Self.code(ChangeWords.place($0)) }.joined(separator: " → ")
        text += "| \(kind) | \(Self.escaped(finding.message)) | \(places) "
        text += "| \(Self.code(rules[finding.rule].rule.id)) |\n"
      }
      text += "\n"
    }
    let rest =
      comparison.structure.map {
        "\(Self.code("\($0.file):\($0.position.line)")): \(Self.escaped($0.message))"
      } + comparison.notices.map(Self.escaped)
      + comparison.failures.map { "**\(Self.escaped($0))**" }
    for line in rest { text += "- \(line)\n" }
    return Array(text.utf8)
  }

  /// A text without what Markdown or HTML gives a meaning.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "#", "~": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      // A name that follows the sign would be called upon.
      case "@": result += "&#64;"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// A text as code; a longer fence than any in it keeps it together.
  private static func code(_ text: String) -> String {
    let text = shownSafely(text).replacing("|", with: "\\|")
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest == 0 ? "`\(text)`" : "\(fence) \(text) \(fence)"
  }
}

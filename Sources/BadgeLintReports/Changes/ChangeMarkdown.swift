import BadgeLint
import YAMLTree

/// What changed for holders as Markdown, such as for a comment on a proposal.
struct ChangeMarkdown: ChangeReport {
  func bytes(_ content: ComparedContent) -> [UInt8] {
    let (comparison, states, rules) = (content.comparison, content.states, content.rules)
    var text = "## What changes for holders\n\n"
    text += "\(MarkdownText.escaped(ChangeWords.summary(comparison))).\n\n"
    text += "Compared: \(MarkdownText.code(states.old)) with \(MarkdownText.code(states.new))"
    text += states.note.map { "; \(MarkdownText.escaped($0))" } ?? ""
    text += ".\n\n"
    for change in comparison.changes {
      text += "### \(ChangeWords.effect(change)): \(MarkdownText.escaped(change.name))\n\n"
      let ends = [change.old, change.new].compactMap(\.self)
      text +=
        ends.map { MarkdownText.code("\($0.file):\($0.line)") }.joined(separator: " → ") + "\n\n"
      if let renaming = ChangeWords.renaming(change) {
        text += "\(MarkdownText.escaped(renaming))\n\n"
      }
      if let reason = change.untoldBecause { text += "\(MarkdownText.escaped(reason))\n\n" }
      guard !change.findings.isEmpty else { continue }
      text += "| | what | where | rule |\n|---|---|---|---|\n"
      for finding in change.findings {
        let kind = ChangeWords.kind(finding)
        let places = [finding.old, finding.new].compactMap(\.self)
          .map { MarkdownText.code(ChangeWords.place($0), isInTable: true) }.joined(
            separator: " → ")
        text += "| \(kind) | \(MarkdownText.escaped(finding.message)) | \(places) "
        text += "| \(MarkdownText.code(rules[finding.rule].rule.id)) |\n"
      }
      text += "\n"
    }
    let rest =
      comparison.structure.map {
        "\(MarkdownText.code("\($0.file):\($0.position.line)")): \(MarkdownText.escaped($0.message))"
      } + comparison.notices.map(MarkdownText.escaped)
      + comparison.failures.map { "**\(MarkdownText.escaped($0))**" }
    for line in rest + content.waivers.lines.map(MarkdownText.escaped) { text += "- \(line)\n" }
    return Array(text.utf8)
  }
}

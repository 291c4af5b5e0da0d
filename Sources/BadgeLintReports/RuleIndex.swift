import BadgeLint

/// The documentation of packs: an index and a page for each rule.
package struct RuleIndex {
  private let packs: [Pack]

  package init(_ packs: [Pack]) { self.packs = packs }

  /// Paths in the folder of the documentation with their Markdown.
  package var pages: [(path: String, text: String)] {
    [("README.md", index)]
      + packs.flatMap { pack in
        pack.rules.map { (RulePage.path(of: $0), RulePage($0, in: pack).markdown) }
      }
  }

  private var index: String {
    var text = "# Rules\n\nMade by `badgelint rules docs`; the texts stand in the packs.\n"
    for pack in packs {
      text += "\n## \(pack.name): \(pack.title)\n\n"
      let about = pack.about.onOneLine
      if !about.isEmpty { text += "\(about)\n\n" }
      text += "| rule | what holds | severity | concern | dimension |\n|---|---|---|---|---|\n"
      for rule in pack.rules {
        text += "| [\(rule.id)](\(RulePage.path(of: rule))) | \(rule.title) "
        text += "| \(rule.isJudgement ? "question" : rule.severity.rawValue) "
        text += "| \(rule.concern) | \(rule.dimension) |\n"
      }
    }
    return text
  }
}

import ArgumentParser
import BadgeLint
import BadgeLintReports
import CEL

/// `badgelint rules explain`: all that there is to know of a rule.
struct RulesExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print what a rule means, why it is there, how to keep it, and its examples.")

  @Argument(
    help: "Rules by name, such as core/credit-hours.", completion: Completions.rules)
  var rules: [String]

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let library = try library.loadPacks()
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardOutput))
    for (position, name) in rules.enumerated() {
      guard let (rule, pack) = library.rule(named: name) else {
        let names = library.packs.flatMap { $0.rules.map(\.id) }
        throw CommandFailure(
          "there is no rule '\(name)'",
          help: closestMatch(to: name, in: names).map { "did you mean '\($0)'?" }
            ?? "`badgelint rules list` prints all rules; a pack of your own is added with --pack FILE"
        )
      }
      let page = RulePage(rule, in: pack).text(style: style, width: Terminal.width)
      Terminal.write((position > 0 ? "\n" : "") + page, to: .standardOutput)
    }
  }
}

import ArgumentParser
import BadgeLint
import BadgeLintReports
import YAMLTree

/// `badgelint rules`: what there is to know of rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List, explain, document, check and test rules.",
    subcommands: [
      RulesListCommand.self, RulesExplainCommand.self, RulesTestCommand.self,
      RulesCheckCommand.self, RulesDocsCommand.self,
    ],
    defaultSubcommand: RulesListCommand.self)
}

/// `badgelint rules list`: every rule with its severity and concern.
struct RulesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules of all packs.")

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let library = try library.loadPacks()
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardOutput))
    for pack in library.packs {
      Terminal.write(style.bold("\(pack.name): \(pack.title)") + "\n", to: .standardOutput)
      let widest = pack.rules.map { $0.id.utf8.count }.max() ?? 0
      for rule in pack.rules {
        let id = rule.id + String(repeating: " ", count: widest - rule.id.utf8.count + 2)
        let severity = rule.severity.rawValue
        let gap = String(repeating: " ", count: 9 - severity.utf8.count)
        Terminal.write(
          "  \(id)\(severity)\(gap)\(rule.title)\n", to: .standardOutput)
      }
      Terminal.write("\n", to: .standardOutput)
    }
  }
}

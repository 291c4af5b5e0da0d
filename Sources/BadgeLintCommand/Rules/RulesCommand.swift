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

  @Flag(help: "List only the packs that definitions may name under schemes, without their rules.")
  var schemes = false

  func run() throws {
    let library = try library.loadPacks()
    if schemes {
      let packs = library.packs.filter(\.isScheme)
      let widest = packs.map { $0.name.utf8.count }.max() ?? 0
      let lines = packs.map { padded($0.name, to: widest + 2) + $0.title + "\n" }
      Terminal.write(lines.joined(), to: .standardOutput)
      return
    }
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardOutput))
    var text = ""
    for pack in library.packs {
      text += style.bold("\(pack.name): \(pack.title)\(pack.isScheme ? " (scheme)" : "")") + "\n"
      let widest = pack.rules.map { $0.id.utf8.count }.max() ?? 0
      for rule in pack.rules {
        let severity = rule.isJudgement ? "question" : rule.severity.rawValue
        text += "  " + padded(rule.id, to: widest + 2) + padded(severity, to: 9)
        text += padded(rule.concern, to: 14) + rule.title + "\n"
        text += style.dim("      \(details(of: rule, in: pack))") + "\n"
      }
      text += "\n"
    }
    Terminal.write(text, to: .standardOutput)
  }

  /// What the rule rests on, and the parameters that it uses.
  private func details(of rule: Rule, in pack: Pack) -> String {
    var sources: [String] = []
    for cite in rule.cites where !sources.contains(cite.source) { sources.append(cite.source) }
    let parameters = pack.parameters.filter { rule.source.mentions($0.name) }
    var parts = [sources.isEmpty ? "no source" : "sources: \(sources.joined(separator: ", "))"]
    if !rule.edits.isEmpty { parts.append("mended: \(rule.mending)") }
    if !parameters.isEmpty {
      let list = parameters.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
      parts.append("parameters: \(list)")
    }
    return parts.joined(separator: "; ")
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.utf8.count))
  }
}

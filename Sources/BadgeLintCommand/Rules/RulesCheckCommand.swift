import ArgumentParser
import BadgeLint

/// `badgelint rules check`: what is allowed in a pack but rarely meant.
struct RulesCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load a pack and warn of what is rarely meant.",
    discussion: """
      Warned of are rules that can never fail or never apply, messages that name no figure, \
      citations without a clause, and parameters, sources and expressions that no rule uses. The \
      exit status is 1 where there is a warning.
      """)

  @Argument(
    help: "Packs, by name or file; all that are built in by default.",
    completion: Completions.packs)
  var packs: [String] = []

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let (library, chosen) = try library.loadPacks(choosing: packs)
    var count = 0
    for pack in chosen {
      for warning in PackChecker(library).warnings(of: pack) {
        count += 1
        Terminal.write(
          "\(warning.rule): \(warning.message)\n  help: \(warning.help)\n", to: .standardOutput)
      }
    }
    Terminal.write(
      "\(chosen.map(\.name).joined(separator: ", ")): \(count) warnings\n", to: .standardOutput)
    if count > 0 { throw ExitCode(1) }
  }
}

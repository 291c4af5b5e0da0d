import ArgumentParser
import BadgeLint
import BadgeLintReports
import YAMLTree

/// `badgelint rules`: what there is to know of rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules and test packs.",
    subcommands: [RulesListCommand.self, RulesTestCommand.self],
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

/// `badgelint rules test`: runs the examples of packs.
struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of packs.")

  @Argument(help: "Packs by name; all by default.")
  var packs: [String] = []

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  func run() throws {
    let library = try library.loadPacks()
    var chosen = library.packs
    if !packs.isEmpty {
      chosen = try packs.map { name in
        guard let pack = library.pack(named: name) else {
          let names = library.packs.map(\.name).joined(separator: ", ")
          throw CommandFailure("there is no pack '\(name)'", help: "there are: \(names)")
        }
        return pack
      }
    }
    let runner = ExampleRunner(library, today: asOf ?? Terminal.today)
    var hasFailed = false
    for pack in chosen {
      let (count, failures) = runner.run(pack)
      let lines = LineIndex(pack.file.tree.bytes)
      for failure in failures {
        let position = lines.position(of: failure.span.start)
        Terminal.write(
          "\(pack.file.name):\(position.line):\(position.column): \(failure.rule): "
            + "an example under '\(failure.expectation.rawValue)': \(failure.outcome)\n",
          to: .standardOutput)
      }
      hasFailed = hasFailed || !failures.isEmpty
      Terminal.write(
        "\(pack.name): \(pack.rules.count) rules, \(count) examples, \(failures.count) failed\n",
        to: .standardOutput)
    }
    if hasFailed { throw ExitCode(1) }
  }
}

extension LibraryOptions {
  /// The library with the packs that `--pack` names by file.
  func loadPacks() throws -> RuleLibrary {
    var library = try loadLibrary()
    do {
      for name in pack where PolicyReader.isPath(name) {
        try library.addPack(Self.load(name))
      }
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    return library
  }
}

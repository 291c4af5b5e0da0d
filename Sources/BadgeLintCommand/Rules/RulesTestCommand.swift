import ArgumentParser
import BadgeLint
import YAMLTree

/// `badgelint rules test`: runs the examples of packs.
struct RulesTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples of packs.")

  @Argument(help: "Packs, by name or file; all by default.", completion: Completions.packs)
  var packs: [String] = []

  @OptionGroup var library: LibraryOptions

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  @Flag(help: "Name conditions and parameters that no example exercises.")
  var coverage = false

  func run() throws {
    let (library, chosen) = try library.loadPacks(choosing: packs)
    let day = asOf ?? Terminal.today
    let runner = ExampleRunner(library, today: day)
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
      var summary =
        "\(pack.name): \(pack.rules.count) \(pack.rules.count == 1 ? "rule" : "rules"), "
        + "\(count) examples, \(failures.count) failed"
      if coverage {
        let gaps = ExampleCoverage(library, today: day).gaps(of: pack)
        for gap in gaps {
          Terminal.write("\(gap.rule): \(gap.message)\n", to: .standardOutput)
        }
        summary += ", \(gaps.count) not exercised"
        hasFailed = hasFailed || !gaps.isEmpty
      }
      Terminal.write(summary + "\n", to: .standardOutput)
    }
    if hasFailed { throw ExitCode(1) }
  }
}

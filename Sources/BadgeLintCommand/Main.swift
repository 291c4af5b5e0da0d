import ArgumentParser
import BadgeLint

/// The program: `badgelint` lints; the other commands help to get there.
struct BadgeLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "badgelint",
    abstract: "Lints the definitions of micro-credentials and digital badges.",
    discussion: """
      `badgelint PATH…` is short for `badgelint lint PATH…`.

      Exit status: 0 nothing at or above the failing severity, 1 findings, 2 wrong use or input \
      that could not be judged.
      """,
    version: programVersion,
    subcommands: [
      LintCommand.self, NewCommand.self, InitCommand.self, FixCommand.self, ReportCommand.self,
      LabelCommand.self,
      AlignmentCommand.self, CatalogueCommand.self, DiffCommand.self, TrendCommand.self,
      BaselineCommand.self, VerifyRecordCommand.self,
      RulesCommand.self,
      FormatsCommand.self, PolicyCommand.self,
      CoverageCommand.self, FieldsCommand.self, FrameworksCommand.self, SchemaCommand.self,
      LSPCommand.self,
    ],
    defaultSubcommand: LintCommand.self)
}

/// The version of the program.
let programVersion = "0.1.0"

@main
enum Main {
  static func main() async {
    Terminal.outliveFailures()
    if LintCommand.isMeant(by: CommandLine.arguments) { RunAhead.readRules() }
    do {
      var command = try BadgeLintCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      Terminal.exit(0)
    } catch let failure as CommandFailure {
      Terminal.write(failure.text, to: .standardError)
      Terminal.exit(2)
    } catch let code as ExitCode {
      Terminal.exit(code.rawValue)
    } catch {
      // Help and version come as errors too, with status 0.
      let code = BadgeLintCommand.exitCode(for: error)
      let isHelp = code == .success
      Terminal.write(
        BadgeLintCommand.fullMessage(for: error) + "\n",
        to: isHelp ? .standardOutput : .standardError)
      Terminal.exit(isHelp ? 0 : 2)
    }
  }
}

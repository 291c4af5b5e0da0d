import BadgeLint
import OutcomeAccuracy
import OutcomeText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures the model of levels with outcomes that it was not trained with.
///
/// `outcome-accuracy TABLE` prints the measures; the exit status is 1 where the table cannot be read
/// or a target is missed.
@main
enum OutcomeAccuracyCommand {
  private static let language = "en"

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 2 else { fail("expected one argument: the table of outcomes") }
    let path = arguments[1]
    guard let bytes = try? readFile(path, maximumBytes: 64 << 20) else {
      fail(
        "cannot read '\(path)'; the table of labelled outcomes may not be passed on, and has to "
          + "be put there by hand (see Tools/train-bloom/README.md)")
    }
    guard let library = try? RuleLibrary(.shipped) else { fail("the shipped rules do not load") }
    guard let reader = library.outcomeReaders[language], let model = library.levelModels[language]
    else { fail("there is no reader or no model for '\(language)'") }
    let outcomes: [LabelledOutcome]
    do {
      outcomes = try LabelledOutcome.heldOut(
        in: bytes, levels: model.levels, language: reader.language)
    } catch {
      fail("\(path):\(error.line): \(error.message)")
    }
    guard !outcomes.isEmpty else { fail("'\(path)' holds no outcome that is held out") }
    let evaluation = LevelEvaluation(outcomes, reader, model)
    let report = AccuracyReport(evaluation, model, SpeedMeasure(outcomes, reader, model))
    print(report.text, terminator: "")
    if evaluation.targets.contains(where: { !$0.isReached }) { exit(1) }
  }

  private static func fail(_ message: String) -> Never {
    var text = "outcome-accuracy: \(message)\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
  }
}

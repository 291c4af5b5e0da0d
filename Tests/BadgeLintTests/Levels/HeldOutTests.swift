import BadgeLint
import OutcomeAccuracy
import OutcomeText
import Testing

/// Labelled outcomes, which stand beside the package where there is a copy.
enum Outcomes {
  static let table = Path.joining(
    Path.parent(PackageFolder.path), "shared/outcomes/bloom-train.csv")
  static let isThere = (try? Path.resolved(table)) != nil
}

/// The shipped model on outcomes that it was not trained with, where there is a copy of them.
@Suite(
  .enabled(
    if: Outcomes.isThere, "left out: ../shared/outcomes is not beside the package"))
struct HeldOutTests {
  @Test func `the targets are reached`() throws {
    let library = try Shipped.library.get()
    let reader = try #require(library.outcomeReaders["en"])
    let model = try #require(library.levelModels["en"])
    let outcomes = try LabelledOutcome.heldOut(
      in: readFile(Outcomes.table, maximumBytes: 64 << 20), levels: model.levels,
      language: reader.language)
    #expect(outcomes.count == 2_866)
    let evaluation = LevelEvaluation(outcomes, reader, model)
    for target in evaluation.targets {
      #expect(target.isReached, "\(target.name): \(target.value) of \(target.least)")
    }
    let told = evaluation.accuracy.coverage(from: model.threshold)
    #expect(told.share >= 0.85)
    #expect(try #require(told.accuracy) >= 0.94)
  }
}

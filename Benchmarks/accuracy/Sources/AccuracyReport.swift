import OutcomeAccuracy
import OutcomeText

/// The measures of a model as a table for people, in Markdown.
struct AccuracyReport {
  let text: String

  init(_ evaluation: LevelEvaluation, _ model: LevelModel, _ speed: SpeedMeasure) {
    let accuracy = evaluation.accuracy
    var text = "\(accuracy.pairs.count) held-out outcomes with one level; "
    text += "\(model.featureCount) features\n\n"
    text += "| measure | value | target |\n|---|---:|---:|\n"
    func row(_ name: String, _ value: String, _ target: String = "") {
      text += "| \(name) | \(value) | \(target) |\n"
    }
    let targets = evaluation.targets
    func row(_ name: String, _ value: Double) {
      guard let target = targets.first(where: { $0.name == name }) else {
        return row(name, Self.decimal(value, 3))
      }
      row(
        name, Self.decimal(value, 3),
        "\(Self.decimal(target.least, 2)) \(target.isReached ? "reached" : "MISSED")")
    }
    row("accuracy", accuracy.accuracy)
    row("macro-F1", accuracy.macroF1)
    row("kappa", accuracy.kappa)
    row("within one level", accuracy.withinOne)
    row("higher-order", accuracy.agreement(from: LevelEvaluation.higherOrder))
    row("verb found", evaluation.verbShare)
    row("microseconds to read an outcome", Self.decimal(speed.reading, 2))
    row("microseconds of the model", Self.decimal(speed.model, 2))

    text += "\n| confidence from | told | right |\n|---:|---:|---:|\n"
    for confidence in [0, 0.6, 0.7, 0.8, 0.9, model.threshold] {
      let told = accuracy.coverage(from: confidence)
      let name = Self.decimal(confidence, 2) + (confidence == model.threshold ? " (shipped)" : "")
      text += "| \(name) | \(Self.decimal(told.share, 3)) "
      text += "| \(told.accuracy.map { Self.decimal($0, 3) } ?? "–") |\n"
    }
    text += "\n| level given | level told | outcomes |\n|---|---|---:|\n"
    for confusion in accuracy.confusions(10) {
      text += "| \(model.levels[confusion.given - 1]) | \(model.levels[confusion.told - 1]) "
      text += "| \(confusion.count) |\n"
    }
    self.text = text
  }

  /// A number that is not negative, rounded to some decimals.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    var factor = 1
    for _ in 0..<decimals { factor *= 10 }
    let whole = Int((value * Double(factor)).rounded())
    let rest = String(whole % factor)
    return "\(whole / factor)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

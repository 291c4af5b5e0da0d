import CEL
import OutcomeText

/// Reads files of `models/`.
package enum ModelReader {
  /// The primary subtag of the language of the outcomes, with the model of their levels.
  package static func read(
    _ file: LoadedFile, by schema: Schema
  ) throws(LoadFailure) -> (language: String, model: LevelModel) {
    let root = try DocumentReader.read(file, by: schema)
    var parts = LevelModelParts()
    parts.features = root.int("features") ?? 0
    parts.bits = root.int("bits") ?? 0
    parts.levels = root.texts("levels")
    parts.conjunctions = root.texts("conjunctions")
    parts.scale = root.number("scale") ?? 0
    parts.biases = root.numbers("biases")
    parts.temperature = root.number("temperature") ?? 0
    parts.threshold = root.number("threshold") ?? 0
    parts.count = root.int("count") ?? 0
    for (text, span) in root.located("table") {
      guard let bytes = Base64.decode(Array(text.utf8)) else {
        throw file.failure([
          LoadProblem(
            file: file.name, range: span, message: "this line of the table is not Base64",
            help: "models are made by Tools/train-bloom; make this one again")
        ])
      }
      parts.table += bytes
    }
    do {
      return (root.text("language") ?? "", try LevelModel(parts))
    } catch {
      throw file.failure([
        LoadProblem(
          file: file.name, range: root.span(error.part.rawValue), message: error.message,
          help: "models are made by Tools/train-bloom; make this one again")
      ])
    }
  }
}

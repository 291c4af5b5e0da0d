import CEL
import OutcomeText

/// The functions that expressions in rules may call beside those of the language.
///
/// Adding one takes a file in this folder and a line here.
enum RuleFunctions {
  static func all(
    frameworks: Frameworks, lexicons: [Lexicon], readers: [String: OutcomeReader],
    models: [String: LevelModel], pieces: TextPieces
  ) -> FunctionTable {
    FunctionTable(
      creditFunctions(frameworks)
        + levelFunctions(frameworks)
        + countryFunctions(frameworks)
        + lexiconFunctions(lexicons)
        + textFunctions(pieces)
        + outcomeFunctions(readers, models)
        + numberFunctions()
        + dateFunctions())
  }
}

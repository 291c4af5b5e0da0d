import CEL
import OutcomeText

/// Functions that look for words and phrases of `lexicons/`.
func lexiconFunctions(_ lexicons: [Lexicon]) -> [FunctionDeclaration] {
  let names = lexicons.map(\.name)
  let byName = Dictionary(lexicons.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  // The name of a lexicon is checked when the pack is loaded, so it must be written out.
  func check(_ position: Int) -> @Sendable ([Value?]) -> String? {
    { arguments in
      guard case .string(let name)?? = arguments.dropFirst(position).first else {
        return "the name of the lexicon must be written out"
      }
      if names.contains(name) { return nil }
      let suggestion = closestMatch(to: name, in: names).map { "; did you mean '\($0)'?" }
      return "there is no lexicon '\(name)'\(suggestion ?? "")"
    }
  }

  @Sendable func lexicon(_ name: Value) throws(EvaluationError) -> Lexicon? {
    byName[try name.text()]
  }

  return [
    // Whether a lexicon has phrases of a language.
    FunctionDeclaration(
      name: "lexiconSpeaks", parameters: [.string, .string], result: .bool,
      checkLiterals: check(0),
      implementation: .binary { (name, language, context) throws(EvaluationError) in
        let language = try TextNotes.language(language, context)
        return .bool(try lexicon(name)?.speaks(primary: language) ?? false)
      }),
    // The first phrase of a lexicon in a text, or an empty text.
    FunctionDeclaration(
      name: "phraseIn", parameters: [.string, .string, .string], result: .string,
      resultSize: FunctionDeclaration.mostResults,
      checkLiterals: check(1),
      implementation: .ternary { (text, name, language, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        let phrases = try lexicon(name)?.phrases(
          primary: TextNotes.language(language, context))
        return .string(phrases?.match(in: TextNotes.words(text, context)) ?? "")
      }),
    // Whether a text is nothing but a phrase of a lexicon.
    FunctionDeclaration(
      name: "isPhraseOf", parameters: [.string, .string, .string], result: .bool,
      checkLiterals: check(1),
      implementation: .ternary { (text, name, language, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        let phrases = try lexicon(name)?.phrases(
          primary: TextNotes.language(language, context))
        guard let phrases, !phrases.isTooLong(text) else { return .bool(false) }
        return .bool(phrases.isPhrase(TextNotes.words(text, context)))
      }),
  ]
}

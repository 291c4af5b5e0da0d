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

  /// The code of a function of a text, a lexicon and a language, for any lexicon and for one whose
  /// name is written out, which is not looked up in each call.
  func function(
    _ name: String, result: CELType, resultSize: Int? = nil,
    _ body: @escaping @Sendable (String, PhraseSet?, HostContext) -> Value
  ) -> FunctionDeclaration {
    @Sendable func call(
      _ text: Value, _ lexicon: Lexicon?, _ language: Value, _ context: HostContext
    ) throws(EvaluationError) -> Value {
      let text = try text.text()
      try context.charge(bytes: text.utf8.count)
      let language = try TextNotes.language(language, context)
      return body(text, lexicon?.phrases(primary: language), context)
    }
    return FunctionDeclaration(
      name: name, parameters: [.string, .string, .string], result: result, resultSize: resultSize,
      checkLiterals: check(1),
      specialize: { literals in
        guard case .string(let name)?? = literals.dropFirst().first, let lexicon = byName[name]
        else { return nil }
        return .ternary { (text, _, language, context) throws(EvaluationError) in
          try call(text, lexicon, language, context)
        }
      },
      implementation: .ternary { (text, name, language, context) throws(EvaluationError) in
        try call(text, try lexicon(name), language, context)
      })
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
    function("phraseIn", result: .string, resultSize: FunctionDeclaration.mostResults) {
      text, phrases, context in
      .string(phrases?.match(in: TextNotes.words(text, context)) ?? "")
    },
    // Whether a text is nothing but a phrase of a lexicon.
    function("isPhraseOf", result: .bool) { text, phrases, context in
      guard let phrases, !phrases.isTooLong(text) else { return .bool(false) }
      return .bool(phrases.isPhrase(TextNotes.words(text, context)))
    },
  ]
}

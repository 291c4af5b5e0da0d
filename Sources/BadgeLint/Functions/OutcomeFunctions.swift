import CEL
import OutcomeText

/// Functions that read learning outcomes; without data for a language they say nothing of a text.
func outcomeFunctions(
  _ readers: [String: OutcomeReader], _ models: [String: LevelModel]
) -> [FunctionDeclaration] {
  let (readers, models) = (ByLanguage(readers), ByLanguage(models))

  /// A function of an outcome and its language.
  func reading(
    _ name: String, result: CELType, unread: Value,
    _ body: @escaping @Sendable (String, OutcomeReading, OutcomeReader) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, parameters: [.string, .string], result: result,
      resultSize: result == .list(.string) ? 20 : FunctionDeclaration.mostResults,
      implementation: .binary { (text, language, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        let language = try TextNotes.language(language, context)
        guard let reader = readers[language] else { return unread }
        return body(text, TextNotes.outcome(text, language, context, reader).reading, reader)
      })
  }

  /// A function that gives an outcome otherwise; one of a language without data stays as it is.
  func rewriting(
    _ name: String, _ body: @escaping @Sendable (String, OutcomeReader) -> String
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, parameters: [.string, .string], result: .string,
      resultSize: OutcomeTokens.mostBytes,
      implementation: .binary { (text, language, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        guard let reader = readers[Lexicon.primary(try language.text())] else {
          return .string(text)
        }
        return .string(body(text, reader))
      })
  }

  /// A function of the level of an outcome; nil where it is not told.
  func level(
    _ name: String, result: CELType, _ body: @escaping @Sendable (Int?, LevelModel?) -> Value
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, parameters: [.string, .string], result: result,
      resultSize: FunctionDeclaration.mostResults,
      implementation: .binary { (text, language, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        let language = try TextNotes.language(language, context)
        guard let reader = readers[language], let model = models[language] else {
          return body(nil, nil)
        }
        return body(TextNotes.outcome(text, language, context, reader).level(by: model), model)
      })
  }

  /// What an outcome asks for beside its verbs; nil where it cannot be read.
  @Sendable func content(
    _ text: String, _ language: String, _ context: HostContext
  ) throws(EvaluationError) -> (content: OutcomeContent, language: OutcomeLanguage)? {
    try context.charge(bytes: text.utf8.count)
    let language = Lexicon.primary(language)
    guard let reader = readers[language] else { return nil }
    let outcome = TextNotes.outcome(text, language, context, reader)
    return (OutcomeContent(outcome.tokens, outcome.reading, reader.language), reader.language)
  }

  /// A function of the numbers of an outcome.
  func numbers(
    _ name: String, _ body: @escaping @Sendable (OutcomeContent) -> [Double]
  ) -> FunctionDeclaration {
    FunctionDeclaration(
      name: name, parameters: [.string, .string], result: .list(.double), resultSize: 20,
      implementation: .binary { (text, language, context) throws(EvaluationError) in
        let content = try content(try text.text(), try language.text(), context)?.content
        return .list(.native((content.map(body) ?? []).map { .double($0) }))
      })
  }

  return [
    // The numbers of an outcome, in digits or in words.
    numbers("numbersIn") { $0.numbers },
    // Those that are the least of something, such as 4 in "at least four".
    numbers("leastAmounts") { $0.leastAmounts },
    // Whether the least amounts of an outcome fall in another one of the same language, -1, or rise,
    // 1; 0 where they stay, or are not as many.
    FunctionDeclaration(
      name: "leastAmountChange", parameters: [.string, .string, .string], result: .int,
      implementation: .ternary { (text, other, language, context) throws(EvaluationError) in
        let language = try language.text()
        guard let one = try content(try text.text(), language, context)?.content.leastAmounts,
          let other = try content(try other.text(), language, context)?.content.leastAmounts,
          one.count == other.count
        else { return .int(0) }
        let steps = zip(one, other).map { $1 < $0 ? -1 : $1 > $0 ? 1 : 0 }
        return .int(steps.contains(-1) ? -1 : steps.contains(1) ? 1 : 0)
      }),
    // Words of an outcome, but for function words, verbs and numbers, that another one of the same
    // language lacks; inflection does not count.
    FunctionDeclaration(
      name: "wordsMissingIn", parameters: [.string, .string, .string], result: .list(.string),
      resultSize: 20,
      implementation: .ternary { (text, other, language, context) throws(EvaluationError) in
        let language = try language.text()
        guard let one = try content(try text.text(), language, context),
          let other = try content(try other.text(), language, context)
        else { return texts([]) }
        return texts(one.content.words(missingIn: other.content, one.language))
      }),
    // Whether the levels of outcomes of a language can be told.
    .text("tellsLevels") { tag in
      let language = Lexicon.primary(tag)
      return .bool(readers[language] != nil && models[language] != nil)
    },
    // The level of an outcome from 1, remember, to 6, create; 0 where it is not told.
    level("bloomLevel", result: .int) { level, _ in .int(Int64(level ?? 0)) },
    // The name of that level, or an empty text.
    level("bloomName", result: .string) { level, model in
      .string(level.flatMap { model?.levels[$0 - 1] } ?? "")
    },
    // Whether outcomes of a language can be read.
    .text("readsOutcomes") { .bool(readers[Lexicon.primary($0)] != nil) },
    // Whether an outcome can be read: its language, and it as a whole.
    FunctionDeclaration(
      name: "readsOutcome", parameters: [.string, .string], result: .bool,
      implementation: .binary { (text, language, context) throws(EvaluationError) in
        let text = try text.text()
        let language = try TextNotes.language(language, context)
        return .bool(readers[language] != nil && !OutcomeTokens.isTooLong(text))
      }),
    // How an outcome opens: verb, gerund, vague, unknown or topic; empty where it is not read.
    reading("outcomeOpening", result: .string, unread: .string("")) { _, reading, _ in
      .string(reading.opening.rawValue)
    },
    // The base forms of the verbs.
    reading("outcomeVerbs", result: .list(.string), unread: texts([])) { _, reading, _ in
      texts(reading.verbs)
    },
    // The first verb as it is written, or an empty text.
    reading("firstVerb", result: .string, unread: .string("")) { text, reading, reader in
      .string(reader.firstVerb(reading, of: text) ?? "")
    },
    // The word for what cannot be observed, or an empty text.
    reading("vagueVerb", result: .string, unread: .string("")) { _, reading, reader in
      vague(reading, reader, disputed: false)
    },
    // The same for words on which sources disagree.
    reading("disputedVerb", result: .string, unread: .string("")) { _, reading, reader in
      vague(reading, reader, disputed: true)
    },
    // Verbs that say more than the vague one.
    reading("verbsInstead", result: .list(.string), unread: texts([])) { _, reading, reader in
      texts(reading.vague.map { reader.instead(of: $0) } ?? [])
    },
    // How many words say what the verb is about.
    reading("objectWords", result: .int, unread: .int(0)) { _, reading, _ in
      .int(Int64(reading.objectWords))
    },
    // An outcome without the number or code before it.
    rewriting("withoutCode") { text, reader in reader.withoutCode(text) },
    // An outcome without phrases such as "students will be able to".
    rewriting("withoutLeadIn") { text, reader in reader.withoutLeadIn(text) },
    // Whether an outcome names a context or a standard.
    reading("hasContext", result: .bool, unread: .bool(false)) { _, reading, _ in
      .bool(reading.hasContext)
    },
  ]
}

private func texts(_ texts: [String]) -> Value { .list(.native(texts.map { .string($0) })) }

/// The name of what is vague, if sources agree on it or not as asked.
private func vague(_ reading: OutcomeReading, _ reader: OutcomeReader, disputed: Bool) -> Value {
  guard let index = reading.vague else { return .string("") }
  let vague = reader.vague(index)
  return .string(vague.isDisputed == disputed ? vague.name : "")
}

/// Values by language, of which there are so few that going through them is faster than a dictionary.
private struct ByLanguage<Value: Sendable>: Sendable {
  private let entries: [(language: String, value: Value)]

  init(_ values: [String: Value]) {
    entries = values.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  subscript(language: String) -> Value? {
    for entry in entries where entry.language == language { return entry.value }
    return nil
  }
}

import CEL
import OutcomeText

/// Functions about texts.
func textFunctions(_ pieces: TextPieces) -> [FunctionDeclaration] {
  [
    // The sentences and list items of a text; a phrase may begin or end one of them.
    FunctionDeclaration(
      name: "sentences", parameters: [.string], result: .list(.string), resultSize: 40,
      implementation: .unary { (text, context) throws(EvaluationError) in
        var text = try text.text()
        try context.charge(bytes: text.utf8.count)
        let sentences = text.withUTF8 { bytes in
          pieces.sentences(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
        return .list(.native(sentences.map { .string($0) }))
      }),
    // The number of words.
    FunctionDeclaration(
      name: "words", parameters: [.string], result: .int,
      implementation: .unary { (text, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        return .int(Int64(Words.count(text)))
      }),
    // Whether a text is cut off: it ends in an ellipsis.
    .text("isCutOff") { text in
      let trimmed = text.utf8.reversed().drop { $0 <= 0x20 }
      return .bool(trimmed.starts(with: "...".utf8) || trimmed.starts(with: "…".utf8.reversed()))
    },
    // The length of the longest run of mixed letters and digits, as encoded data has them.
    FunctionDeclaration(
      name: "longestRun", parameters: [.string], result: .int,
      implementation: .unary { (text, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        return .int(Int64(HumanText.longestMixedRun(in: text)))
      }),
    // The share of letters among the visible characters; 1 for a text without any.
    FunctionDeclaration(
      name: "letterShare", parameters: [.string], result: .double,
      implementation: .unary { (text, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        return .double(HumanText.letterShare(of: text))
      }),
    // Whether two texts have the same words, whatever the case and the signs between them.
    .texts("haveSameWords") { first, second in
      .bool(Words.areSame(first, second))
    },
  ]
}

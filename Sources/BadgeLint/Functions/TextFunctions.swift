import CEL
import OutcomeText

/// Functions about texts.
func textFunctions() -> [FunctionDeclaration] {
  [
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
    // Whether a text is no human text: a long run of Base64, or hardly any letters.
    FunctionDeclaration(
      name: "isHumanText", parameters: [.string], result: .bool,
      implementation: .unary { (text, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        return .bool(HumanText.isLikely(text))
      }),
    // Whether two texts have the same words, whatever the case and the signs between them.
    .texts("haveSameWords") { first, second in
      .bool(Words.lowercased(first) == Words.lowercased(second))
    },
  ]
}

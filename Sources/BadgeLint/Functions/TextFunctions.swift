import CEL
import OutcomeText

/// Functions about texts.
func textFunctions(_ pieces: TextPieces) -> [FunctionDeclaration] {
  [
    // The sentences and list items of a text; a phrase may begin or end one of them.
    FunctionDeclaration(
      name: "sentences", parameters: [.string], result: .list(.string), resultSize: 40,
      implementation: .unary { (text, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        func cut() -> Value {
          var text = text
          let sentences = text.withUTF8 { bytes in
            pieces.sentences(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
          }
          return .list(.native(sentences.map { .string($0) }))
        }
        return TextNotes.sentences(text, context, cut)
      }),
    // The number of words.
    FunctionDeclaration(
      name: "words", parameters: [.string], result: .int,
      implementation: .unary { (text, context) throws(EvaluationError) in
        let text = try text.text()
        try context.charge(bytes: text.utf8.count)
        return .int(Int64(TextNotes.words(text, context).count))
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
    // A text without blanks at its ends and the ends of its lines, and, on one line, with one blank
    // between words.
    rewriting("tidied") { TidyText.tidied($0) },
    // The words of a text in lower case with one blank between them.
    rewriting("bareWords") { Words.lowercased($0).joined(separator: " ") },
    // The same with the signs between and within words, as in C++ and -5 °C, but without the marks
    // that end the last sentence (Unicode, Sentence_Terminal).
    rewriting("wordsAndSigns") { text in
      var scalars = Array(text.lowercased().unicodeScalars)
      while let last = scalars.last,
        last.properties.isSentenceTerminal || last.properties.isWhitespace
      {
        scalars.removeLast()
      }
      return scalars.split(whereSeparator: \.properties.isWhitespace)
        .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    },
    // The slips of the pen from one name to another: letters and digits that were left out, added,
    // changed or swapped; case, other signs and zeros before a number do not count. 99 for long
    // texts.
    FunctionDeclaration(
      name: "slips", parameters: [.string, .string], result: .int,
      implementation: .binary { (first, second, context) throws(EvaluationError) in
        let texts = [Spelling.bare(try first.text()), Spelling.bare(try second.text())]
        guard texts.allSatisfy({ $0.count <= Spelling.longest }) else {
          return .int(Int64(Spelling.tooMany))
        }
        try context.charge(bytes: texts[0].count * texts[1].count)
        return .int(Int64(editDistance(texts[0], texts[1])))
      }),
  ]
}

/// A function that gives a text otherwise.
private func rewriting(
  _ name: String, _ body: @escaping @Sendable (String) -> String
) -> FunctionDeclaration {
  FunctionDeclaration(
    name: name, parameters: [.string], result: .string,
    implementation: .unary { (text, context) throws(EvaluationError) in
      let text = try text.text()
      try context.charge(bytes: text.utf8.count)
      return .string(body(text))
    })
}

/// What of a name counts when it is compared with another.
private enum Spelling {
  static let longest = 64
  static let tooMany = 99

  /// The letters in lower case and the digits, without the zeros before a number.
  static func bare(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var isInNumber = false
    for byte in text.lowercased().utf8 {
      switch byte {
      case 0x30 where !isInNumber: continue
      case 0x30...0x39:
        isInNumber = true
        result.append(byte)
      case 0x61...0x7A, 0x80...:
        isInNumber = false
        result.append(byte)
      default: isInNumber = false
      }
    }
    return result
  }
}

import OutcomeText
import YAMLTree

/// Finds entries of a file of `languages/` that could never be found in a text, or only at a price.
struct LanguageProblems {
  private let file: LoadedFile
  private(set) var problems: [LoadProblem] = []

  init(_ file: LoadedFile) { self.file = file }

  mutating func add(_ message: String, at span: ByteRange?, help: String? = nil) {
    problems.append(LoadProblem(file: file.name, range: span, message: message, help: help))
  }

  /// Checks that entries are single words.
  mutating func checkWords(_ entries: [(text: String, span: ByteRange)]) {
    for (text, span) in entries {
      let count = Self.words(text)
      guard count != 1 else { continue }
      add(
        count == 0 ? "'\(text)' holds no word" : "'\(text)' is \(count) words", at: span,
        help: "only single words are looked up here")
    }
  }

  /// Checks verbs, whose first part may be split off.
  mutating func checkVerbs(_ entries: [(text: String, span: ByteRange)]) {
    for (text, span) in entries {
      let parts = text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      guard parts.count == 2 else {
        checkWords([(text, span)])
        continue
      }
      for part in parts where Self.words(part) != 1 {
        add(
          "a part of the verb '\(text)' is not one word", at: span,
          help: "`|` stands between the two words of a verb that is split")
      }
    }
  }

  /// Checks phrases.
  /// - Parameters:
  ///   - goesOn: Whether a gap at the end stands for the rest of the clause.
  ///   - mayBeEnding: Whether `*` before letters stands for any beginning of a word.
  mutating func checkPhrases(
    _ entries: [(text: String, span: ByteRange)], goesOn: Bool = false, mayBeEnding: Bool = false
  ) {
    for (text, span) in entries {
      let parts = text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
      let gaps = parts.count { $0 == "*" }
      let help = "a phrase is looked for from its first word on, with one gap at most"
      if mayBeEnding, text.first == "*", parts.first != "*" {
        let count = Self.words(text)
        if count != 1 {
          add(
            "the ending '\(text)' is \(count) words", at: span,
            help: "an ending is that of one word")
        }
      } else if parts.first.map({ $0 == "*" || Self.words(String($0)) == 0 }) ?? true {
        add("the phrase '\(text)' does not begin with a word", at: span, help: help)
      } else if parts.contains(where: { $0 != "*" && $0.contains("*") }) {
        add(
          "'*' does not stand alone in the phrase '\(text)'", at: span,
          help: "put blanks around it")
      } else if gaps > 1 {
        // Each gap is tried at every length, for every length of the others.
        add("the phrase '\(text)' has \(gaps) gaps", at: span, help: help)
      } else if parts.last == "*", !goesOn {
        add(
          "the phrase '\(text)' ends with a gap", at: span,
          help: "only a lead-in may go on to the end of its clause")
      }
    }
  }

  private static func words(_ text: String) -> Int { OutcomeTokens.hashes(of: text).count }
}

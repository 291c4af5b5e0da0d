/// What an outcome asks for beside its verbs: the words that say something, and the numbers.
///
/// Two outcomes whose words and numbers are the same but for inflection and order ask for the same.
package struct OutcomeContent: Sendable {
  /// A word that says something, in lower case.
  package struct Word: Sendable {
    package var text: String
    fileprivate var place: Int
    /// The bytes with their spelling folded, by which it is compared.
    fileprivate var folded: [UInt8]
  }

  /// The words that are no function words, no verbs of the outcome and no numbers.
  package private(set) var words: [Word] = []
  /// The numbers in the order of the text, written in digits or in words.
  package private(set) var numbers: [Double] = []
  /// Those among them that are the least of something, such as 4 in "at least four".
  package private(set) var leastAmounts: [Double] = []

  /// - Parameter reading: How the outcome was read, which tells its verbs.
  package init(_ tokens: OutcomeTokens, _ reading: OutcomeReading, _ language: OutcomeLanguage) {
    let verbs = Set(reading.verbRanges.map(\.lowerBound))
    var place = reading.leadInWords
    while place < tokens.tokens.count {
      if let number = NumberWords(language).number(in: tokens, at: place) {
        numbers.append(number.value)
        let before = language.leastPhrase(before: place, in: tokens)
        let behind = language.leastPhrase(behind: number.end, in: tokens)
        if before + behind > 0 { leastAmounts.append(number.value) }
        // "At least four" and "a minimum of four" are one.
        words.removeAll { $0.place >= place - before }
        place = number.end + behind
        continue
      }
      let token = tokens.tokens[place]
      let isSilent =
        language.functionWords.contains(token.hash) || verbs.contains(Int(token.start))
      if !isSilent {
        words.append(
          Word(
            text: String(decoding: tokens.bytes(place), as: UTF8.self), place: place,
            folded: Array(tokens.foldedBytes(place))))
      }
      place += 1
    }
  }

  /// The words that another outcome lacks, each once, but for inflection.
  package func words(missingIn other: OutcomeContent, _ language: OutcomeLanguage) -> [String] {
    let known = Set(other.words.flatMap { language.baseForms(of: $0.folded) })
    var result: [String] = []
    for word in words where known.isDisjoint(with: language.baseForms(of: word.folded)) {
      if !result.contains(word.text) { result.append(word.text) }
    }
    return result
  }
}

extension OutcomeLanguage {
  /// Fewest letters that are left of a word without its ending.
  private static let leastStem = 3

  /// A word and what it may be a form of: words are the same where these have one in common.
  fileprivate func baseForms(of word: [UInt8]) -> Set<[UInt8]> {
    var forms: Set<[UInt8]> = [word]
    for (ending, becomes) in inflections where word.count >= ending.count + Self.leastStem {
      if word.suffix(ending.count).elementsEqual(ending) {
        forms.insert(word.dropLast(ending.count) + becomes)
      }
    }
    return forms
  }

  /// The words of a phrase for the least of something that stands right before a word.
  fileprivate func leastPhrase(before place: Int, in tokens: OutcomeTokens) -> Int {
    leastPhrases.filter { phrase in
      let start = place - phrase.count
      return start >= 0 && tokens.tokens[start..<place].lazy.map(\.hash).elementsEqual(phrase)
    }.map(\.count).max() ?? 0
  }

  /// Those of one that stands right behind, such as "or more".
  fileprivate func leastPhrase(behind place: Int, in tokens: OutcomeTokens) -> Int {
    leastPhrasesBehind.filter { phrase in
      tokens.tokens[place...].prefix(phrase.count).lazy.map(\.hash).elementsEqual(phrase)
    }.map(\.count).max() ?? 0
  }
}

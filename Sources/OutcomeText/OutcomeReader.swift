/// Reads learning outcomes of one language.
///
/// Lead-ins are stripped, then the action verb is found by its place or by a list; no part of
/// speech is guessed. What cannot be told is said to be unknown.
package final class OutcomeReader: Sendable {
  private let made: Lazily<OutcomeLanguage>

  package init(_ language: OutcomeLanguage) { made = Lazily { language } }

  /// A reader whose tables are made with the first text that it reads: most runs meet one language.
  package init(_ lists: OutcomeLanguage.Lists) { made = Lazily { OutcomeLanguage(lists) } }

  package var language: OutcomeLanguage { made.value }

  /// Reads an outcome.
  package func read(_ text: String) -> OutcomeReading { read(language.tokens(text)) }

  /// Reads an outcome that was cut into words of the language; where words are missing, nothing is
  /// said of those that are there.
  package func read(_ text: OutcomeTokens) -> OutcomeReading {
    if text.isCut { return .cut }
    let language = language
    let start = LeadIns(language).strip(text)
    var reading = OutcomeReading(
      opening: .topic, verbs: [], verbRanges: [], vague: nil, objectWords: 0, hasContext: false,
      verbWord: nil, leadInWords: start.word)
    if start.word > 0, start.word == text.tokens.count {
      // A lead-in alone, such as the first line of a list, is no topic.
      reading.opening = .unknown
    } else if language.lists.findsVerbsAnywhere {
      AnywhereVerbs(language).find(in: text, from: start, &reading)
    } else {
      LeadingVerbs(language).find(in: text, from: start, &reading)
    }
    countRest(text, &reading)
    return reading
  }

  /// Counts what follows the last verb, or all other words where verbs may stand at the end.
  private func countRest(_ text: OutcomeTokens, _ reading: inout OutcomeReading) {
    let language = language
    let first = language.lists.findsVerbsAnywhere ? reading.leadInWords : (reading.restWord ?? 0)
    let verbs = Set(reading.verbRanges.map(\.lowerBound))
    for token in text.tokens.dropFirst(first) {
      if verbs.contains(Int(token.start)) { continue }
      let word = language.word(token.hash)
      if word.classes.contains(.context) { reading.hasContext = true }
      let saysNothing: OutcomeLanguage.Classes = [
        .empty, .determiner, .conjunction, .context, .adverb, .nounMarker,
      ]
      if word.classes.isDisjoint(with: saysNothing) { reading.objectWords += 1 }
    }
  }

  /// The first verb that can be observed, as it is written; nil where there is none.
  package func firstVerb(_ reading: OutcomeReading, of text: String) -> String? {
    guard let range = reading.verbRanges.first else { return nil }
    return String(decoding: ComposedText.bytes(of: text)[range], as: UTF8.self)
  }

  /// Verbs that say more than a vague phrase.
  package func instead(of vague: Int) -> [String] { language.lists.vague[vague].instead }

  /// What a vague place is called, and whether sources disagree on it.
  package func vague(_ index: Int) -> (name: String, isDisputed: Bool) {
    let vague = language.lists.vague[index]
    return (vague.phrases.first ?? "", vague.isDisputed)
  }
}

/// Follows which words of an outcome stand in clauses that only say more of a word, in languages
/// that end such a clause with its verb.
struct SubordinateClauses {
  private let language: OutcomeLanguage
  /// Whether the word at hand stands in such a clause.
  private(set) var isOpen = false
  /// Whether a verb was seen in the clause at hand.
  private var holdsVerb = false
  /// The place behind the last phrase that asks for a verb.
  private var endOfAbility: Int?

  init(_ language: OutcomeLanguage, endOfAbility: Int?) {
    self.language = language
    self.endOfAbility = endOfAbility
  }

  /// Goes on to a word.
  /// - Parameter phrase: The phrase that begins there.
  mutating func enter(
    _ text: OutcomeTokens, _ place: Int, _ phrase: (end: Int, meaning: PhraseTable.Meaning)?
  ) {
    let tokens = text.tokens
    switch tokens[place].follows {
    case .sentence: isOpen = false
    // The clause in "sind in der Lage, deren Vorteile abzuschätzen" has what was asked for.
    case .comma where place == endOfAbility: isOpen = false
    case .comma where opens(text, place):
      isOpen = true
      holdsVerb = false
    // A clause goes on to its verb: "die auf lokalen, globalen Skalen wirken".
    case .comma: isOpen = isOpen && !mayEndClause(text, place - 1)
    case .blank: break
    }
    // In "die sie kennen und können", what asks for a verb ends the clause before it. What seemed
    // one was a list where no verb ends it: "die Daten, die Regeln und nutzen sie".
    if phrase?.meaning == .ability {
      isOpen = false
      endOfAbility = phrase?.end
    } else if !holdsVerb, startsMainClause(tokens, place, isVague: phrase != nil) {
      isOpen = false
    }
    if language.word(tokens[place].hash).verb >= 0, !tokens[place].isCapitalised {
      holdsVerb = true
    }
  }
}

extension SubordinateClauses {
  /// Whether a clause that begins at a place says more of a word before it: it begins with a word
  /// such as `die`, perhaps after a preposition.
  private func opens(_ text: OutcomeTokens, _ place: Int) -> Bool {
    let tokens = text.tokens
    let word = language.word(tokens[place].hash)
    if word.classes.contains(.subordinator) {
      // "… anwenden, die Ergebnisse bewerten": behind a verb, it is an article.
      return !word.classes.contains(.determiner) || place == 0 || !mayEndClause(text, place - 1)
    }
    guard word.classes.contains(.context), place + 1 < tokens.count else { return false }
    return language.word(tokens[place + 1].hash).classes.contains(.subordinator)
      && !tokens[place + 1].isCapitalised
  }

  /// Whether a clause may end with a word, as it is a verb or may be one.
  private func mayEndClause(_ text: OutcomeTokens, _ place: Int) -> Bool {
    guard !text.tokens[place].isCapitalised else { return false }
    let word = language.word(text.tokens[place].hash)
    let isKnown = word.verb >= 0 || !word.classes.isDisjoint(with: [.empty, .opensPhrase])
    return isKnown || language.hasVerbEnding(text, place)
  }

  /// Whether a verb, observable or not, stands behind a conjunction or comma, with more words
  /// behind it.
  private func startsMainClause(
    _ tokens: [OutcomeToken], _ place: Int, isVague: Bool
  ) -> Bool {
    guard place > 0, !tokens[place].isCapitalised, !language.endsClause(tokens, place) else {
      return false
    }
    let word = language.word(tokens[place].hash)
    guard word.verb >= 0 || isVague else { return false }
    return tokens[place].follows == .comma
      || language.word(tokens[place - 1].hash).classes.contains(.conjunction)
  }
}

extension OutcomeLanguage {
  /// Whether nothing follows a word in its clause, so that it is no preposition.
  func endsClause(_ tokens: [OutcomeToken], _ place: Int) -> Bool {
    guard place + 1 < tokens.count, tokens[place + 1].follows == .blank else { return true }
    return word(tokens[place + 1].hash).classes.contains(.conjunction)
  }

  /// Whether a word ends as verbs of the language do, so that it may be one that is not listed;
  /// after an article or preposition, or with the ending of an adjective, it is one.
  func hasVerbEnding(_ text: OutcomeTokens, _ place: Int) -> Bool {
    let token = text.tokens[place]
    let before = place > 0 ? word(text.tokens[place - 1].hash).classes : []
    if token.follows == .blank, !before.isDisjoint(with: [.determiner, .context]) { return false }
    return hasEnding(text, place, verbEndings) && !hasEnding(text, place, nounEndings)
  }

  /// Whether a word has one of these endings, with three letters or more before it.
  func hasEnding(_ text: OutcomeTokens, _ place: Int, _ endings: [[UInt8]]) -> Bool {
    let bytes = text.bytes(place)
    return endings.contains { ending in
      bytes.count > ending.count + 2 && bytes.suffix(ending.count).elementsEqual(ending)
    }
  }
}

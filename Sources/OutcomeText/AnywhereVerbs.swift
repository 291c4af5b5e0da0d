/// Finds verbs of a list wherever they stand, for languages that end a sentence with them.
struct AnywhereVerbs {
  private let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  func find(
    in text: OutcomeTokens, from start: LeadIns.Start, _ reading: inout OutcomeReading
  ) {
    let tokens = text.tokens
    var mayHoldVerb = false
    var place = start.word
    while place < tokens.count {
      let word = language.word(tokens[place].hash)
      if word.classes.contains(.opensPhrase),
        let match = language.phrases.match(tokens, at: place)
      {
        if case .vague(let index) = match.meaning, reading.vague == nil {
          reading.vague = index
          if reading.verbWord == nil { reading.verbWord = place }
        }
        place = match.end
        continue
      }
      if word.verb >= 0, mayBeVerb(tokens, place), let verb = verb(tokens, place, word) {
        add(text, place, verb, &reading)
      } else if !word.classes.isEmpty || word.verb >= 0 {
      } else if mayBeVerb(tokens, place), hasVerbEnding(text, tokens[place]) {
        mayHoldVerb = true
      }
      place += 1
    }
    if !reading.verbs.isEmpty {
      // "Know and apply" says something after all.
      reading.vague = nil
      reading.opening = .verb
    } else if reading.vague != nil {
      reading.opening = .vague
    } else {
      reading.opening = mayHoldVerb ? .unknown : .topic
    }
  }

  /// Whether a word may be a verb: not a noun by its capital, unless it begins the sentence.
  private func mayBeVerb(_ tokens: [OutcomeToken], _ place: Int) -> Bool {
    let token = tokens[place]
    if !language.lists.capitalisesNouns || !token.isCapitalised { return true }
    // "Analysieren von Daten" is a noun, "Analysieren Daten" a verb.
    guard token.follows == .sentence, place + 1 < tokens.count else { return false }
    return !language.word(tokens[place + 1].hash).classes.contains(.nounMarker)
  }

  /// The verb that a word is; for one whose particle is split off, the particle must follow.
  private func verb(
    _ tokens: [OutcomeToken], _ place: Int, _ word: OutcomeLanguage.Word
  ) -> Int? {
    guard word.form == .split else { return Int(word.verb) }
    let rest = tokens.dropFirst(place + 1)
    let clause = rest.prefix { $0.follows != .sentence }
    return language.splitVerbs(of: tokens[place].hash).first { verb in
      clause.contains { $0.hash == language.particles[verb] }
    }
  }

  private func add(
    _ text: OutcomeTokens, _ place: Int, _ verb: Int, _ reading: inout OutcomeReading
  ) {
    if reading.verbs.contains(language.verbs[verb]) { return }
    let token = text.tokens[place]
    reading.verbs.append(language.verbs[verb])
    reading.verbRanges.append(Int(token.start)..<Int(token.end))
    if reading.verbWord == nil { reading.verbWord = place }
  }

  /// Whether a word ends as verbs of the language do, so that it may be one that is not listed.
  private func hasVerbEnding(_ text: OutcomeTokens, _ token: OutcomeToken) -> Bool {
    let bytes = text.lowered[Int(token.start)..<Int(token.end)]
    return language.lists.verbEndings.contains { ending in
      bytes.count > ending.utf8.count + 2
        && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
  }
}

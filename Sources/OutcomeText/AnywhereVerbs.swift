/// Finds verbs of a list wherever they stand, for languages that end a sentence with them.
///
/// Clauses that only say more of a word, as after `die` or `um`, count where the rest says nothing.
struct AnywhereVerbs {
  /// What clauses of one kind hold.
  private struct Found {
    /// Verbs by their place among the words and in the list.
    var verbs: [(place: Int, verb: Int)] = []
    /// The first vague phrase with its place.
    var vague: (place: Int, index: Int)?
    /// Verbs on which sources disagree, by their place, in the list of what is vague.
    var disputed: [Int: Int] = [:]
    /// Whether a verb may be there that is not listed.
    var mayHoldVerb = false
    /// Whether a phrase asked for a verb, and none came that is known.
    var asksForVerb = false
    /// Verbs used as nouns.
    var nouns: [(place: Int, verb: Int)] = []
  }

  private let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  func find(
    in text: OutcomeTokens, from start: LeadIns.Start, _ reading: inout OutcomeReading
  ) {
    var main = Found(asksForVerb: start.isStrong)
    var subordinate = Found()
    var clauses = SubordinateClauses(
      language, endOfAbility: start.isStrong ? start.word : nil)
    let particles = particles(text.tokens)
    var place = start.word
    while place < text.tokens.count {
      let phrase = phrase(text, place)
      clauses.enter(text, place, phrase)
      if clauses.isOpen {
        note(text, place, phrase, particles, &subordinate)
      } else {
        note(text, place, phrase, particles, &main)
      }
      place = phrase?.end ?? place + 1
    }
    judge(text, start, main, subordinate, &reading)
  }

  /// The phrase at a place that is vague or asks for a verb; other lead-ins may be verbs there.
  private func phrase(
    _ text: OutcomeTokens, _ place: Int
  ) -> (end: Int, meaning: PhraseTable.Meaning)? {
    let token = text.tokens[place]
    if language.word(token.hash).classes.contains(.opensPhrase),
      let match = language.phrases.match(text, at: place)
    {
      switch match.meaning {
      // A word such as `können` that ends a clause goes with the verb before it.
      case .ability where match.end == place + 1 && language.endsClause(text.tokens, place):
        return nil
      case .ability, .vague: return match
      case .leadIn, .openLeadIn: break
      }
    }
    return language.vagueEnding(of: token, text.lowered).map { (place + 1, .vague($0)) }
  }

  private func note(
    _ text: OutcomeTokens, _ place: Int, _ phrase: (end: Int, meaning: PhraseTable.Meaning)?,
    _ particles: [Particle], _ found: inout Found
  ) {
    let token = text.tokens[place]
    let word = language.word(token.hash)
    if phrase?.meaning == .ability {
      found.asksForVerb = true
      found.mayHoldVerb = false
    }
    if case .vague(let index) = phrase?.meaning {
      if !token.isCapitalised { found.asksForVerb = false }
      if found.vague == nil { found.vague = (place, index) }
      // Where sources disagree, a verb is one all the same.
      guard language.lists.vague[index].isDisputed, phrase?.end == place + 1 else { return }
      found.disputed[place] = index
    } else if phrase != nil {
      return
    }
    if isNoun(text.tokens, place) {
      if word.verb >= 0, word.form == .base { found.nouns.append((place, Int(word.verb))) }
    } else if word.verb >= 0 {
      if let verb = verb(text.tokens, place, word, particles) {
        found.verbs.append((place, verb))
      } else {
        found.mayHoldVerb = true
      }
    } else if word.classes.isEmpty, language.hasVerbEnding(text, place) {
      found.mayHoldVerb = true
    }
  }

  private func judge(
    _ text: OutcomeTokens, _ start: LeadIns.Start, _ main: Found, _ subordinate: Found,
    _ reading: inout OutcomeReading
  ) {
    func use(_ verbs: [(place: Int, verb: Int)], _ opening: OutcomeReading.Opening) {
      var seen: Set<Int> = []
      for (place, verb) in verbs where seen.insert(verb).inserted {
        let token = text.tokens[place]
        reading.verbs.append(language.verbs[verb])
        reading.verbRanges.append(Int(token.start)..<Int(token.end))
      }
      reading.verbWord = (verbs.map(\.place) + [main.vague?.place].compactMap(\.self)).min()
      reading.opening = opening
    }
    func use(_ vague: (place: Int, index: Int)) {
      reading.vague = vague.index
      reading.verbWord = vague.place
      reading.opening = .vague
    }
    let nouns = main.nouns + subordinate.nouns
    if !main.verbs.isEmpty {
      use(main.verbs, .verb)
      // "Know and apply" says something after all; verbs on which sources disagree may not.
      if main.verbs.allSatisfy({ main.disputed[$0.place] != nil }) {
        reading.vague = main.verbs.first.flatMap { main.disputed[$0.place] }
      }
    } else if main.asksForVerb, !subordinate.verbs.isEmpty {
      use(subordinate.verbs, .verb)
    } else if let vague = main.vague, !(main.asksForVerb && main.mayHoldVerb) {
      use(vague)
    } else if !subordinate.verbs.isEmpty {
      use(subordinate.verbs, .verb)
    } else if !nouns.isEmpty {
      use(nouns, start.isStrong ? .verb : .gerund)
    } else if start.isStrong || main.asksForVerb || main.mayHoldVerb {
      reading.opening = .unknown
    } else if let vague = subordinate.vague {
      use(vague)
    } else {
      reading.opening = subordinate.mayHoldVerb ? .unknown : .topic
    }
  }

  /// Whether a word is a noun by its capital. One that begins the sentence may be either:
  /// "Analysieren von Daten" has a noun, as a heading has, "Analysieren Daten" a verb.
  private func isNoun(_ tokens: [OutcomeToken], _ place: Int) -> Bool {
    let token = tokens[place]
    guard language.lists.capitalisesNouns, token.isCapitalised else { return false }
    guard token.follows == .sentence, place + 1 < tokens.count,
      tokens[place + 1].follows != .sentence
    else { return true }
    return language.word(tokens[place + 1].hash).classes.contains(.nounMarker)
  }

  /// The verb that a word is; a particle at the end of its clause makes it another, as in
  /// `stellen … dar`, also where the word is a verb by itself.
  private func verb(
    _ tokens: [OutcomeToken], _ place: Int, _ word: OutcomeLanguage.Word, _ particles: [Particle]
  ) -> Int? {
    let split = language.splitVerbs(of: tokens[place].hash)
    func verb(with particle: Particle) -> Int? {
      split.first { language.particles[$0] == tokens[particle.place].hash }
    }
    for particle in particles
    where particle.place > place && particle.place < place + Self.longestSplit
      && particle.sentence <= place
    {
      guard let verb = verb(with: particle) else { continue }
      // In "erkennen Fehler und wenden Regeln an", it belongs to the verb that is nearer.
      let isTaken = tokens[(place + 1)..<particle.place].contains { token in
        !token.isCapitalised
          && language.splitVerbs(of: token.hash).contains {
            language.particles[$0] == tokens[particle.place].hash
          }
      }
      if !isTaken { return verb }
    }
    return word.form == .split ? nil : Int(word.verb)
  }

  /// The most words from a verb to its particle.
  private static let longestSplit = 60

  /// A word that may be split off a verb, at the end of its clause.
  private struct Particle {
    var place: Int
    /// The place of the first word of its sentence.
    var sentence: Int
  }

  private func particles(_ tokens: [OutcomeToken]) -> [Particle] {
    var result: [Particle] = []
    var sentence = 0
    for place in tokens.indices {
      if tokens[place].follows == .sentence { sentence = place }
      if language.word(tokens[place].hash).classes.contains(.particle),
        language.endsClause(tokens, place)
      {
        result.append(Particle(place: place, sentence: sentence))
      }
    }
    return result
  }
}

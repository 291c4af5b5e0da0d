/// Finds the action verb where a language puts it first.
struct LeadingVerbs {
  private let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  func find(
    in text: OutcomeTokens, from start: LeadIns.Start, _ reading: inout OutcomeReading
  ) {
    let tokens = text.tokens
    if let vague = start.vague, language.lists.vague[vague.index].isDisputed,
      vague.end == start.word + 1, isVerb(tokens, start.word)
    {
      reading.vague = vague.index
    } else if let vague = start.vague {
      reading.opening = .vague
      reading.vague = vague.index
      reading.restWord = vague.end
      reading.verbWord = start.word
      // "Know and apply" says something after all.
      addJoined(text, after: vague.end - 1, form: .base, &reading)
      if !reading.verbs.isEmpty {
        reading.vague = nil
        reading.opening = .verb
      }
      return
    }
    guard start.word < tokens.count else { return }
    var place = start.word
    if !isVerb(tokens, place) {
      if start.isStrong {
        add(text, place, base: nil, &reading)
        reading.opening = .verb
        return
      }
      guard let next = verbOfLaterClause(tokens, after: place) else {
        reading.opening = isNoun(text, place) ? .topic : .unknown
        return
      }
      place = next
    }
    let word = language.word(tokens[place].hash)
    reading.opening = word.form == .gerund && !start.isStrong ? .gerund : .verb
    add(text, place, base: Int(word.verb), &reading)
    addJoined(text, after: place, form: word.form, &reading)
  }

  /// Whether a word is a known verb, and what follows does not show that it is a noun.
  private func isVerb(_ tokens: [OutcomeToken], _ place: Int) -> Bool {
    guard language.word(tokens[place].hash).verb >= 0 else { return false }
    guard place + 1 < tokens.count, tokens[place + 1].follows == .blank else {
      return place + 1 == tokens.count ? true : tokens[place + 1].follows == .comma
    }
    return !language.word(tokens[place + 1].hash).classes.contains(.nounMarker)
  }

  /// A clause that begins with a verb behind a heading, as in "Statistics: interpret …".
  private func verbOfLaterClause(_ tokens: [OutcomeToken], after place: Int) -> Int? {
    tokens.indices.dropFirst(place + 1).first { later in
      tokens[later].follows == .sentence && isVerb(tokens, later)
        && language.word(tokens[later].hash).form != .gerund
    }
  }

  private func isFollowedByDeterminer(_ tokens: [OutcomeToken], _ place: Int) -> Bool {
    place + 1 < tokens.count && tokens[place + 1].follows == .blank
      && language.word(tokens[place + 1].hash).classes.contains(.determiner)
  }

  /// Whether a word that is no known verb is a noun or an adjective by its ending or by what
  /// follows; else it may be a verb that is not listed.
  private func isNoun(_ text: OutcomeTokens, _ place: Int) -> Bool {
    if isFollowedByDeterminer(text.tokens, place) { return false }
    let next = place + 1 < text.tokens.count ? text.tokens[place + 1] : nil
    if let next, language.word(next.hash).classes.contains(.nounMarker) { return true }
    let token = text.tokens[place]
    let bytes = text.lowered[Int(token.start)..<Int(token.end)]
    return language.lists.nounEndings.contains { ending in
      bytes.count > ending.utf8.count + 2
        && bytes.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    }
  }

  private func add(
    _ text: OutcomeTokens, _ place: Int, base: Int?, _ reading: inout OutcomeReading
  ) {
    let token = text.tokens[place]
    let range = Int(token.start)..<Int(token.end)
    reading.verbs.append(
      base.map { language.verbs[$0] } ?? String(decoding: text.lowered[range], as: UTF8.self))
    reading.verbRanges.append(range)
    if reading.verbWord == nil { reading.verbWord = place }
    if reading.restWord == nil { reading.restWord = place + 1 }
  }

  /// Adds verbs that are joined to the first: directly, as in "identify, sort and explain", or
  /// further on where an article shows that a verb stands before it, as in "and explain the".
  private func addJoined(
    _ text: OutcomeTokens, after place: Int, form: OutcomeLanguage.VerbForm,
    _ reading: inout OutcomeReading
  ) {
    let tokens = text.tokens
    var isAdjacent = true
    var place = place + 1
    while place < tokens.count, tokens[place].follows != .sentence {
      let word = language.word(tokens[place].hash)
      let joins = word.classes.contains(.conjunction)
      let next = joins ? afterAdverbs(text, place + 1) : place
      let isListed = isAdjacent && tokens[place].follows == .comma
      if joins || isListed, next < tokens.count {
        let candidate = language.word(tokens[next].hash)
        if candidate.verb >= 0, candidate.form == form, isVerb(tokens, next),
          isAdjacent || isFollowedByDeterminer(tokens, next)
        {
          add(text, next, base: Int(candidate.verb), &reading)
          place = next + 1
          continue
        }
      }
      isAdjacent = false
      place += 1
    }
  }

  private func afterAdverbs(_ text: OutcomeTokens, _ place: Int) -> Int {
    var place = place
    while place < text.tokens.count,
      language.isAdverb(text.tokens[place], language.word(text.tokens[place].hash), text.lowered)
    {
      place += 1
    }
    return place
  }
}

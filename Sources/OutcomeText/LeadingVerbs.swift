/// Finds the action verb where a language puts it first.
struct LeadingVerbs {
  private let language: OutcomeLanguage

  init(_ language: OutcomeLanguage) { self.language = language }

  func find(
    in text: OutcomeTokens, from start: LeadIns.Start, _ reading: inout OutcomeReading
  ) {
    let tokens = text.tokens
    if let vague = start.vague, language.lists.vague[vague.index].isDisputed,
      vague.end == start.word + 1, isVerb(text, start.word)
    {
      reading.vague = vague.index
    } else if let vague = start.vague {
      reading.opening = .vague
      reading.vague = vague.index
      reading.restWord = vague.end
      reading.verbWord = start.word
      // "Know and apply" says something after all.
      let form = addJoined(
        text, after: vague.end - 1, like: formsJoined(text, start.word, vague.end), &reading)
      if let form {
        reading.vague = nil
        reading.opening = form == .gerund && !start.isStrong ? .gerund : .verb
      }
      return
    }
    guard start.word < tokens.count else { return }
    var place = start.word
    if !isVerb(text, place) {
      if start.isStrong {
        add(text, place, &reading)
        reading.opening = .verb
        return
      }
      guard let next = verbOfLaterClause(text, after: place) else {
        reading.opening = isNoun(text, place) ? .topic : .unknown
        return
      }
      place = next
    }
    let word = language.word(tokens[place].hash)
    reading.opening = word.form == .gerund && !start.isStrong ? .gerund : .verb
    add(text, place, &reading)
    addJoined(text, after: place, like: Forms(near: [word.form], far: [word.form]), &reading)
  }

  /// The forms of verbs that are joined: right behind the verb, and further on.
  private struct Forms {
    var near: [OutcomeLanguage.VerbForm]
    var far: [OutcomeLanguage.VerbForm]
  }

  /// The forms of verbs that are joined to a vague phrase, by its own form. Further on, other forms
  /// are nouns: "an awareness of trends and challenges the …", "understanding of building and …".
  private func formsJoined(_ text: OutcomeTokens, _ place: Int, _ end: Int) -> Forms {
    let isWord = end == place + 1
    let isBeforeNoun =
      end < text.tokens.count
      && language.word(text.tokens[end].hash).classes.contains(.nounMarker)
    var forms: [OutcomeLanguage.VerbForm] = [.base]
    if isWord, language.hasEnding(text, place, language.gerundEndings) {
      forms.append(.gerund)
    } else if isWord, language.hasEnding(text, place, language.personEndings) {
      forms.append(.person)
    }
    return Forms(near: forms, far: isBeforeNoun ? [.base] : forms)
  }

  /// Whether a word is a known verb, and what follows does not show that it is a noun.
  private func isVerb(_ text: OutcomeTokens, _ place: Int) -> Bool {
    let verb = language.word(text.tokens[place].hash)
    guard verb.verb >= 0 else { return false }
    let next = place + 1
    guard next < text.tokens.count else { return true }
    let word = language.word(text.tokens[next].hash)
    switch text.tokens[next].follows {
    case .blank: return !word.classes.contains(.nounMarker)
    case .comma: return true
    case .sentence:
      // "Analyse; evaluate …" and "Explain: the causes …" are one sentence, "Design: sketch …" has a
      // heading.
      let signs = text.signs(before: next)
      if signs.contains(where: { Self.endsOfSentence.contains($0) }) { return false }
      return word.classes.contains(.determiner)
        || (signs.contains(Self.semicolon) && word.verb >= 0 && word.form == verb.form)
    }
  }

  private static let semicolon = UInt8(ascii: ";")
  private static let endsOfSentence = Array(".?!".utf8)

  /// A clause that begins with a verb behind a heading, as in "Statistics: interpret …".
  private func verbOfLaterClause(_ text: OutcomeTokens, after place: Int) -> Int? {
    text.tokens.indices.dropFirst(place + 1).first { later in
      text.tokens[later].follows == .sentence && isVerb(text, later)
        && language.word(text.tokens[later].hash).form != .gerund
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
    return language.hasEnding(text, place, language.nounEndings)
  }

  /// Adds a verb: in its base form, or as it is written where it is not known.
  private func add(_ text: OutcomeTokens, _ place: Int, _ reading: inout OutcomeReading) {
    let token = text.tokens[place]
    let base = Int(language.word(token.hash).verb)
    let verb =
      base >= 0 ? language.verbs[base] : String(decoding: text.bytes(place), as: UTF8.self)
    reading.verbs.append(verb)
    reading.verbRanges.append(Int(token.start)..<Int(token.end))
    if reading.verbWord == nil { reading.verbWord = place }
    if reading.restWord == nil { reading.restWord = place + 1 }
  }

  /// Adds verbs that are joined to the first, each once: directly, as in "identify, sort and
  /// explain", or further on where an article shows that a verb stands before it, as in "and
  /// explain the".
  /// - Returns: The form of the first verb that was added.
  @discardableResult
  private func addJoined(
    _ text: OutcomeTokens, after place: Int, like forms: Forms, _ reading: inout OutcomeReading
  ) -> OutcomeLanguage.VerbForm? {
    let tokens = text.tokens
    var first: OutcomeLanguage.VerbForm?
    var seen: Set = [language.word(tokens[place].hash).verb]
    var isAdjacent = true
    var place = place + 1
    while place < tokens.count {
      let isListed = isAdjacent && isListed(text, place)
      if tokens[place].follows == .sentence, !isListed { break }
      let joins = language.word(tokens[place].hash).classes.contains(.conjunction)
      let next = joins ? language.afterAdverbs(text, place + 1) : place
      if joins || isListed, next < tokens.count {
        let word = language.word(tokens[next].hash)
        if word.verb >= 0, (isAdjacent ? forms.near : forms.far).contains(word.form),
          isVerb(text, next), isAdjacent || isFollowedByDeterminer(tokens, next)
        {
          if seen.insert(word.verb).inserted { add(text, next, &reading) }
          if first == nil { first = word.form }
          place = next + 1
          continue
        }
      }
      if tokens[place].follows == .sentence { break }
      isAdjacent = false
      place += 1
    }
    return first
  }

  /// Whether a comma or semicolon stands before a word, so that it may go on with a list.
  private func isListed(_ text: OutcomeTokens, _ place: Int) -> Bool {
    switch text.tokens[place].follows {
    case .blank: return false
    case .comma: return true
    case .sentence:
      let signs = text.signs(before: place)
      return signs.contains(Self.semicolon)
        && !signs.contains { Self.endsOfSentence.contains($0) }
    }
  }
}

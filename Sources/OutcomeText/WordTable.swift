/// What is known of the words of a language, by their hashes.
struct WordTable: Sendable {
  private let lists: OutcomeLanguage.Lists
  /// The base forms of verbs, without the sign for what is split off.
  private(set) var verbs: [String] = []
  /// The hash of each base form.
  private(set) var verbHashes: [UInt64] = []
  /// The hash of the particle of each verb; 0 where it has none.
  private(set) var particles: [UInt64] = []
  private(set) var words: [UInt64: OutcomeLanguage.Word] = [:]
  /// The verbs whose second part is a word.
  private(set) var splitVerbs: [UInt64: [Int]] = [:]

  /// - Parameter openings: The hashes of the first words of phrases.
  init(_ lists: OutcomeLanguage.Lists, openings: some Sequence<UInt64>) {
    self.lists = lists
    // A verb has some four forms.
    words.reserveCapacity(lists.verbs.count * 5)
    verbs.reserveCapacity(lists.verbs.count)
    verbHashes.reserveCapacity(lists.verbs.count)
    particles.reserveCapacity(lists.verbs.count)
    for hash in openings {
      words[hash, default: OutcomeLanguage.Word()].classes.insert(.opensPhrase)
    }
    addClasses()
    addVerbs()
  }

  private mutating func addClasses() {
    let classes: [([String], OutcomeLanguage.Classes)] = [
      (lists.adverbs, .adverb), (lists.conjunctions, .conjunction),
      (lists.determiners, .determiner), (lists.nounMarkers, .nounMarker),
      (lists.contextMarkers, .context), (lists.emptyWords, .empty),
      (lists.subordinators, .subordinator),
    ]
    for (texts, kind) in classes {
      for text in texts {
        words[hash(text), default: OutcomeLanguage.Word()].classes.insert(kind)
      }
    }
  }

  private func hash(_ word: String) -> UInt64 {
    OutcomeTokens.hashes(of: word, foldsSpelling: lists.foldsSpelling).first ?? 0
  }

  private mutating func addVerbs() {
    let irregular = Dictionary(
      lists.irregular.map { ($0.verb, $0.forms) }, uniquingKeysWith: { first, _ in first })
    for text in lists.verbs {
      let parts = text.split(separator: "|", maxSplits: 1).map(String.init)
      let particle = parts.count == 2 ? parts[0] : nil
      let stem = parts.last ?? text
      let base = (particle ?? "") + stem
      let index = Int32(verbs.count)
      verbs.append(base)
      verbHashes.append(hash(base))
      particles.append(particle.map { hash($0) } ?? 0)
      add(base, index, .base)
      if let particle {
        words[hash(particle), default: OutcomeLanguage.Word()].classes.insert(.particle)
        splitVerbs[hash(stem), default: []].append(Int(index))
        add(stem, index, .split)
        if let infix = lists.infix { add(particle + infix + stem, index, .base) }
      }
      for (form, kind) in forms(of: stem, irregular: irregular[stem] ?? []) {
        add((particle ?? "") + form, index, kind)
        guard particle != nil else { continue }
        splitVerbs[hash(form), default: []].append(Int(index))
        add(form, index, .split)
      }
    }
  }

  /// The forms of a verb beside its base form.
  private func forms(
    of verb: String, irregular: [String]
  ) -> [(form: String, kind: OutcomeLanguage.VerbForm)] {
    let regular = lists.endings.filter { verb.hasSuffix($0.of) }.map { ending in
      (verb.dropLast(ending.of.count) + ending.becomes, ending.isGerund)
    }
    let irregular = irregular.map { form in
      (form[...], lists.endings.contains { $0.isGerund && form.hasSuffix($0.becomes) })
    }
    return (regular + irregular).map { (String($0), $1 ? .gerund : .person) }
  }

  /// A word that is a form of several verbs is that of the first of the list; a base form goes before
  /// other forms, and these before one whose particle stands elsewhere, which `splitVerbs` has anyway.
  private mutating func add(_ form: String, _ verb: Int32, _ kind: OutcomeLanguage.VerbForm) {
    let key = hash(form)
    if let known = words[key], known.verb >= 0,
      known.form == .base || kind == .split || (kind != .base && known.form != .split)
    {
      return
    }
    var word = words[key] ?? OutcomeLanguage.Word()
    word.verb = verb
    word.form = kind
    words[key] = word
  }
}

/// What is known of the words of a language, by their hashes.
struct WordTable: Sendable {
  private let lists: OutcomeLanguage.Lists
  /// What verbs end in, for each ending of the lists.
  private let endings: [[UInt8]]
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
    endings = lists.endings.map { Array($0.of.utf8) }
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
      let parts = text.utf8.split(separator: UInt8(ascii: "|"), maxSplits: 1).map {
        String(Substring($0))
      }
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
    var forms: [(form: String, kind: OutcomeLanguage.VerbForm)] = []
    var verb = verb
    verb.withUTF8 { verb in
      for (ending, of) in zip(lists.endings, endings) where Self.ends(verb, in: of) {
        let stem = String(decoding: verb.dropLast(of.count), as: UTF8.self)
        forms.append((stem + ending.becomes, ending.isGerund ? .gerund : .person))
      }
    }
    for var form in irregular {
      let isGerund = form.withUTF8 { form in
        lists.endings.contains { $0.isGerund && Self.ends(form, in: Array($0.becomes.utf8)) }
      }
      forms.append((form, isGerund ? .gerund : .person))
    }
    return forms
  }

  private static func ends(_ word: UnsafeBufferPointer<UInt8>, in ending: [UInt8]) -> Bool {
    guard ending.count <= word.count else { return false }
    let start = word.count - ending.count
    return ending.indices.allSatisfy { word[start + $0] == ending[$0] }
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

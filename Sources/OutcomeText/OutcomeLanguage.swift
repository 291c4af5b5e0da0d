/// What reading outcomes in one language needs, ready for use; shared, as every text looks at it.
package final class OutcomeLanguage: Sendable {
  /// The words and phrases of a language as its file gives them.
  package struct Lists: Sendable {
    package var findsVerbsAnywhere = false
    package var capitalisesNouns = false
    package var leadIns: [String] = []
    package var abilities: [String] = []
    package var adverbs: [String] = []
    package var adverbEnding: String?
    /// Base forms; `|` stands after a part that is split off, as in `dar|stellen`.
    package var verbs: [String] = []
    package var endings: [Ending] = []
    package var irregular: [(verb: String, forms: [String])] = []
    package var vague: [Vague] = []
    /// Endings that show that a word is a noun or an adjective and no verb.
    package var nounEndings: [String] = []
    package var conjunctions: [String] = []
    package var determiners: [String] = []
    package var nounMarkers: [String] = []
    package var contextMarkers: [String] = []
    /// Words that open a clause that says more of a word.
    package var subordinators: [String] = []
    package var emptyWords: [String] = []
    /// Whether British and American spellings are made one.
    package var foldsSpelling = false
    /// The word for "to" between the parts of a verb that is split, as in `darzustellen`.
    package var infix: String?
    /// Endings of base forms: a word that ends so may be a verb that is not listed.
    package var verbEndings: [String] = []
    /// Words that tell nothing of what is asked for, such as articles.
    package var functionWords: [String] = []
    /// Ends of forms of words, with what stands there in another form.
    package var inflections: [(ending: String, becomes: String)] = []
    /// Words for numbers.
    package var numbers: [(word: String, value: Double)] = []
    /// Phrases before a number that make it the least of something; after `*`, behind one.
    package var leastPhrases: [String] = []
    /// Whether decimals stand behind a comma, and thousands behind a full stop.
    package var hasDecimalComma = false

    package init() {}
  }

  /// One way in which a form of a verb is made from its base form.
  package struct Ending: Sendable {
    package var isGerund: Bool
    package var of: String
    package var becomes: String

    package init(isGerund: Bool, of: String, becomes: String) {
      self.isGerund = isGerund
      self.of = of
      self.becomes = becomes
    }
  }

  /// A word or phrase for what cannot be observed.
  package struct Vague: Sendable {
    /// In its forms; the first names it.
    package var phrases: [String]
    package var instead: [String]
    /// Whether sources disagree.
    package var isDisputed: Bool

    package init(phrases: [String], instead: [String], isDisputed: Bool) {
      self.phrases = phrases
      self.instead = instead
      self.isDisputed = isDisputed
    }
  }

  /// What is known of a word.
  struct Word: Sendable {
    var classes: Classes = []
    /// The position of the verb in `verbs`; -1 where the word is none.
    var verb: Int32 = -1
    var form: VerbForm = .base
  }

  struct Classes: OptionSet, Sendable {
    let rawValue: UInt16
    static let adverb = Classes(rawValue: 1)
    static let conjunction = Classes(rawValue: 2)
    static let determiner = Classes(rawValue: 4)
    static let nounMarker = Classes(rawValue: 8)
    static let context = Classes(rawValue: 16)
    static let empty = Classes(rawValue: 32)
    /// The first word of a lead-in, ability or vague phrase.
    static let opensPhrase = Classes(rawValue: 64)
    /// A part that is split off a verb.
    static let particle = Classes(rawValue: 128)
    /// Opens a clause that says more of a word.
    static let subordinator = Classes(rawValue: 256)
  }

  enum VerbForm: UInt8, Sendable {
    case base, person, gerund
    /// A form whose particle stands elsewhere.
    case split
  }

  let lists: Lists
  private let table: WordTable
  let phrases: PhraseTable
  /// Endings of words that are vague whatever they begin with, as of compounds.
  private let vagueEndings: [(bytes: [UInt8], index: Int)]
  /// Stands before such an ending.
  private static let anyBeginning: Character = "*"
  let adverbEnding: [UInt8]
  let verbEndings: [[UInt8]]
  let nounEndings: [[UInt8]]
  /// Endings of verbs as nouns, such as `ing`.
  let gerundEndings: [[UInt8]]
  /// Endings of verbs behind a person, such as `s`.
  let personEndings: [[UInt8]]
  /// The hashes of words that tell nothing of what is asked for.
  let functionWords: Set<UInt64>
  /// Ends of forms of words, with what stands there in another form.
  let inflections: [(ending: [UInt8], becomes: [UInt8])]
  /// The values of words for numbers by their hashes.
  let numbers: [UInt64: Double]
  /// The hashes of the words of phrases before and behind a number that is the least of something.
  let leastPhrases: [[UInt64]]
  let leastPhrasesBehind: [[UInt64]]
  /// The signs before decimals and between thousands.
  let decimalSign: UInt8
  let thousandsSign: UInt8

  package init(_ lists: Lists) {
    self.lists = lists
    adverbEnding = ComposedText.bytes(of: lists.adverbEnding ?? "")
    verbEndings = lists.verbEndings.map { ComposedText.bytes(of: $0) }
    nounEndings = lists.nounEndings.map { ComposedText.bytes(of: $0) }
    gerundEndings = lists.endings.filter(\.isGerund).map { ComposedText.bytes(of: $0.becomes) }
    personEndings = lists.endings.filter { !$0.isGerund }.map { ComposedText.bytes(of: $0.becomes) }
    var phrases = PhraseTable()
    for text in lists.leadIns {
      let words = Self.hashes(text, lists)
      if words.last == PhraseTable.gap {
        phrases.add(words.dropLast(), .openLeadIn)
      } else {
        phrases.add(words, .leadIn)
      }
    }
    for text in lists.abilities { phrases.add(Self.hashes(text, lists), .ability) }
    var vagueEndings: [(bytes: [UInt8], index: Int)] = []
    for (index, vague) in lists.vague.enumerated() {
      for text in vague.phrases {
        if text.first == Self.anyBeginning {
          vagueEndings.append((ComposedText.bytes(of: String(text.dropFirst())), index))
        } else {
          phrases.add(Self.hashes(text, lists), .vague(index))
        }
      }
    }
    self.phrases = phrases
    self.vagueEndings = vagueEndings
    functionWords = Set(lists.functionWords.flatMap { Self.hashes($0, lists) })
    inflections = lists.inflections.map {
      (ComposedText.bytes(of: $0.ending), ComposedText.bytes(of: $0.becomes))
    }
    numbers = Dictionary(
      lists.numbers.compactMap { number in
        Self.hashes(number.word, lists).first.map { ($0, number.value) }
      }, uniquingKeysWith: { first, _ in first })
    let least = lists.leastPhrases.map { Self.hashes($0, lists) }
    leastPhrases = least.filter { $0.first != PhraseTable.gap }
    leastPhrasesBehind = least.filter { $0.first == PhraseTable.gap }.map { Array($0.dropFirst()) }
    decimalSign = UInt8(ascii: lists.hasDecimalComma ? "," : ".")
    thousandsSign = UInt8(ascii: lists.hasDecimalComma ? "." : ",")
    table = WordTable(lists, openings: phrases.firstWords)
  }

  private static func hashes(_ text: String, _ lists: Lists) -> [UInt64] {
    text.utf8.split(separator: UInt8(ascii: " ")).flatMap { part in
      part.count == 1 && part.first == UInt8(ascii: "*")
        ? [PhraseTable.gap]
        : OutcomeTokens.hashes(of: String(Substring(part)), foldsSpelling: lists.foldsSpelling)
    }
  }

  /// The base forms of verbs, without the sign for what is split off.
  var verbs: [String] { table.verbs }
  /// The hash of each base form.
  var verbHashes: [UInt64] { table.verbHashes }
  /// The hash of the particle of each verb; 0 where it has none.
  var particles: [UInt64] { table.particles }

  /// What is known of a word by its hash.
  func word(_ hash: UInt64) -> Word { table.words[hash] ?? Word() }

  /// The verbs whose second part is a word.
  func splitVerbs(of hash: UInt64) -> [Int] { table.splitVerbs[hash] ?? [] }

  /// The vague phrase whose ending a word has, if it may be a noun.
  func vagueEnding(of token: OutcomeToken, _ bytes: [UInt8]) -> Int? {
    if lists.capitalisesNouns, !token.isCapitalised { return nil }
    let word = bytes[Int(token.start)..<Int(token.end)]
    return vagueEndings.first { word.suffix($0.bytes.count).elementsEqual($0.bytes) }?.index
  }

  /// Cuts a text into words of this language.
  package func tokens(_ text: String) -> OutcomeTokens {
    OutcomeTokens(text, foldsSpelling: lists.foldsSpelling)
  }
}

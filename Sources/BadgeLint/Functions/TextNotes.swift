import CEL
import OutcomeText

/// What was read of the texts of one definition, so that many rules read each text once.
final class TextNotes {
  /// What was read of one text.
  private final class Note {
    let key: UTF8Key
    let hash: UInt64
    /// The address of the text; nil for a short one, which has none of its own.
    let address: UInt?
    @exclusivity(unchecked) var words: TextWords?
    @exclusivity(unchecked) var sentences: Value?
    @exclusivity(unchecked) var outcomes: [(language: String, note: OutcomeNote)] = []

    init(_ key: UTF8Key, _ hash: UInt64, _ address: UInt?) {
      self.key = key
      self.hash = hash
      self.address = address
    }
  }

  /// By the hashes of their bytes, as phrases are found by bytes: a table with open places.
  // What one run over a definition alone uses needs no check that nobody else does.
  @exclusivity(unchecked) private var notes: [Note?] = []
  private var count = 0
  /// Some of the same by the addresses of their texts. A note keeps its text, so that no other has
  /// that address.
  @exclusivity(unchecked) private var byAddress: [Note?] = []
  /// The bytes of the texts that are kept.
  private var byteCount = 0
  /// The note that was asked for last: rules mostly ask several things of one text.
  @exclusivity(unchecked) private var last: Note?
  /// The language tag that was asked for last, and its primary subtag.
  private var lastTag = (tag: "", primary: "")
  /// Most texts that are kept, and their bytes: a definition may have any number of any length.
  private static let most = 4_000
  private static let mostBytes = 4 << 20

  /// The notes of a definition that is being judged; nil where something else is.
  private static func of(_ context: HostContext) -> TextNotes? {
    (context.host as? RecordHost)?.notes
  }

  /// The primary subtag of the language that an argument names.
  static func language(
    _ argument: Value, _ context: HostContext
  ) throws(EvaluationError) -> String {
    let tag = try argument.text()
    return of(context)?.primary(tag) ?? Lexicon.primary(tag)
  }

  private func primary(_ tag: String) -> String {
    if tag != lastTag.tag { lastTag = (tag, Lexicon.primary(tag)) }
    return lastTag.primary
  }

  /// A text cut into words.
  static func words(_ text: String, _ context: HostContext) -> TextWords {
    guard let note = of(context)?.note(text) else { return TextWords(text) }
    if let known = note.words { return known }
    let words = TextWords(text)
    note.words = words
    return words
  }

  /// The sentences of a text.
  static func sentences(_ text: String, _ context: HostContext, _ cut: () -> Value) -> Value {
    guard let note = of(context)?.note(text) else { return cut() }
    if let known = note.sentences { return known }
    let sentences = cut()
    note.sentences = sentences
    return sentences
  }

  /// An outcome as it is read in a language.
  static func outcome(
    _ text: String, _ language: String, _ context: HostContext, _ reader: OutcomeReader
  ) -> OutcomeNote {
    guard let note = of(context)?.note(text) else { return OutcomeNote(text, reader) }
    if let known = note.outcomes.first(where: { $0.language == language }) { return known.note }
    let outcome = OutcomeNote(text, reader)
    note.outcomes.append((language, outcome))
    return outcome
  }

  private func note(_ text: String) -> Note {
    let length = text.utf8.count
    let address = length > Self.longestInline ? Self.address(text) : nil
    if let address, !byAddress.isEmpty, let note = byAddress[Self.place(address)],
      note.address == address, note.key.string.utf8.count == length
    {
      return note
    }
    let key = UTF8Key(text)
    let hash = TextHash.of(text)
    if let last, last.hash == hash, last.key == key { return last }
    if notes.isEmpty { notes = Self.table(of: Self.leastPlaces) }
    var place = Int(truncatingIfNeeded: hash) & (notes.count - 1)
    while let known = notes[place] {
      if known.hash == hash, known.key == key {
        last = known
        return known
      }
      place = (place + 1) & (notes.count - 1)
    }
    let note = Note(key, hash, address)
    last = note
    if count < Self.most, byteCount + length <= Self.mostBytes {
      keep(note, at: place)
      byteCount += length
    }
    return note
  }

  private func keep(_ note: Note, at place: Int) {
    notes[place] = note
    count += 1
    if count * 4 > notes.count * 3 { grow() }
    guard let address = note.address else { return }
    if byAddress.isEmpty { byAddress = Self.table(of: Self.addressCount) }
    byAddress[Self.place(address)] = note
  }

  private func grow() {
    var larger = Self.table(of: notes.count * 2)
    for case let note? in notes {
      var place = Int(truncatingIfNeeded: note.hash) & (larger.count - 1)
      while larger[place] != nil { place = (place + 1) & (larger.count - 1) }
      larger[place] = note
    }
    notes = larger
  }

  /// `Array(repeating:)` looks its type up in every call.
  private static func table(of count: Int) -> [Note?] {
    var table: [Note?] = []
    table.reserveCapacity(count)
    for _ in 0..<count { table.append(nil) }
    return table
  }

  private static let leastPlaces = 128

  /// The most bytes of a text that is kept in the string itself.
  private static let longestInline = 15
  private static let addressCount = 128

  private static func address(_ text: String) -> UInt? {
    text.utf8.withContiguousStorageIfAvailable { UInt(bitPattern: $0.baseAddress) }
  }

  /// The place of an address in the table.
  private static func place(_ address: UInt) -> Int {
    Int(truncatingIfNeeded: (UInt64(address) &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}

/// An outcome that was read.
final class OutcomeNote {
  let tokens: OutcomeTokens
  let reading: OutcomeReading
  private let reader: OutcomeReader
  private var knownLevel: Int??

  fileprivate init(_ text: String, _ reader: OutcomeReader) {
    self.reader = reader
    tokens = reader.language.tokens(text)
    reading = reader.read(tokens)
  }

  /// Its level by the model of its language; nil where it is not told.
  func level(by model: LevelModel) -> Int? {
    if let knownLevel { return knownLevel }
    let level = reader.level(of: tokens, reading, by: model)
    knownLevel = .some(level)
    return level
  }
}

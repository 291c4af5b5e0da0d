import CEL
import OutcomeText

/// What was read of the texts of one definition, so that many rules read each text once.
final class TextNotes {
  /// What was read of one text.
  private final class Note {
    let key: UTF8Key
    var words: TextWords?
    var sentences: Value?
    var outcomes: [(language: String, note: OutcomeNote)] = []

    init(_ key: UTF8Key) { self.key = key }
  }

  /// By their bytes, as phrases are found by bytes.
  private var notes: [UTF8Key: Note] = [:]
  /// The bytes of the texts that are kept.
  private var byteCount = 0
  /// The note that was asked for last: rules mostly ask several things of one text.
  private var last: Note?
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
    let key = UTF8Key(text)
    if let last, last.key == key { return last }
    if let known = notes[key] {
      last = known
      return known
    }
    let note = Note(key)
    last = note
    let length = text.utf8.count
    if notes.count < Self.most, byteCount + length <= Self.mostBytes {
      notes[key] = note
      byteCount += length
    }
    return note
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

import CEL
import OutcomeText

/// What was read of the texts of one definition, so that many rules read each text once.
final class TextNotes {
  private struct Key: Hashable {
    var language: String
    var text: String
  }

  private var readings: [Key: OutcomeReading] = [:]
  private var levels: [Key: Int?] = [:]
  private var sentences: [String: Value] = [:]
  /// The language tag that was asked for last, and its primary subtag.
  private var lastTag = (tag: "", primary: "")
  /// Most texts of a kind that are kept: a definition may have any number.
  private static let most = 4_000

  /// The notes of a definition that is being judged; nil where something else is.
  static func of(_ context: HostContext) -> TextNotes? { (context.host as? RecordHost)?.notes }

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

  func reading(_ text: String, _ language: String, _ read: () -> OutcomeReading) -> OutcomeReading {
    Self.kept(Key(language: language, text: text), in: &readings, read)
  }

  func level(_ text: String, _ language: String, _ tell: () -> Int?) -> Int? {
    Self.kept(Key(language: language, text: text), in: &levels, tell)
  }

  func sentences(_ text: String, _ cut: () -> Value) -> Value {
    Self.kept(text, in: &sentences, cut)
  }

  private static func kept<Key: Hashable, Note>(
    _ key: Key, in notes: inout [Key: Note], _ make: () -> Note
  ) -> Note {
    if let known = notes[key] { return known }
    let note = make()
    if notes.count < most { notes[key] = note }
    return note
  }
}

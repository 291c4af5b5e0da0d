import OutcomeText
import YAMLTree

/// A list of words and phrases by language.
package struct Lexicon: Sendable {
  package var name: String
  package var about: String
  /// The phrases by primary language, such as `en`; there are few.
  private var phrases: [(language: String, phrases: Lazily<PhraseSet>)]
  /// The texts as they stand in the file, by language.
  private var texts: [String: [String]]

  package init(_ root: ObjectView) {
    name = root.text("name") ?? ""
    about = root.text("about") ?? ""
    phrases = []
    texts = [:]
    for (key, value) in root.entries("languages") {
      let list = root.view(value).texts("list")
      texts[key.text] = list
      phrases.append((key.text, Lazily { PhraseSet(list) }))
    }
  }

  /// The phrases of a language; a tag such as `de-AT` finds `de`. Nil where there are none.
  package func phrases(in language: String) -> PhraseSet? {
    phrases(primary: Self.primary(language))
  }

  /// Whether there are phrases of a language, by its primary subtag.
  func speaks(primary language: String) -> Bool {
    phrases.contains { $0.language == language }
  }

  /// The phrases of a language by its primary subtag.
  func phrases(primary language: String) -> PhraseSet? {
    phrases.first { $0.language == language }?.phrases.value
  }

  package func texts(in language: String) -> [String]? { texts[Self.primary(language)] }

  package var languages: [String] { phrases.map(\.language).sorted() }

  /// The primary subtag of a language tag, in lower case.
  static func primary(_ tag: String) -> String {
    String(decoding: tag.lowercased().utf8.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }
}

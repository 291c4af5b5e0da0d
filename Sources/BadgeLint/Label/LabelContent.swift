/// The label of one definition, filled: what every output format shows.
package struct LabelContent: Sendable {
  package struct Text: Sendable {
    package var text: String
    /// The language, where the text is in the words of the definition (BCP 47).
    package var language: String?

    package init(text: String, language: String? = nil) {
      self.text = text
      self.language = language
    }
  }

  package struct Row: Sendable {
    /// The name for machines.
    package var name: String
    package var title: String
    package var values: [Text]
    /// Whether something that is written about it could not be read.
    package var isUnreadable: Bool
  }

  /// Something that a reader needs and the definition does not say.
  package struct Gap: Sendable {
    /// The name of the row that it belongs to.
    package var row: String
    package var text: String
  }

  /// What is shown between the rows and the list of gaps, such as verdicts.
  package struct Block: Sendable {
    /// The name for machines.
    package var name: String
    package var title: String
    package var values: [Text]

    package init(name: String, title: String, values: [Text]) {
      self.name = name
      self.title = title
      self.values = values
    }
  }

  /// The file as it was named.
  package var file: String
  /// The definition's id or title; empty where it has neither.
  package var definition: String
  /// The name of the format that the definition is in.
  package var format: String
  /// What the label is called.
  package var title: String
  /// The language of the label's own texts (BCP 47).
  package var language: String
  /// The title of the definition.
  package var heading: Text
  /// The rows that say something.
  package var rows: [Row]
  package var blocks: [Block] = []
  /// The title of the list of gaps.
  package var notSaidTitle: String
  package var notSaid: [Gap]
  /// What stands in place of the list where nothing is missing.
  package var nothingMissing: String
  /// What the reader should know of the whole.
  package var notices: [String]
  /// Problems of structure in the definition.
  package var problemCount: Int
}

extension LabelContent {
  /// The lines below the title of the list of gaps.
  package var notSaidTexts: [String] {
    notSaid.isEmpty ? [nothingMissing] : notSaid.map(\.text)
  }
}

import CEL

/// What the label of a definition says, ready to be filled: `rules/label.yaml`, compiled.
package struct Label: Sendable {
  /// Texts of a label: one or none for each place, or all that an expression gives.
  package struct Entry: Sendable {
    enum Body: Sendable {
      case text(MessageTemplate)
      case list(Program)
    }
    var scope: PlaceScope
    var body: Body
    /// Whether the text is in the words, and so in the language, of the definition.
    var isQuote: Bool
  }

  package struct Row: Sendable {
    /// The name for machines.
    package var name: String
    package var title: String
    /// The fields that it speaks of, as ways from the definition; empty for all that it asks for.
    var about: [[Int]]
    var values: [Entry]
    /// What is said to be missing where there are no values.
    var missing: Entry?
    /// What else is missing where there are values.
    var gaps: [Entry]
  }

  /// The outcomes or the assessments of the matrix.
  package struct Axis: Sendable {
    package var title: String
    var scope: PlaceScope
    /// Gives the names by which an outcome or assessment is found on the other side.
    var names: Program
    var label: MessageTemplate?
    var text: MessageTemplate
  }

  package struct Alignment: Sendable {
    package var outcomes: Axis
    package var assessments: Axis
    var notes: [Entry]
    package var legend: AlignmentContent.Legend
    /// The rule that says whether the form of an assessment can show an outcome.
    package var fitRule: String
  }

  /// What stands around the verdicts.
  package struct VerdictWords: Sendable {
    var title: String
    var notSaid: String
    var notJudged: String
    /// Rules that are switched off, or packs that were not chosen.
    var off: String
    /// Fields that cannot be read.
    var unreadable: String
    /// Rules that could not be evaluated.
    var failed: String
    /// Rules whose findings leave a verdict in doubt.
    var doubted: String

    /// What could not be judged, each said once.
    func texts(of result: VerdictResult) -> [String] {
      var texts: [String] = []
      for text in result.unjudged.map(text) where !texts.contains(text) { texts.append(text) }
      return texts
    }

    func text(_ unjudged: VerdictResult.Unjudged) -> String {
      switch unjudged {
      case .condition(let says): says
      case .field, .restOfFile: unreadable
      case .pack, .rule: off
      case .fault: failed
      case .doubt: doubted
      }
    }
  }

  /// The language of its own texts (BCP 47).
  package var language: String
  /// What the label is called.
  package var title: String
  /// Characters after which a text of a definition is cut off.
  var longestText: Int
  /// The title of the definition: the first entry that gives a text.
  var heading: [Entry]
  package var rows: [Row]
  package var notSaid: String
  package var nothingMissing: String
  package var unreadable: String
  package var partlyUnreadable: String
  var notices: [Entry]
  package var verdicts: VerdictWords
  package var alignment: Alignment
}

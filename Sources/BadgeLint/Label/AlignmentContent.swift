/// The outcomes of one definition against its assessments.
package struct AlignmentContent: Sendable {
  /// Whether the form of an assessment can show an outcome.
  package enum Fit: String, Sendable {
    case fits, doubtful
    /// Nothing judged it.
    case unknown
  }

  /// One outcome with one assessment.
  package enum Cell: Sendable, Equatable {
    /// The assessment does not name the outcome.
    case empty
    /// The assessment names the outcome.
    case assessed(Fit)
    /// What the assessment names could not be read.
    case unreadable
  }

  /// A row or a column.
  package struct Header: Sendable {
    /// The short name; empty where it has none.
    package var label: String
    package var text: String
    /// The names by which it is found on the other side: its own, or those that it assesses.
    package var names: [String]
    /// Whether the names are written but could not be read.
    package var isUnreadable: Bool
  }

  /// What the signs in the cells mean.
  package struct Legend: Sendable {
    package var assessed: String
    package var doubtful: String
    package var empty: String
    package var unreadable: String
  }

  /// The file as it was named.
  package var file: String
  /// The definition's id or title; empty where it has neither.
  package var definition: String
  /// The title of the definition.
  package var heading: String
  package var outcomesTitle: String
  package var assessmentsTitle: String
  package var outcomes: [Header]
  package var assessments: [Header]
  /// A row for each outcome with a cell for each assessment.
  package var cells: [[Cell]]
  package var legend: Legend
  /// What there is to say of the matrix, in words.
  package var notes: [String]
  /// Problems of structure in the definition.
  package var problemCount: Int

  /// Whether any assessment says what it assesses; where none does, cells tell nothing.
  package var hasLinks: Bool {
    assessments.contains { $0.isUnreadable || !$0.names.isEmpty }
  }
}

/// What new definitions and repositories begin with: `rules/start.yaml`.
package struct StartLayout: Sendable {
  /// A field of a new definition.
  package struct Field: Sendable {
    /// The names of the fields that lead to it: one, or two.
    package var path: [String]
    /// The question on a terminal; nil where it is not asked for.
    package var question: String?
    /// The question for one more element of its list.
    package var anotherQuestion: String?
    /// What is written where nobody answers.
    package var preset: String?
    /// The beginning of a name that is made up for each element.
    package var numberPrefix: String?
  }

  /// A pack for definitions that say something.
  package struct Suggestion: Sendable {
    package var pack: String
    /// The path of the field, in words and by positions.
    package var field: String
    var positions: [Int]
    package var value: String

    /// Whether a value of the field asks for the pack.
    func matches(_ text: String) -> Bool { text == value || text.hasPrefix(value + "-") }
  }

  /// A file that a repository may begin with.
  package struct SetupFile: Sendable {
    package var kind: SetupFileKind
    package var path: String
    package var question: String
    package var text: String
  }

  package var heading: String
  package var values: String
  package var rules: String
  package var rulesShown: Int
  /// Most characters of a line of a comment.
  package var width: Int
  package var severities: [Severity: String]
  package var question: String
  /// What is said of a name for machines that could not stand everywhere as it is; with `{value}`.
  package var nameProblem: String
  /// What to do then; with `{example}`.
  package var nameFix: String
  /// What is said of a file that cannot hold the name of the folder; with `{file}`.
  package var folderProblem: String
  package var fields: [Field]
  package var suggestions: [Suggestion]
  package var files: [SetupFile]
}

/// What a file that a repository begins with is for.
package enum SetupFileKind: String, CaseIterable, Sendable {
  case policy
  case preCommit = "pre-commit"
  case gitHub = "github"
  case gitLab = "gitlab"
}

extension Schema {
  /// The fields to which names lead from the root, through objects and lists; nil where one is none.
  package func fields(along names: [String]) -> [(position: Int, shape: FieldShape)]? {
    var type = root
    var result: [(position: Int, shape: FieldShape)] = []
    for (index, name) in names.enumerated() {
      guard let position = types[type].field(named: name) else { return nil }
      let shape = types[type].fields[position]
      result.append((position, shape))
      if index == names.count - 1 { break }
      guard case .object(let next) = shape.kind else { return nil }
      type = next
    }
    return result
  }
}

extension StartLayout {
  /// The packs that a definition asks for by what it says.
  package func suggestions(for record: Record) -> [Suggestion] {
    suggestions.filter { suggestion in
      var isAsked = false
      record.forEachPlace(of: suggestion.positions[...], from: record.root) { place, _ in
        if let text = record.string(place), suggestion.matches(text) { isAsked = true }
      }
      return isAsked
    }
  }
}

import BadgeLint
import Testing
import YAMLTree

/// The problems for which a file of rules is refused; none where it loads.
func loadProblems(_ load: () throws(LoadFailure) -> Void) -> [LoadProblem] {
  do {
    try load()
    return []
  } catch {
    return error.problems
  }
}

/// One problem of a file of rules as a test expects it.
struct ExpectedLoadProblem {
  /// The file with its only wrong place between ‹ and ›.
  var marked: String
  var message: String
  var help: String?
}

/// Checks that a file is refused for one problem at the marked place.
func expect(
  _ problems: [LoadProblem], in marked: MarkedText, message: String, help: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(problems.map(\.message) == [message], sourceLocation: sourceLocation)
  #expect(problems.map(\.help) == [help], sourceLocation: sourceLocation)
  let found = problems.map { $0.range.map { slice($0, of: marked.bytes) } ?? "(no place)" }
  #expect(
    found == marked.places.map { slice($0, of: marked.bytes) }, sourceLocation: sourceLocation)
  #expect(problems.compactMap(\.range) == marked.places, sourceLocation: sourceLocation)
}

import CEL
import YAMLTree

/// Reads a file of rules by its schema; whatever does not fit stops the run.
package enum DocumentReader {
  package static func read(
    _ file: LoadedFile, by schema: Schema
  ) throws(LoadFailure) -> ObjectView {
    if let bound = file.bound, bound.schema == schema.name { return bound.view }
    return try read(file.root(), as: schema.types[schema.root].name, in: file, by: schema)
  }

  /// Reads a part of a file as an object of a type of the schema.
  package static func read(
    _ node: NodeID, as type: String, in file: LoadedFile, by schema: Schema
  ) throws(LoadFailure) -> ObjectView {
    guard let type = schema.type(named: type) else {
      preconditionFailure("schema \(schema.name) has no type '\(type)'")
    }
    let (record, problems) = Binder.bind(node, as: type, in: file.tree, by: schema)
    if !problems.isEmpty {
      throw file.failure(problems.map { loadProblem($0, in: file) })
    }
    return ObjectView(record: record, schema: schema, id: record.root)
  }

  private static func loadProblem(
    _ problem: StructureProblem, in file: LoadedFile
  ) -> LoadProblem {
    var help: String?
    if !problem.suggestion.isEmpty, problem.check != .missingField {
      help = "did you mean '\(problem.suggestion)'?"
    } else if problem.check == .unknownField {
      help = "known here are: \(problem.expected)"
    }
    let message: String
    switch problem.check {
    case .unknownField: message = "unknown key '\(problem.field)'"
    case .commaInText:
      message = "a comma ends a text inside braces, so that '\(problem.field)' is taken for a key"
      help = "put the whole text into quotes"
    case .missingField: message = "'\(problem.field)' is missing here (\(problem.expected))"
    default:
      message =
        problem.field.isEmpty
        ? "expected \(problem.expected)"
        : "'\(problem.field)': expected \(problem.expected), found '\(problem.value)'"
    }
    return LoadProblem(file: file.name, range: problem.span, message: message, help: help)
  }
}

import OutcomeText

/// The shapes of the documents that are read beside definitions.
///
/// The program relies on them, so that they are its own, whatever folder of rules is chosen. Each is
/// read when it is asked for: a run needs few of them.
struct OwnSchemas: Sendable {
  enum Name: String, CaseIterable, Sendable {
    case pack, policy, format, framework, lexicon, verdict, language, model
    case label = "label-schema"
    case profile = "profile-schema"
    case matching = "matching-schema"
    case trend = "trend-schema"
    case report = "report-schema"
    case start = "start-schema"
    case editor = "editor-schema"
    case waivers, baseline, record
  }

  private let schemas: [Lazily<Schema>]

  init(_ files: RuleFiles) {
    schemas = Name.allCases.map { name in Lazily { Self.read("\(name.rawValue).yaml", of: files) } }
  }

  subscript(name: Name) -> Schema {
    // The cases are few, and those that are asked for often come first.
    schemas[Name.allCases.firstIndex(of: name) ?? 0].value
  }

  var all: [Schema] { schemas.map(\.value) }

  /// Tests read all of them, so that what is wrong here never reaches people.
  private static func read(_ path: String, of files: RuleFiles) -> Schema {
    guard let bytes = files.bytes(of: path) else {
      preconditionFailure("the program lacks \(path)")
    }
    do {
      return try SchemaReader.read(LoadedFile(name: files.shownName(path), bytes: bytes))
    } catch {
      preconditionFailure("\(path): \(error.problems.map(\.message).joined(separator: "; "))")
    }
  }
}

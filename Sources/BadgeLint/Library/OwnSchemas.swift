import OutcomeText

/// The shapes of the documents that are read beside definitions.
///
/// The program relies on them, so that they are its own, whatever folder of rules is chosen. Each is
/// read when it is asked for: a run needs few of them.
struct OwnSchemas: Sendable {
  enum Name: Int, CaseIterable, Sendable {
    case pack, policy, format, framework, lexicon, verdict, language, model, label, profile
    case matching, trend, report, start, editor, waivers, baseline, record

    fileprivate var file: String {
      switch self {
      case .label, .profile, .matching, .trend, .report, .start, .editor: "\(self)-schema.yaml"
      default: "\(self).yaml"
      }
    }
  }

  private let schemas: [Lazily<Schema>]

  init(_ files: RuleFiles) {
    schemas = Name.allCases.map { name in Lazily { Self.read(name.file, of: files) } }
  }

  subscript(name: Name) -> Schema { schemas[name.rawValue].value }

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

import BadgeLint
import YAMLTree

/// What is known of one text of a document.
struct DocumentAnalysis: Sendable {
  enum Kind: Sendable {
    /// It holds definitions, or would if it could be read.
    case definitions
    /// It is a pack, a policy or another document of the program, of a shape.
    case own(Schema)
    /// It has nothing to do with definitions.
    case other
    /// It looks like a definition and lacks the marker, which is given as it would be written there.
    case resemblance(marker: String)
    /// Its text is not known.
    case unknown
    /// It is too large to be judged while it is written.
    case tooLarge
  }

  var kind: Kind
  var judge: DocumentJudge?
  var result: FileResult?
  /// What keeps it from being judged, or what is wrong with a document of the program.
  var failure: LoadFailure?
  /// What is allowed in a pack but rarely meant, with places.
  var warnings: [LoadProblem] = []

  /// Most bytes of a text that is judged with every change.
  static let mostBytes = 2 << 20

  init(_ document: OpenDocument, _ judges: inout Judges) {
    switch document.standing {
    case .known where document.text.count <= Self.mostBytes: break
    case .known, .tooLarge:
      kind = .tooLarge
      return
    case .outOfStep:
      kind = .unknown
      return
    }
    if let schema = OwnDocument.schema(of: document, judges.library) {
      kind = .own(schema)
      (failure, warnings) = OwnDocument.check(document, schema, &judges)
      return
    }
    kind = .other
    switch judges.find(document.name, isFile: document.path != nil) {
    case .leftOut: break
    case .judge(let judge):
      self.judge = judge
      let result = judge.lint(document.text)
      // A text that cannot be read is taken for a definition only where it says so.
      let isDefinition =
        !result.holdsNoDefinition
        && (result.isWhole || result.definitionCount > 0 || Self.looksLikeDefinition(document))
      guard isDefinition else {
        if result.resemblesDefinition {
          kind = .resemblance(marker: Self.marker(in: document.text, judge.library.definition))
        }
        return
      }
      kind = .definitions
      self.result = result
    case .failure(let failure):
      guard Self.looksLikeDefinition(document) else { return }
      kind = .definitions
      self.failure = failure
    }
  }

  /// The key and value that make a text a definition.
  private static func marker(in text: [UInt8], _ schema: Schema) -> String {
    guard let field = schema.types[schema.root].fields.first else { return "" }
    let isJSON = text.first { $0 > 0x20 } == UInt8(ascii: "{")
    return isJSON ? "\"\(field.name)\": \(field.example)" : "\(field.name): \(field.example)"
  }

  /// Whether the key of definitions stands at the top of a text that need not be sound.
  static func looksLikeDefinition(_ document: OpenDocument) -> Bool {
    let outline = TextOutline(document.text)
    return outline.topKeys.contains { $0 == "badgelint" || $0 == "@context" }
  }
}

import OutcomeText
import YAMLTree

/// How definitions of another format are recognised and read.
package struct Format: Sendable {
  package var name: String
  package var title: String
  package var about: String
  package var url: String?
  /// What to do about fields that the format does not have.
  package var advice: String?
  var recognitions: [Recognition]
  /// Conditions under which an entry only refers to a definition elsewhere.
  var references: [FormatCondition]
  var mapping: ObjectMapping

  /// Fields that the format keeps in extensions only, which few programs write.
  var rareFields: Set<Int>

  /// Whether the format itself has a place for a field of the definition.
  package func maps(_ field: Int) -> Bool {
    mapping.fields.contains { $0.field == field } && !rareFields.contains(field)
  }

  /// The names of the fields for which the format itself has a place.
  func fieldNames(in schema: Schema) -> [String] {
    schema.types[schema.root].fields.enumerated().filter { maps($0.offset) }.map(\.element.name)
  }

  struct Recognition: Sendable {
    var conditions: [FormatCondition]
    var definitions: SourcePath
  }

  /// The nodes of the definitions in a document, or nil where it is not of this format.
  func definitions(in root: NodeID, of tree: YAMLTree) -> [NodeID]? {
    for recognition in recognitions
    where recognition.conditions.allSatisfy({ $0.holds(for: root, document: root, in: tree) }) {
      return recognition.definitions.values(from: root, document: root, in: tree).map(\.node)
    }
    return nil
  }

  /// The definitions by the first way that leads to any, whatever the content is like.
  func forcedDefinitions(in root: NodeID, of tree: YAMLTree) -> [NodeID] {
    if let found = definitions(in: root, of: tree) { return found }
    for recognition in recognitions {
      let found = recognition.definitions.values(from: root, document: root, in: tree).map(\.node)
        .filter { tree.kind($0) == .mapping }
      if !found.isEmpty { return found }
    }
    return tree.kind(root) == .sequence ? Array(tree.elements(of: root)) : [root]
  }

  func isReference(_ node: NodeID, document: NodeID, in tree: YAMLTree) -> Bool {
    !references.isEmpty
      && references.allSatisfy { $0.holds(for: node, document: document, in: tree) }
  }
}

/// Where the fields of an object come from.
struct ObjectMapping: Sendable {
  var type: Int
  var fields: [FieldMapping]
}

/// Where one field comes from: for a single value the first source that has one, for a list all
/// sources one after the other.
struct FieldMapping: Sendable {
  var field: Int
  var sources: [FieldSource]
}

/// One source of a field.
struct FieldSource: Sendable {
  enum Reader: String, Sendable {
    case text, sentences, items, lines, parts
  }
  var path: SourcePath?
  var constant: String?
  var reader: Reader = .text
  var separator: [UInt8] = []
  var scale: Double?
  var values: [(from: String, to: String)] = []
  var phrases: [(phrase: PhraseSet, to: String)] = []
  var otherwise: String?
  var exceptions: [String] = []
  var emptyWords: [String] = []
  var conditions: [FormatCondition] = []
  var object: ObjectMapping?
}

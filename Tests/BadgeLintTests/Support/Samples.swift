import BadgeLint
import YAMLTree

/// A definition as a file of its own.
struct Sample: Sendable {
  var name: String
  var bytes: [UInt8]
  /// The path by which it is linted.
  var path: String
  /// The packs that judge it; nil for the standard ones.
  var packs: [String]?

  /// The rules whose examples are samples: all that judge definitions, but for those on waivers,
  /// which a run without waivers passes over.
  static func rules(of pack: Pack) -> [Rule] {
    guard pack.judged == .definitions else { return [] }
    return pack.rules.filter { rule in
      rule.check.map { !$0.isOfExcuses } ?? true
    }
  }

  /// The examples that fail, of all these rules of all packs that ship.
  static func failingExamples() throws -> [Sample] {
    var samples: [Sample] = []
    for pack in try Shipped.library.get().packs {
      let tree = pack.file.tree
      for rule in rules(of: pack) {
        for (index, node) in rule.examples.fails.enumerated() {
          let text = tree.kind(node) == .scalar ? tree.text(node) : document(node, tree)
          let isJSON = text.utf8.first == UInt8(ascii: "{") && tree.kind(node) == .scalar
          samples.append(
            Sample(
              name: "\(rule.id) \(index + 1)", bytes: Array(text.utf8),
              path: isJSON ? "example.json" : "example.yaml", packs: [pack.name]))
        }
      }
    }
    return samples
  }

  /// The files in fixtures/definitions.
  static func fixtures() throws -> [Sample] {
    try PackageFolder.files(below: "fixtures/definitions").map { path in
      let name = Path.relative(path, to: PackageFolder.path) ?? path
      return Sample(name: name, bytes: try readFile(path, maximumBytes: 1 << 20), path: name)
    }
  }

  /// A mapping of a pack as a document of its own, with the key that marks definitions.
  private static func document(_ node: NodeID, _ tree: YAMLTree) -> String {
    let span = tree.span(node)
    let text = slice(span, of: tree.bytes)
    if tree.isFlow(node) { return "{badgelint: 1, " + text.dropFirst() + "\n" }
    let start = Int(span.start)
    let lineStart = tree.bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let margin = start - lineStart
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let dedented = lines.enumerated().map {
      $0.offset == 0 ? $0.element : $0.element.dropFirst(margin)
    }
    return "badgelint: 1\n" + dedented.joined(separator: "\n") + "\n"
  }

  /// Whether the file is one block mapping, to which documents can be added.
  var isBlock: Bool {
    let tree = YAMLTree(parsing: bytes)
    return tree.documents.count == 1 && tree.problems.isEmpty && !tree.isFlow(tree.documents[0])
  }

  var isJSON: Bool { YAMLTree(parsing: bytes).isJSON }
}

/// What a finding says, with the source text that it points at, for comparison of files.
struct FindingText: Hashable, CustomStringConvertible {
  var rule: String
  var message: String
  var path: String
  var slice: String
  var labels: [String]
  var fingerprint: UInt64

  init(_ finding: Finding, _ linted: Linted) {
    let bytes = linted.result.bytes
    rule = linted.id(finding)
    message = finding.message
    path = finding.path
    slice = Self.unix(BadgeLintTests.slice(finding.span, of: bytes))
    labels = finding.labels.map {
      "\($0.text): \(Self.unix(BadgeLintTests.slice($0.span, of: bytes)))"
    }
    fingerprint = finding.fingerprint
  }

  /// The text without the carriage returns of a file from Windows.
  private static func unix(_ text: String) -> String {
    String(decoding: text.utf8.filter { $0 != 0x0D }, as: UTF8.self)
  }

  var description: String { "\(rule) at \(path): \(message) [\(slice)] \(labels)" }
}

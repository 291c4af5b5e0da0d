import BadgeLint
import Testing
import YAMLTree

/// The examples of a shipped pack as definition files of their own.
struct ExampleFiles {
  struct File {
    /// Such as `credit-hours-fails-1.yaml`.
    var name: String
    var rule: String
    var fails: Bool
    var text: String
    /// The definition that a baseline is for.
    var definition: String?
    /// Whether it is a register of waivers, which stands in a folder of its own.
    var isRegister: Bool { text.hasPrefix("waivers:") }
  }

  let pack: String
  private(set) var files: [File] = []

  /// The rule that each file is an example of.
  var rules: [String: String] {
    Dictionary(files.map { ($0.name, $0.rule) }) { first, _ in first }
  }

  /// The packs over definitions that are built into the program, in the order of their files.
  static func shipped() throws -> [ExampleFiles] { try all.get() }

  private static let all = Result {
    try Shipped.library.get().packs.filter { $0.judged == .definitions }.map {
      try ExampleFiles($0)
    }
  }

  private init(_ pack: Pack) throws {
    self.pack = pack.name
    let tree = pack.file.tree
    for rule in pack.rules {
      let stem = String(rule.id.split(separator: "/").last ?? "")
      let groups = [
        ("passes", rule.examples.passes), ("fails", rule.examples.fails),
        ("ignores", rule.examples.ignores),
      ]
      for (kind, nodes) in groups {
        for (index, node) in nodes.enumerated() {
          let text = try Self.text(of: node, in: tree)
          // A baseline stands behind the definition that it is for.
          let parts = text.split(separator: "---\n", maxSplits: 1).map(String.init)
          if parts.count == 2, parts[1].hasPrefix("baseline:") {
            files.append(
              File(
                name: "\(stem)-\(kind)-\(index + 1).d/\(Baseline.fileName)", rule: rule.id,
                fails: kind == "fails", text: parts[1], definition: parts[0]))
            continue
          }
          let ending =
            text.hasPrefix("waivers:") ? "d/waivers.yaml" : text.hasPrefix("{") ? "json" : "yaml"
          files.append(
            File(
              name: "\(stem)-\(kind)-\(index + 1).\(ending)", rule: rule.id,
              fails: kind == "fails", text: text))
        }
      }
    }
    try #require(Set(files.map(\.name)).count == files.count, "two examples go by one name")
  }

  /// The text of a definition: that of a structure check as it is, parts of one with the marker.
  private static func text(of node: NodeID, in tree: YAMLTree) throws -> String {
    if tree.kind(node) == .scalar { return tree.text(node) }
    let entries = Array(tree.entries(of: node))
    var text = "badgelint: 1\n"
    // Entries in braces become one line each; in a block they are set back to the margin.
    let isFlow = tree.bytes[Int(tree.span(node).start)] == UInt8(ascii: "{")
    if isFlow {
      for entry in entries {
        text += slice(tree, tree.span(entry.key).start, tree.span(entry.value).end) + "\n"
      }
    } else if let first = entries.first, let last = entries.last {
      let start = tree.span(first.key).start
      let margin = LineIndex(tree.bytes).position(of: start).column - 1
      let lines = slice(tree, start, tree.span(last.value).end)
        .split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        let indent = line.prefix { $0 == " " }.utf8.count
        text += (index == 0 ? line : line.dropFirst(min(margin, indent))) + "\n"
      }
    }
    return text
  }

  private static func slice(_ tree: YAMLTree, _ start: UInt32, _ end: UInt32) -> String {
    String(decoding: tree.bytes[Int(start)..<Int(end)], as: UTF8.self)
  }
}

import CEL
import OutcomeText
import YAMLTree

/// Why a line of a file of profiles cannot be read.
package struct ProfileLineError: Error, Sendable, CustomStringConvertible {
  package var file: String
  /// From 1.
  package var line: Int
  package var message: String

  package var description: String { "\(file):\(line): \(message)" }
}

/// Reads profiles from lines of JSON, as `badgelint catalogue --profiles` writes them.
package struct ProfileLineReader: Sendable {
  /// Raised when a member changes its meaning or goes away.
  package static let version = 1

  private let layout: ProfileLayout
  private let positions: [String: Int]
  private let kinds: [String: Int]

  package init(_ layout: ProfileLayout) {
    self.layout = layout
    positions = Dictionary(
      layout.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    kinds = Dictionary(
      layout.links.enumerated().map { ($1.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The profile of a line.
  /// - Parameters:
  ///   - file: The name of the file that holds the line, for messages.
  ///   - number: The number of the line, from 1.
  package func read(
    _ bytes: [UInt8], file: String, line number: Int
  ) throws(ProfileLineError) -> ReadProfile {
    func error(_ message: String) -> ProfileLineError {
      ProfileLineError(file: file, line: number, message: message)
    }
    let tree = YAMLTree(parsing: bytes, limits: .ofPrograms)
    guard tree.isComplete, tree.problems.isEmpty, tree.documents.count == 1,
      let root = tree.documents.first, tree.kind(root) == .mapping
    else {
      throw error(
        "is no profile: \(tree.problems.first?.message ?? "one JSON object is expected on a line")")
    }
    func needed(_ key: String, in node: NodeID) throws(ProfileLineError) -> NodeID {
      guard let value = tree.value(in: node, forKey: key) else {
        throw error("is no profile: '\(key)' is missing")
      }
      return value
    }
    let version = tree.integer(try needed("profile", in: root))
    guard version == Int64(Self.version) else {
      throw error(
        "is a profile of another version of this program; make it anew (expected "
          + "\(Self.version), found \(version.map { "\($0)" } ?? "no number"))")
    }
    var values: [Profile.Value?] = Array(repeating: nil, count: layout.fields.count)
    for entry in tree.entries(of: try needed("fields", in: root)) {
      let name = tree.text(entry.key)
      guard let position = positions[name] else {
        throw error("has a field '\(name)', which profile.yaml does not have; make it anew")
      }
      guard let value = Self.value(entry.value, layout.fields[position].type, tree) else {
        throw error("'\(name)' should be a \(layout.fields[position].type.rawValue)")
      }
      values[position] = value
    }
    var lines = Array(repeating: 0, count: layout.fields.count)
    if let node = tree.value(in: root, forKey: "lines") {
      for entry in tree.entries(of: node) {
        guard let position = positions[tree.text(entry.key)] else { continue }
        lines[position] = Self.lineNumber(tree.integer(entry.value))
      }
    }
    var links: [Profile.Link] = []
    for node in tree.elements(of: try needed("links", in: root)) {
      let kind = tree.text(try needed("kind", in: node))
      guard let position = kinds[kind] else {
        throw error("has a link of the kind '\(kind)', which profile.yaml does not have")
      }
      links.append(
        Profile.Link(
          kind: position, target: tree.text(try needed("target", in: node)),
          issuer: tree.value(in: node, forKey: "issuer").map(tree.text) ?? "",
          hasAgreement: tree.value(in: node, forKey: "agreement").flatMap(tree.boolean) ?? false,
          credit: tree.value(in: node, forKey: "credit").flatMap(tree.number),
          system: tree.value(in: node, forKey: "system").map(tree.text) ?? "",
          total: tree.value(in: node, forKey: "total").flatMap(tree.number),
          totalSystem: tree.value(in: node, forKey: "totalSystem").map(tree.text) ?? "",
          line: Self.line(of: node, in: tree)))
    }
    guard let hashes = Self.hashes(tree.text(try needed("text", in: root))) else {
      throw error("'text' should hold the hashes of word pairs in Base64")
    }
    guard let line = tree.integer(try needed("line", in: root)), line > 0, line < 1 << 31 else {
      throw error("'line' should be the number of a line")
    }
    return ReadProfile(
      Profile(
        file: tree.text(try needed("file", in: root)), line: Int(line),
        name: tree.text(try needed("name", in: root)), values: values, lines: lines, links: links),
      Shingles(unsorted: hashes))
  }

  private static func value(
    _ node: NodeID, _ type: ProfileLayout.FieldType, _ tree: YAMLTree
  ) -> Profile.Value? {
    switch type {
    case .text: tree.kind(node) == .scalar ? .text(tree.text(node)) : nil
    case .number: tree.number(node).flatMap { $0.isFinite ? .number($0) : nil }
    case .bool: tree.boolean(node).map { .bool($0) }
    case .texts:
      tree.kind(node) == .sequence ? .texts(tree.elements(of: node).map { tree.text($0) }) : nil
    case .date: CalendarDate(tree.text(node)).map { .date($0.secondsSince1970) }
    }
  }

  /// The line of a link; 0 where it is not said, as in profiles of before.
  private static func line(of link: NodeID, in tree: YAMLTree) -> Int {
    lineNumber(tree.value(in: link, forKey: "line").flatMap { tree.integer($0) })
  }

  private static func lineNumber(_ line: Int64?) -> Int {
    line.map { (0..<1 << 31).contains($0) ? Int($0) : 0 } ?? 0
  }

  /// Hashes of four bytes each, the lowest first.
  private static func hashes(_ text: String) -> [UInt32]? {
    guard let bytes = Base64.decode(Array(text.utf8)), bytes.count.isMultiple(of: 4) else {
      return nil
    }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      bytes[start..<start + 4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
  }

  /// Hashes as text.
  package static func text(of hashes: [UInt32]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(hashes.count * 4)
    for hash in hashes {
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: hash >> shift))
      }
    }
    return Base64.encode(bytes)
  }
}

import YAMLTree

/// A YAML document as values that can be changed and written again.
indirect enum Document: Equatable {
  case text(String)
  /// A scalar that is no string, as it was written.
  case plain(String)
  case list([Document])
  case mapping([(key: String, value: Document)])

  init(_ node: NodeID, in tree: YAMLTree) {
    let node = tree.resolved(node)
    switch tree.kind(node) {
    case .sequence: self = .list(tree.elements(of: node).map { Document($0, in: tree) })
    case .mapping:
      self = .mapping(
        tree.entries(of: node).map { (tree.text($0.key), Document($0.value, in: tree)) })
    default:
      self =
        tree.scalarType(node) == .string ? .text(tree.text(node)) : .plain(tree.text(node))
    }
  }

  /// The document as JSON, which is YAML.
  var json: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .plain(let text): text
    case .list(let elements): "[\(elements.map(\.json).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\(Self.quoted($0.key)): \($0.value.json)" }.joined(separator: ", "))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func == (left: Document, right: Document) -> Bool { left.json == right.json }

  /// Whether a definition says that it is of a kind.
  func isOfKind(_ kind: String) -> Bool {
    guard case .mapping(let entries) = self else { return false }
    return entries.contains { $0.key == "kind" && $0.value == .text(kind) }
  }

  // MARK: - Changes

  /// Replaces the values at a way such as `assessments[].type`; `[]` stands for every element of a
  /// list and `[0]` for one; a single value counts as a list of one. A change to nil removes.
  /// - Returns: How many places were changed.
  mutating func change(_ way: String, _ change: (Document?) -> Document?) -> Int {
    change_(Self.steps(of: way)[...], change)
  }

  private enum Step {
    case key(String)
    case every
    case element(Int)
  }

  private static func steps(of way: String) -> [Step] {
    way.split(separator: ".").flatMap { part -> [Step] in
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      let indices = pieces.dropFirst().map { piece -> Step in
        Int(piece.dropLast()).map { .element($0) } ?? .every
      }
      return [.key(String(pieces[0]))] + indices
    }
  }

  private mutating func change_(
    _ steps: ArraySlice<Step>, _ change: (Document?) -> Document?
  ) -> Int {
    guard let step = steps.first else {
      guard let changed = change(self), changed != self else { return 0 }
      self = changed
      return 1
    }
    let rest = steps.dropFirst()
    switch (step, self) {
    case (.key(let key), .mapping(var entries)):
      let count: Int
      if let position = entries.firstIndex(where: { $0.key == key }) {
        if rest.isEmpty {
          guard let changed = change(entries[position].value) else {
            entries.remove(at: position)
            self = .mapping(entries)
            return 1
          }
          count = changed == entries[position].value ? 0 : 1
          entries[position].value = changed
        } else {
          count = entries[position].value.change_(rest, change)
        }
      } else if rest.isEmpty, let value = change(nil) {
        entries.append((key, value))
        count = 1
      } else {
        return 0
      }
      self = .mapping(entries)
      return count
    case (.every, .list(var elements)):
      var count = 0
      for position in elements.indices { count += elements[position].change_(rest, change) }
      self = .list(elements)
      return count
    case (.element(let index), .list(var elements)) where index < elements.count:
      let count = elements[index].change_(rest, change)
      self = .list(elements)
      return count
    case (.every, .text), (.every, .plain), (.every, .mapping), (.element(0), .text),
      (.element(0), .mapping):
      return change_(rest, change)
    default: return 0
    }
  }

  /// The value with its first number changed, such as that of `3 ECTS` or `EQF 6`; nil where it
  /// holds no number.
  func changingNumber(_ change: (Double) -> Double) -> Document? {
    switch self {
    case .mapping, .list: return nil
    case .plain(let text):
      guard let number = Double(text) else { return nil }
      return .plain(Self.written(change(number)))
    case .text(let text):
      guard let start = text.firstIndex(where: \.isNumber) else { return nil }
      let digits = text[start...].prefix { $0.isNumber || $0 == "." }
      guard let number = Double(digits) else { return nil }
      return .text(text[..<start] + Self.written(change(number)) + text[digits.endIndex...])
    }
  }

  private static func written(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}

/// Writes texts as scalars of YAML and JSON that read back as the same.
package enum ScalarWriter {
  /// Where a scalar stands.
  package enum Context: Sendable, Hashable, CaseIterable {
    /// In the lines of a block.
    case block
    /// Between brackets or braces.
    case flow
    /// In a file that is strict JSON.
    case json
  }

  /// What a scalar is to be read as.
  package enum Reading: Sendable, Hashable {
    /// A text, also where it looks like a number.
    case text
    /// A number, a truth value or a date, which needs no quotes.
    case literal
    /// Whatever its look says; a value that only its reader knows the type of.
    case any
  }

  /// The scalar for a text on one line, or nil where no style can hold it.
  ///
  /// The style is kept where it can hold the text. Every result was read back.
  package static func bytes(
    _ text: String, reading: Reading = .text, style: ScalarStyle = .plain, in context: Context,
    isKey: Bool = false
  ) -> [UInt8]? {
    if context == .json {
      if !isKey, reading != .text, isJSONLiteral(text) { return Array(text.utf8) }
      return doubleQuoted(text)
    }
    let styles: [ScalarStyle] =
      switch style {
      case _ where reading == .literal: [.plain, .doubleQuoted]
      case .singleQuoted: [.singleQuoted, .doubleQuoted]
      case .doubleQuoted: [.doubleQuoted]
      case .plain, .literal, .folded: [.plain, .doubleQuoted]
      }
    for style in styles {
      guard let candidate = candidate(text, style) else { continue }
      if readsBack(candidate, as: text, reading, in: context, isKey: isKey) { return candidate }
    }
    return nil
  }

  private static func candidate(_ text: String, _ style: ScalarStyle) -> [UInt8]? {
    switch style {
    case .plain, .literal, .folded:
      return text.isEmpty || needsEscapes(text) ? nil : Array(text.utf8)
    case .singleQuoted:
      if needsEscapes(text) { return nil }
      let quote = UInt8(ascii: "'")
      return [quote] + text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    case .doubleQuoted:
      return doubleQuoted(text)
    }
  }

  /// Whether a text has characters that only escapes can hold on one line.
  private static func needsEscapes(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isSpecial)
  }

  /// Controls, line breaks of YAML 1.1, byte order marks and non-characters.
  static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// A string in double quotes by the escapes that JSON and YAML share.
  private static func doubleQuoted(_ text: String) -> [UInt8] {
    var result = [UInt8(ascii: "\"")]
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += Array("\\\"".utf8)
      case "\\": result += Array("\\\\".utf8)
      case "\n": result += Array("\\n".utf8)
      case "\r": result += Array("\\r".utf8)
      case "\t": result += Array("\\t".utf8)
      case _ where isSpecial(scalar):
        let digits = String(scalar.value, radix: 16)
        result += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: result += Array(String(scalar).utf8)
      }
    }
    return result + [UInt8(ascii: "\"")]
  }

  /// Whether a text is a number or truth value of JSON (RFC 8259, sections 3 and 6).
  private static func isJSONLiteral(_ text: String) -> Bool {
    let tree = YAMLTree(parsing: Array("[\(text)]".utf8))
    guard tree.isJSON, let root = tree.documents.first, tree.count(root) == 1,
      let value = tree.elements(of: root).first(where: { _ in true })
    else { return false }
    return tree.scalarType(value) != .string && tree.scalarType(value) != .null
      && tree.kind(value) == .scalar && tree.equals(value, text)
  }

  // MARK: - Reading back

  private static func readsBack(
    _ bytes: [UInt8], as text: String, _ reading: Reading, in context: Context, isKey: Bool
  ) -> Bool {
    samples(context, isKey: isKey).allSatisfy { before, after in
      let tree = YAMLTree(parsing: Array(before.utf8) + bytes + Array(after.utf8))
      guard tree.problems.isEmpty, tree.comments.isEmpty, let node = scalar(in: tree, isKey),
        tree.equals(node, text)
      else { return false }
      if tree.style(node) != .plain { return true }
      switch reading {
      case .text: return tree.scalarType(node) == .string && !tree.readsDifferentlyInYAML11(node)
      case .literal: return true
      case .any:
        return tree.scalarType(node) != .null
          && (isDate(text) || !tree.readsDifferentlyInYAML11(node))
      }
    }
  }

  /// Whether a text is a day, which people write without quotes.
  private static func isDate(_ text: String) -> Bool {
    text.utf8.count == 10
      && text.utf8.enumerated().allSatisfy { index, byte in
        index == 4 || index == 7 ? byte == ASCII.minus : ASCII.isDigit(byte)
      }
  }

  /// Small files with a place for a scalar: it must read alike in each.
  private static func samples(_ context: Context, isKey: Bool) -> [(String, String)] {
    switch (context, isKey) {
    case (.block, false): [("k: ", "\n"), ("- ", "\n")]
    case (.block, true): [("", ": 1\n"), ("- ", ": 1\n")]
    case (_, false): [("{k: ", "}"), ("[", "]")]
    case (_, true): [("{", ": 1}")]
    }
  }

  private static func scalar(in tree: YAMLTree, _ isKey: Bool) -> NodeID? {
    guard tree.documents.count == 1, var node = tree.documents.first else { return nil }
    while tree.kind(node) == .sequence {
      guard tree.count(node) == 1, let element = tree.elements(of: node).first(where: { _ in true })
      else { return nil }
      node = element
    }
    if tree.kind(node) == .scalar { return isKey ? nil : node }
    guard tree.count(node) == 1, let entry = tree.entries(of: node).first(where: { _ in true })
    else { return nil }
    let found = isKey ? entry.key : entry.value
    return tree.kind(found) == .scalar && !tree.isAlias(found) ? found : nil
  }
}

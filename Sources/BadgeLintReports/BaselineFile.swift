import BadgeLint

/// A baseline as YAML, in a form that is the same for the same findings.
package enum BaselineFile {
  private static let head: StaticString = """
    # Findings that are known: `badgelint lint` fails for others, and for entries whose finding is
    # gone. `badgelint baseline --prune` takes those out; nothing else should change this file.

    """

  /// - Parameter entries: In the order of a baseline.
  package static func bytes(_ entries: [Baseline.Entry]) -> [UInt8] {
    var text = "\(head)baseline: \(Baseline.version)\n"
    text += entries.isEmpty ? "files: []\n" : "files:\n"
    var file: String?
    for entry in entries {
      if entry.file != file {
        text += "  - file: \(quoted(entry.file))\n    findings:\n"
        file = entry.file
      }
      var lead = "      - "
      for (key, value) in members(entry) {
        text += "\(lead)\(key): \(value)\n"
        lead = "        "
      }
    }
    return Array(text.utf8)
  }

  /// The members of an entry; what is empty is left out.
  private static func members(_ entry: Baseline.Entry) -> [(String, String)] {
    var members = [("rule", quoted(entry.rule))]
    if !entry.definition.isEmpty { members.append(("definition", quoted(entry.definition))) }
    if !entry.path.isEmpty { members.append(("path", quoted(entry.path))) }
    if !entry.message.isEmpty { members.append(("message", quoted(entry.message))) }
    members.append(("fingerprint", quoted(entry.fingerprint)))
    members.append(("count", "\(entry.count)"))
    return members
  }

  /// A text in double quotes (YAML 1.2.2, section 7.3.1), or plain where nobody can mistake it.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.utf8.contains { (0x61...0x7A).contains($0) && !(0x61...0x66).contains($0) }
      && text.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && text.utf8.contains(UInt8(ascii: "/"))
      && text.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x39).contains(byte) || byte == 0x5F
      }
    if isPlain { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: result += "\\\(scalar)"
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

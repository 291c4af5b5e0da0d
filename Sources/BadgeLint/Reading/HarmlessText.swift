/// Whether a character controls a terminal, turns the direction of text, or takes no place where
/// something may hide in it.
///
/// Joiners and variation selectors are left to `isHarmless`, as some scripts need them. A soft hyphen
/// is no danger. Sources: Unicode Technical Report 36, sections 3.5 and 3.6; Unicode Standard Annex 9;
/// Unicode Standard Annex 31, section 2.3.
package func disturbsTerminals(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: true
  // Marks, embeddings, overrides and isolates of direction.
  case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  // Separators of lines and paragraphs, which some programs take for line breaks.
  case 0x2028, 0x2029: true
  // What is not seen: blanks without width, operators, fillers, marks of old, annotations, tags.
  case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B, 0x2060...0x2065,
    0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3,
    0x1D173...0x1D17A, 0xE0000...0xE00FF, 0xE01F0...0xE0FFF:
    true
  default: false
  }
}

/// Whether a character can be shown behind another.
///
/// Joiners stand between letters of Persian and of Indic scripts and between emoji, never beside Latin
/// ones; a variation selector belongs to one character before it, and those of the supplement to an
/// ideograph, so that no text hides in a row of them.
private func isHarmless(_ scalar: Unicode.Scalar, behind last: Unicode.Scalar?) -> Bool {
  switch scalar.value {
  case 0x200C, 0x200D: (last?.value ?? 0) >= 0x300 && !isUnseen(last)
  case 0xFE00...0xFE0F: last != nil && !isUnseen(last)
  case 0xE0100...0xE01EF:
    last.map { (0x2E80...0x3FFFF).contains($0.value) && !isUnseen($0) } ?? false
  default: !disturbsTerminals(scalar)
  }
}

/// Whether a character is a joiner or a variation selector; emoji join behind one.
private func isUnseen(_ scalar: Unicode.Scalar?) -> Bool {
  switch scalar?.value ?? 0 {
  case 0x200C, 0x200D, 0xFE00...0xFE0E, 0xE0100...0xE01EF: true
  default: false
  }
}

/// A text, such as the name of a file, with what would disturb a terminal replaced.
package func shownSafely(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
  var result = String.UnicodeScalarView()
  var last: Unicode.Scalar?
  for scalar in text.unicodeScalars {
    result.append(isHarmless(scalar, behind: last) ? scalar : "\u{FFFD}")
    last = scalar
  }
  return String(result)
}

/// What a program says to people, made harmless as a whole.
package enum HarmlessText {
  /// Bytes with which a sequence may begin that is not harmless; nearly all text has none but feeds.
  private static let suspects: [Bool] = (0..<256).map { byte in
    switch byte {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F: true
    // Plain letters of Latin scripts begin with 0xC3 to 0xCB; bytes that continue count for themselves.
    case 0xC3...0xCB: false
    case 0xC0...0xFF: true
    default: false
    }
  }

  /// The bytes with all that would disturb a terminal replaced, but for line feeds and tabs; bytes
  /// that are no UTF-8 are replaced, too.
  /// - Parameter keepsColours: Whether the sequences by which `TextStyle` colours stay.
  package static func bytes(_ bytes: [UInt8], keepsColours: Bool) -> [UInt8] {
    guard bytes.contains(where: { suspects[Int($0)] }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var last: Unicode.Scalar?
    var rest = Substring(String(decoding: bytes, as: UTF8.self)).unicodeScalars
    while let scalar = rest.first {
      if keepsColours, scalar == "\u{1B}", let sequence = colour(rest) {
        result += Substring(sequence).utf8
        rest = rest.dropFirst(sequence.count)
        last = nil
        continue
      }
      rest = rest.dropFirst()
      let isKept = scalar == "\n" || scalar == "\t" || isHarmless(scalar, behind: last)
      result += UTF8.encode(isKept ? scalar : "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
      last = scalar
    }
    return result
  }

  /// The sequence of a colour that a text begins with: `ESC [ 1 ; 31 m`, of at most two numbers.
  private static func colour(
    _ text: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView? {
    let head = text.prefix(8)
    guard let end = head.firstIndex(of: "m"), head.dropFirst().first == "[" else { return nil }
    let sequence = head[...end]
    let codes = String(sequence.dropFirst(2).dropLast())
    return colours.contains(codes) ? sequence : nil
  }

  private static let colours: Set<String> = Set(
    ["0", "1", "2"] + (31...36).flatMap { ["\($0)", "1;\($0)"] })
}

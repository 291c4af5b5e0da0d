/// An outcome cut into words, with what stands between them.
package struct OutcomeTokens: Sendable {
  package private(set) var tokens: [OutcomeToken] = []
  /// The text in lower case, its letters composed: what the places of words count in.
  package private(set) var lowered: [UInt8]
  /// Whether words are missing, as the text is too long.
  package let isCut: Bool
  private let foldsSpelling: Bool

  /// Most bytes of a text that are read; outcomes are sentences.
  package static let mostBytes = 4_000

  /// Whether a text has more bytes than are read.
  package static func isTooLong(_ text: String) -> Bool { text.utf8.count > mostBytes }

  /// Cuts a text into words.
  /// - Parameter foldsSpelling: Whether British and American spellings are made one.
  package init(_ text: String, foldsSpelling: Bool = false) {
    self.foldsSpelling = foldsSpelling
    isCut = Self.isTooLong(text)
    lowered = ComposedText.bytes(of: text, most: Self.mostBytes)
    tokens.reserveCapacity(lowered.count / 5)
    var border = OutcomeToken.Border.sentence
    var index = 0
    while index < lowered.count {
      let length = Self.letterLength(lowered, index)
      if length == 0 {
        border = Swift.max(border, Self.border(lowered[index]))
        index += Self.signLength(lowered, index)
        continue
      }
      let start = index
      let isCapitalised = Self.isCapital(lowered, index)
      index = Self.endOfWord(&lowered, from: index)
      let word = lowered[start..<index]
      tokens.append(
        OutcomeToken(
          start: Int32(start), end: Int32(index),
          hash: WordHash.of(foldsSpelling ? SpellingFold.folded(word) : word), follows: border,
          isCapitalised: isCapitalised))
      border = .blank
    }
  }

  /// The hashes of the words of a text. Lists are mostly of single words, which need no cutting.
  package static func hashes(of text: String, foldsSpelling: Bool = false) -> [UInt64] {
    if let hash = hash(ofPlainWord: text, foldsSpelling: foldsSpelling) { return [hash] }
    return OutcomeTokens(text, foldsSpelling: foldsSpelling).tokens.map(\.hash)
  }

  /// The hash of a text that is one word of small letters of ASCII; nil where it may be more or less.
  static func hash(ofPlainWord text: String, foldsSpelling: Bool = false) -> UInt64? {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty, bytes.count <= mostBytes,
        bytes.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
      else { return nil }
      let place = foldsSpelling ? SpellingFold.place(in: bytes) : nil
      return WordHash.of(bytes.indices.lazy.map { $0 == place ? UInt8(ascii: "z") : bytes[$0] })
    }
  }

  /// Lowers the letters of a word and gives its end; hyphens and apostrophes stand inside words.
  private static func endOfWord(_ bytes: inout [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let length = letterLength(bytes, index)
      if length > 0 {
        lower(&bytes, index, length)
        index += length
      } else if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "'"),
        index > start, letterLength(bytes, index + 1) > 0
      {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  private static func lower(_ bytes: inout [UInt8], _ index: Int, _ length: Int) {
    let byte = bytes[index]
    if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { bytes[index] = byte | 0x20 }
    // Capitals of Latin-1 in UTF-8.
    if length == 2, byte == 0xC3, (0x80...0x9E).contains(bytes[index + 1]),
      bytes[index + 1] != 0x97
    {
      bytes[index + 1] += 0x20
    }
  }

  private static func isCapital(_ bytes: [UInt8], _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { return true }
    return byte == 0xC3 && index + 1 < bytes.count && (0x80...0x9E).contains(bytes[index + 1])
  }

  /// The bytes of the letter or digit at a place; 0 for signs and blanks.
  private static func letterLength(_ bytes: [UInt8], _ index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    let byte = bytes[index]
    if byte < 0x80 {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      let isLetter = byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      return isDigit || isLetter ? 1 : 0
    }
    // Typographic signs, and the signs of Latin-1.
    if byte == 0xE2 || byte == 0xC2 { return 0 }
    return signLength(bytes, index)
  }

  /// The bytes of the character at a place.
  private static func signLength(_ bytes: [UInt8], _ index: Int) -> Int {
    let length =
      switch bytes[index] {
      case 0xC0..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0...: 4
      default: 1
      }
    return min(length, bytes.count - index)
  }

  private static func border(_ byte: UInt8) -> OutcomeToken.Border {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "/"),
      UInt8(ascii: "&"):
      .comma
    case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "?"),
      UInt8(ascii: "!"), UInt8(ascii: "\n"):
      .sentence
    default: .blank
    }
  }
}

extension OutcomeTokens {
  /// The signs and blanks before a word.
  func signs(before place: Int) -> ArraySlice<UInt8> {
    let start = place > 0 ? Int(tokens[place - 1].end) : 0
    return lowered[start..<Int(tokens[place].start)]
  }

  /// Whether a sentence or a paragraph ends before a word, and not only a line.
  func endsSentence(before place: Int) -> Bool {
    guard tokens[place].follows == .sentence else { return false }
    let ends = signs(before: place).filter { Self.border($0) == .sentence }
    return ends.count > 1 || ends.first != UInt8(ascii: "\n")
  }

  /// The bytes of a word in lower case.
  func bytes(_ place: Int) -> ArraySlice<UInt8> {
    lowered[Int(tokens[place].start)..<Int(tokens[place].end)]
  }

  /// The same with its spelling folded: what its hash is made of.
  func foldedBytes(_ place: Int) -> ArraySlice<UInt8> {
    foldsSpelling ? SpellingFold.folded(bytes(place)) : bytes(place)
  }
}

extension OutcomeToken.Border: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

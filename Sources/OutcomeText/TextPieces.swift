/// Cuts running text into the pieces that people wrote as one: sentences, list items, lines.
package struct TextPieces: Sendable {
  /// Words that end in a full stop without ending a sentence, in lower case.
  private let abbreviations: Set<String>

  package init(abbreviations: [String]) {
    self.abbreviations = Set(abbreviations.map { $0.lowercased() })
  }

  /// The byte ranges of the sentences and list items of a text.
  ///
  /// A piece ends at a full stop, question mark or exclamation mark that ends a sentence, at an
  /// empty line, and before a list item. Bullets and numbers of list items belong to no piece.
  package func sentences(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    blocks(in: bytes).flatMap { sentences(in: bytes, block: $0) }
  }

  /// The byte ranges of list items; the whole text where it is no list.
  package func items(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    blocks(in: bytes)
  }

  /// The byte ranges of lines with text.
  package func lines(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    Self.lineRanges(bytes).compactMap { Self.trimmed($0, bytes) }
  }

  /// The byte ranges between separators.
  package func parts(
    in bytes: UnsafeBufferPointer<UInt8>, separator: [UInt8]
  ) -> [Range<Int>] {
    guard !separator.isEmpty else { return [0..<bytes.count] }
    var result: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if index + separator.count <= bytes.count,
        separator.indices.allSatisfy({ bytes[index + $0] == separator[$0] })
      {
        result.append(start..<index)
        index += separator.count
        start = index
      } else {
        index += 1
      }
    }
    result.append(start..<bytes.count)
    return result.compactMap { Self.trimmed($0, bytes) }
  }

  // MARK: - Blocks

  /// Paragraphs and list items, without their bullets.
  private func blocks(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var current: Range<Int>?
    func close() {
      if let range = current, let trimmed = Self.trimmed(range, bytes) { result.append(trimmed) }
      current = nil
    }
    for line in Self.lineRanges(bytes) {
      guard let text = Self.trimmed(line, bytes) else {
        close()
        continue
      }
      let bullet = Self.bulletLength(bytes, text)
      if bullet > 0 {
        close()
        current = text.lowerBound + bullet..<text.upperBound
      } else {
        current = (current?.lowerBound ?? text.lowerBound)..<text.upperBound
      }
    }
    close()
    return result
  }

  private static func lineRanges(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      result.append(start..<index)
      start = index + 1
    }
    result.append(start..<bytes.count)
    return result
  }

  private static func trimmed(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start < end ? start..<end : nil
  }

  /// The bytes of a bullet, number or letter that opens a list item, with the blanks after it.
  private static func bulletLength(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>
  ) -> Int {
    var index = line.lowerBound
    let isASCIIBullet = ["-", "*", "+"].contains { bytes[index] == UInt8(ascii: $0) }
    let isWideBullet =
      bytes[index] == 0xE2 && index + 2 < line.upperBound
      && ((bytes[index + 1] == 0x80 && (0x90...0xA7).contains(bytes[index + 2]))
        || (0x96...0x9E).contains(bytes[index + 1]))
    if isASCIIBullet {
      index += 1
    } else if isWideBullet {
      index += 3
    } else {
      var digits = 0
      while index < line.upperBound, digits < 3, isDigit(bytes[index]) {
        index += 1
        digits += 1
      }
      guard digits > 0, index < line.upperBound,
        bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")")
      else { return 0 }
      index += 1
    }
    guard index < line.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 else { return 0 }
    while index < line.upperBound, bytes[index] <= 0x20 { index += 1 }
    return index - line.lowerBound
  }

  // MARK: - Sentences

  private func sentences(
    in bytes: UnsafeBufferPointer<UInt8>, block: Range<Int>
  ) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = block.lowerBound
    var index = start
    while index < block.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?"),
        index < block.upperBound, bytes[index] <= 0x20
      else { continue }
      var next = index
      while next < block.upperBound, bytes[next] <= 0x20 { next += 1 }
      guard next < block.upperBound, Self.opensSentence(bytes[next]) else { continue }
      if byte == UInt8(ascii: "."), endsInAbbreviation(bytes, start..<index) { continue }
      if let piece = Self.trimmed(start..<index, bytes) { result.append(piece) }
      start = next
      index = next
    }
    if let piece = Self.trimmed(start..<block.upperBound, bytes) { result.append(piece) }
    return result
  }

  private static func opensSentence(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")) || isDigit(byte)
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "_")
  }

  private func endsInAbbreviation(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    var start = range.upperBound - 1
    while start > range.lowerBound, bytes[start - 1] > 0x20, bytes[start - 1] != UInt8(ascii: "(") {
      start -= 1
    }
    let word = String(decoding: bytes[start..<range.upperBound], as: UTF8.self).lowercased()
    // A letter or a number with a full stop is an initial or an ordinal.
    let stem = word.utf8.dropLast()
    let isInitial =
      stem.count == 1 && stem.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A } == true
    let isOrdinal = !stem.isEmpty && stem.count <= 2 && stem.allSatisfy(Self.isDigit)
    return isInitial || isOrdinal || abbreviations.contains(word)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

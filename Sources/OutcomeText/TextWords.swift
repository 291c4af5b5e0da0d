/// A text in lower case and its words, cut once for all phrases that are looked for in it.
package struct TextWords: Sendable {
  /// A word, by its place in the bytes.
  struct Word: Sendable {
    var start: Int32
    var end: Int32
    /// Its beginning, by which phrases are found.
    var opening: UInt32
  }

  /// The text in lower case.
  let bytes: [UInt8]
  let words: [Word]
  private let text: String
  /// Whether no character is outside of ASCII.
  private let isPlain: Bool

  package init(_ text: String) {
    var text = text
    let plain: [UInt8]? = text.withUTF8 { bytes in
      var all: UInt8 = 0
      for byte in bytes { all |= byte }
      // Letters outside of ASCII change their bytes with their case.
      if all >= 0x80 { return nil }
      var lowered = Array(bytes)
      lowered.withUnsafeMutableBufferPointer { lowered in
        for index in lowered.indices {
          let byte = lowered[index]
          lowered[index] = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
        }
      }
      return lowered
    }
    let isPlain = plain != nil
    self.isPlain = isPlain
    self.text = text
    bytes = plain ?? Array(text.lowercased().utf8)
    words = bytes.withUnsafeBufferPointer { bytes in
      if bytes.count > Self.mostOnStack {
        var words: [Word] = []
        words.reserveCapacity(bytes.count / 6 + 1)
        Self.cut(bytes, isPlain) { words.append($0) }
        return words
      }
      return withUnsafeTemporaryAllocation(of: Word.self, capacity: bytes.count / 2 + 1) { words in
        var count = 0
        Self.cut(bytes, isPlain) { word in
          words.initializeElement(at: count, to: word)
          count += 1
        }
        return Array(UnsafeBufferPointer(rebasing: words[..<count]))
      }
    }
  }

  /// Bytes of a text whose words fit into memory that costs nothing.
  private static let mostOnStack = 2_048

  @inline(__always)
  private static func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, _ isPlain: Bool, _ body: (Word) -> Void
  ) {
    var place = 0
    while let word = isPlain
      ? Words.nextPlain(in: bytes, from: place) : Words.next(in: bytes, from: place)
    {
      place = word.upperBound
      body(
        Word(
          start: Int32(word.lowerBound), end: Int32(place),
          opening: PhraseOpenings.key(bytes, word)))
    }
  }

  /// The number of words as people count them. Some letters in lower case look like others of writing
  /// without blanks, so that the text itself is looked at.
  package var count: Int { isPlain ? words.count : Words.count(text) }

  /// The words of a range, with one blank between them.
  func text(_ range: Range<Int>) -> String {
    words[range].map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
      .joined(separator: " ")
  }
}

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
      let lowered = [UInt8](unsafeUninitializedCapacity: bytes.count) { lowered, count in
        for index in bytes.indices {
          let byte = bytes[index]
          let isCapital = byte &- UInt8(ascii: "A") < 26
          lowered[index] = isCapital ? byte | 0x20 : byte
          all |= byte
        }
        count = bytes.count
      }
      // Letters outside of ASCII change their bytes with their case.
      return all < 0x80 ? lowered : nil
    }
    let isPlain = plain != nil
    self.isPlain = isPlain
    self.text = text
    bytes = plain ?? Array(text.lowercased().utf8)
    words = bytes.withUnsafeBufferPointer { bytes in
      var words: [Word] = []
      words.reserveCapacity(bytes.count / 6 + 1)
      var place = 0
      while let word = isPlain
        ? Words.nextPlain(in: bytes, from: place) : Words.next(in: bytes, from: place)
      {
        place = word.upperBound
        words.append(
          Word(
            start: Int32(word.lowerBound), end: Int32(place),
            opening: PhraseOpenings.key(bytes, word)))
      }
      return words
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

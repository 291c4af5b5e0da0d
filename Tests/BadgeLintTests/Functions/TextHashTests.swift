import Testing

@testable import BadgeLint

/// Hashes of texts tell texts apart by any of their bytes.
@Suite struct TextHashTests {
  @Test(arguments: [1, 7, 8, 9, 16, 31, 100])
  func `one bit more or less gives another hash`(length: Int) {
    let bytes = (0..<length).map { UInt8(0x20 + $0 % 0x40) }
    var hashes: Set<UInt64> = [TextHash.of(Self.text(bytes))]
    for index in bytes.indices {
      for bit in 0..<7 {
        var other = bytes
        other[index] ^= 1 << UInt8(bit)
        hashes.insert(TextHash.of(Self.text(other)))
      }
    }
    #expect(hashes.count == length * 7 + 1)
  }

  @Test func `length counts, and the order of words`() {
    let texts =
      (0..<64).map { String(repeating: "\0", count: $0) }
      + ["12345678abcdefgh", "abcdefgh12345678", "abcdefgh", "abcdefghabcdefgh"]
    #expect(Set(texts.map { TextHash.of($0) }).count == texts.count)
  }

  @Test func `a part of a text has the hash of its bytes`() {
    let text = "Die Lernenden können Übungen planen"
    let part = String(text.dropFirst(4).dropLast(7))
    #expect(TextHash.of(part) == TextHash.of("Lernenden können Übungen"))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

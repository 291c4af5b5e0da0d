import Testing

@testable import YAMLTree

@Suite struct CodePointCursorTests {
  @Test(arguments: ["plain ascii text only", "äöü", "a€😀b", "x ä long run of ascii ö y", "", "éa"])
  func everyCodePointIsFoundInAnyOrder(text: String) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = mark + Array(text.utf8)
    var expected = [3]
    for scalar in text.unicodeScalars {
      expected.append(expected[expected.count - 1] + String(scalar).utf8.count)
    }
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    var generator = FixedGenerator(state: 7)
    bytes.withUnsafeBufferPointer { source in
      var cursor = CodePointCursor(source: source, base: 3, isASCII: isASCII)
      let order =
        Array(expected.indices) + expected.indices.reversed()
        + (0..<50).map { _ in Int.random(in: expected.indices, using: &generator) }
      for index in order {
        #expect(cursor.byteOffset(ofCodePoint: index) == expected[index])
      }
      #expect(cursor.byteOffset(ofCodePoint: 1000) == bytes.count)
      #expect(cursor.byteOffset(ofCodePoint: 0) == 3)
    }
  }
}

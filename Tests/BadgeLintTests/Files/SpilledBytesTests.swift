import Testing

@testable import BadgeLint

/// Bytes come back as they were written, whether memory or a temporary file holds them.
@Suite struct SpilledBytesTests {
  private static func bytes(_ spilled: SpilledBytes) throws -> [UInt8] {
    var all: [UInt8] = []
    try spilled.forEachChunk { all += $0 }
    return all
  }

  private static let pieces = (0..<400).map { piece in
    [UInt8](repeating: UInt8(piece % 251), count: piece * 7 % 5_000)
  }

  @Test(arguments: [0, 100, 4_096, 1 << 30])
  func `what was added is read in its order`(mostInMemory: Int) throws {
    var spilled = SpilledBytes(mostInMemory: mostInMemory)
    #expect(spilled.isEmpty)
    for piece in Self.pieces { spilled.append(piece) }
    let expected = Self.pieces.flatMap(\.self)
    #expect(spilled.count == expected.count)
    #expect(try Self.bytes(spilled) == expected)
    // Reading leaves all as it was.
    spilled.append([1, 2, 3])
    #expect(try Self.bytes(spilled) == expected + [1, 2, 3])
  }

  /// On a terminal, each part is made harmless by itself.
  @Test(arguments: 0..<4)
  func `no part ends within a character`(shift: Int) throws {
    var spilled = SpilledBytes(mostInMemory: 0)
    let text = String(repeating: "a", count: shift) + String(repeating: "€é𝄞", count: 90_000)
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 10_001) {
      spilled.append(Array(bytes[start..<min(start + 10_001, bytes.count)]))
    }
    var parts: [String] = []
    try spilled.forEachChunk { parts.append(String(decoding: $0, as: UTF8.self)) }
    #expect(parts.count > 2)
    #expect(parts.joined() == text)
  }

  @Test func `without room for a temporary file all stays in memory`() throws {
    var spilled = SpilledBytes(mostInMemory: 10, folder: "/nowhere/at all")
    for piece in Self.pieces { spilled.append(piece) }
    #expect(try Self.bytes(spilled) == Self.pieces.flatMap(\.self))
  }

  @Test func `what comes in chunks is written as one file, or told where it cannot be`() throws {
    let tree = try TemporaryTree()
    let path = tree.at("report")
    try writeFile(path) { (write) throws(FileError) in
      try write([1, 2])
      try write([])
      try write([3])
    }
    #expect(try readFile(path, maximumBytes: 10) == [1, 2, 3])
    #expect(throws: FileError.self) {
      try writeFile(tree.at("none/report")) { (write) throws(FileError) in try write([1]) }
    }
  }
}

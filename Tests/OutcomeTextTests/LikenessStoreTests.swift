import OutcomeText
import Testing

@Suite struct LikenessStoreTests {
  @Test(arguments: [0, 4, 100, 3_000, 20_000])
  func `sets are read as they were added, from memory and from the file`(bytes: Int) throws {
    var texts = LikenessTexts(seed: 1)
    var sets = texts.sets(150)
    sets.insert(Shingles([]), at: 70)
    sets.append(Shingles([]))
    var store = ShingleStore(memoryBytes: bytes)
    for (index, set) in sets.enumerated() {
      #expect(try store.append(set) == index)
      #expect(try store.read(index / 2) == sets[index / 2])
    }
    #expect(store.isSpilled)
    #expect(store.count == sets.count)
    for (index, set) in sets.enumerated() {
      #expect(try store.read(index) == set)
      #expect(store.shingleCount(index) == set.hashes.count)
    }
  }

  @Test func `nothing is written while memory is enough`() throws {
    var store = ShingleStore(memoryBytes: 1 << 20, folder: "/no/such/folder")
    for set in LikenessTexts.some(100) { try store.append(set) }
    #expect(!store.isSpilled)
  }

  @Test func `copies of a store do not see what is added to the other`() throws {
    let sets = LikenessTexts.some(9)
    var store = ShingleStore(memoryBytes: 0)
    for set in sets[..<3] { try store.append(set) }
    var copy = store
    for set in sets[3..<6] { try store.append(set) }
    for set in sets[6..<9] { try copy.append(set) }
    #expect(try (0..<6).map { try store.read($0) } == Array(sets[..<6]))
    #expect(try (0..<6).map { try copy.read($0) } == Array(sets[..<3] + sets[6...]))
  }

  @Test func `a file that cannot be made is told, and the store is as before`() throws {
    let sets = LikenessTexts.some(3)
    var store = ShingleStore(memoryBytes: 500, folder: "/no/such/folder")
    try store.append(sets[0])
    let error = try #require(throws: SpillError.self) {
      for _ in 0..<10 { try store.append(sets[1]) }
    }
    #expect(error.operation == .create)
    #expect(
      error.description
        == "cannot create a temporary file in '/no/such/folder': the folder does not exist; "
        + "set TMPDIR to a folder with more room that you can write to")
    #expect(try store.read(0) == sets[0])
    let count = store.count
    #expect(throws: SpillError.self) { try store.append(sets[2]) }
    #expect(store.count == count)
  }
}

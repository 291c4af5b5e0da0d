import Testing

/// What is read of the texts of a definition once hangs on no other text.
@Suite struct TextNotesTests {
  /// Phrases are found by bytes, and texts that mean the same may have others.
  @Test(arguments: [[0, 1], [1, 0], [0, 2, 1], [1, 2, 0], [2, 1, 0]])
  func `texts that mean the same are looked at each for itself`(order: [Int]) throws {
    let texts = [
      "Die \u{DC}bung vermittelt Grundlagen", "Die U\u{308}bung vermittelt Grundlagen",
      "Stahl schwei\u{DF}en",
    ]
    func places(_ order: [Int]) throws -> [Int] {
      let outcomes = order.map { "- \(texts[$0])\n" }.joined()
      let linted = try Linted(
        "badgelint: 1\ntitle: T\nlanguage: de\noutcomes:\n\(outcomes)", packs: ["unesco-2022"])
      return linted.findings("unesco/learner-as-subject").map(\.path).compactMap { path in
        order.indices.first { path == "outcomes[\($0)].text" || path == "outcomes[\($0)]" }
      }
    }
    let alone = try order.filter { try !places([$0]).isEmpty }
    #expect(try places(order).map { order[$0] } == order.filter(alone.contains))
    #expect(!alone.isEmpty)
  }
}

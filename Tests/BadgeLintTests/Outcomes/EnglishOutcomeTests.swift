import BadgeLint
import OutcomeText
import Testing

/// What is read in English outcomes.
@Suite struct EnglishOutcomeTests {
  private func read(_ text: String) throws -> OutcomeReading {
    let reader = try #require(try Shipped.library.get().outcomeReaders["en"])
    return reader.read(text)
  }

  @Test(arguments: [
    ("Design a bridge.", ["design"]),
    ("design a bridge", ["design"]),
    ("LO2: Design a bridge", ["design"]),
    ("3. Design a bridge", ["design"]),
    ("(b) Design a bridge", ["design"]),
    (
      "On successful completion of this short module, the learner will be able to design a bridge",
      ["design"]
    ),
    ("By the end of the second week participants can confidently design a bridge", ["design"]),
    ("Students will:\r\n design a bridge", ["design"]),
    ("Designs bridges for light traffic", ["design"]),
    ("The ability to design bridges", ["design"]),
    ("Analyse loads and choose a beam", ["analyse", "choose"]),
    ("Analyze loads", ["analyse"]),
    ("Sketch, compare and defend three forms", ["sketch", "compare", "defend"]),
    ("Describe the design and test of beams", ["describe"]),
    ("Explain cause and effect", ["explain"]),
    ("Students will be able to yodel", ["yodel"]),
    ("Bridges: compare two forms", ["compare"]),
    ("Know the forms and defend a choice", ["defend"]),
  ])
  func `the action verbs are found`(_ text: String, _ verbs: [String]) throws {
    let reading = try read(text)
    #expect(reading.verbs == verbs)
    #expect(reading.opening == .verb)
  }

  @Test(arguments: [
    ("Bridge construction for beginners", OutcomeReading.Opening.unknown),
    ("Construction of bridges", .topic),
    ("Design of bridges", .topic),
    ("Communication, patience and care", .topic),
    ("Building small bridges", .gerund),
    ("Yodel a song", .unknown),
    ("Students will be able to:", .unknown), ("", .topic), ("…", .topic), ("2026", .unknown),
    ("橋を設計する", .unknown),
  ])
  func `what opens with no verb is told from what may`(
    _ text: String, _ opening: OutcomeReading.Opening
  ) throws {
    #expect(try read(text).opening == opening)
  }

  @Test(arguments: [
    ("Understand bridges", "understand"), ("Have a basic understanding of bridges", "understand"),
    ("Students will be familiar with bridges", "be familiar with"),
    ("Demonstrate knowledge of bridges", "know"), ("Explore bridges", "explore"),
    ("Design bridges to gain insight into loads", nil), ("Demonstrate a weld", "demonstrate"),
  ])
  func `words for what cannot be observed are found where the verb stands`(
    _ text: String, _ phrase: String?
  ) throws {
    let reader = try #require(try Shipped.library.get().outcomeReaders["en"])
    #expect(reader.read(text).vague.map { reader.vague($0).name } == phrase)
  }

  @Test func `object and context are counted`() throws {
    #expect(try read("Design it.").objectWords == 0)
    #expect(try read("Design a wooden bridge with two spans.").objectWords == 3)
    #expect(try read("Design a bridge using timber").hasContext)
    #expect(try !read("Design a bridge").hasContext)
  }

  @Test(arguments: 0..<200)
  func `any bytes can be read, and places lie in the text`(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let samples = Array(
      "On completion of this, Design – ÄÖß 橋 LO2: a.b;\r\n will be able to understand".utf8)
    let bytes = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
      Bool.random(using: &generator)
        ? UInt8.random(in: 0...255, using: &generator)
        : samples.randomElement(using: &generator) ?? 0
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for (_, reader) in try Shipped.library.get().outcomeReaders {
      let reading = reader.read(text)
      #expect(reading.verbs.count == reading.verbRanges.count)
      #expect(reading.verbRanges.allSatisfy { $0.upperBound <= text.utf8.count && !$0.isEmpty })
    }
  }
}

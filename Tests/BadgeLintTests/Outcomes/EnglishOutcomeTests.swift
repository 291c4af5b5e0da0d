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
    ("Reply to a customer", ["reply"]),
    ("Multiply two matrices", ["multiply"]),
    ("Students will be able to rely on measured loads", ["rely"]),
    ("Students will be able to ply a trade", ["ply"]),
    ("Students will be able to clearly and concisely describe a bridge", ["describe"]),
    ("Students will be able to confidently yodel a song", ["yodel"]),
    ("Ideally, students will design a bridge", ["design"]),
    ("1.1.2 Explain a bridge", ["explain"]),
    ("LO1: Explain a bridge", ["explain"]),
    ("LO 1 - Explain a bridge", ["explain"]),
    ("LO 1.2 – Explain a bridge", ["explain"]),
    ("2b) Explain a bridge", ["explain"]),
    ("Students will be able to 1. explain a bridge", ["explain"]),
    ("Learning outcome 12.3: explain a bridge", ["explain"]),
    ("Students will be able to televise a match", ["televise"]),
    ("Students will be able to: Televise a match", ["televise"]),
    ("Analyse; evaluate and repair a bridge", ["analyse", "evaluate", "repair"]),
    ("Explain: the causes of rust", ["explain"]),
    ("Explain\nthe causes of rust", ["explain"]),
    ("Design: compare two forms", ["compare"]),
    ("Plan & build a bridge", ["plan", "build"]),
    ("Analyse, evaluate, analyse and repair a bridge", ["analyse", "evaluate", "repair"]),
    ("Understands and applies the code", ["apply"]),
    ("Back up a disk", ["back"]),
    ("Set up a workshop", ["set"]),
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
    ("Ply a trade", .unknown), ("C++ templates", .unknown), ("Lay 2 bricks", .unknown),
    ("Understanding and applying the code", .gerund),
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
    ("Fully understand bridges", "understand"), ("Understanding and applying the code", nil),
    ("Understanding bridges and applying the code", nil),
    ("Understanding of planning and designing the roads", "understand"),
    ("Demonstrate an awareness of local trends and challenges that matter", "be aware of"),
    ("Understand the criteria and processes that lead to a choice", "understand"),
    ("Understands bridges and applies the code", nil),
    ("Have knowledge\nof bridges", "know"), ("Have knowledge. Of bridges", nil),
    ("Have knowledge; of bridges", nil), ("Have knowledge\n\nof bridges", nil),
  ])
  func `words for what cannot be observed are found where the verb stands`(
    _ text: String, _ phrase: String?
  ) throws {
    let reader = try #require(try Shipped.library.get().outcomeReaders["en"])
    #expect(reader.read(text).vague.map { reader.vague($0).name } == phrase)
  }

  @Test(arguments: [
    ("LO1: Building a bridge", "Building"), ("Know bridges", nil),
    ("Understanding and applying the code", "applying"),
    ("Students will be able to Televise a match", "Televise"), ("Bridges", nil),
    ("Clients’ o\u{308}dema: Treat it", "Treat"),
  ])
  func `the first verb is told as it is written`(_ text: String, _ word: String?) throws {
    let reader = try #require(try Shipped.library.get().outcomeReaders["en"])
    #expect(reader.firstVerb(reader.read(text), of: text) == word)
  }

  @Test(arguments: [
    ("en", "Students know and explain bridges", 1), ("en", "Explain bridges", 0),
    ("en", "Students know bridges", 1), ("en", "Students are patient", nil),
    ("de", "Sie kennen Lasten und begründen die Wahl", 1), ("de", "Sie kennen Lasten", 1),
    ("de", "Sie begründen die Wahl", 1), ("de", "Sie haben Geduld", nil),
  ])
  func `the place of the first verb is found, whether it can be observed or not`(
    _ language: String, _ text: String, _ place: Int?
  ) throws {
    let reader = try #require(try Shipped.library.get().outcomeReaders[language])
    #expect(reader.read(text).verbWord == place)
  }

  @Test(arguments: [
    ("Explain the bridge’s deck", "Explain the bridge's deck"),
    ("Don’t mend a bridge", "Don't mend a bridge"),
    ("Prepare a cafe\u{301} menu", "Prepare a café menu"),
    ("Prepare an o\u{302}\u{301} menu", "Prepare an ố menu"),
    ("\n\u{301} x\u{304} e\u{301}", "\n\u{301} x\u{304} é"),
  ])
  func `signs and letters that mean the same are read the same`(
    _ text: String, _ other: String
  ) throws {
    let language = try #require(try Shipped.library.get().outcomeReaders["en"]).language
    #expect(language.tokens(text).tokens.map(\.hash) == language.tokens(other).tokens.map(\.hash))
    #expect(!language.tokens(text).tokens.isEmpty)
  }

  @Test func `an outcome that is too long to be read is not judged by its first part`() throws {
    let library = try Shipped.library.get()
    let reader = try #require(library.outcomeReaders["en"])
    let model = try #require(library.levelModels["en"])
    func text(_ length: Int) -> String {
      "Understand and explain a bridge "
        + String(repeating: "a", count: length - "Understand and explain a bridge ".utf8.count)
    }
    let most = OutcomeTokens.mostBytes
    #expect(reader.read(text(most)).verbs == ["explain"])
    let reading = reader.read(text(most + 1))
    #expect(reading.isCut)
    #expect(reading.opening == .unknown)
    #expect(reading.verbs.isEmpty && reading.vague == nil && reading.verbWord == nil)
    #expect(reading.objectWords == 0 && !reading.hasContext)
    func level(_ text: String) -> Int? {
      let tokens = reader.language.tokens(text)
      return reader.level(of: tokens, reader.read(tokens), by: model)
    }
    #expect(level(text(most)) != nil)
    #expect(level(text(most + 1)) == nil)
  }

  @Test(arguments: [(OutcomeTokens.mostBytes, 1), (OutcomeTokens.mostBytes + 1, 0)])
  func `rules apply to no outcome that is too long to be read`(
    _ length: Int, _ applied: Int
  ) throws {
    let start = "Understand bridges and piers "
    let text = start + String(repeating: "a", count: length - start.utf8.count)
    let linted = try Linted(
      "badgelint: 1\ntitle: Bridges\noutcomes: [\(text)]\n",
      packs: ["outcomes", "low-value", "ca-on"])
    for rule in [
      "outcomes/no-verb", "outcomes/gerund", "outcomes/vague-verb", "outcomes/disputed-verb",
      "outcomes/several-verbs", "low-value/nothing-observable", "ca-on/performance",
    ] {
      #expect(linted.tally(rule).applied == applied, "\(rule)")
    }
    let verdicts = try #require(linted.result.verdicts.first)
    let unjudged = verdicts.results.flatMap(\.unjudged)
    #expect(
      unjudged.contains(.condition("its outcomes, of which one is too long to be read"))
        == (applied == 0))
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

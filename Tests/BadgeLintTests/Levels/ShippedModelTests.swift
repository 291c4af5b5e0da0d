import BadgeLint
import OutcomeAccuracy
import OutcomeText
import Testing

/// The shipped model of Bloom levels, on outcomes written for these tests.
@Suite struct ShippedModelTests {
  private static func model() throws -> (reader: OutcomeReader, model: LevelModel) {
    let library = try Shipped.library.get()
    return (
      try #require(library.outcomeReaders["en"]), try #require(library.levelModels["en"])
    )
  }

  private static func score(_ outcome: String) throws -> LevelScore? {
    let (reader, model) = try model()
    let text = reader.language.tokens(outcome)
    return model.score(words: text.tokens, verb: reader.levelVerb(reader.read(text), in: text))
  }

  static let outcomes: [(Int, String)] = [
    (1, "Identify the main parts of a beehive"),
    (1, "Identify the bones of a horse's leg"),
    (2, "Explain why bridges swing in the wind"),
    (2, "Describe how a lighthouse lamp works"),
    (3, "Apply the rules of a knitting pattern to a new size"),
    (3, "Use a sextant to find a ship's position"),
    (4, "Analyse the causes of a failed harvest"),
    (4, "Compare two recipes for sourdough bread"),
    (5, "Evaluate the quality of a restored violin"),
    (5, "Assess whether a roof can bear a garden"),
    (6, "Design a bridge for cyclists over a canal"),
    (6, "Create a puppet play for small children"),
    (6, "On completion of this course, students will be able to design a bridge."),
  ]

  @Test(arguments: outcomes)
  func `clear outcomes are told with their level`(level: Int, outcome: String) throws {
    let score = try #require(try Self.score(outcome))
    #expect(score.level == level, "\(outcome)")
    #expect(score.confidence >= (try Self.model()).model.threshold, "\(outcome)")
  }

  /// Verbs that are rare in the training part: the level is guessed, so it must not be told.
  @Test(arguments: [
    "List the parts of a beehive", "Name the planets of the solar system",
    "Recall the rules of chess", "Bake a loaf of rye bread",
  ])
  func `what the model hardly knows stays below the threshold`(outcome: String) throws {
    let score = try #require(try Self.score(outcome))
    #expect(score.confidence < (try Self.model()).model.threshold)
  }

  @Test(arguments: ["design", "Design", "DESIGN a bridge", "Design a bridge.", "- Design a bridge"])
  func `case, full stops and bullets do not matter`(outcome: String) throws {
    #expect(try Self.score(outcome)?.level == 6)
  }

  @Test func `British and American spelling give the same`() throws {
    #expect(try Self.score("Analyse a harvest") == Self.score("Analyze a harvest"))
  }

  @Test func `any text gives a confidence between 0 and 1, or no level`() throws {
    #expect(try Self.score("") == nil)
    #expect(try Self.score(" .,;!") == nil)
    var generator = SeededGenerator(seed: 7)
    let pieces = ["and", "design", ",", ". ", "ü", "日本語", "\u{0}", "1", "the ", "evaluate "]
    for _ in 0..<500 {
      let count = Int.random(in: 0..<40, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      guard let score = try Self.score(text) else { continue }
      #expect((1...6).contains(score.level), "\(text)")
      #expect(score.confidence > 0 && score.confidence <= 1, "\(text)")
    }
    let long = String(repeating: "design, and evaluate a bridge. ", count: 2_000)
    #expect(try Self.score(long) != nil)
  }
}

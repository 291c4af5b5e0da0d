import BadgeLint
import Testing
import YAMLTree

/// Files of models that are refused, each for one thing at one place.
@Suite struct ModelFileTests {
  static let help = "models are made by Tools/train-bloom; make this one again"

  /// A model with one feature; parts of it can be replaced.
  private static func file(_ change: (of: String, to: String)) -> MarkedText {
    let text = """
      # ü
      model: 1
      name: x
      about: A model for tests.
      language: en
      sources: {x: {title: X}}
      levels: [a, b, c, d, e, f]
      features: 1
      bits: 24
      conjunctions: [and]
      scale: 0.1
      biases: [0, 0, 0, 0, 0, 0]
      temperature: 0.5
      threshold: 0.6
      count: 1
      table:
        - AAAFAQIDBAUG

      """
    let parts = text.split(separator: change.of, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(change.of)' has to occur once")
    return MarkedText(parts[0] + change.to + parts[1])
  }

  /// The problems of the shipped rules with another model in place of theirs.
  private func problems(_ model: MarkedText, path: String = "models/bloom-en.yaml") -> [LoadProblem]
  {
    loadProblems { () throws(LoadFailure) in
      var files = RuleFiles.shipped.files.filter { $0.path != path }
      files.append((path, model.bytes))
      _ = try RuleLibrary(RuleFiles(files: files))
    }
  }

  static let mistakes: [(of: String, to: String, message: String, help: String?)] = [
    ("threshold: 0.6", "‹treshold›: 0.6", "unknown key 'treshold'", "did you mean 'threshold'?"),
    ("features: 1", "features: ‹2›", "features of version 2 are not known; expected 1", help),
    ("bits: 24", "bits: ‹32›", "features of 32 bits are not known; expected 24", help),
    ("[a, b, c, d, e, f]", "‹[a, b, c]›", "expected 6 levels, found 3", help),
    ("[0, 0, 0, 0, 0, 0]", "‹[0, 0]›", "expected 6 biases, found 2", help),
    ("scale: 0.1", "scale: ‹0›", "the scale is 0.0; expected more than 0", help),
    (
      "temperature: 0.5", "temperature: ‹-2›", "the temperature is -2.0; expected more than 0", help
    ),
    ("count: 1", "count: ‹3›", "3 features are announced, but the table holds 1", help),
    ("- AAAFAQIDBAUG", "- ‹AAAFAQID*AUG›", "this line of the table is not Base64", help),
  ]

  @Test(arguments: mistakes)
  func `a wrong part`(of: String, to: String, message: String, help: String?) {
    let marked = Self.file((of, to))
    expect(problems(marked), in: marked, message: message, help: help)
  }

  @Test func `a table that ends inside of a feature`() {
    let marked = Self.file(("- AAAFAQIDBAUG", "‹- AAAFAQIDBAU=›"))
    expect(
      problems(marked), in: marked,
      message: "the table has 8 bytes, which is no multiple of 9", help: Self.help)
  }

  @Test func `a sound model loads`() {
    #expect(problems(Self.file(("count: 1", "count: 1"))).isEmpty)
  }

  @Test func `a model without a reader, and two for one language`() {
    let other = Self.file(("language: en", "language: xx"))
    #expect(problems(other).map(\.message) == ["no file in languages/ reads 'xx'"])
    let second = Self.file(("count: 1", "count: 1"))
    let found = problems(second, path: "models/second.yaml")
    #expect(found.map(\.message) == ["there is a model for 'en' already"])
    #expect(found.map(\.file) == ["rules/models/second.yaml"])
  }
}

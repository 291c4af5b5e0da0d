import BadgeLint
import Testing
import YAMLTree

/// Files of languages that are refused, each for one thing at one place.
@Suite struct LanguageFileTests {
  /// A language with few words; parts of it can be replaced.
  private static func file(_ change: (of: String, to: String) = ("xx", "xx")) -> MarkedText {
    let text = """
      # ü
      language: 1
      name: xx
      about: A language for tests.
      verbPlace: first
      leadIns: [you, "after *"]
      abilities: [can]
      adverbs: [also]
      conjunctions: [and]
      verbs: [make, sort]
      irregular: {make: [made]}
      vague: [{phrase: [know, "*knowledge"]}]

      """
    let parts = text.split(separator: change.of, omittingEmptySubsequences: false)
    precondition(parts.count == 2, "'\(change.of)' has to occur once")
    return MarkedText(parts[0] + change.to + parts[1])
  }

  /// The problems of the shipped rules with another language beside theirs.
  private func problems(_ file: MarkedText, path: String = "languages/xx.yaml") -> [LoadProblem] {
    loadProblems { () throws(LoadFailure) in
      var files = RuleFiles.shipped.files
      files.append((path, file.bytes))
      _ = try RuleLibrary(RuleFiles(files: files))
    }
  }

  @Test func `a sound language loads`() {
    #expect(problems(Self.file()).isEmpty)
  }

  static let oneWord = "only single words are looked up here"
  static let gaps = "a phrase is looked for from its first word on, with one gap at most"

  static let mistakes: [(of: String, to: String, message: String, help: String?)] = [
    ("sort]", "‹sort out›]", "'sort out' is 2 words", oneWord),
    ("sort]", "‹'…'›]", "'…' holds no word", oneWord),
    (
      "sort]", "‹'|sort'›]", "a part of the verb '|sort' is not one word",
      "`|` stands between the two words of a verb that is split"
    ),
    ("made]", "‹made up›]", "'made up' is 2 words", oneWord),
    ("{make: ", "{‹maek›: ", "'maek' is not among the verbs", nil),
    ("conjunctions: [and", "conjunctions: [and, ‹'&'›", "'&' holds no word", oneWord),
    ("[also]", "[‹all so›]", "'all so' is 2 words", oneWord),
    ("[you, ", "[you, ‹'*'›, ", "the phrase '*' does not begin with a word", gaps),
    ("[you, ", "[you, ‹'* you'›, ", "the phrase '* you' does not begin with a word", gaps),
    ("[you, ", "[you, ‹'…'›, ", "the phrase '…' does not begin with a word", gaps),
    ("[you, ", "[you, ‹'in * of *'›, ", "the phrase 'in * of *' has 2 gaps", gaps),
    ("[can]", "[‹'* can'›]", "the phrase '* can' does not begin with a word", gaps),
    ("[can]", "[‹'can * or * to'›]", "the phrase 'can * or * to' has 2 gaps", gaps),
    (
      "[can]", "[‹'can *'›]", "the phrase 'can *' ends with a gap",
      "only a lead-in may go on to the end of its clause"
    ),
    (
      "[know, ", "[know, ‹'knows *'›, ", "the phrase 'knows *' ends with a gap",
      "only a lead-in may go on to the end of its clause"
    ),
    ("[know, ", "[know, ‹'*'›, ", "the phrase '*' does not begin with a word", gaps),
    ("[know, ", "[know, ‹'* known'›, ", "the phrase '* known' does not begin with a word", gaps),
    (
      "[know, ", "[know, ‹'*well known'›, ", "the ending '*well known' is 2 words",
      "an ending is that of one word"
    ),
    (
      "[you, ", "[you, ‹'your*'›, ", "'*' does not stand alone in the phrase 'your*'",
      "put blanks around it"
    ),
    ("name: xx", "name: ‹XX›", "'XX' is never the language of a definition", "write 'xx'"),
    ("name: xx", "name: ‹xx-CH›", "'xx-CH' is never the language of a definition", "write 'xx'"),
    ("name: xx", "name: ‹de›", "'de' is read by another file already", nil),
  ]

  @Test(arguments: mistakes)
  func `a wrong part`(of: String, to: String, message: String, help: String?) {
    let marked = Self.file((of, to))
    expect(problems(marked), in: marked, message: message, help: help)
  }

  @Test func `a second verdict of one name is refused`() throws {
    let shipped = try #require(
      RuleFiles.shipped.files.first { $0.path == "verdicts/inflated.yaml" })
    let text = String(decoding: shipped.bytes, as: UTF8.self)
    let marked = MarkedText(text.replacing("name: inflated\n", with: "name: ‹inflated›\n"))
    expect(
      problems(marked, path: "verdicts/second.yaml"), in: marked,
      message: "there is a verdict 'inflated' already")
  }
}

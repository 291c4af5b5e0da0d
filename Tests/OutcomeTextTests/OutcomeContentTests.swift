import OutcomeText
import Testing

/// What outcomes ask for beside their verbs.
@Suite struct OutcomeContentTests {
  private static let english: OutcomeLanguage = {
    var lists = OutcomeLanguage.Lists()
    lists.verbs = ["draw", "plan"]
    lists.endings = [OutcomeLanguage.Ending(isGerund: false, of: "", becomes: "s")]
    lists.functionWords = ["a", "the", "of", "for"]
    lists.inflections = [("s", ""), ("ing", ""), ("ing", "e"), ("ies", "y")]
    lists.numbers = [
      ("two", 2), ("four", 4), ("twenty", 20), ("hundred", 100), ("thousand", 1000),
    ]
    lists.leastPhrases = ["at least", "* or more"]
    return OutcomeLanguage(lists)
  }()

  private func content(
    _ text: String, _ language: OutcomeLanguage = english
  ) -> OutcomeContent {
    let tokens = language.tokens(text)
    return OutcomeContent(tokens, OutcomeReader(language).read(tokens), language)
  }

  @Test(arguments: [
    ("Draw 4 charts.", [4]), ("Draw four charts.", [4]), ("Draw 1,200 dots.", [1200]),
    ("Draw two thousand dots.", [2000]), ("Draw two hundred twenty four dots.", [224]),
    ("Draw 2.5 circles and 4.", [2.5, 4]), ("Draw 1,2 and 3.", [1, 2, 3]), ("Draw dots.", []),
    ("Draw two, four or twenty.", [2, 4, 20]),
  ])
  func `numbers in digits and in words`(_ text: String, _ numbers: [Double]) {
    #expect(content(text).numbers == numbers)
  }

  @Test func `a decimal comma is one where the language has it`() {
    var lists = OutcomeLanguage.Lists()
    lists.hasDecimalComma = true
    #expect(
      content("Zeichne 1.200 Punkte, 2,5 Kreise", OutcomeLanguage(lists)).numbers == [1200, 2.5])
  }

  @Test func `what is the least of something is told`() {
    #expect(content("Draw at least four charts with 20 dots.").leastAmounts == [4])
    #expect(content("Draw four or more charts.").leastAmounts == [4])
    #expect(content("Draw least four charts.").leastAmounts == [])
    #expect(content("Draw at least four charts.").words.map(\.text) == ["charts"])
  }

  @Test(arguments: [
    ("Draw the chart of a city.", "Draw charts for cities.", [], []),
    ("Draw linked charts.", "Draw charts.", ["linked"], []),
    ("Draw a chart with dots.", "Plan a chart without dots.", ["with"], ["without"]),
    // A vowel at the end makes another word.
    ("Draw a plane.", "Draw a plan.", ["plane"], ["plan"]),
  ])
  func `words are the same but for inflection`(
    _ one: String, _ other: String, _ gone: [String], _ new: [String]
  ) {
    let (first, second) = (content(one), content(other))
    #expect(first.words(missingIn: second, Self.english) == gone)
    #expect(second.words(missingIn: first, Self.english) == new)
  }
}

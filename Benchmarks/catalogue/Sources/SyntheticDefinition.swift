/// A made-up definition as a line of JSON in the native format.
struct SyntheticDefinition {
  let catalogue: SyntheticCatalogue
  let index: Int

  /// No text of the word lists needs escapes.
  var line: String {
    let text = catalogue.text(index)
    var numbers = SeededNumbers(seed: catalogue.seed, index: index, use: 7)
    var issuer = SeededNumbers(
      seed: catalogue.seed, index: catalogue.programme(index) / 8, use: 8)
    let place = Self.capitalised(issuer.pick(SyntheticWords.nouns))
    let kind = issuer.pick(SyntheticWords.institutions)
    let number = catalogue.programme(index) / 8
    let adjective = Self.capitalised(numbers.pick(SyntheticWords.adjectives))
    let noun = Self.capitalised(numbers.pick(SyntheticWords.nouns))
    let credit = 1 + numbers.below(6)
    var line =
      #"{"badgelint":1,"id":"\#(Self.id(index))","title":"\#(adjective) \#(noun) in Practice""#
    line += #","kind":"microcredential","language":"en""#
    line += #","description":"\#(text.description)""#
    line += #","programme":"programme-\#(catalogue.programme(index))""#
    line +=
      #","issuer":{"name":"\#(place) \#(kind) \#(number)","url":"https://i\#(number).example""#
    line += #","country":"\#(issuer.pick(SyntheticWords.countries))"}"#
    line += #","level":["EQF \#(4 + numbers.below(4))"],"workload":{"hours":\#(credit * 25)}"#
    line += #","credit":["\#(credit) ECTS"],"outcomes":["#
    line += text.outcomes.enumerated().map { #"{"id":"LO\#($0 + 1)","text":"\#($1)"}"# }
      .joined(separator: ",")
    line += #"],"stacking":{"standalone":true"#
    if let target = catalogue.stacksInto(index) {
      line += #","into":[{"id":"\#(Self.id(target))"}]"#
    }
    line += "}"
    switch catalogue.origin(index) {
    case .original: break
    case .near(let source): line += #","x-near":"\#(Self.id(source))""#
    case .copy(let source): line += #","x-copy":"\#(Self.id(source))""#
    }
    return line + "}"
  }

  static func id(_ index: Int) -> String { "synthetic-\(index)" }

  private static func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}

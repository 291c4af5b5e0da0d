/// British and American spellings of a word are made one: `analyse` becomes `analyze`.
///
/// Words that have one spelling only are changed too; as all words are, they still equal themselves.
enum SpellingFold {
  /// Endings after the `s` that becomes `z`.
  private static let endings: [[UInt8]] = ["e", "es", "ed", "er", "ers", "ing", "ation", "ations"]
    .map { Array($0.utf8) }

  /// Folds a word in lower case in place.
  static func fold(_ bytes: inout [UInt8], _ word: Range<Int>) {
    guard word.count >= 5 else { return }
    for ending in endings where word.count > ending.count + 2 {
      let place = word.upperBound - ending.count - 1
      guard bytes[place] == UInt8(ascii: "s"),
        bytes[place - 1] == UInt8(ascii: "i") || bytes[place - 1] == UInt8(ascii: "y"),
        bytes[(place + 1)..<word.upperBound].elementsEqual(ending)
      else { continue }
      bytes[place] = UInt8(ascii: "z")
      return
    }
  }
}

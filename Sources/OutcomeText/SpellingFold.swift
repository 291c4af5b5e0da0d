/// British and American spellings of a word are made one: `analyse` is looked up as `analyze`.
///
/// Words that have one spelling only are changed too; as all words are, they still equal themselves.
enum SpellingFold {
  /// Endings after the `s` that becomes `z`.
  private static let endings: [[UInt8]] = ["e", "es", "ed", "er", "ers", "ing", "ation", "ations"]
    .map { Array($0.utf8) }

  /// A word in lower case with its spelling folded.
  static func folded(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let place = place(in: word) else { return word }
    var word = word
    word[place] = UInt8(ascii: "z")
    return word
  }

  /// The place of the `s` that becomes `z` in a word in lower case.
  static func place<Word: RandomAccessCollection>(in word: Word) -> Int?
  where Word.Element == UInt8, Word.Index == Int {
    guard word.count >= 5 else { return nil }
    for ending in endings where word.count > ending.count + 2 {
      let place = word.endIndex - ending.count - 1
      guard word[place] == UInt8(ascii: "s"),
        word[place - 1] == UInt8(ascii: "i") || word[place - 1] == UInt8(ascii: "y"),
        word[(place + 1)...].elementsEqual(ending)
      else { continue }
      return place
    }
    return nil
  }
}

/// Made-up definitions, each worked out from a seed and its index alone.
///
/// Of every hundred, 80 are originals, 15 are near-duplicates and 5 are copies of an original that
/// comes before them anywhere in the catalogue. Twenty-five definitions are a programme with an
/// issuer and a choice of nouns; in every fourth programme all have one outcome in common.
struct SyntheticCatalogue {
  let seed: UInt64

  enum Origin: Hashable {
    case original
    /// An original in which some words were exchanged for others.
    case near(Int)
    case copy(Int)
  }

  struct Text {
    var outcomes: [String]
    var description: String

    var parts: [String] { outcomes + [description] }
  }

  private static let block = 100
  private static let originals = 80
  private static let nearDuplicates = 15
  private static let programmeSize = 25

  func origin(_ index: Int) -> Origin {
    let place = index % Self.block
    guard place >= Self.originals else { return .original }
    var numbers = SeededNumbers(seed: seed, index: index, use: 1)
    let source =
      numbers.below(index / Self.block + 1) * Self.block + numbers.below(Self.originals)
    return place < Self.originals + Self.nearDuplicates ? .near(source) : .copy(source)
  }

  func programme(_ index: Int) -> Int { index / Self.programmeSize }

  func text(_ index: Int) -> Text {
    switch origin(index) {
    case .original: return original(index)
    case .copy(let source): return original(source)
    case .near(let source): return nearDuplicate(index, of: original(source))
    }
  }

  /// A definition to which this one counts, for about one in ten: one of its programme.
  func stacksInto(_ index: Int) -> Int? {
    var numbers = SeededNumbers(seed: seed, index: index, use: 2)
    let target = programme(index) * Self.programmeSize
    return index != target && numbers.below(10) == 0 ? target : nil
  }

  // MARK: - Texts

  private func original(_ index: Int) -> Text {
    var numbers = SeededNumbers(seed: seed, index: index, use: 3)
    let nouns = topic(programme(index))
    var outcomes = (0..<(3 + numbers.below(4))).map { _ in
      Self.sentence(&numbers, nouns, words: 8 + numbers.below(7))
    }
    if programme(index) % 4 == 0 {
      var common = SeededNumbers(seed: seed, index: programme(index), use: 4)
      outcomes[outcomes.count - 1] = Self.sentence(&common, nouns, words: 12)
    }
    let description = (0..<2).map { _ in
      "Holders can \(Self.sentence(&numbers, nouns, words: 10 + numbers.below(8)))"
    }
    return Text(
      outcomes: outcomes.map { $0.prefix(1).uppercased() + $0.dropFirst() },
      description: description.joined(separator: " "))
  }

  /// Forty nouns that definitions of a programme are about.
  private func topic(_ programme: Int) -> [String] {
    var numbers = SeededNumbers(seed: seed, index: programme, use: 5)
    return (0..<40).map { _ in numbers.pick(SyntheticWords.nouns) }
  }

  private static func sentence(
    _ numbers: inout SeededNumbers, _ nouns: [String], words: Int
  ) -> String {
    var result = [numbers.pick(SyntheticWords.verbs)]
    while true {
      result.append(numbers.below(2) == 0 ? "the" : "a")
      if numbers.below(3) > 0 { result.append(numbers.pick(SyntheticWords.adjectives)) }
      result.append(numbers.pick(nouns))
      guard result.count < words else { break }
      result.append(
        contentsOf: numbers.pick(SyntheticWords.joints).split(separator: " ").map(String.init))
    }
    return result.joined(separator: " ") + "."
  }

  /// Exchanges words that are not neighbours until the likeness is about one from 0.6 to 0.97.
  ///
  /// A word inside of a text stands in two pairs. Of n pairs, k such words leave n − 2k in common
  /// among n + 2k, so a likeness of s needs k = n (1 − s) / 2 (1 + s).
  private func nearDuplicate(_ index: Int, of text: Text) -> Text {
    var numbers = SeededNumbers(seed: seed, index: index, use: 6)
    let likeness = 0.6 + Double(numbers.below(1_000)) * 0.37 / 1_000
    var parts = text.parts.map { $0.split(separator: " ").map(String.init) }
    let pairs = parts.reduce(0) { $0 + $1.count - 1 }
    var places: [(part: Int, word: Int)] = []
    for part in parts.indices {
      for word in stride(from: 1, to: parts[part].count - 1, by: 2) { places.append((part, word)) }
    }
    let wanted = Int((Double(pairs) * (1 - likeness) / (2 * (1 + likeness))).rounded())
    for done in 0..<min(max(1, wanted), places.count) {
      places.swapAt(done, done + numbers.below(places.count - done))
      parts[places[done].part][places[done].word] = numbers.pick(SyntheticWords.replacements)
    }
    let texts = parts.map { $0.joined(separator: " ") }
    return Text(outcomes: Array(texts.dropLast()), description: texts.last ?? "")
  }
}

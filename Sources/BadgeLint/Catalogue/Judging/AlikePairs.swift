import OutcomeText

/// Definitions that are alike, as a search found them.
package struct FoundPairs: Sendable {
  /// Positions of profiles, of equal ones only one.
  package var pairs: [(one: Int, other: Int, likeness: Double)] = []
  /// Positions of profiles with exactly the same texts.
  package var copies: [[Int]] = []
  /// How often there were too many alike for all of them to be compared.
  package var cutBuckets = 0

  package init(
    pairs: [(one: Int, other: Int, likeness: Double)] = [], copies: [[Int]] = [],
    cutBuckets: Int = 0
  ) {
    self.pairs = pairs
    self.copies = copies
    self.cutBuckets = cutBuckets
  }
}

/// Pairs of definitions that say nearly the same: each with the most alike of those before it.
struct AlikePairs {
  struct Pair {
    /// The positions of the profiles: the one that came first, and the other.
    var first: Int
    var second: Int
    var likeness: Double
    var isFirstKnown: Bool
    /// How many definitions have exactly the text of the first.
    var copies: Int
    /// How many have exactly the text of the second, which stands for them.
    var secondCopies = 1
  }

  private(set) var pairs: [Pair] = []
  /// How often there were too many alike for all of them to be compared.
  let cutBuckets: Int
  private let store: ProfileStore
  /// The place of each profile in the order of their places; below 0 for one that came twice.
  private let rank: [Int32]

  static func find(
    in store: ProfileStore, order: [Int], workers: Int
  ) async throws(SpillError) -> AlikePairs {
    let found = try await NearDuplicates.find(
      store.bands, in: store.shingles, threshold: store.layout.leastLikeness, workers: workers)
    return AlikePairs(
      FoundPairs(
        pairs: found.pairs.map { (one: $0.first, other: $0.second, likeness: $0.likeness) },
        copies: found.copies, cutBuckets: found.cutBuckets), store, order)
  }

  init(_ found: FoundPairs, _ store: ProfileStore, _ order: [Int]) {
    self.store = store
    cutBuckets = found.cutBuckets
    var rank: [Int32] = Array(repeating: -1, count: store.count)
    for (position, index) in order.enumerated() { rank[index] = Int32(position) }
    self.rank = rank
    // Pairs name the first of equal texts in the order in which they came; what counts is when
    // they were made.
    var representative: [Int: (first: Int, copies: Int)] = [:]
    for all in found.copies {
      // Dates that only some have make no order of all, so what comes first depends on who begins.
      let group = all.filter { rank[$0] >= 0 }.sorted { rank[$0] < rank[$1] }
      guard var first = group.first else { continue }
      for index in group.dropFirst() where earlier(index, first).isEarlier { first = index }
      for index in all { representative[index] = (first, group.count) }
      for index in group where index != first {
        pairs.append(
          Pair(
            first: first, second: index, likeness: 1,
            isFirstKnown: earlier(first, index).isKnown, copies: group.count,
            secondCopies: group.count))
      }
    }
    var best: [Int: Pair] = [:]
    for pair in found.pairs {
      let one = representative[pair.one] ?? (pair.one, 1)
      let other = representative[pair.other] ?? (pair.other, 1)
      guard rank[one.first] >= 0, rank[other.first] >= 0 else { continue }
      let order = earlier(one.first, other.first)
      let (first, second) = order.isEarlier ? (one, other) : (other, one)
      let candidate = Pair(
        first: first.first, second: second.first, likeness: pair.likeness,
        isFirstKnown: order.isKnown, copies: first.copies, secondCopies: second.copies)
      if let known = best[second.first], !isBetter(candidate, known) { continue }
      best[second.first] = candidate
    }
    pairs += best.values
    pairs.sort { left, right in
      let (one, other) = (rank[left.second], rank[right.second])
      return one == other ? rank[left.first] < rank[right.first] : one < other
    }
  }

  private func position(_ index: Int) -> Int { Int(rank[index]) }

  private func isBetter(_ one: Pair, _ other: Pair) -> Bool {
    (other.likeness, position(one.first)) < (one.likeness, position(other.first))
  }

  /// Whether a definition came before another: by their dates, else by their places.
  private func earlier(_ one: Int, _ other: Int) -> (isEarlier: Bool, isKnown: Bool) {
    let began = store.layout.roles.began
    if let left = store[one].date(began), let right = store[other].date(began), left != right {
      return (left < right, true)
    }
    return (position(one) < position(other), false)
  }
}

extension ProfileStore {
  /// What differs in two profiles, in words, such as `hours (30 and 12)`.
  func differences(_ one: Profile, _ other: Profile) -> [String] {
    layout.fields.enumerated().compactMap { position, field in
      guard field.isCompared, one.values[position] != other.values[position] else { return nil }
      let values = [one, other].map { $0.values[position].map(Self.words) ?? "–" }
      return "\(field.title) (\(values[0]) and \(values[1]))"
    }
  }

  private static func words(_ value: Profile.Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): numberText(number)
    case .bool(let isSo): isSo ? "yes" : "no"
    case .texts(let texts): texts.joined(separator: ", ")
    case .date(let seconds): CalendarDate(secondsSince1970: seconds).text
    }
  }
}

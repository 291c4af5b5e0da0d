/// Which definitions of an old state are which of a new one.
struct DefinitionMatching {
  /// What told that two definitions are one.
  enum Sign: String, Sendable {
    case id, title, file, outcomes
    /// The titles are alike.
    case titleWords = "title-words"
    /// Both were named, and nothing else was.
    case choice
  }

  struct Pair {
    var old: Int
    var new: Int
    var sign: Sign
    /// How alike the outcomes or titles are, where that is the sign.
    var likeness: Double?
  }

  private let old: [DefinitionVersion]
  private let new: [DefinitionVersion]
  private let limits: Matching
  private(set) var pairs: [Pair] = []
  /// What was ambiguous, in words.
  private(set) var notices: [String] = []
  private var oldLeft: Set<Int>
  private var newLeft: Set<Int>

  var removed: [Int] { oldLeft.sorted() }
  var added: [Int] { newLeft.sorted() }

  /// - Parameter areChosen: Whether both states are files that were named, so that their only
  ///   definitions belong together.
  init(
    old: [DefinitionVersion], new: [DefinitionVersion], limits: Matching, areChosen: Bool
  ) {
    self.old = old
    self.new = new
    self.limits = limits
    oldLeft = Set(old.indices)
    newLeft = Set(new.indices)
    matchSame()
    match(.id) { $0.id }
    match(.title) { $0.title.map(WordPairs.folded) }
    matchFiles()
    if areChosen, old.count == 1, new.count == 1, oldLeft.count == 1 { take(0, 0, .choice) }
    matchAlike(.outcomes, limits.definition) { $0.outcomes }
    matchAlike(.titleWords, limits.title) { $0.titleWords }
    pairs.sort { $0.new < $1.new }
  }

  private mutating func take(_ first: Int, _ second: Int, _ sign: Sign, likeness: Double? = nil) {
    oldLeft.remove(first)
    newLeft.remove(second)
    pairs.append(Pair(old: first, new: second, sign: sign, likeness: likeness))
  }

  /// Definitions of files that are the same in both states.
  private mutating func matchSame() {
    struct Place: Hashable {
      var key: String
      var ordinal: Int
    }
    let places = Dictionary(
      old.indices.map { (Place(key: old[$0].file.key, ordinal: old[$0].ordinal), $0) },
      uniquingKeysWith: { first, _ in first })
    for index in new.indices {
      let file = new[index].file
      guard let other = places[Place(key: file.key, ordinal: new[index].ordinal)],
        old[other].file.bytes == file.bytes
      else { continue }
      take(other, index, new[index].id == nil ? .title : .id)
    }
  }

  // MARK: - Names

  private mutating func match(_ sign: Sign, _ key: (DefinitionVersion) -> String?) {
    func groups(_ versions: [DefinitionVersion], _ left: Set<Int>) -> [String: [Int]] {
      var result: [String: [Int]] = [:]
      for index in left.sorted() {
        guard let key = key(versions[index]), !key.isEmpty else { continue }
        result[key, default: []].append(index)
      }
      return result
    }
    let news = groups(new, newLeft)
    for (name, olds) in groups(old, oldLeft).sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let news = news[name] else { continue }
      if olds.count == 1, news.count == 1 {
        take(olds[0], news[0], sign)
      } else {
        tellApart(olds, news, sign, name: name)
      }
    }
  }

  /// Matches several definitions of one name by what else they share, and says so.
  private mutating func tellApart(_ olds: [Int], _ news: [Int], _ sign: Sign, name: String) {
    typealias Share = (DefinitionVersion, DefinitionVersion) -> Bool
    let shares: [Share] = [
      { $0.file.key == $1.file.key && $0.title == $1.title && $0.id == $1.id },
      { $0.file.key == $1.file.key }, { $0.id == $1.id && $0.title == $1.title },
    ]
    for isShared in shares {
      for first in olds where oldLeft.contains(first) {
        let same = news.filter { newLeft.contains($0) && isShared(old[first], new[$0]) }
        let back = olds.filter { other in
          oldLeft.contains(other) && same.count == 1 && isShared(old[other], new[same[0]])
        }
        if same.count == 1, back.count == 1 { take(first, same[0], sign) }
      }
    }
    let first = olds.filter(oldLeft.contains)
    let second = news.filter(newLeft.contains)
    let count = "\(olds.count) times before and \(news.count) times after"
    if first.isEmpty, second.isEmpty {
      notices.append(
        "the \(sign.rawValue) '\(shortened(name))' stands \(count); told apart by their files")
    } else {
      let places = (first.map { old[$0].place } + second.map { new[$0].place })
      notices.append(
        "the \(sign.rawValue) '\(shortened(name))' stands \(count), so that it does not tell which "
          + "is which: \(places.joined(separator: ", "))")
    }
  }

  /// The only definitions of a file that are left on both sides.
  private mutating func matchFiles() {
    let olds = Dictionary(grouping: oldLeft.sorted()) { old[$0].file.key }
    let news = Dictionary(grouping: newLeft.sorted()) { new[$0].file.key }
    for (key, first) in olds.sorted(by: { $0.value[0] < $1.value[0] }) {
      guard let second = news[key], first.count == 1, second.count == 1 else { continue }
      let (before, after) = (old[first[0]], new[second[0]])
      // A file may have been given to something else.
      let isOther =
        before.id != after.id && !before.outcomes.pairs.isEmpty && !after.outcomes.pairs.isEmpty
        && before.outcomes.likeness(to: after.outcomes) < limits.definition
      if isOther {
        notices.append(
          "\(after.place) holds '\(shortened(after.name))', which has little in common with "
            + "'\(shortened(before.name))' that stood there before")
      } else {
        take(first[0], second[0], .file)
      }
    }
  }

  // MARK: - Likeness

  /// Definitions under a new name, by how alike something of them is.
  private mutating func matchAlike(
    _ sign: Sign, _ least: Double, _ words: (DefinitionVersion) -> WordPairs
  ) {
    var holders: [UInt64: [Int]] = [:]
    for index in newLeft {
      for pair in words(new[index]).pairs { holders[pair, default: []].append(index) }
    }
    var candidates: [(old: Int, new: Int, likeness: Double)] = []
    for first in oldLeft {
      var common: [Int: Int] = [:]
      for pair in words(old[first]).pairs {
        for second in holders[pair] ?? [] { common[second, default: 0] += 1 }
      }
      for (second, count) in common {
        let all = words(old[first]).pairs.count + words(new[second]).pairs.count - count
        let likeness = Double(count) / Double(max(all, 1))
        if likeness >= least { candidates.append((first, second, likeness)) }
      }
    }
    candidates.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
    for candidate in candidates
    where oldLeft.contains(candidate.old) && newLeft.contains(candidate.new) {
      let rival = candidates.first { other in
        (other.old == candidate.old) != (other.new == candidate.new)
          && other.likeness > candidate.likeness - limits.closeCall
          && oldLeft.contains(other.old) && newLeft.contains(other.new)
      }
      if let rival {
        let name =
          rival.old == candidate.old ? new[rival.new].place : old[rival.old].place
        notices.append(
          "\(new[candidate.new].place) was taken for \(old[candidate.old].place) under a new name, "
            + "but \(name) is nearly as alike")
      }
      take(candidate.old, candidate.new, sign, likeness: candidate.likeness)
    }
  }
}

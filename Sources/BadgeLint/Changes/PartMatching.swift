/// Which outcomes or assessments of an old version are which of the new one.
struct PartMatching {
  /// An outcome or an assessment of one version.
  struct Part {
    var record: RecordID
    var id: String?
    /// What it says of itself in few words, folded: the text of an outcome, the title of an
    /// assessment.
    var text: String?
    var type: String?

    fileprivate var pairs: WordPairs { WordPairs([text ?? ""]) }
  }

  struct Pair {
    var old: Part
    var new: Part
    var likeness: Double
  }

  private(set) var pairs: [Pair] = []
  private(set) var dropped: [Part] = []
  private(set) var added: [Part] = []
  /// Parts of the old version of which most stands in others of the new one, and of the new one of
  /// which most stood in others of the old one.
  private(set) var split: [Part] = []
  private(set) var joined: [Part] = []
  /// Choices that were close, in words.
  private(set) var notices: [String] = []

  /// Outcomes go by their text before their id, as the next ones are often numbered anew where one
  /// is dropped.
  static func outcomes(_ old: [Part], _ new: [Part], limits: Matching) -> PartMatching {
    var matching = PartMatching(old, new)
    matching.match { $0.id != nil && $0.id == $1.id && $0.text == $1.text }
    matching.match { $0.text != nil && $0.text == $1.text }
    matching.match {
      $0.id != nil && $0.id == $1.id && $0.pairs.likeness(to: $1.pairs) >= limits.outcome
    }
    matching.matchAlike(limits)
    matching.match { $0.id != nil && $0.id == $1.id }
    matching.tellSplit(old, new, limits)
    return matching.sorted
  }

  /// Tells what is gone or new from what was only cut in another way.
  private mutating func tellSplit(_ old: [Part], _ new: [Part], _ limits: Matching) {
    let (before, after) = (
      WordPairs(old.compactMap(\.text)), WordPairs(new.compactMap(\.text))
    )
    split = dropped.filter { $0.pairs.part(in: after) >= limits.part }
    joined = added.filter { $0.pairs.part(in: before) >= limits.part }
    dropped.removeAll { part in split.contains { $0.record == part.record } }
    added.removeAll { part in joined.contains { $0.record == part.record } }
  }

  static func assessments(_ old: [Part], _ new: [Part], limits: Matching) -> PartMatching {
    var matching = PartMatching(old, new)
    matching.match { $0.id != nil && $0.id == $1.id && $0.text == $1.text }
    matching.match { $0.text != nil && $0.text == $1.text && $0.type == $1.type }
    matching.match { $0.text != nil && $0.text == $1.text }
    matching.match { $0.id != nil && $0.id == $1.id }
    matching.matchAlike(limits)
    matching.match { $0.type != nil && $0.type == $1.type }
    // One that is gone and one that is new: it was replaced.
    if matching.dropped.count == 1, matching.added.count == 1 { matching.match { _, _ in true } }
    return matching.sorted
  }

  private init(_ old: [Part], _ new: [Part]) {
    dropped = old
    added = new
  }

  /// Takes those together that fit only each other; equals go in their order.
  private mutating func match(_ fits: (Part, Part) -> Bool) {
    for old in dropped {
      guard let new = added.firstIndex(where: { fits(old, $0) }) else { continue }
      take(old, added[new], old.pairs.likeness(to: added[new].pairs))
    }
  }

  private mutating func take(_ old: Part, _ new: Part, _ likeness: Double) {
    dropped.removeAll { $0.record == old.record }
    added.removeAll { $0.record == new.record }
    pairs.append(Pair(old: old, new: new, likeness: old.text == new.text ? 1 : likeness))
  }

  private mutating func matchAlike(_ limits: Matching) {
    let news = added.map { ($0, $0.pairs) }
    var candidates: [Pair] = []
    for old in dropped {
      let pairs = old.pairs
      for (new, others) in news {
        let likeness = pairs.likeness(to: others)
        if likeness >= limits.outcome {
          candidates.append(Pair(old: old, new: new, likeness: likeness))
        }
      }
    }
    candidates.sort {
      ($1.likeness, $0.old.record, $0.new.record) < ($0.likeness, $1.old.record, $1.new.record)
    }
    var left = (old: Set(dropped.map(\.record)), new: Set(added.map(\.record)))
    func isLeft(_ pair: Pair) -> Bool {
      left.old.contains(pair.old.record) && left.new.contains(pair.new.record)
    }
    for candidate in candidates where isLeft(candidate) {
      let rival = candidates.first { other in
        (other.old.record == candidate.old.record) != (other.new.record == candidate.new.record)
          && other.likeness > candidate.likeness - limits.closeCall && isLeft(other)
      }
      if rival != nil {
        notices.append(
          "'\(shortened(candidate.new.text ?? ""))' was taken for "
            + "'\(shortened(candidate.old.text ?? ""))', but another is nearly as alike")
      }
      take(candidate.old, candidate.new, candidate.likeness)
      left.old.remove(candidate.old.record)
      left.new.remove(candidate.new.record)
    }
  }

  /// In the order of the new version.
  private var sorted: PartMatching {
    var result = self
    result.pairs.sort { $0.new.record < $1.new.record }
    return result
  }
}

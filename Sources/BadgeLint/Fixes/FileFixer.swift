import YAMLTree

/// Mends the text of a file by the fixes of its findings, again and again until none is left.
///
/// Each round makes the fixes that do not touch each other and lints the text anew. What a round
/// wrote is held against what it was to write: every other value and every comment is as before.
/// A fix that does not end its finding, or brings another, is taken back and left aside.
package struct FileFixer: Sendable {
  private let rules: RuleSet
  private let allowsUnsafe: Bool
  private let lint: @Sendable ([UInt8]) -> FileResult

  /// Most rounds before the fixes that still change something are left aside.
  static let mostRounds = 10

  /// - Parameters:
  ///   - allowsUnsafe: Whether fixes that may change the meaning are made, too.
  ///   - lint: Judges a text, with what waivers and baselines excuse marked; that is not mended.
  package init(
    rules: RuleSet, allowsUnsafe: Bool, lint: @escaping @Sendable ([UInt8]) -> FileResult
  ) {
    self.rules = rules
    self.allowsUnsafe = allowsUnsafe
    self.lint = lint
  }

  /// Mends a text; one that cannot be read to its end stays as it is.
  package func fix(_ bytes: [UInt8]) -> FixedText {
    let first = lint(bytes)
    var held: [FixedText.Held] = []
    // Each way that leads nowhere leaves fixes aside, so that there is an end.
    for _ in 0...Self.mostWays {
      var way = Way(text: FixedText(bytes: bytes, result: first), held: held)
      if follow(&way) { return finished(way) }
      held = way.held
    }
    return finished(Way(text: FixedText(bytes: bytes, result: first), held: held))
  }

  private static let mostWays = 40

  /// A text on its way to be mended.
  private struct Way {
    var text: FixedText
    var held: [FixedText.Held]
    /// The texts before, by which circles are found.
    var seen: Set<[UInt8]> = []
    /// What was mended in the last round.
    var last: [Finding] = []
  }

  private func finished(_ way: Way) -> FixedText {
    var text = way.text
    text.held = way.held
    text.unsafeLeft = text.result.findings.count { $0.isOpen && $0.fix?.isSafe == false }
    return text
  }

  /// Goes on until nothing is left to mend; false where that has no end.
  private func follow(_ way: inout Way) -> Bool {
    while true {
      guard way.text.result.isWhole else { return true }
      let chosen = choose(way)
      if chosen.isEmpty { return true }
      guard way.text.rounds < Self.mostRounds else {
        hold(way.last, .goesInCircles, &way)
        return false
      }
      let (bytes, made, refused) = apply(chosen, to: way.text.bytes)
      hold(refused, .changesMore, &way)
      if made.isEmpty { continue }
      let after = lint(bytes)
      if holdFaulty(made, before: way.text.result, after: after, &way) { continue }
      way.seen.insert(way.text.bytes)
      if way.seen.contains(bytes) {
        hold(made, .goesInCircles, &way)
        return false
      }
      way.text.bytes = bytes
      way.text.result = after
      way.text.rounds += 1
      way.last = made
      for finding in made { way.text.counts[finding.rule, default: 0] += 1 }
    }
  }

  // MARK: - One round

  /// The findings whose fixes are made next: in the order of the text, none that touches another.
  private func choose(_ way: Way) -> [Finding] {
    let held = Set(way.held.map { Key(rule: $0.rule, path: $0.path) })
    var chosen: [Finding] = []
    var taken: [(hull: ByteRange, edit: TreeEdit)] = []
    var scalars: Set<NodeID> = []
    for finding in way.text.result.findings {
      guard finding.isOpen, let fix = finding.fix, fix.isSafe || allowsUnsafe,
        let hull = fix.edit.hull, !held.contains(key(finding)),
        scalars.isDisjoint(with: fix.edit.scalars),
        !taken.contains(where: { $0.hull.touches(hull) && $0.edit.meets(fix.edit) })
      else { continue }
      chosen.append(finding)
      taken.append((hull, fix.edit))
      scalars.formUnion(fix.edit.scalars)
    }
    return chosen
  }

  /// A rule at a place, by which a fix is left aside.
  private struct Key: Hashable {
    var rule: String
    var path: String
  }

  private func key(_ finding: Finding) -> Key {
    Key(rule: rules.rules[finding.rule].rule.id, path: finding.path)
  }

  private func hold(
    _ findings: [Finding], _ reason: FixedText.Held.Reason, _ way: inout Way
  ) {
    for finding in findings {
      let key = key(finding)
      let held = FixedText.Held(rule: key.rule, path: key.path, reason: reason)
      if !way.held.contains(held) { way.held.append(held) }
    }
  }

  /// Makes fixes; where they do more than they say together, those that do so alone are refused.
  private func apply(
    _ findings: [Finding], to bytes: [UInt8]
  ) -> (bytes: [UInt8], made: [Finding], refused: [Finding]) {
    let tree = YAMLTree(parsing: bytes)
    if let result = text(findings, in: tree) { return (result, findings, []) }
    var (made, refused): ([Finding], [Finding]) = ([], [])
    var result = bytes
    for finding in findings {
      if let text = text(made + [finding], in: tree) {
        result = text
        made.append(finding)
      } else {
        refused.append(finding)
      }
    }
    return (result, made, refused)
  }

  /// The text after fixes; nil where it is not what they say.
  private func text(_ findings: [Finding], in tree: YAMLTree) -> [UInt8]? {
    let fixes = findings.compactMap(\.fix)
    let edits = fixes.flatMap(\.edit.edits)
    let result = applying(edits, to: tree.bytes)
    let isAsSaid = EditCheck.holds(
      fixes.flatMap(\.edit.changes), edits, from: tree, to: YAMLTree(parsing: result))
    return isAsSaid ? result : nil
  }

  // MARK: - What came of it

  /// Leaves fixes aside that did not end their finding or brought another at its place.
  private func holdFaulty(
    _ made: [Finding], before: FileResult, after: FileResult, _ way: inout Way
  ) -> Bool {
    let (old, new) = (counts(before), counts(after))
    var isFaulty = false
    let groups = Dictionary(grouping: made, by: key)
    for key in made.map(key) {
      guard let findings = groups[key] else { continue }
      // Taking elements out moves those behind them to other places.
      if findings.contains(where: removes) { continue }
      if new[key, default: 0] > old[key, default: 0] - findings.count {
        hold(findings, .staysBroken, &way)
        isFaulty = true
      } else if let other = brought(by: findings, old, counts(after) { $0.fix == nil }) {
        hold(findings, .breaks(other), &way)
        isFaulty = true
      }
    }
    return isFaulty
  }

  private func removes(_ finding: Finding) -> Bool {
    finding.fix?.edit.changes.contains { if case .removed = $0 { true } else { false } } ?? false
  }

  private func counts(
    _ result: FileResult, _ isCounted: (Finding) -> Bool = { _ in true }
  ) -> [Key: Int] {
    result.findings.filter(isCounted).reduce(into: [:]) { $0[key($1), default: 0] += 1 }
  }

  /// A structure rule that what was written at the place of a finding breaks, so that no machine
  /// can mend it.
  private func brought(
    by findings: [Finding], _ old: [Key: Int], _ new: [Key: Int]
  ) -> String? {
    let places = Set(findings.flatMap(Self.places))
    for entry in rules.rules
    where entry.severity == .error && entry.rule.check?.judgesValues == true {
      for place in places {
        let key = Key(rule: entry.rule.id, path: place)
        if new[key, default: 0] > old[key, default: 0] { return entry.rule.id }
      }
    }
    return nil
  }

  /// The place of a finding, and that of a key that was renamed.
  private static func places(_ finding: Finding) -> [String] {
    let parent = finding.path.lastIndex(of: ".").map { finding.path[...$0] } ?? ""
    let names = (finding.fix?.edit.changes ?? []).compactMap { change -> String? in
      if case .scalar(_, let text) = change { text } else { nil }
    }
    return [finding.path] + names.map { parent + $0 }
  }
}

extension StructureCheck {
  /// Whether it looks at the value of a single field.
  var judgesValues: Bool {
    switch self {
    case .wrongType, .valueNotListed, .outOfRange, .unreadableValue, .calendarDuration,
      .unknownScheme, .commaInText:
      true
    default: false
    }
  }
}

extension ByteRange {
  /// Whether nothing stands between two ranges.
  fileprivate func touches(_ other: ByteRange) -> Bool {
    start <= other.end && other.start <= end
  }
}

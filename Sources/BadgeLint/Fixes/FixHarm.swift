import YAMLTree

/// What came of fixes, and which of them are left aside for it.
extension FileFixer {
  /// Leaves fixes aside that did not end their finding or brought another at its place.
  func holdFaulty(
    _ made: [Finding], before: FileResult, after: FileResult, _ way: inout Way
  ) -> Bool {
    let (old, new) = (counts(before), counts(after))
    let unmended = counts(after) { $0.fix == nil }
    let valueRules = rules.rules.filter {
      $0.severity == .error && $0.rule.check?.judgesValues == true
    }.map(\.rule.id)
    var isFaulty = false
    let groups = Dictionary(grouping: made, by: key)
    var seen: Set<Key> = []
    for key in made.map(key) where seen.insert(key).inserted {
      guard let findings = groups[key] else { continue }
      // Taking elements out moves those behind them to other places.
      if findings.contains(where: { $0.fix?.edit.removes == true }) { continue }
      if new[key, default: 0] > old[key, default: 0] - findings.count {
        hold(findings, .staysBroken, &way)
        isFaulty = true
      } else if let other = brought(by: findings, valueRules, old, unmended) {
        hold(findings, .breaks(other), &way)
        isFaulty = true
      }
    }
    return isFaulty
  }

  /// What harm fixes do together, and the findings they bring that others are to mend.
  func harm(
    of made: [Finding], before: FileResult, after: FileResult, _ way: Way
  ) -> (reason: FixedText.Held.Reason?, promised: [Key]) {
    let comparison = FixComparison(
      made.compactMap(\.fix?.edit), before: before.findings, after: after.findings)
    // Who mends a waiver wants it to excuse.
    let isOfExcuses = made.allSatisfy { rules.rules[$0.rule].rule.check?.isOfExcuses == true }
    if !isOfExcuses, let excused = comparison.excused.first {
      return (.excuses(name(excused)), [])
    }
    if let freed = comparison.freed.first { return (.breaks(name(freed)), []) }
    // What a slip hid was there before.
    if made.allSatisfy(reveals) { return (nil, []) }
    func isMended(_ finding: Finding) -> Bool {
      finding.fix.map { $0.isSafe || allowsUnsafe } == true && !way.held.contains(finding)
    }
    if let brought = comparison.brought.first(where: { !isMended($0) }) {
      return (.breaks(name(brought)), [])
    }
    return (nil, comparison.brought.map(key))
  }

  /// Leaves those of several fixes aside that do harm, by trying halves of them.
  func holdHarmful(_ made: [Finding], _ way: inout Way) {
    let tree = YAMLTree(parsing: way.text.bytes, path: way.text.result.path)
    let (_, refused) = Halving.take(made, most: Self.mostTrials) {
      (good, part) -> FixedText.Held.Reason? in
      guard let bytes = text(good + part, in: tree) else { return .changesMore }
      return harm(of: good + part, before: way.text.result, after: lint(bytes), way).reason
    }
    for (findings, reason) in refused { hold(findings, reason, &way) }
  }

  /// Most times that a text is linted to find which of many fixes do harm.
  private static let mostTrials = 64

  /// Leaves fixes aside that brought a finding which was to be mended in turn, and was not.
  func holdBroken(_ way: inout Way) -> Bool {
    let left = Set(way.text.result.findings.filter(\.isOpen).map(key))
    let broken = way.promises.filter { left.contains($0.brought) }
    for promise in broken { hold(promise.makers, .breaks(promise.brought.rule), &way) }
    return !broken.isEmpty
  }

  private func counts(
    _ result: FileResult, _ isCounted: (Finding) -> Bool = { _ in true }
  ) -> [Key: Int] {
    result.findings.filter(isCounted).reduce(into: [:]) { $0[key($1), default: 0] += 1 }
  }

  /// A structure rule that what was written at the place of a finding breaks, so that no machine
  /// can mend it.
  private func brought(
    by findings: [Finding], _ valueRules: [String], _ old: [Key: Int], _ new: [Key: Int]
  ) -> String? {
    let places = Set(findings.flatMap(Self.places))
    return valueRules.first { rule in
      places.contains { place in
        let key = Key(rule: rule, path: place)
        return new[key, default: 0] > old[key, default: 0]
      }
    }
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

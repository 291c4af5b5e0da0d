import YAMLTree

/// Mends the text of a file by the fixes of its findings, again and again until none is left.
///
/// Each round makes the fixes that do not touch each other and lints the text anew. What a round
/// wrote is held against what it was to write: every other value and every comment is as before.
/// A fix that does not end its finding, brings another or has one excused, is taken back and left
/// aside.
package struct FileFixer: Sendable {
  let rules: RuleSet
  let allowsUnsafe: Bool
  let lint: @Sendable ([UInt8]) -> FileResult

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
    var held = HeldFixes()
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
  struct Way {
    var text: FixedText
    var held: HeldFixes
    /// The texts before, by which circles are found.
    var seen: Set<[UInt8]> = []
    /// What was mended in the last round.
    var last: [Finding] = []
    /// Findings that fixes brought and that others are to mend in turn.
    var promises: [(brought: Key, makers: [Finding])] = []
  }

  private func finished(_ way: Way) -> FixedText {
    var text = way.text
    text.held = way.held.told
    text.unsafeLeft = text.result.findings.count { $0.isOpen && $0.fix?.isSafe == false }
    return text
  }

  /// Goes on until nothing is left to mend; false where that has no end.
  private func follow(_ way: inout Way) -> Bool {
    while true {
      guard way.text.result.isWhole else { return true }
      let chosen = choose(way)
      if chosen.isEmpty { return !holdBroken(&way) }
      guard way.text.rounds < Self.mostRounds else {
        hold(way.last, .goesInCircles, &way)
        return false
      }
      let (bytes, made, refused) = apply(chosen, to: way.text.result)
      hold(refused, .changesMore, &way)
      if made.isEmpty { continue }
      let after = lint(bytes)
      if holdFaulty(made, before: way.text.result, after: after, &way) { continue }
      let harm = harm(of: made, before: way.text.result, after: after, way)
      if harm.reason != nil {
        holdHarmful(made, &way)
        continue
      }
      way.promises += harm.promised.map { ($0, made) }
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
  ///
  /// Those that let more be read come first and alone, so that what they show is not taken for
  /// what others brought.
  private func choose(_ way: Way) -> [Finding] {
    let revealing = choose(way) { reveals($0) }
    return revealing.isEmpty ? choose(way) { _ in true } : revealing
  }

  private func choose(_ way: Way, _ isWanted: (Finding) -> Bool) -> [Finding] {
    var chosen: [Finding] = []
    var taken = TakenEdits()
    var delayed: Set<Int> = []
    for finding in way.text.result.findings {
      guard finding.isOpen, let fix = finding.fix, fix.isSafe || allowsUnsafe,
        isWanted(finding), !way.held.contains(finding)
      else { continue }
      if taken.take(fix.edit) {
        chosen.append(finding)
      } else {
        delayed.insert(finding.rule)
      }
    }
    // What a rule finds in several places may be there only as long as it is in all of them.
    let together = chosen.filter { !delayed.contains($0.rule) }
    return together.isEmpty ? chosen : together
  }

  /// Whether a fix lets something be read that was not: a misspelt key, an unreadable value, or a
  /// waiver.
  func reveals(_ finding: Finding) -> Bool {
    rules.rules[finding.rule].rule.check != nil && finding.fix?.edit.removes != true
  }

  /// A rule at a place.
  struct Key: Hashable {
    var rule: String
    var path: String
  }

  func key(_ finding: Finding) -> Key {
    Key(rule: name(finding), path: finding.path)
  }

  func name(_ finding: Finding) -> String { rules.rules[finding.rule].rule.id }

  func hold(
    _ findings: [Finding], _ reason: FixedText.Held.Reason, _ way: inout Way
  ) {
    for finding in findings { way.held.add(finding, rule: name(finding), reason) }
  }

  /// Makes fixes; where they do more than they say together, those that do so alone are refused.
  private func apply(
    _ findings: [Finding], to file: FileResult
  ) -> (bytes: [UInt8], made: [Finding], refused: [Finding]) {
    let tree = YAMLTree(parsing: file.bytes, path: file.path)
    var result = file.bytes
    let (made, refused) = Halving.take(findings, most: Self.mostParts) { (made, part) -> Void? in
      guard let text = text(made + part, in: tree) else { return () }
      result = text
      return nil
    }
    return (result, made, refused.flatMap(\.findings))
  }

  /// Most times that a text is edited to find which of many fixes do more than they say.
  private static let mostParts = 512

  /// The text after fixes; nil where it is not what they say.
  func text(_ findings: [Finding], in tree: YAMLTree) -> [UInt8]? {
    let fixes = findings.compactMap(\.fix)
    let after = tree.after(fixes.flatMap(\.edit.edits))
    return EditCheck.holds(fixes.flatMap(\.edit.changes), from: tree, to: after)
      ? after.bytes : nil
  }
}

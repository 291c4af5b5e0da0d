import YAMLTree

/// Makes of the results of a file's pieces, taken in their order, what the file as a whole gives.
///
/// What crosses pieces is carried along: equal fingerprints, what a baseline knows, which rules were
/// explained, the bound on problems of the text, and what became of waivers.
package struct PieceJoiner {
  private let rules: RuleSet
  private var fingerprints = FingerprintCount()
  private let baseline: Baseline.Match?
  private var match: Baseline.Match?
  private var explained: Set<Int> = []
  private var textFailures: [Int: Int] = [:]
  private var textProblemCount = 0
  private var end: FileResult
  /// Whether all that reports say of a whole file is kept, which takes memory for each finding.
  private let keepsFindings: Bool
  private var places: [UInt32: Position] = [:]

  /// - Parameters:
  ///   - baseline: What the baseline of the file knows.
  ///   - keepsFindings: Whether the result of the file holds its findings and verdicts.
  package init(
    path: String, rules: RuleSet, baseline: Baseline.Match?, keepsFindings: Bool
  ) {
    self.rules = rules
    self.baseline = baseline
    match = baseline
    self.keepsFindings = keepsFindings
    end = FileResult(
      path: path, bytes: [], tallies: Array(repeating: RuleTally(), count: rules.rules.count))
    end.portion = .end
    end.isBlank = true
  }

  /// Whether it is known that the file is judged: it holds a definition, or cannot be read.
  package var isJudged: Bool {
    end.definitionCount > 0 || end.referenceCount > 0 || !end.isWhole
  }

  /// Notes that the rest of the file was not read.
  package mutating func breakOff() { end.isWhole = false }

  /// Takes the next piece and changes in it what hangs on those before.
  package mutating func join(_ piece: inout FileResult) {
    boundTextProblems(&piece)
    for index in piece.findings.indices {
      piece.findings[index].fingerprint = fingerprints.unique(piece.findings[index].fingerprint)
    }
    match?.apply(to: &piece, rules: rules)
    piece.explainedRules = explained
    for finding in piece.findings where finding.isOpen { explained.insert(finding.rule) }
    end.definitionCount += piece.definitionCount
    end.referenceCount += piece.referenceCount
    for format in piece.formats where !end.formats.contains(format) { end.formats.append(format) }
    end.isWhole = end.isWhole && piece.isWhole
    end.isBlank = end.isBlank && piece.isBlank
    end.breaksOff = piece.breaksOff
    end.resemblesDefinition = end.resemblesDefinition || piece.resemblesDefinition
    end.registerUse.add(piece.registerUse)
    end.unknownDocuments += piece.unknownDocuments
    for (index, tally) in piece.tallies.enumerated() { end.tallies[index] += tally }
    end.faults += piece.faults
    if !piece.faults.isEmpty || keepsFindings { keep(piece) }
  }

  /// Tells no more problems of the text than of a file that is read as a whole.
  private mutating func boundTextProblems(_ piece: inout FileResult) {
    end.untoldProblemCount += piece.untoldProblemCount
    for (rule, count) in piece.textFailures { textFailures[rule, default: 0] += count }
    let count = piece.textFailures.values.reduce(0, +)
    let excess = textProblemCount + count - YAMLTree.problemLimit
    textProblemCount += count
    guard excess > 0 else { return }
    var left = count - excess
    piece.findings.removeAll { finding in
      guard finding.position == nil, piece.textFailures[finding.rule] != nil else { return false }
      left -= 1
      if left >= 0 { return false }
      textFailures[finding.rule, default: 0] -= 1
      return true
    }
    textProblemCount = YAMLTree.problemLimit
    end.untoldProblemCount += excess
  }

  private mutating func keep(_ piece: FileResult) {
    let lines = piece.lines
    func note(_ offset: UInt32) { places[offset] = lines.position(of: offset) }
    for fault in piece.faults {
      note(fault.span.start)
      note(fault.span.end)
    }
    guard keepsFindings else { return }
    end.findings += piece.findings
    end.verdicts += piece.verdicts
    for finding in piece.findings {
      note(finding.span.start)
      note(finding.span.end)
    }
  }

  /// What the file gave, when all its pieces were taken.
  /// - Returns: The result, of which findings and verdicts are kept on demand only, and the tallies of
  ///   the checks of its text as such, which no piece counted.
  package mutating func finish() -> (end: FileResult, textTallies: [Int: RuleTally]) {
    end.holdsNoDefinition = !isJudged
    if end.holdsNoDefinition {
      match = baseline
      end.findings = []
      end.tallies = Array(repeating: RuleTally(), count: rules.rules.count)
      end.untoldProblemCount = 0
    }
    if end.definitionCount == 0 { end.unknownDocuments = [] }
    if !end.isWhole { end.registerUse.uncover() }
    if !end.holdsNoDefinition || end.referenceCount > 0 { end.resemblesDefinition = false }
    match?.finish(&end, rules: rules)
    end.places = places
    var tallies: [Int: RuleTally] = [:]
    if isJudged {
      for (rule, count) in textFailures {
        tallies[rule, default: RuleTally()].addStructure(failures: count)
        end.tallies[rule] += tallies[rule] ?? RuleTally()
      }
    }
    return (end, tallies)
  }
}

/// Tells equal fingerprints of a file apart by their order; most stand once, which takes little memory.
struct FingerprintCount {
  private var seen: Set<UInt64> = []
  private var again: [UInt64: Int] = [:]

  mutating func unique(_ fingerprint: UInt64) -> UInt64 {
    if seen.insert(fingerprint).inserted { return fingerprint }
    let count = again[fingerprint, default: 1]
    again[fingerprint] = count + 1
    return fingerprint &+ UInt64(count)
  }
}

import YAMLTree

/// The rules by which the definitions of a file are compared.
package struct ComparisonRules: Sendable {
  /// Rules over changes.
  package var changes: RuleSet
  /// Rules over definitions, of which the structure checks are used.
  package var structure: RuleSet
  package var failOn: FailOn

  package init(changes: RuleSet, structure: RuleSet, failOn: FailOn) {
    self.changes = changes
    // What else is wrong with a definition, linting says.
    self.structure = structure.structureOnly
    self.failOn = failOn
  }
}

/// Two states of definitions, and what became of each.
package struct Comparison: Sendable {
  /// Definitions in both states that differ, in the order of the new state, then those that were
  /// added and those that were removed.
  package private(set) var changes: [DefinitionChange] = []
  /// How many definitions stand in both states and are the same.
  package private(set) var unchangedCount = 0
  package private(set) var oldCount = 0
  package private(set) var newCount = 0
  /// What was ambiguous, in words.
  package private(set) var notices: [String] = []
  /// What could not be read or judged, in words.
  package private(set) var failures: [String] = []
  /// What does not fit the format, in files that differ.
  package private(set) var structure: [StructureFinding] = []
  package private(set) var tallies: [RuleTally]
  /// Whether a loss that no waiver excuses reached the failing severity of its policy.
  package var hasFailed: Bool { changes.contains(where: \.hasFailed) }
  private var unreadable = Unreadable()

  /// Files of both states that could not be read to their end.
  package struct Unreadable: Sendable {
    package var old: [String] = []
    package var new: [String] = []

    package init() {}

    package mutating func add(_ file: String, isNew: Bool) {
      if isNew { new.append(file) } else { old.append(file) }
    }
  }

  /// A problem of the structure of a file.
  package struct StructureFinding: Sendable {
    package var rule: String
    package var severity: Severity
    package var message: String
    package var file: String
    package var position: Position
    /// Whether it stands in the new state.
    package var isNew: Bool
  }

  /// How many definitions came to an effect, among those that stand in both states; nil for those
  /// of which no rule says anything.
  package func count(_ effect: Effect?) -> Int {
    changes.count { $0.old != nil && $0.new != nil && $0.effect == effect }
  }

  /// How many of those with an effect that is no loss hold a question for people.
  package func questionCount(_ effect: Effect?) -> Int {
    changed.count { $0.effect == effect && $0.isQuestion }
  }

  package var added: [DefinitionChange] { changes.filter { $0.old == nil && !$0.isUntold } }
  package var removed: [DefinitionChange] { changes.filter { $0.new == nil && !$0.isUntold } }
  /// Definitions of which it cannot be told whether they were added or removed.
  package var untold: [DefinitionChange] { changes.filter(\.isUntold) }
  package var changed: [DefinitionChange] { changes.filter { $0.old != nil && $0.new != nil } }

  /// Compares two states.
  /// - Parameters:
  ///   - areChosen: Whether both states are single files that were named.
  ///   - failures: What could not be read before, in words.
  ///   - mayBeOther: Whether files without a definition are passed over, as in folders.
  package init(
    old: [VersionFile], new: [VersionFile], rules: [ComparisonRules], library: RuleLibrary,
    forced: DefinitionReader.Forced?, today: CalendarDate, areChosen: Bool, mayBeOther: Bool,
    workers: Int, failures: [String] = [], unreadable: Unreadable = Unreadable()
  ) async throws(LoadFailure) {
    self.failures = failures
    self.unreadable = unreadable
    let limits = try library.matching()
    tallies = Array(
      repeating: RuleTally(), count: rules.first?.changes.rules.count ?? 0)
    let reader = DefinitionReader(library, forced: forced)
    let linter = FileLinter(library, forced: forced, today: today, verdicts: [])
    let before = await read(old, isNew: false, others: new, reader, linter, rules, workers)
    let after = await read(new, isNew: true, others: old, reader, linter, rules, workers)
    noteOthers(before.1 + after.1, mayBeOther: mayBeOther)
    let (olds, news) = (before.0, after.0)
    (oldCount, newCount) = (olds.count, news.count)
    let matching = DefinitionMatching(
      old: olds, new: news, limits: limits, areChosen: areChosen)
    notices = matching.notices
    let judge = ChangeJudge(library, limits: limits, today: today)
    var judged: [DefinitionChange?] = []
    await ParallelMap.run(matching.pairs, workers: workers) { pair in
      let (first, second) = (olds[pair.old], news[pair.new])
      let rules = rules[second.file.rules]
      var change = judge.judge(first, second, rules: rules.changes, failOn: rules.failOn)
      change?.sign = pair.sign.rawValue
      change?.likeness = pair.likeness
      return change
    } consume: {
      judged.append($0)
    }
    unchangedCount = judged.count { $0 == nil }
    for change in judged { if let change { add(change) } }
    for (indices, versions, subject) in [
      (matching.added, news, ChangeSubjects.added),
      (matching.removed, olds, ChangeSubjects.removed),
    ] {
      let isNew = subject == ChangeSubjects.added
      let unread = isNew ? self.unreadable.old : self.unreadable.new
      for index in indices {
        // What stands in a file that cannot be read may be anything.
        if let file = unread.first {
          add(judge.untold(versions[index], isNew: isNew, file: file))
          continue
        }
        let rules = rules[versions[index].file.rules]
        add(
          judge.judge(
            versions[index], subject: subject, rules: rules.changes, failOn: rules.failOn))
      }
    }
  }

  private mutating func add(_ change: DefinitionChange) {
    for (index, tally) in change.tallies.enumerated() { tallies[index] += tally }
    for (path, place) in change.unjudged {
      failures.append(
        "\(shownSafely(place.file)):\(place.start.line): '\(path)' differs and cannot be read, so "
          + "that its change could not be judged")
    }
    failures += change.faults.map { "\(change.name): \($0.rule): \($0.message)" }
    notices += change.notices.map { "\(change.name): \($0)" }
    if let reason = change.untoldBecause {
      failures.append("\(change.name): \(reason)")
    }
    var change = change
    change.tallies = []
    changes.append(change)
  }

  /// Marks findings as waived.
  /// - Parameter waiver: The waiver of a finding of a definition; nil where none holds.
  package mutating func waive(_ waiver: (ChangeFinding, DefinitionChange) -> Waiver?) {
    for index in changes.indices {
      for position in changes[index].findings.indices {
        changes[index].findings[position].waiver = waiver(
          changes[index].findings[position], changes[index])
      }
    }
  }

  // MARK: - Reading

  /// What a file of a state gave beside definitions.
  private struct Other: Sendable {
    var name: String
    var holdsNoDefinition: Bool
    var unknownLines: [Int]
  }

  private mutating func read(
    _ files: [VersionFile], isNew: Bool, others: [VersionFile], _ reader: DefinitionReader,
    _ linter: FileLinter, _ rules: [ComparisonRules], _ workers: Int
  ) async -> ([DefinitionVersion], [Other]) {
    let same = Dictionary(
      others.map { ($0.key, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    var versions: [DefinitionVersion] = []
    var rest: [Other] = []
    await ParallelMap.run(files, workers: workers) { file in
      let rules = rules[file.rules].structure
      let read = ReadVersion(file, reader: reader, structure: rules)
      // What is wrong in a file that did not change is no part of the change.
      let problems =
        same[file.key] == file.bytes || read.holdsNoDefinition
        ? [] : Self.structure(of: file, linter, rules, isNew: isNew)
      return (
        read, problems,
        Other(
          name: file.name, holdsNoDefinition: read.holdsNoDefinition,
          unknownLines: read.unknownLines)
      )
    } consume: { read, problems, other in
      versions += read.definitions
      failures += read.failures
      if !read.failures.isEmpty { unreadable.add(other.name, isNew: isNew) }
      structure += problems
      rest.append(other)
    }
    return (versions, rest)
  }

  private static func structure(
    of file: VersionFile, _ linter: FileLinter, _ rules: RuleSet, isNew: Bool
  ) -> [StructureFinding] {
    let result = linter.lint(file.bytes, path: file.name, rules: rules)
    let lines = LineIndex(result.bytes)
    return result.findings.map { finding in
      StructureFinding(
        rule: rules.rules[finding.rule].rule.id, severity: finding.severity,
        message: finding.message, file: file.name,
        position: lines.position(of: finding.span.start), isNew: isNew)
    }
  }

  /// Says what of the files was no definition.
  private mutating func noteOthers(_ others: [Other], mayBeOther: Bool) {
    for other in others {
      for line in other.unknownLines {
        failures.append("\(shownSafely(other.name)):\(line) is no definition")
      }
    }
    let names = others.filter(\.holdsNoDefinition).map(\.name)
    guard !names.isEmpty else { return }
    if mayBeOther {
      notices.append(
        "\(names.count) \(names.count == 1 ? "file" : "files") without a definition "
          + "(\(names.prefix(3).map(shownSafely).joined(separator: ", "))"
          + (names.count > 3 ? " and others)" : ")"))
    } else {
      failures += names.map { "\(shownSafely($0)) is no definition" }
    }
  }
}

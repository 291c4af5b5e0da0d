/// What differs between a run that was recorded and the same run now, in words.
package struct RunComparison: Sendable {
  /// What went into the run: documents, rules, files, the state before.
  package private(set) var inputs: [String] = []
  /// What came of it.
  package private(set) var results: [String] = []

  package init(recorded: RunRecord, now: RunRecord) {
    inputs = Self.changedInputs(recorded, now)
    results += findings(recorded, now)
    results += tallies(recorded, now)
    results += Self.texts(recorded.gone, now.gone) {
      "only in the record: \($0)"
    } added: {
      "not in the record: \($0)"
    }
    results += Self.texts(recorded.failures, now.failures) {
      "failure only in the record: \($0)"
    } added: {
      "failure that is not in the record: \($0)"
    }
    if recorded.status != now.status {
      results.append("exit status \(now.status), recorded was \(recorded.status)")
    }
  }

  // MARK: - What goes in

  private static func changedInputs(_ recorded: RunRecord, _ now: RunRecord) -> [String] {
    var lines: [String] = []
    if let old = recorded.head.since, let new = now.head.since, old.commit != new.commit {
      lines.append(
        "compared with commit \(new.commit.prefix(12)), recorded was \(old.commit.prefix(12))")
    }
    for kind in RunRecord.Document.Kind.allCases {
      lines += digests(
        kind.rawValue, recorded.head.documents.filter { $0.kind == kind }.map(\.digest),
        now.head.documents.filter { $0.kind == kind }.map(\.digest))
    }
    lines += digests("rules", recorded.head.library, now.head.library)
    lines += digests("input", recorded.files.map(\.digest), now.files.map(\.digest))
    return lines
  }

  private static func digests(
    _ what: String, _ recorded: [RunRecord.Digest], _ now: [RunRecord.Digest]
  ) -> [String] {
    let old = Dictionary(recorded.map { ($0.file, $0.hash) }) { first, _ in first }
    let new = Dictionary(now.map { ($0.file, $0.hash) }) { first, _ in first }
    var lines: [String] = []
    for digest in recorded {
      switch new[digest.file] {
      case nil: lines.append("\(what) missing: \(shownSafely(digest.file))")
      case digest.hash: break
      case let hash?:
        lines.append(
          "\(what) changed: \(shownSafely(digest.file)) (SHA-256 \(hash.prefix(12))…, recorded was "
            + "\(digest.hash.prefix(12))…)")
      }
    }
    return lines
      + now.filter { old[$0.file] == nil }.map { "\(what) added: \(shownSafely($0.file))" }
  }

  // MARK: - What comes out

  private func findings(_ recorded: RunRecord, _ now: RunRecord) -> [String] {
    let new = Dictionary(now.files.map { ($0.digest.file, $0) }) { first, _ in first }
    var lines: [String] = []
    for old in recorded.files {
      // What became of its file says all of a finding whose file is gone.
      guard let file = new[old.digest.file] else { continue }
      lines += Self.findings(old, file)
      lines += Self.verdicts(old, file)
      if old.digest == file.digest, old.byteCount != file.byteCount {
        lines.append(
          "\(shownSafely(old.digest.file)): \(file.byteCount) bytes, recorded were \(old.byteCount)"
        )
      }
      if old.definitionCount != file.definitionCount {
        lines.append(
          "\(shownSafely(old.digest.file)): \(file.definitionCount) definitions, recorded were "
            + "\(old.definitionCount)")
      }
    }
    return lines
  }

  private static func findings(_ old: RunRecord.File, _ new: RunRecord.File) -> [String] {
    var gone = left(old.findings, without: new.findings)
    var added = left(new.findings, without: old.findings)
    var lines: [String] = []
    // The same finding with something else about it.
    for finding in gone {
      guard
        let place = added.firstIndex(where: {
          $0.rule == finding.rule && $0.fingerprint == finding.fingerprint
        }), let position = gone.firstIndex(of: finding)
      else { continue }
      let other = added.remove(at: place)
      gone.remove(at: position)
      lines.append("finding differs: \(words(other, old)); recorded was: \(words(finding, old))")
    }
    lines += gone.map { "finding only in the record: \(words($0, old))" }
    lines += added.map { "finding that is not in the record: \(words($0, old))" }
    return lines
  }

  /// The elements of a list that are left when those of another are taken out.
  private static func left<Element: Hashable>(
    _ list: [Element], without other: [Element]
  ) -> [Element] {
    var counts = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
    return list.filter { element in
      guard let count = counts[element], count > 0 else { return true }
      counts[element] = count - 1
      return false
    }
  }

  private static func words(_ finding: RunRecord.Finding, _ file: RunRecord.File) -> String {
    let marks = finding.marks.isEmpty ? "" : " (\(finding.marks.joined(separator: ", ")))"
    let place = "\(file.digest.file):\(finding.line):\(finding.column)"
    let within = [finding.definition, finding.path].filter { !$0.isEmpty }
      .joined(separator: ", ")
    return shownSafely(
      "\(finding.severity)[\(finding.rule)]\(marks) at \(place)"
        + (within.isEmpty ? "" : " in \(within)") + ": \(finding.message)")
  }

  private static func verdicts(_ old: RunRecord.File, _ new: RunRecord.File) -> [String] {
    func words(_ verdict: RunRecord.Verdict) -> String {
      "\(verdict.state) with weight \(verdict.weight)"
    }
    func line(_ verdict: RunRecord.Verdict, _ text: String) -> String {
      shownSafely("verdict \(verdict.name) on \(verdict.definition) in \(old.digest.file): \(text)")
    }
    var lines: [String] = []
    for (old, new) in zip(old.verdicts, new.verdicts) where old != new {
      lines.append(line(new, "\(words(new)), recorded was \(words(old))"))
    }
    let shared = min(old.verdicts.count, new.verdicts.count)
    lines += old.verdicts.dropFirst(shared).map { line($0, "only in the record") }
    lines += new.verdicts.dropFirst(shared).map { line($0, "not in the record") }
    return lines
  }

  /// Most rules of which it is told how often they applied; the others are counted.
  private static let namedTallies = 5

  /// The tallies that differ; many do where one file more or less was read.
  private func tallies(_ recorded: RunRecord, _ now: RunRecord) -> [String] {
    let lines = allTallies(recorded, now)
    let more = lines.count - Self.namedTallies
    return more > 1
      ? lines.prefix(Self.namedTallies) + ["tallies of \(more) more rules differ"] : lines
  }

  private func allTallies(_ recorded: RunRecord, _ now: RunRecord) -> [String] {
    func words(_ tally: RuleTally) -> String {
      "applied \(tally.applied), passed \(tally.passed), failed \(tally.failed), "
        + "not applicable \(tally.notApplicable)"
    }
    let old = Dictionary(recorded.tallies.map { ($0.rule, $0.tally) }) { first, _ in first }
    let new = Dictionary(now.tallies.map { ($0.rule, $0.tally) }) { first, _ in first }
    return recorded.tallies.compactMap { entry in
      guard let tally = new[entry.rule] else {
        return "tally only in the record: \(shownSafely(entry.rule))"
      }
      guard tally != entry.tally else { return nil }
      return "tally of \(shownSafely(entry.rule)): \(words(tally)); recorded was: "
        + words(entry.tally)
    }
      + now.tallies.filter { old[$0.rule] == nil }.map {
        "tally that is not in the record: \(shownSafely($0.rule))"
      }
  }

  private static func texts(
    _ old: [String], _ new: [String], gone: (String) -> String, added: (String) -> String
  ) -> [String] {
    left(old, without: new).map { gone(shownSafely($0)) }
      + left(new, without: old).map { added(shownSafely($0)) }
  }
}

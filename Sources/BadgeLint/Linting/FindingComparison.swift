import YAMLTree

/// Whether a finding came with a proposal.
package enum FindingState: String, Sendable {
  /// It is not there in the state before.
  case new
  /// It was there before.
  case carried
}

/// A finding of the state before that is there no more.
package struct ResolvedFinding: Sendable {
  package var finding: Finding
  /// The file in the state before.
  package var file: String
  package var line: Int
}

/// Tells which findings came with a proposal and which are gone with it.
package enum FindingComparison {
  /// A file of the state before with what linting found in it.
  package struct Before: Sendable {
    package var result: FileResult
    /// Its name in the state before.
    package var name: String

    /// - Parameter result: Linted by the path that the file has now.
    package init(_ result: FileResult, name: String) {
      self.result = result
      self.name = name
    }
  }

  /// Marks the findings of files as new or carried.
  ///
  /// They are the same by their fingerprints; else, where a definition was moved or renamed, or
  /// something was put in front of its outcomes, by rule and message within the definition, and
  /// then within the file. One that is waived now is the same whatever its figures. One that was
  /// waived before and is open now came with the proposal, which took its excuse away.
  ///
  /// - Returns: What is there no more, in the order of the files.
  package static func mark(_ new: inout [FileResult], before: [Before]) -> [ResolvedFinding] {
    struct Place: Hashable {
      var file: Int
      var finding: Int
    }
    func places(_ results: [FileResult]) -> [Place] {
      results.enumerated().flatMap { file, result in
        result.findings.indices.map { Place(file: file, finding: $0) }
      }
    }
    let results = before.map(\.result)
    var gone = Set(places(results))
    var left = places(new)
    typealias Key = (FileResult, Finding) -> [String]
    let keys: [Key] = [
      { _, finding in ["\(finding.fingerprint)"] },
      { _, finding in ["\(finding.rule)", finding.definition, finding.path, finding.message] },
      { file, finding in ["\(finding.rule)", file.path, finding.path, finding.message] },
      { _, finding in ["\(finding.rule)", finding.definition, finding.message] },
      { file, finding in ["\(finding.rule)", file.path, finding.message] },
    ]
    let excused: [Key] = [
      { _, finding in ["\(finding.rule)", finding.definition, finding.path] },
      { file, finding in ["\(finding.rule)", file.path, finding.path] },
    ]
    for (key, isForAll) in keys.map({ ($0, true) }) + excused.map({ ($0, false) }) {
      var known: [[String]: [Place]] = [:]
      for place in places(results).reversed() where gone.contains(place) {
        let result = results[place.file]
        known[key(result, result.findings[place.finding]), default: []].append(place)
      }
      left.removeAll { place in
        let result = new[place.file]
        let finding = result.findings[place.finding]
        guard isForAll || !finding.isOpen, let same = known[key(result, finding)]?.popLast()
        else { return false }
        gone.remove(same)
        let wasOpen = results[same.file].findings[same.finding].isOpen
        new[place.file].findings[place.finding].state =
          wasOpen || !finding.isOpen ? .carried : .new
        return true
      }
    }
    for place in left { new[place.file].findings[place.finding].state = .new }
    return places(results).filter(gone.contains).map { place in
      let file = before[place.file]
      let finding = file.result.findings[place.finding]
      return ResolvedFinding(
        finding: finding, file: file.name,
        line: LineIndex(file.result.bytes).position(of: finding.span.start).line)
    }
  }
}

/// What a proposal did to the findings of the files that it changed.
package struct SinceSummary: Sendable {
  /// The state with which it was compared.
  package var revision: String
  /// How that state was found, where it is not what was asked for.
  package var note: String?
  package var newCount = 0
  package var carriedCount = 0
  package var resolved: [ResolvedFinding]
  /// Whether findings that were there before fail the run, too.
  package var carriedFail: Bool

  package init(
    revision: String, note: String?, resolved: [ResolvedFinding], carriedFail: Bool
  ) {
    self.revision = revision
    self.note = note
    self.resolved = resolved
    self.carriedFail = carriedFail
  }

  mutating func count(_ finding: Finding) {
    if finding.state == .carried { carriedCount += 1 } else { newCount += 1 }
  }

  /// Whether a finding may fail the run.
  func counts(_ finding: Finding) -> Bool { carriedFail || finding.state != .carried }
}

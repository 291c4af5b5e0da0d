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
  /// The file in the state before, for people, and its path.
  package var file: String
  package var path: String
  package var line: Int
}

/// Tells which findings came with a proposal and which are gone with it.
package enum FindingComparison {
  /// A file of the state before with what linting found in it.
  package struct Before: Sendable {
    package var result: FileResult
    /// Its name in the state before.
    package var name: String
    /// Its path in that state.
    package var path: String

    /// - Parameter result: Linted by the path that the file has now.
    package init(_ result: FileResult, name: String, path: String) {
      self.result = result
      self.name = name
      self.path = path
    }
  }

  /// How the findings of the two states are held against each other, the surest way first: all
  /// findings with equal keys are the same.
  private struct Way: Sendable {
    /// Whether it is for findings only whose definition is in one of the two states of its file.
    var isForMovedDefinitions = false
    /// Whether it is only for what is excused now.
    var isForExcused = false
    var key: @Sendable (FileResult, Finding) -> [String]
  }

  private static let ways: [Way] = [
    Way { _, finding in ["\(finding.fingerprint)"] },
    Way { file, finding in [scope(file, finding), finding.path, finding.message] },
    Way(isForMovedDefinitions: true) { file, finding in
      [file.path, finding.path, finding.message]
    },
    Way { file, finding in [scope(file, finding), finding.message] },
    Way(isForMovedDefinitions: true) { file, finding in [file.path, finding.message] },
    Way(isForExcused: true) { file, finding in [scope(file, finding), finding.path] },
    Way(isForMovedDefinitions: true, isForExcused: true) { file, finding in
      [file.path, finding.path]
    },
  ]

  /// The definition of a finding, wherever it stands; one without a name is known by its file.
  private static func scope(_ file: FileResult, _ finding: Finding) -> String {
    finding.definition.isEmpty ? "file \(file.path)" : "definition \(finding.definition)"
  }

  /// Marks the findings of files as new or carried.
  ///
  /// They are the same by their fingerprints; else by rule and message within the definition, which
  /// may have moved to another file; else within the file, where a definition got another name. One
  /// that is waived now is the same whatever its figures. One that was waived before and is open now
  /// came with the proposal, which took its excuse away.
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
    let names = (old: definitions(results), new: definitions(new))
    var gone = Set(places(results))
    var left = places(new)
    for way in ways {
      /// The key of a finding, with its rule; nil where this way is not for it.
      func key(_ file: FileResult, _ finding: Finding, isNew: Bool) -> [String]? {
        if way.isForMovedDefinitions {
          let others = (isNew ? names.old : names.new)[file.path] ?? []
          // A definition that is there in both states keeps its findings to itself.
          if !finding.definition.isEmpty, others.contains(finding.definition) { return nil }
        }
        if isNew, way.isForExcused, finding.isOpen { return nil }
        return ["\(finding.rule)"] + way.key(file, finding)
      }
      var known: [[String]: [Place]] = [:]
      for place in places(results).reversed() where gone.contains(place) {
        let result = results[place.file]
        if let key = key(result, result.findings[place.finding], isNew: false) {
          known[key, default: []].append(place)
        }
      }
      left.removeAll { place in
        let result = new[place.file]
        let finding = result.findings[place.finding]
        guard let key = key(result, finding, isNew: true), let same = known[key]?.popLast()
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
        finding: finding, file: file.name, path: file.path,
        line: LineIndex(file.result.bytes).position(of: finding.span.start).line)
    }
  }

  /// The names of the definitions of files, by their paths.
  private static func definitions(_ results: [FileResult]) -> [String: Set<String>] {
    var names: [String: Set<String>] = [:]
    for result in results {
      names[result.path, default: []].formUnion(result.verdicts.map(\.definition))
    }
    return names
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

import YAMLTree

/// Reads the record of a run.
package struct RunRecordReader {
  private let file: LoadedFile
  /// Most folders that a record may lie below that of its run.
  private static let mostUpwards = 3

  /// - Parameter schema: That of `rules/record.yaml`.
  package static func read(
    _ file: LoadedFile, by schema: Schema
  ) throws(LoadFailure) -> RunRecord {
    let root = try DocumentReader.read(file, by: schema)
    return try RunRecordReader(file: file).record(root)
  }

  private func record(_ root: ObjectView) throws(LoadFailure) -> RunRecord {
    var files: [RunRecord.File] = []
    var names: Set<String> = []
    for view in root.objects("files") {
      let file = try self.file(view)
      guard names.insert(file.digest.file).inserted else {
        throw failure(
          view.span("file") ?? view.span,
          "'\(shortened(file.digest.file))' stands twice in the record",
          help: "somebody changed the record; take the one that the run wrote")
      }
      files.append(file)
    }
    return RunRecord(
      head: try head(root), files: files,
      tallies: root.objects("rules").map(tally),
      gone: root.objects("resolved").map { "resolved: \(words($0)): \($0.text("message") ?? "")" }
        + root.objects("stale").map {
          "entry of the baseline whose finding is gone: \($0.text("file") ?? ""): \(words($0)) "
            + "\($0.text("fingerprint") ?? "") (\($0.int("missing") ?? 1))"
        },
      failures: root.texts("failures"), status: root.int("status") ?? 0)
  }

  private func head(_ root: ObjectView) throws(LoadFailure) -> RunRecord.Head {
    guard let program = root.object("program"), let day = root.object("day"),
      let date = day.date("date"), let options = root.object("options"),
      let library = root.object("library")
    else { throw failure(root.span, "the record is not whole") }
    guard program.text("name") == RunRecord.programName else {
      throw failure(
        program.span("name") ?? program.span, "this is the record of another program",
        help: "badgelint repeats its own runs only")
    }
    var documents: [RunRecord.Document] = []
    for view in root.objects("documents") {
      guard let kind = view.text("kind").flatMap(RunRecord.Document.Kind.init) else { continue }
      documents.append(RunRecord.Document(kind, try digest(view, isInRun: true)))
    }
    var rules: [RunRecord.Digest] = []
    for view in library.objects("files") { rules.append(try digest(view, isInRun: false)) }
    guard library.text("sha256") == RunRecord.hash(of: rules) else {
      throw failure(
        library.span("sha256") ?? library.span,
        "the hash of the library is not that of the list of its files",
        help: "somebody changed the record; take the one that the run wrote")
    }
    var since: RunRecord.Since?
    if let view = root.object("since") {
      let commit = view.text("commit") ?? ""
      // Hashes of git have 40 digits, or 64 in repositories that use SHA-256.
      guard [40, 64].contains(commit.utf8.count), commit.utf8.allSatisfy(SHA256.isDigit) else {
        throw failure(view.span("commit") ?? view.span, "expected the full hash of a commit")
      }
      since = RunRecord.Since(revision: view.text("revision") ?? "", commit: commit)
    }
    let base = root.text("base")
    if let base, base != ".",
      base.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0 != ".." })
    {
      throw failure(
        root.span("base") ?? root.span,
        "'base' may lead upwards only, as in '../..', found '\(shortened(base))'",
        help: "say with --base which folder the paths start from")
    }
    // Who gets a record from others must not be led through all of their own files.
    if let base, base.split(separator: "/").count > Self.mostUpwards, base != "." {
      throw failure(
        root.span("base") ?? root.span,
        "'base' leads up more than \(Self.mostUpwards) folders",
        help: "say with --base which folder the paths start from")
    }
    return RunRecord.Head(
      version: program.text("version") ?? "", base: base, day: date,
      dayWasGiven: day.bool("given") ?? true, options: try self.options(options), since: since,
      documents: documents, library: rules)
  }

  private func options(_ view: ObjectView) throws(LoadFailure) -> RunRecord.Options {
    for name in ["paths", "packs", "formatFiles", "written"] {
      for (path, span) in view.located(name) {
        if name == "packs", !PolicyReader.isPath(path) { continue }
        try checkPath(path, span)
      }
    }
    for name in ["rulesDir", "policy", "baseline"] {
      if let path = view.text(name) { try checkPath(path, view.span(name) ?? view.span) }
    }
    var options = RunRecord.Options()
    options.paths = view.texts("paths")
    options.packs = view.texts("packs")
    options.formatFiles = view.texts("formatFiles")
    options.rulesDir = view.text("rulesDir")
    options.format = view.text("as")
    options.policy = view.text("policy")
    options.noPolicy = view.bool("noPolicy") ?? false
    options.exclude = view.texts("exclude")
    options.noGitignore = view.bool("noGitignore") ?? false
    options.skipOthers = view.bool("skipOthers") ?? false
    options.failOn = view.text("failOn")
    options.failOnCarried = view.bool("failOnCarried") ?? false
    options.noWaivers = view.bool("noWaivers") ?? false
    options.baseline = view.text("baseline")
    options.written = view.texts("written")
    return options
  }

  private func file(_ view: ObjectView) throws(LoadFailure) -> RunRecord.File {
    RunRecord.File(
      digest: try digest(view, isInRun: true), byteCount: view.int("bytes") ?? 0,
      definitionCount: view.int("definitions") ?? 0,
      findings: view.objects("findings").map { finding in
        RunRecord.Finding(
          rule: finding.text("rule") ?? "", severity: finding.text("severity") ?? "",
          definition: finding.text("definition") ?? "", path: finding.text("path") ?? "",
          line: finding.int("line") ?? 1, column: finding.int("column") ?? 1,
          message: finding.text("message") ?? "", fingerprint: finding.text("fingerprint") ?? "",
          marks: [
            finding.text("since"), finding.text("waived").map { "waived by \($0)" },
            finding.bool("known") == true ? "known" : nil,
          ].compactMap(\.self))
      },
      verdicts: view.objects("verdicts").map { verdict in
        RunRecord.Verdict(
          definition: verdict.text("definition") ?? "", name: verdict.text("verdict") ?? "",
          state: verdict.text("state") ?? "", weight: verdict.int("weight") ?? 0)
      })
  }

  private func tally(_ view: ObjectView) -> RunRecord.Tally {
    var tally = RuleTally()
    tally.applied = view.int("applied") ?? 0
    tally.passed = view.int("passed") ?? 0
    tally.failed = view.int("failed") ?? 0
    tally.notApplicable = view.int("notApplicable") ?? 0
    return RunRecord.Tally(rule: view.text("rule") ?? "", tally: tally)
  }

  /// - Parameter isInRun: Whether the path goes from the folder of the run.
  private func digest(
    _ view: ObjectView, isInRun: Bool
  ) throws(LoadFailure) -> RunRecord.Digest {
    let digest = RunRecord.Digest(
      file: view.text("file") ?? "", hash: view.text("sha256") ?? "")
    guard SHA256.isHash(digest.hash) else {
      throw failure(
        view.span("sha256") ?? view.span,
        "expected \(SHA256.digitCount) hexadecimal digits, found '\(shortened(digest.hash))'")
    }
    if isInRun { try checkPath(digest.file, view.span("file") ?? view.span) }
    return digest
  }

  /// Refuses paths out of the folder of the run: nobody can repeat them elsewhere, and a record of
  /// others might read what is none of its business.
  private func checkPath(_ path: String, _ span: ByteRange) throws(LoadFailure) {
    guard RunRecord.leadsOut(path) || path == "-" else { return }
    throw failure(
      span, "'\(shortened(path))' leads out of the folder of the run",
      help: "paths of a record go downwards from its base folder, without '..'")
  }

  private func words(_ view: ObjectView) -> String {
    [view.text("rule"), view.text("definition")].compactMap(\.self).joined(separator: ", ")
  }

  private func failure(_ span: ByteRange, _ message: String, help: String? = nil) -> LoadFailure {
    file.failure([LoadProblem(file: file.name, range: span, message: message, help: help)])
  }
}

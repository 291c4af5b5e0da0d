import BadgeLint
import BadgeLintReports
import YAMLTree

/// Lints a large file in pieces of whole documents, in parallel, and tells of them in their order.
struct PieceRun {
  /// The file; its result is that of the whole file when the run is over.
  private(set) var linted: LintedFile
  private let linter: FileLinter
  private let rules: RuleSet
  private let name: String
  private let waivers: WaiverScope?
  private let reports: [any Report]
  private var joiner: PieceJoiner
  /// The last piece that was linted: whether a document behind it can be read is not known yet.
  private var held: Linted?
  /// What was found before it is known that the file holds a definition.
  private var waiting: [(result: FileResult, parts: [ReportPart])] = []
  /// What each report says behind the parts of all pieces.
  private var tails: [[UInt8]]
  private var unknownLines: [Int] = []
  private var sum: SHA256Sum?

  private struct Linted: Sendable {
    var piece: FilePiece
    var result: FileResult
  }

  init(
    _ linted: LintedFile, _ plan: LintPlan, _ linter: FileLinter, _ excuses: Excuses,
    name: String, reports: [any Report]
  ) {
    self.linted = linted
    self.linter = linter
    rules = plan.ruleSets[linted.file.ruleSet]
    self.name = name
    waivers = excuses.scope(of: linted.file)
    self.reports = reports
    joiner = PieceJoiner(
      path: name, rules: rules, baseline: excuses.match(linted.file),
      keepsFindings: reports.contains(where: \.needsWholeFile))
    tails = Array(repeating: [], count: reports.count)
    sum = reports.contains(where: \.needsDigest) ? SHA256Sum() : nil
  }

  mutating func lint(
    _ text: LargeText, _ bounds: PieceSource.Bounds, workers: Int, _ sinks: inout OutputSinks,
    _ summary: inout RunSummary
  ) async {
    do throws(FileError) {
      let source = try PieceSource(
        linted.file.path, layout: text.layout, bounds: bounds, head: text.head)
      try await lint(source, workers: workers, &sinks, &summary)
    } catch {
      summary.unreadable.append(error.description)
      joiner.breakOff()
    }
    tellHeld(nextIsBroken: false, &sinks, &summary)
    finish(&sinks, &summary)
  }

  private mutating func lint(
    _ source: PieceSource, workers: Int, _ sinks: inout OutputSinks, _ summary: inout RunSummary
  ) async throws(FileError) {
    let (linter, rules, name, waivers) = (linter, rules, name, waivers)
    var sum = sum
    func next() throws(FileError) -> FilePiece? {
      let piece = try source.next()
      if let piece { sum?.add(piece.bytes) }
      return piece
    }
    defer { self.sum = sum }
    try await ParallelMap.run(workers: workers, next: next) { piece in
      Linted(
        piece: piece,
        result: linter.lint(piece, path: name, rules: rules, waivers: waivers))
    } consume: { next in
      tellHeld(nextIsBroken: next.result.beginsBroken, &sinks, &summary)
      held = next
      return !next.result.breaksOff
    }
    // Behind a place where reading breaks off, bytes only count.
    if sum != nil { while try next() != nil {} }
  }

  private mutating func tellHeld(
    nextIsBroken: Bool, _ sinks: inout OutputSinks, _ summary: inout RunSummary
  ) {
    guard let last = held else { return }
    held = nil
    var result =
      nextIsBroken
      ? linter.lint(
        last.piece, path: name, rules: rules, waivers: waivers, endsInDoubt: true)
      : last.result
    joiner.join(&result)
    unknownLines += result.unknownLines
    var shown = result
    // These stand behind the findings of the whole file.
    shown.faults = []
    shown.tallies = Array(repeating: RuleTally(), count: rules.rules.count)
    let parts = LintedFile.parts(shown, reports, rules)
    for (index, report) in reports.enumerated() {
      tails[index] += LintedFile.tail(shown, report, rules)
    }
    result.bytes = []
    waiting.append((result, parts))
    if joiner.isJudged { tellWaiting(&sinks, &summary) }
  }

  private mutating func tellWaiting(_ sinks: inout OutputSinks, _ summary: inout RunSummary) {
    for (result, parts) in waiting {
      summary.addContents(result, rules: rules, failOn: linted.file.failOn)
      sinks.write(parts)
    }
    waiting = []
  }

  private mutating func finish(_ sinks: inout OutputSinks, _ summary: inout RunSummary) {
    var (end, textTallies) = joiner.finish()
    end.digest = sum.map { FileDigest(byteCount: $0.byteCount, hash: $0.text) }
    if end.holdsNoDefinition {
      // Nothing is said of what is no definition, but where it stands counts.
      tails = tails.map { _ in [] }
      waiting = []
    }
    tellWaiting(&sinks, &summary)
    summary.addFile(end, textTallies: textTallies)
    var parts = LintedFile.parts(end, reports, rules)
    for index in parts.indices { parts[index].bytes = tails[index] + parts[index].bytes }
    sinks.write(parts)
    linted.result = end
    linted.unknownLines = end.definitionCount > 0 ? unknownLines : []
  }
}

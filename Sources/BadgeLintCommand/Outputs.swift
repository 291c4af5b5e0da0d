import ArgumentParser
import BadgeLint
import BadgeLintReports

/// A report that was asked for: `json` or `json=findings.json`.
struct OutputRequest<Format>: ExpressibleByArgument, Sendable
where Format: RawRepresentable<String> & CaseIterable & Sendable {
  var format: Format
  var file: String?

  init(format: Format, file: String?) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let format = Format(rawValue: String(name)) else {
      return nil
    }
    if parts.count == 2, parts[1].isEmpty { return nil }
    self.init(format: format, file: parts.count == 2 ? String(parts[1]) : nil)
  }

  static var allValueStrings: [String] {
    Format.allCases.flatMap { [$0.rawValue, "\($0.rawValue)=<file>"] }
  }

  /// The formats, alone and with the sign behind which a file is named.
  static var defaultCompletionKind: CompletionKind {
    .list(Format.allCases.flatMap { [$0.rawValue, "\($0.rawValue)="] })
  }

  /// Refuses requests of which several would go to standard output.
  static func check(_ requests: [OutputRequest]) throws {
    if requests.filter({ $0.file == nil }).count > 1 {
      throw ValidationError("only one report can go to standard output; write FORMAT=FILE")
    }
  }

  /// Colours and width for where the report goes.
  var options: ReportOptions {
    var options = ReportOptions()
    options.usesColour = file == nil && Terminal.wantsColour(.standardOutput)
    options.width = file == nil ? Terminal.columns : Terminal.usualWidth
    options.version = programVersion
    return options
  }

  /// Writes the bytes of the report to the file, or to standard output.
  func write(_ bytes: [UInt8]) throws {
    guard let file else {
      Terminal.write(bytes, to: .standardOutput)
      return
    }
    do {
      try writeFile(file, bytes)
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

/// What a file gives to a report.
struct ReportPart: Sendable {
  var bytes: [UInt8]
  var notes: [ReportNote]
}

/// The reports of a run and where they go.
struct OutputSinks {
  private struct Sink {
    var report: any Report
    var request: OutputRequest<ReportFormat>
    var pending: [UInt8] = []
    var hasPart = false
    var notes: ReportNotes
  }

  private var sinks: [Sink] = []

  init(_ requests: [OutputRequest<ReportFormat>], options: ReportOptions) throws {
    for request in requests {
      var options = options
      if request.file != nil {
        options.usesColour = false
        options.isQuiet = false
      }
      let report = request.format.report(options)
      var sink = Sink(
        report: report, request: request, notes: ReportNotes(limit: report.noteLimit))
      sink.pending = report.prologue()
      sinks.append(sink)
    }
  }

  /// Whether the report for people goes to standard output.
  var writesText: Bool { sinks.contains { $0.request.file == nil && $0.report is TextReport } }

  var reports: [any Report] { sinks.map(\.report) }

  /// Takes the parts of a file, one for each report.
  mutating func write(_ parts: [ReportPart]) {
    for (index, part) in parts.enumerated() {
      for note in part.notes { sinks[index].notes.add(note) }
      if part.bytes.isEmpty { continue }
      if sinks[index].hasPart { sinks[index].pending += sinks[index].report.separator }
      sinks[index].hasPart = true
      sinks[index].pending += part.bytes
      flushStandardOutput(index)
    }
  }

  /// Standard output is written as the run goes on, so that people see it and memory stays flat.
  private mutating func flushStandardOutput(_ index: Int) {
    guard sinks[index].request.file == nil, sinks[index].pending.count > 1 << 16 else { return }
    Terminal.write(sinks[index].pending, to: .standardOutput)
    sinks[index].pending.removeAll(keepingCapacity: true)
  }

  mutating func finish(_ summary: RunSummary, rules: [RuleSet.Entry]) throws {
    for sink in sinks {
      let end = sink.report.epilogue(summary, rules: rules, notes: sink.notes)
      try sink.request.write(sink.pending + end)
    }
  }
}

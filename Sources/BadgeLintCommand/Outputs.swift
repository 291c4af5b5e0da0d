import ArgumentParser
import BadgeLint
import BadgeLintReports

/// A report that was asked for: `json` or `json=findings.json`.
struct OutputRequest: ExpressibleByArgument, Sendable {
  var format: ReportFormat
  var file: String?

  init(format: ReportFormat, file: String?) {
    self.format = format
    self.file = file
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let format = ReportFormat(rawValue: String(name)) else {
      return nil
    }
    if parts.count == 2, parts[1].isEmpty { return nil }
    self.init(format: format, file: parts.count == 2 ? String(parts[1]) : nil)
  }

  static var allValueStrings: [String] {
    ReportFormat.allCases.flatMap { [$0.rawValue, "\($0.rawValue)=<file>"] }
  }
}

/// The reports of a run and where they go.
struct OutputSinks {
  private struct Sink {
    var report: any Report
    var file: String?
    var pending: [UInt8] = []
    var hasPart = false
  }

  private var sinks: [Sink] = []

  init(_ requests: [OutputRequest], options: ReportOptions) throws {
    for request in requests {
      var options = options
      if request.file != nil {
        options.usesColour = false
        options.isQuiet = false
      }
      let report = request.format.report(options)
      var sink = Sink(report: report, file: request.file)
      sink.pending = report.prologue()
      sinks.append(sink)
    }
  }

  /// Whether the report for people goes to standard output.
  var writesText: Bool { sinks.contains { $0.file == nil && $0.report is TextReport } }

  var reports: [any Report] { sinks.map(\.report) }

  /// Takes the parts of a file, one for each report.
  mutating func write(_ parts: [[UInt8]]) {
    for (index, part) in parts.enumerated() where !part.isEmpty {
      if sinks[index].hasPart { sinks[index].pending += sinks[index].report.separator }
      sinks[index].hasPart = true
      sinks[index].pending += part
      flushStandardOutput(index)
    }
  }

  /// Standard output is written as the run goes on, so that people see it and memory stays flat.
  private mutating func flushStandardOutput(_ index: Int) {
    guard sinks[index].file == nil, sinks[index].pending.count > 1 << 16 else { return }
    Terminal.write(sinks[index].pending, to: .standardOutput)
    sinks[index].pending.removeAll(keepingCapacity: true)
  }

  mutating func finish(_ summary: RunSummary, rules: [RuleSet.Entry]) throws {
    for sink in sinks {
      let bytes = sink.pending + sink.report.epilogue(summary, rules: rules)
      guard let file = sink.file else {
        Terminal.write(bytes, to: .standardOutput)
        continue
      }
      do {
        try writeFile(file, bytes)
      } catch {
        throw CommandFailure(error.description)
      }
    }
  }
}

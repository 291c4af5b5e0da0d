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
  func write(_ report: [UInt8]) throws {
    let bytes =
      PeopleFormats.hold(format.rawValue)
      ? HarmlessText.bytes(report, keepsColours: options.usesColour) : report
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

/// The formats of reports that people read as they are, some of them on a terminal.
///
/// Their reports escape what they take from files; that nothing is missed is seen to once more.
enum PeopleFormats {
  static func hold(_ name: String) -> Bool { ["text", "markdown", "github"].contains(name) }
}

/// What a file gives to a report.
struct ReportPart: Sendable {
  var bytes: [UInt8]
  var notes: [ReportNote]

  static let nothing = ReportPart(bytes: [], notes: [])
}

/// The reports of a run and where they go.
struct OutputSinks {
  private struct Sink {
    var report: any Report
    /// The file that it goes to; nil for standard output.
    var file: String?
    /// Whether it goes nowhere and is given back.
    var isKept = false
    /// Whether people read it, and whether with colours.
    var isForPeople = false
    var usesColour = false
    /// What waits to be written to standard output.
    var pending: [UInt8] = []
    /// What is written at the end, as a file is replaced as a whole.
    var held = SpilledBytes()
    var notes: ReportNotes

    func harmless(_ bytes: [UInt8]) -> [UInt8] {
      isForPeople ? HarmlessText.bytes(bytes, keepsColours: usesColour) : bytes
    }

    /// Takes what comes next. Standard output is written as the run goes on, so that people see it and
    /// memory stays flat.
    mutating func add(_ bytes: [UInt8]) {
      guard file == nil, !isKept else { return held.append(harmless(bytes)) }
      pending += bytes
      if pending.count > 1 << 16 { flush() }
    }

    mutating func flush() {
      Terminal.write(harmless(pending), to: .standardOutput)
      pending.removeAll(keepingCapacity: true)
    }
  }

  private var sinks: [Sink] = []

  init(_ requests: [OutputRequest<ReportFormat>], options: ReportOptions) {
    for request in requests {
      var options = options
      if request.file != nil {
        options.usesColour = false
        options.isQuiet = false
      }
      add(request.format.report(options), file: request.file)
      sinks[sinks.count - 1].isForPeople = PeopleFormats.hold(request.format.rawValue)
      sinks[sinks.count - 1].usesColour = options.usesColour
    }
  }

  /// Adds a report.
  /// - Parameter isKept: Whether `finish` gives it back instead of writing it.
  mutating func add(_ report: any Report, file: String?, isKept: Bool = false) {
    var sink = Sink(
      report: report, file: file, isKept: isKept, notes: ReportNotes(report.noteBound))
    sink.add(report.prologue())
    sinks.append(sink)
  }

  /// Whether the report for people goes to standard output.
  var writesText: Bool { sinks.contains { $0.file == nil && $0.report is TextReport } }

  var reports: [any Report] { sinks.map(\.report) }

  /// Takes the parts of a file, one for each report.
  mutating func write(_ parts: [ReportPart]) {
    for (index, part) in parts.enumerated() {
      for note in part.notes { sinks[index].notes.add(note) }
      if part.bytes.isEmpty { continue }
      if sinks[index].notes.hasParts { sinks[index].add(sinks[index].report.separator) }
      sinks[index].notes.hasParts = true
      sinks[index].add(part.bytes)
    }
  }

  /// Writes all reports to their end.
  /// - Returns: The bytes of the report that is kept.
  @discardableResult
  mutating func finish(_ summary: RunSummary, rules: [RuleSet.Entry]) throws -> [UInt8] {
    var kept: [UInt8] = []
    do {
      for index in sinks.indices {
        let (report, notes) = (sinks[index].report, sinks[index].notes)
        for piece in report.ending(summary, rules: rules, notes: notes) {
          switch piece {
          case .bytes(let bytes): sinks[index].add(bytes)
          case .notes(let group):
            try notes.all(group).forEachChunk { sinks[index].add($0) }
          }
        }
        let held = sinks[index].held
        if sinks[index].isKept {
          try held.forEachChunk { kept += $0 }
        } else if let file = sinks[index].file {
          try writeFile(file) { (write) throws(FileError) in try held.forEachChunk(write) }
        } else {
          sinks[index].flush()
        }
      }
    } catch {
      throw CommandFailure(error.description)
    }
    return kept
  }
}

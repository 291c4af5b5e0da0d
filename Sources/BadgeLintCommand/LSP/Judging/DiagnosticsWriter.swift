import BadgeLint
import BadgeLintReports
import YAMLTree

/// Findings as diagnostics of the protocol.
struct DiagnosticsWriter: Sendable {
  let uri: String
  let positions: TextPositions
  let capabilities: ClientCapabilities
  let rulePages: String?
  let verdicts: [Verdict]
  let words: EditorWords

  /// The severities of the protocol.
  enum Level: Int {
    case error = 1
    case warning = 2
    case information = 3
  }

  /// A second place that belongs to a diagnostic.
  private struct Related {
    var uri: String
    var positions: TextPositions
    var span: ByteRange
    var text: String
  }

  static func level(_ severity: Severity) -> Level {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .info: .information
    }
  }

  /// A list of all that is to be shown of a document; what is waived or known by a baseline is not.
  func diagnostics(_ analysis: DocumentAnalysis, name: String) -> [UInt8] {
    var items: [[UInt8]] = []
    switch analysis.kind {
    case .other, .unknown: break
    case .tooLarge:
      items.append(
        item(
          positions.line(0), .information, code: nil,
          EditorWords.fill(words.notWhileEdited, ["limit": "\(DocumentAnalysis.mostBytes)"])))
    case .resemblance(let marker):
      items.append(
        item(
          firstLine, .information, code: nil,
          EditorWords.fill(words.lacksMarker, ["marker": marker])))
    case .own, .definitions:
      if let failure = analysis.failure {
        items += failures(failure, name: name)
      }
      items += analysis.warnings.map { warning in
        item(
          range(warning.range), .warning, code: nil, Self.message(warning))
      }
    }
    if let result = analysis.result, let rules = analysis.judge?.rules {
      items += result.findings.filter(\.isOpen).map { finding($0, rules) }
      items += result.faults.map { fault in
        item(range(fault.span), .error, code: fault.rule, FindingWords.fault(fault))
      }
      items += result.unknownDocuments.map { start in
        item(
          lineRange(from: Int(start)), .warning, code: nil,
          words.unknownDocument)
      }
      items += reachedVerdicts(result, rules)
    }
    return Self.list(items)
  }

  /// The problems of a file that is not open, in the places of its text.
  func diagnostics(_ problems: [LoadProblem]) -> [UInt8] {
    Self.list(problems.map { item(range($0.range), .error, code: nil, Self.message($0)) })
  }

  private static func list(_ items: [[UInt8]]) -> [UInt8] {
    var json = JSONWriter()
    json.list(items) { json, item in json.json(item) }
    return json.bytes
  }

  static func message(_ problem: LoadProblem) -> String {
    problem.message + (problem.help.map { "\nhelp: \($0)" } ?? "")
  }

  // MARK: - One diagnostic

  private func finding(_ finding: Finding, _ rules: RuleSet) -> [UInt8] {
    let rule = rules.rules[finding.rule].rule
    var message = FindingWords.message(finding)
    if !capabilities.hasRelatedInformation {
      for label in finding.labels {
        let line = positions.position(of: Int(label.span.start)).line + 1
        message += "\n\(label.text) (line \(line))"
      }
    }
    message += "\nwhy: \(rule.why)\nfix: \(rule.fix)"
    if let fix = finding.fix { message += "\nedit: \(fix.title)" }
    let takesOut = finding.fix?.edit.edits.allSatisfy { $0.text.isEmpty } ?? false
    return item(
      range(finding.span), Self.level(finding.severity), code: rule.id, message,
      page: rulePages.map { $0 + FileURI.text(RulePage.path(of: rule)) },
      isUnnecessary: takesOut,
      related: finding.labels.map { label in
        Related(
          uri: uri, positions: positions, span: label.span,
          text: label.text.isEmpty ? words.nearby : label.text)
      })
  }

  /// The problems of a document itself each at its place, those of others together at its top.
  private func failures(_ failure: LoadFailure, name: String) -> [[UInt8]] {
    var items: [[UInt8]] = []
    var others: [(file: String, problems: [LoadProblem])] = []
    for problem in failure.problems {
      if problem.file == name || (try? Path.absolute(problem.file)) == name {
        items.append(item(range(problem.range), .error, code: nil, Self.message(problem)))
      } else if let index = others.firstIndex(where: { $0.file == problem.file }) {
        others[index].problems.append(problem)
      } else {
        others.append((problem.file, [problem]))
      }
    }
    return items
      + others.map { file, problems in
        let first = problems.first.map(Self.message) ?? ""
        var message = EditorWords.fill(words.unjudged, ["file": file, "problem": first])
        if problems.count > 1 {
          message += "\n" + EditorWords.fill(words.unjudgedMore, ["count": "\(problems.count - 1)"])
        }
        let places = failure.sources[file].map { TextPositions($0, capabilities.encoding) }
        let related = problems.compactMap { problem -> Related? in
          guard let places, let span = problem.range, let path = try? Path.absolute(file) else {
            return nil
          }
          return Related(
            uri: FileURI.text(path), positions: places, span: span, text: problem.message)
        }
        return item(positions.line(0), .error, code: nil, message, related: related)
      }
  }

  private func reachedVerdicts(_ result: FileResult, _ rules: RuleSet) -> [[UInt8]] {
    result.verdicts.flatMap { definition in
      zip(verdicts, definition.results).compactMap { verdict, judged in
        guard judged.state == .reached else { return nil }
        let name = definition.definition.isEmpty ? "the definition" : definition.definition
        let lines = VerdictText.notes(judged, verdict, rules)
        return item(
          lineRange(from: Int(definition.start)), .information, code: "verdict/\(verdict.name)",
          (["\(name) \(verdict.words[.reached] ?? "")"] + lines).joined(separator: "\n"))
      }
    }
  }

  private func range(_ span: ByteRange?) -> Range<Int> {
    guard let span else { return positions.line(0) }
    return Int(span.start)..<max(Int(span.start), Int(span.end))
  }

  /// The first line that says something.
  private var firstLine: Range<Int> {
    let lines = (0..<min(positions.lineCount, 1000)).lazy.map { positions.line($0) }
    return lines.first { line in
      positions.bytes[line].first { $0 > 0x20 }.map { $0 != UInt8(ascii: "#") } ?? false
    } ?? positions.line(0)
  }

  private func lineRange(from start: Int) -> Range<Int> {
    start..<max(start, positions.line(positions.lineNumber(of: start)).upperBound)
  }

  private func item(
    _ range: Range<Int>, _ level: Level, code: String?, _ message: String, page: String? = nil,
    isUnnecessary: Bool = false, related: [Related] = []
  ) -> [UInt8] {
    var json = JSONWriter()
    json.raw("{\"range\": ")
    positions.write(range, to: &json)
    json.member("severity", level.rawValue)
    json.member("code", code)
    if let page, capabilities.hasCodeDescription {
      json.raw(", \"codeDescription\": {\"href\": ")
      json.string(page)
      json.raw("}")
    }
    json.member("source", "badgelint")
    json.member("message", message)
    if isUnnecessary, capabilities.knowsUnnecessary { json.raw(", \"tags\": [1]") }
    if !related.isEmpty, capabilities.hasRelatedInformation {
      json.raw(", \"relatedInformation\": ")
      json.list(related) { json, place in
        json.raw("{\"location\": {\"uri\": ")
        json.string(place.uri)
        json.raw(", \"range\": ")
        place.positions.write(place.span, to: &json)
        json.raw("}")
        json.member("message", place.text)
        json.raw("}")
      }
    }
    json.raw("}")
    return json.bytes
  }
}

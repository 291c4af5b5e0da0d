import BadgeLint
import YAMLTree

/// What SARIF tells of rules beside what they found.
package enum SARIFKind: String, CaseIterable, Sendable {
  case pass, notApplicable
}

/// The Static Analysis Results Interchange Format, version 2.1.0 (OASIS Standard, 2020-03-27).
///
/// Members of a run have no order, so that results come first, as they are found.
struct SARIFReport: Report {
  private let options: ReportOptions
  private let results: SARIFResults

  init(_ options: ReportOptions) {
    self.options = options
    results = SARIFResults(kinds: options.sarifKinds)
  }

  var showsExcused: Bool { true }
  var needsDigest: Bool { true }
  func prologue() -> [UInt8] {
    var json = JSONWriter()
    json.raw(
      """
      {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "newlineSequences": ["\\r\\n", "\\n", "\\r"],
        "originalUriBaseIds": {"%SRCROOT%": {"description": \
      {"text": "The folder in which badgelint was started."}}},
        "results": [

      """)
    return json.bytes
  }

  var separator: [UInt8] { Array(",\n".utf8) }
  var noteBound: NoteBound { .none(separator: Array(",\n    ".utf8)) }

  func part(_ result: FileResult, rules: RuleSet) -> [UInt8] { results.bytes(of: result, rules) }

  /// The artifact of a file, which says what exactly was judged.
  func notes(_ result: FileResult, rules: RuleSet) -> [ReportNote] {
    if result.portion == .piece { return [] }
    let digest = result.fileDigest
    var json = JSONWriter()
    json.raw("{\"location\": ")
    SARIFResults.write(location: result.path, to: &json)
    json.member("length", digest.byteCount)
    json.raw(", \"roles\": [\"analysisTarget\"], \"hashes\": {\"sha-256\": ")
    json.string(digest.hash)
    json.raw("}}")
    return [ReportNote(group: 0, bytes: json.bytes)]
  }

  func ending(
    _ summary: RunSummary, rules: [RuleSet.Entry], notes: ReportNotes
  ) -> [ReportEnding] {
    var json = JSONWriter()
    if let since = summary.since {
      results.write(absent: since.resolved, rules, hasOthers: notes.hasParts, to: &json)
    }
    json.raw("\n  ],\n  \"artifacts\": [")
    if !notes.all(0).isEmpty { json.raw("\n    ") }
    let head = json.bytes
    json = JSONWriter()
    json.raw("],\n")
    SARIFRules(rules, options).write(to: &json)
    json.raw(",\n  \"invocations\": [")
    writeInvocation(summary, rules, to: &json)
    json.raw("]\n}]}\n")
    return [.bytes(head), .notes(group: 0), .bytes(json.bytes)]
  }

  private func writeInvocation(
    _ summary: RunSummary, _ rules: [RuleSet.Entry], to json: inout JSONWriter
  ) {
    let hasFailures = !summary.failures.isEmpty
    json.raw("{\"executionSuccessful\": ")
    json.raw(hasFailures ? "false" : "true")
    json.member("exitCode", hasFailures ? 2 : summary.hasFailed ? 1 : 0)
    json.raw(",\n  \"toolExecutionNotifications\": ")
    let notifications =
      summary.unreadable.map(Notification.unreadable)
      + summary.faults.map { Notification.fault(file: $0.file, $0.fault) }
    json.list(notifications, indent: "    ") { json, notification in
      write(notification, rules, to: &json)
    }
    json.raw(",\n  \"ruleConfigurationOverrides\": ")
    // One invocation has one configuration; where files have several, none would be true.
    let changed = rules.indices.filter {
      !options.hasSeveralRuleSets && rules[$0].severity != rules[$0].rule.severity
    }
    json.list(changed, indent: "    ") { json, index in
      json.raw("{\"descriptor\": {\"index\": ")
      json.number(index)
      json.member("id", rules[index].rule.id)
      json.raw("}, \"configuration\": {")
      if let severity = rules[index].severity ?? rules[index].schemeSeverity {
        json.raw("\"level\": ")
        json.string(SARIFResults.level(severity))
      } else {
        json.raw("\"enabled\": false")
      }
      json.raw("}}")
    }
    json.raw("}")
  }

  /// What went wrong in a run.
  private enum Notification {
    case unreadable(String)
    case fault(file: String, RuleFault)
  }

  private func write(
    _ notification: Notification, _ rules: [RuleSet.Entry], to json: inout JSONWriter
  ) {
    json.raw("{\"level\": \"error\", \"message\": {\"text\": ")
    switch notification {
    case .unreadable(let problem):
      json.string(problem)
      json.raw("}")
    case .fault(let file, let fault):
      json.string(FindingWords.fault(fault))
      json.raw("}, \"associatedRule\": {\"id\": ")
      json.string(fault.rule)
      if let index = rules.firstIndex(where: { $0.rule.id == fault.rule }) {
        json.member("index", index)
      }
      // The text of the file is gone by now, and with it its lines.
      json.raw("}, \"locations\": [{\"physicalLocation\": {\"artifactLocation\": ")
      SARIFResults.write(location: file, to: &json)
      json.raw(", \"region\": {\"byteOffset\": ")
      json.number(Int(fault.span.start))
      json.member("byteLength", Int(fault.span.end - fault.span.start))
      json.raw("}}}]")
    }
    json.raw("}")
  }
}

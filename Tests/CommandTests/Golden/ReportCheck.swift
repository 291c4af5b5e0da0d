import Foundation
import Testing

/// Whether a JSON report keeps what it promises to programs that read it.
struct ReportCheck {
  private let report: JSONFile

  private static let severities: Set<String> = ["error", "warning", "info"]
  private static let concerns: Set<String> = [
    "inflated", "low-value", "incomplete", "inconsistent", "unclear",
  ]
  private static let dimensions: Set<String> = [
    "outcomes", "assessment", "workload", "level", "quality", "recognition", "clarity", "staffing",
  ]

  init(_ text: String) throws {
    report = try JSONFile(text)
  }

  /// Checks all members; with the folder that paths start from, places are looked up in the files.
  func check(in folder: URL?) throws {
    #expect(report.root["version"] as? Int == 1)
    let findings = try report.findings
    for finding in findings { try check(finding, folder) }
    let marks = findings.map { "\($0.file) \($0.fingerprint)" }
    #expect(Set(marks).count == marks.count, "two findings of a file share a fingerprint")
    for tally in try report.objects("rules") {
      let rule = try #require(tally["rule"] as? String)
      #expect(Set(tally.keys) == ["rule", "applied", "passed", "failed", "notApplicable"])
      let applied = try #require(tally["applied"] as? Int)
      let passed = try #require(tally["passed"] as? Int)
      let failed = try #require(tally["failed"] as? Int)
      let notApplicable = try #require(tally["notApplicable"] as? Int)
      #expect(applied == passed + failed, "\(rule)")
      #expect(min(applied, passed, failed, notApplicable) >= 0, "\(rule)")
      if folder != nil {
        #expect(failed == findings.filter { $0.rule == rule }.count, "\(rule)")
      }
    }
  }

  private func check(_ finding: ReportedFinding, _ folder: URL?) throws {
    #expect(Self.severities.contains(finding.severity))
    #expect(Self.concerns.contains(finding.concern))
    #expect(Self.dimensions.contains(finding.dimension))
    #expect(finding.rule.split(separator: "/").count == 2)
    #expect(!finding.message.isEmpty)
    #expect(finding.fingerprint.utf8.count == 16)
    #expect(UInt64(finding.fingerprint, radix: 16) != nil)
    #expect(!finding.file.hasPrefix("/"))
    #expect(finding.start.byte <= finding.end.byte)
    #expect(!finding.rule.hasPrefix("core/") || !finding.cites.isEmpty)
    for cite in finding.cites { #expect(cite["source"] is String) }
    guard let folder else { return }
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: finding.file)))
    for place in [finding.start, finding.end] {
      try #require(place.byte <= bytes.count)
      let before = bytes[..<place.byte]
      let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
      #expect(place.line == before.filter { $0 == 10 }.count + 1)
      // Columns count code points from 1.
      #expect(
        place.column
          == String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1)
    }
  }
}

import Foundation
import Testing

/// The reports for other programs over a definition of each kind, word by word.
@Suite struct GoldenReportTests {
  static let folder = "reports/"
  private static let definitions = ["draft.yaml", "bad/credit-earned.json"]

  static var goldenNames: [String] {
    definitions.flatMap { definition in ReportReader.formats.map { name(definition, $0) } }
  }

  /// The format is the ending, so that nobody takes the file for the JSON report.
  private static func name(_ definition: String, _ format: String) -> String {
    let file = definition.split(separator: "/").last ?? ""
    return "\(folder)\(file.split(separator: ".")[0]).\(format)"
  }

  @Test(arguments: definitions, ReportReader.formats)
  func `report`(_ definition: String, _ format: String) throws {
    let run = try Program.run(
      ["--as-of", Program.day, "--output", format, "fixtures/definitions/\(definition)"],
      in: Program.packageFolder)
    #expect(run.errors == "")
    #expect(run.status < 2)
    let text = format == "sarif" ? Self.shortened(run.output) : run.output
    try GoldenFile(name: Self.name(definition, format)).check(text)
  }

  /// A SARIF report with the rules and documents only that its results lead to, as a run lists all
  /// of its rules.
  private static func shortened(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func value(_ line: Substring, _ key: String) -> Substring? {
      let start = "    {\"\(key)\": \""
      guard line.hasPrefix(start) else { return nil }
      return line.dropFirst(start.count).prefix { $0 != "\"" }
    }
    let found = Set(lines.compactMap { value($0, "ruleId") })
    let rules = lines.filter { value($0, "id").map(found.contains) == true }
    return lines.filter { line in
      if let id = value(line, "id") { return found.contains(id) }
      guard let name = value(line, "name") else { return true }
      return rules.contains { $0.contains("{\"name\": \"\(name)\"") }
    }.joined(separator: "\n")
  }
}

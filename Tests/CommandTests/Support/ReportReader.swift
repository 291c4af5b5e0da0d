import Foundation
import Testing

/// Reads reports by programs of other makers, which come from the Python Package Index.
enum ReportReader {
  static let formats = ["sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv"]

  private static let python = Tool("python3")
  private static let script = Program.packageFolder.appending(
    path: "Tools/read-report/read_report.py"
  ).path

  /// The formats whose programs are installed.
  static let available: Set<String> = {
    guard let run = try? python?.run([script, "--available"], in: Program.packageFolder),
      run.status == 0
    else { return [] }
    return Set(run.said.split(whereSeparator: \.isWhitespace).map(String.init))
  }()

  /// What a report says of a place.
  struct Entry: Decodable, Equatable {
    var kind: String
    var rule: String
    var message: String
    var file: String
    var line: Int
  }

  /// What a report holds; a report that is not valid is recorded as an issue.
  static func read(
    _ format: String, _ path: String, in folder: URL,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [Entry] {
    let run = try #require(python).run([script, format, path], in: folder)
    #expect(run.status == 0, "\(format): \(run.said)", sourceLocation: sourceLocation)
    guard run.status == 0 else { return [] }
    return try run.said.split(separator: "\n").map {
      try JSONDecoder().decode(Entry.self, from: Data($0.utf8))
    }
  }
}

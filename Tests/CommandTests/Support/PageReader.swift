import Foundation
import Testing

/// Opens pages in a real Chromium, by packages of the Python Package Index.
enum PageReader {
  private static let python = Tool("python3")
  private static let script = Program.packageFolder.appending(
    path: "Tools/read-page/read_page.py"
  ).path

  /// Whether Chromium and the packages are installed.
  static let isAvailable: Bool = {
    guard let run = try? python?.run([script, "--available"], in: Program.packageFolder) else {
      return false
    }
    return run.said.contains("ready")
  }()

  /// What is wrong with a page.
  static func problems(_ page: String, title: String) throws -> [String] {
    let run = try #require(python).run([script, page, "--title", title], in: Program.packageFolder)
    #expect(run.status < 2, "\(run.said)")
    return run.said.split(separator: "\n").map(String.init)
  }
}

import BadgeLint
import Foundation
import Testing

/// The report for a committee in a browser: no script, no request, accessible, and nothing of a
/// definition but text.
@Suite(.serialized) struct ReportPageTests {
  private static let leftOut: Comment =
    "left out: Chromium or what Tools/read-page/requirements.txt names is not installed"

  private static func page(_ workspace: Workspace, _ paths: [String]) throws -> String {
    let page = workspace.folder.appending(path: "report.html").path
    let run = try Program.run(
      ["report", "--as-of", Program.day, "-o", page] + paths, in: Program.packageFolder)
    #expect(run.status != 1, "\(run.errors)")
    return page
  }

  @Test(
    .enabled(if: PageReader.isAvailable, leftOut),
    arguments: [
      ["fixtures/definitions/draft.yaml"], ["fixtures/waivers"],
      // Near-duplicates and stacks; all of the catalogue makes a page that takes a browser long.
      ["fixtures/catalogue/again.yaml", "fixtures/catalogue/steps.yaml"],
    ])
  func `a browser finds nothing wrong`(_ paths: [String]) throws {
    let workspace = try Workspace(hasProbe: false)
    let page = try Self.page(workspace, paths)
    let problems = try PageReader.problems(page, title: "Report to the committee")
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
    withExtendedLifetime(workspace) {}
  }

  @Test(.enabled(if: PageReader.isAvailable, leftOut))
  func `what is put into every field stays text in a browser`() throws {
    let workspace = try Workspace(hasProbe: false)
    let page = try Self.page(workspace, [Self.hostile(workspace)])
    let problems = try PageReader.problems(page, title: "Report to the committee")
    #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
  }

  /// A folder with definitions that hold markup in every field, and one in the name of a file.
  private static func hostile(_ workspace: Workspace) throws -> String {
    let schema = try Shipped.library.get().definition
    for (name, fillsAll) in [("texts", false), ("all", true)] {
      try workspace.write(
        "hostile/\(name)<img src=x onerror=alert(1)>.json",
        HostileDefinition(schema, fillsAll: fillsAll).json())
    }
    return workspace.folder.appending(path: "hostile").path
  }

  @Test func `what is put into every field stays text`() throws {
    let workspace = try Workspace(hasProbe: false)
    let page = try Self.page(workspace, [Self.hostile(workspace)])
    let text = String(decoding: try Data(contentsOf: URL(filePath: page)), as: UTF8.self)
    #expect(text.contains("&lt;script&gt;document.title=&#39;x&#39;&lt;/script&gt;"))
    for markup in ["<script", "<img", "\"\u{301} onmouseover", "'\u{301}&lt;{{"] {
      #expect(
        text.utf8.split(separator: UInt8(ascii: "\n")).first { line in
          String(decoding: Array(line), as: UTF8.self).unicodeScalars.contains(markup)
        } == nil, "\(markup)")
    }
    // Braces of a definition are no template, and an address of another kind is no link.
    #expect(text.contains("{{heading}}{{{style}}}"))
    #expect(!text.contains("href=\"javascript"))
  }
}

extension String.UnicodeScalarView {
  /// Whether the scalars of a text stand here in a row, whatever stands behind them.
  fileprivate func contains(_ text: String) -> Bool {
    Array(self).contains(Array(text.unicodeScalars))
  }
}

import Foundation
import Testing

/// The files for services and the examples of `docs/ci.md`, by the schemas of their makers.
@Suite struct CIDocumentTests {
  private static let validator = Tool("check-jsonschema")
  private static let preCommit = Tool("pre-commit")
  private static let outside =
    "left out: the programs of Tools/read-report/requirements.txt are not installed"

  private static func document() throws -> String {
    try String(
      contentsOf: Program.packageFolder.appending(path: "docs/ci.md"), encoding: .utf8)
  }

  /// The blocks behind `<!-- check: KIND -->`.
  private static func blocks(_ kind: String) throws -> [String] {
    try document().components(separatedBy: "<!-- check: \(kind) -->\n```yaml\n").dropFirst().map {
      try #require($0.components(separatedBy: "\n```").first) + "\n"
    }
  }

  private func validate(_ schema: String, _ file: URL) throws -> (status: Int32, said: String) {
    try #require(Self.validator).run(
      ["--builtin-schema", schema, file.path], in: Program.packageFolder)
  }

  @Test(
    .enabled(if: validator != nil, "\(outside)"),
    arguments: [("github", "vendor.github-workflows"), ("gitlab", "vendor.gitlab-ci")])
  func `workflows of the document are valid`(kind: String, schema: String) throws {
    let blocks = try Self.blocks(kind)
    #expect(!blocks.isEmpty)
    let workspace = try Workspace(hasProbe: false)
    for block in blocks {
      try workspace.write("ci.yml", block)
      let run = try validate(schema, workspace.folder.appending(path: "ci.yml"))
      #expect(run.status == 0, "\(run.said)")
      // The schema is one that refuses something.
      try workspace.write(
        "ci.yml",
        block.replacing("script:", with: "script: 1\n  x:").replacing("runs-on:", with: "runs-at:"))
      #expect(try validate(schema, workspace.folder.appending(path: "ci.yml")).status != 0)
    }
  }

  @Test(.enabled(if: validator != nil, "\(outside)"))
  func `the action is valid and names its inputs`() throws {
    let file = Program.packageFolder.appending(path: "action.yml")
    let run = try validate("vendor.github-actions", file)
    #expect(run.status == 0, "\(run.said)")
    let action = try String(contentsOf: file, encoding: .utf8)
    // Inputs reach scripts by the environment only.
    for line in action.split(separator: "\n") where line.contains("run: ") {
      #expect(!line.contains("${{"), "\(line)")
    }
    let inputs = action.matches(of: /\$\{\{ inputs\.([a-z-]+) \}\}/).map { String($0.1) }
    let document = try Self.document()
    for input in Set(inputs) {
      #expect(action.contains("\n  \(input):\n"), "\(input)")
      #expect(document.contains("`\(input)`"), "docs/ci.md says nothing of \(input)")
    }
  }

  @Test(.enabled(if: preCommit != nil, "\(outside)"))
  func `hooks are valid`() throws {
    let tool = try #require(Self.preCommit)
    let manifest = try tool.run(
      ["validate-manifest", ".pre-commit-hooks.yaml"], in: Program.packageFolder)
    #expect(manifest.status == 0, "\(manifest.said)")
    let workspace = try Workspace(hasProbe: false)
    let blocks = try Self.blocks("pre-commit") + Self.blocks("pre-commit wheel")
    #expect(blocks.count == 3)
    for block in blocks {
      try workspace.write("config.yaml", block)
      let config = try tool.run(["validate-config", "config.yaml"], in: workspace.folder)
      #expect(config.status == 0, "\(config.said)")
    }
  }

  @Test func `commands of the document run and write their reports`() throws {
    let commands = try Self.document().matches(
      of: /(?:\.badgelint-program\/bin\/|')badgelint (lint [^'\n]*)/
    ).map { String($0.1) }
    #expect(commands.count == 2)
    for command in commands {
      let workspace = try Workspace()
      try workspace.write("catalogue/a.yaml", Probe.error)
      let run = try Program.run(
        command.split(separator: " ").map(String.init), in: workspace.folder)
      #expect(run.status == 1, "\(run.said)")
      for file in command.matches(of: /=([a-z]+\.[a-z]+)/) {
        #expect(try workspace.read(String(file.1)).contains("probe/error"), "\(file.1)")
      }
    }
  }
}

import Foundation
import Testing

/// The hook for an installed program, run by pre-commit itself in a repository of its own.
@Suite(.enabled(if: PreCommit.isAvailable, "left out: pre-commit or git is not installed"))
struct PreCommitTests {
  @Test func `files of all kinds pass`() throws {
    let repository = try PreCommit()
    try repository.write("good.yaml", Probe.clean)
    try repository.write("waivers.yaml", "waivers: 1\nentries: []\n")
    try repository.write("package.json", "{\"name\": \"x\"}\n")
    try repository.write(".github/workflows/ci.yml", "on: push\njobs: {}\n")
    try repository.write("notes.txt", "badgelint: 1\ntitle: Wrong\n")
    try repository.git("add", "--all")
    let run = try repository.run("run", "--all-files", "--verbose")
    #expect(run.status == 0, "\(run.said)")
    #expect(run.said.contains("Passed"), "\(run.said)")
    #expect(run.said.contains("1 definition in "), "\(run.said)")
    #expect(run.said.contains("package.json"), "\(run.said)")
    #expect(!run.said.contains("ci.yml"), "\(run.said)")
  }

  @Test func `a commit is refused, and accepted when it is mended`() throws {
    let repository = try PreCommit()
    #expect(try repository.run("install").status == 0)
    try repository.write("a.yaml", Probe.error)
    try repository.write("other.yaml", "other: 1\n")
    try repository.git("add", "--all")
    let refused = try repository.commit()
    #expect(refused.status != 0, "\(refused.said)")
    #expect(refused.said.contains("error[probe/error]: probe error met 'Wrong'"), "\(refused.said)")
    #expect(refused.said.contains("--> a.yaml:2:8"), "\(refused.said)")
    #expect(try repository.git("log", "--oneline").split(separator: "\n").count == 1)
    try repository.write("a.yaml", Probe.clean)
    try repository.git("add", "--all")
    let accepted = try repository.commit()
    #expect(accepted.status == 0, "\(accepted.said)")
    #expect(try repository.git("log", "--oneline").split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    (
      "lost.yaml", "title: Clean\nissuer: {name: A}\noutcomes: [Analyse data.]\n",
      "lacks its marker"
    ),
    (".badgelint.yaml", "policy: 1\npackz: []\n", "unknown key 'packz'"),
    ("broken.json", "{\"badgelint\": 1,\n", "error[structure/syntax]"),
  ])
  func `what looks like a definition or guides the run is no way past the hook`(
    file: String, text: String, words: String
  ) throws {
    let repository = try PreCommit()
    #expect(try repository.run("install").status == 0)
    try repository.write(file, text)
    try repository.git("add", "--all")
    let run = try repository.commit()
    #expect(run.status != 0, "\(run.said)")
    #expect(run.said.contains(words), "\(run.said)")
  }

  @Test func `many files are one run with one summary`() throws {
    let repository = try PreCommit(arguments: "--fail-on=warning")
    for number in 1...150 { try repository.write("d/\(number).yaml", Probe.clean) }
    try repository.git("add", "--all")
    let passed = try repository.run("run", "--all-files", "--verbose")
    #expect(passed.status == 0, "\(passed.said)")
    #expect(passed.said.contains("150 definitions in 15"), "\(passed.said)")
    #expect(passed.said.split(separator: "rules: ").count == 2, "\(passed.said)")
    try repository.write("d/7.yaml", Probe.warning)
    try repository.git("add", "--all")
    let failed = try repository.run("run", "--all-files")
    #expect(failed.status == 1, "\(failed.said)")
    #expect(failed.said.contains("d/7.yaml:2:8"), "\(failed.said)")
  }
}

/// A repository whose commits pass the hook `badgelint-system` of this package.
final class PreCommit {
  private let workspace: Workspace
  private let tool: Tool
  private let git: Tool

  static let isAvailable = Tool("pre-commit") != nil && Tool("git") != nil

  /// - Parameter arguments: Options of the hook, as they stand in a list of YAML.
  init(arguments: String = "") throws {
    tool = try #require(Tool("pre-commit"))
    git = try #require(Tool("git"))
    workspace = try Workspace(hasProbe: false)
    let manifest = try String(
      contentsOf: Program.packageFolder.appending(path: ".pre-commit-hooks.yaml"), encoding: .utf8)
    try workspace.write("hooks/.pre-commit-hooks.yaml", manifest)
    let hooks = workspace.folder.appending(path: "hooks")
    try start(hooks)
    try commitAll(hooks)
    let revision = try Self.output(git, ["rev-parse", "HEAD"], hooks, environment)
    try write(
      ".pre-commit-config.yaml",
      """
      repos:
        - repo: \(hooks.path)
          rev: \(revision)
          hooks:
            - {id: badgelint-system, args: [--as-of=\(Program.day), \(arguments)]}
      """)
    try write(".badgelint.yaml", "policy: 1\npacks: [rules/probe.yaml]\n")
    try write("rules/probe.yaml", Probe.pack)
    try start(folder)
    try commitAll(folder)
  }

  private var folder: URL { workspace.folder.appending(path: "work") }

  /// What pre-commit and git know: nothing of the settings of the machine.
  private var environment: [String: String] {
    get throws {
      let tools = [try Program.binary(), tool.file, git.file].map {
        $0.deletingLastPathComponent().path
      }
      return [
        "PATH": (tools + ["/usr/bin", "/bin"]).joined(separator: ":"),
        "HOME": workspace.folder.path,
        "PRE_COMMIT_HOME": workspace.folder.appending(path: "cache").path,
        "PRE_COMMIT_COLOR": "never",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Test", "GIT_COMMITTER_NAME": "Test",
        "GIT_AUTHOR_EMAIL": "test@example.org", "GIT_COMMITTER_EMAIL": "test@example.org",
      ]
    }
  }

  func write(_ path: String, _ text: String) throws { try workspace.write("work/\(path)", text) }

  /// Runs pre-commit.
  func run(_ arguments: String...) throws -> (status: Int32, said: String) {
    try tool.run(arguments, in: folder, environment: environment)
  }

  /// Commits what is staged, with the hooks.
  func commit() throws -> (status: Int32, said: String) {
    try git.run(["commit", "--message", "change"], in: folder, environment: environment)
  }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try Self.output(git, arguments, folder, environment)
  }

  private func start(_ folder: URL) throws {
    _ = try Self.output(git, ["init", "--quiet", "--initial-branch=main"], folder, environment)
  }

  private func commitAll(_ folder: URL) throws {
    _ = try Self.output(git, ["add", "--all"], folder, environment)
    _ = try Self.output(git, ["commit", "--quiet", "--message", "start"], folder, environment)
  }

  private static func output(
    _ tool: Tool, _ arguments: [String], _ folder: URL, _ environment: [String: String]
  ) throws -> String {
    let run = try tool.run(arguments, in: folder, environment: environment)
    try #require(run.status == 0, "\(arguments): \(run.said)")
    return run.said.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

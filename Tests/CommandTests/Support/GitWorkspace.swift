import Foundation
import Testing

/// A workspace that is a repository of git.
final class GitWorkspace {
  let workspace: Workspace
  private let tool: Tool

  static let isAvailable = Tool("git") != nil

  init() throws {
    workspace = try Workspace(hasProbe: false)
    tool = try #require(Tool("git"))
    try git("init", "--quiet", "--initial-branch=main")
  }

  /// Runs git, whatever the settings of the machine are.
  @discardableResult
  func git(_ arguments: String...) throws -> String {
    let settings = [
      "user.name=Test", "user.email=test@example.org", "commit.gpgSign=false",
      "core.autocrlf=false", "protocol.file.allow=always",
    ]
    let run = try tool.run(
      settings.flatMap { ["-c", $0] } + arguments, in: workspace.folder)
    try #require(run.status == 0, "git \(arguments.joined(separator: " ")): \(run.said)")
    return run.said
  }

  func write(_ path: String, _ text: String) throws { try workspace.write(path, text) }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: workspace.folder.appending(path: path))
  }

  /// Commits everything; the day is that of author and committer.
  func commit(_ message: String = "state", on day: String? = nil) throws {
    try git("add", "--all")
    guard let day else {
      try git("commit", "--quiet", "--allow-empty", "--message", message)
      return
    }
    // A date is given to the committer by the environment only.
    let env = try #require(Tool("env"))
    let run = try env.run(
      [
        "GIT_COMMITTER_DATE=\(day)T12:00:00Z", "git", "-c", "user.name=Test", "-c",
        "user.email=test@example.org", "-c", "commit.gpgSign=false", "commit", "--quiet",
        "--allow-empty", "--date", "\(day)T12:00:00Z", "--message", message,
      ], in: workspace.folder)
    try #require(run.status == 0, "\(run.said)")
  }

  /// Runs the program as on the day of all tests.
  func run(_ arguments: String..., in way: String = ".") throws -> Program.Outcome {
    try Program.run(
      arguments + ["--as-of", Program.day],
      in: way == "." ? workspace.folder : workspace.folder.appending(path: way))
  }
}

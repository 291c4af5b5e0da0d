import Foundation
import Testing

/// What shells offer, and the manual page.
@Suite struct CompletionTests {
  private static let bash = Tool("bash")

  /// Writes the script of a shell.
  private func script(_ shell: String, _ workspace: Workspace) throws -> String {
    let run = try workspace.run("--generate-completion-script", shell)
    try #require(run.status == 0, "\(run.said)")
    try workspace.write("script.\(shell)", run.output)
    return workspace.folder.appending(path: "script.\(shell)").path
  }

  /// What bash offers for the last of some words.
  private func offers(_ words: [String], _ workspace: Workspace) throws -> [String] {
    let bash = try #require(Self.bash)
    let asking = """
      source "$1"; shift
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
      COMP_TYPE=9; COMP_KEY=9
      _badgelint badgelint "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let folder = try Program.binary().deletingLastPathComponent().path
    let run = try bash.run(
      ["-c", asking, "bash", script("bash", workspace), "badgelint"] + words,
      in: workspace.folder, environment: ["PATH": "\(folder):/usr/bin:/bin"])
    #expect(run.status == 0, "\(run.said)")
    return run.said.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  @Test(
    .enabled(if: bash != nil, "left out: bash is not installed"),
    arguments: [
      (["cat"], ["catalogue"]), (["rules", "exp"], ["explain"]),
      (["lint", "--skip"], ["--skip-others"]),
      (["lint", "--pack", "eu"], ["eu-2022", "eu-annex2"]),
      (["coverage", "unesco"], ["unesco-2022"]), (["rules", "test", "my"], ["my-mqa"]),
      (["rules", "explain", "core/credit-hours-g"], ["core/credit-hours-gross"]),
      (["lint", "--as", "open-badges-2"], ["open-badges-2"]),
      (["lint", "--as", "nat"], ["native"]),
      (["lint", "--output", "sa"], ["sarif", "sarif="]),
      (["lint", "--fail-on", "wa"], ["warning"]),
      (["schema", "waiv"], ["waivers"]), (["lint", "prop"], ["proposals"]),
      (["lint", "--policy", "pol"], ["policy.yaml"]),
    ])
  func `bash completes`(words: [String], expected: [String]) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("proposals/a.yaml", Probe.clean)
    try workspace.write("policy.yaml", "policy: 1\n")
    try workspace.write("policy.txt", "")
    #expect(try offers(words, workspace) == expected)
  }

  @Test(
    .enabled(if: bash != nil && GitWorkspace.isAvailable, "left out: bash or git is not installed"))
  func `bash completes revisions`() throws {
    let repository = try GitWorkspace()
    try repository.commit()
    try repository.git("tag", "release-7")
    #expect(try offers(["lint", "--since", "rel"], repository.workspace) == ["release-7"])
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `scripts of shells are right as far as they are installed`(shell: String) throws {
    let workspace = try Workspace(hasProbe: false)
    let path = try script(shell, workspace)
    #expect(try workspace.read("script.\(shell)").contains("skip-others"))
    guard let tool = Tool(shell) else { return }
    let run = try tool.run(["-n", path], in: workspace.folder)
    #expect(run.status == 0, "\(run.said)")
  }

  // MARK: - The manual page

  private func manual(_ workspace: Workspace) throws -> String {
    let help = try workspace.run("--experimental-dump-help")
    try #require(help.status == 0)
    try workspace.write("help.json", help.output)
    let program = try Program.built("make-manual")
    let run = try #require(Tool("sh")).run(
      [
        "-c", "exec \"$1\" \"$2\" < help.json", "sh", program.path,
        Program.packageFolder.appending(path: "Tools/make-manual/sections.mdoc").path,
      ], in: workspace.folder)
    try #require(run.status == 0, "\(run.said)")
    try workspace.write("badgelint.1", run.said)
    return run.said
  }

  @Test func `the manual has every command and option`() throws {
    let workspace = try Workspace(hasProbe: false)
    let page = try manual(workspace)
    let help = try JSONFile(workspace.read("help.json"))
    func check(_ command: [String: Any]) throws {
      for argument in command["arguments"] as? [[String: Any]] ?? [] {
        // What is hidden from the help, for tests, is not promised by the manual.
        guard argument["shouldDisplay"] as? Bool != false else { continue }
        for name in argument["names"] as? [[String: String]] ?? [] {
          guard let name = name["name"], !["h", "help", "version"].contains(name) else { continue }
          #expect(page.contains("\(name.replacing("-", with: "\\-"))"), "\(name)")
        }
      }
      for below in command["subcommands"] as? [[String: Any]] ?? [] {
        let name = try #require(below["commandName"] as? String)
        #expect(
          name == "help" || page.contains("\(name.replacing("-", with: "\\-"))\n"), "\(name)")
        try check(below)
      }
    }
    try check(try #require(help.root["command"] as? [String: Any]))
    for section in ["NAME", "SYNOPSIS", "COMMANDS", "FILES", "EXIT STATUS"] {
      #expect(page.contains(".Sh \(section)\n"))
    }
  }

  @Test(.enabled(if: Tool("groff") != nil, "left out: groff is not installed"))
  func `the manual is set without a warning`() throws {
    let workspace = try Workspace(hasProbe: false)
    _ = try manual(workspace)
    let groff = try #require(Tool("groff"))
    let run = try groff.run(["-mdoc", "-ww", "-z", "-Tutf8", "badgelint.1"], in: workspace.folder)
    #expect(run.status == 0)
    #expect(run.said == "")
    let text = try groff.run(["-mdoc", "-P-cbou", "-Tutf8", "badgelint.1"], in: workspace.folder)
    #expect(text.said.contains("badgelint rules explain [option ...] rules ..."), "\(text.said)")
    #expect(text.said.contains("'badgelint PATH...' is short for"), "\(text.said)")
  }
}

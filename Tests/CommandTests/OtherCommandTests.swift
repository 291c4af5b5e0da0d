import BadgeLint
import Foundation
import Testing

/// The commands beside linting: rules, fields, formats, version and help.
@Suite struct OtherCommandTests {
  @Test(arguments: [["rules"], ["rules", "list"]])
  func `every rule is listed`(_ arguments: [String]) throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try Program.run(arguments, in: workspace.folder)
    #expect(run.status == 0)
    #expect(run.errors == "")
    let lines = run.output.split(separator: "\n").map { line in
      line.split(separator: " ").map(String.init)
    }
    for pack in try Shipped.library.get().packs {
      #expect(
        run.output.contains(
          "\(pack.name): \(pack.title)\(pack.isScheme ? " (scheme)" : "")\n"))
      for rule in pack.rules {
        let line = lines.first { $0.first == rule.id }
        let kind = rule.isJudgement ? "question" : rule.severity.rawValue
        #expect(line?.dropFirst().first == kind, "\(rule.id)")
        #expect(line?.dropFirst(3).joined(separator: " ") == rule.title, "\(rule.id)")
      }
    }
  }

  @Test func `rules of one's own are listed and tested`() throws {
    let workspace = try Workspace()
    let list = try workspace.run("rules", "list", "--pack", ".rules/probe.yaml")
    #expect(list.output.contains("probe: Probe\n"))
    #expect(list.output.contains("probe/warning"))
    let test = try workspace.run("rules", "test", "probe", "--pack", ".rules/probe.yaml")
    #expect(test.output == "probe: 4 rules, 8 examples, 0 failed\n")
    #expect(test.status == 0)
  }

  @Test func `an unknown pack is told by every command that takes packs`() throws {
    let workspace = try Workspace(hasProbe: false)
    let test = try workspace.run("rules", "test", "corr")
    #expect(test.status == 2)
    #expect(test.errors.contains("no pack 'corr'"))
    #expect(test.errors.contains("did you mean 'core'?"))
    let other = try workspace.run("rules", "test", "astronomy")
    let names = try Shipped.library.get().packs.map(\.name).sorted()
    #expect(other.errors.contains("there are: \(names.joined(separator: ", "))"))
    for command in [["rules", "list"], ["rules", "test"]] {
      let run = try Program.run(command + ["--pack", "corr"], in: workspace.folder)
      #expect(run.status == 2, "\(command)")
    }
    for command in [["fields"], ["formats"], ["frameworks"]] {
      let run = try Program.run(command + ["--pack", "corr"], in: workspace.folder)
      #expect(run.status == 2, "\(command)")
    }
  }

  @Test func `credit systems and level frameworks are printed with what is known of them`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try workspace.run("frameworks")
    #expect(run.status == 0)
    #expect(run.output.contains("25 to 30 hours a credit\n"))
    #expect(run.output.contains("10 contact hours a credit\n"))
    #expect(run.output.contains("no hours are fixed for a credit\n"))
    #expect(run.output.contains("  NFQ: National Framework of Qualifications of Ireland\n"))
    #expect(run.output.contains("in IE; compared with the EQF\n"))
  }

  @Test func `all shipped examples pass`() throws {
    let workspace = try Workspace(hasProbe: false)
    let run = try workspace.run("rules", "test", "--as-of", Program.day)
    #expect(run.status == 0, "\(run.said)")
    let lines = run.output.split(separator: "\n")
    #expect(try lines.count == Shipped.library.get().packs.count)
    #expect(lines.allSatisfy { $0.hasSuffix(" 0 failed") })
  }

  @Test func `an example that shows something else fails the test with its place`() throws {
    let workspace = try Workspace()
    let broken = Probe.pack.replacing(
      "fails: [{title: \"Wrong\"}]", with: "fails: [{title: \"Right\"}]")
    try workspace.write("p.yaml", broken)
    let run = try workspace.run("rules", "test", "probe", "--pack", "p.yaml")
    #expect(run.status == 1)
    let line = try #require(broken.split(separator: "\n").firstIndex { $0.contains("Right") }) + 1
    #expect(run.output.contains("p.yaml:\(line):"))
    #expect(run.output.contains("probe/error: an example under 'fails': it passes"))
    #expect(run.output.contains("8 examples, 1 failed"))
  }

  @Test func `every field is printed`() throws {
    let workspace = try Workspace(hasProbe: false)
    let text = try workspace.run("fields")
    let markdown = try workspace.run("fields", "--markdown")
    #expect(text.status == 0)
    #expect(markdown.status == 0)
    let schema = try Shipped.library.get().definition
    let names = schema.types[schema.root].fields.map(\.name)
    #expect(names.contains("workload"))
    let lines = text.output.split(separator: "\n").map { $0.split(separator: " ")[0] }
    for name in names {
      #expect(lines.contains { $0 == name || $0 == "\(name)[]" }, "\(name)")
      #expect(
        markdown.output.contains("| `\(name)` |") || markdown.output.contains("| `\(name)[]` |"),
        "\(name)")
    }
    #expect(lines.contains("outcomes[].text"))
    #expect(text.output.contains("microcredential, badge"))
    let rows = markdown.output.split(separator: "\n")
    #expect(rows.count == lines.count + 2)
    // A bar within a cell would shift the cells behind it.
    for row in rows {
      #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 5, "\(row)")
    }
  }

  @Test func `formats are listed with those of one's own`() throws {
    let run = try Program.run(
      ["formats", "--format-file", "fixtures/formats/module-catalogue.yaml"],
      in: Program.packageFolder)
    #expect(run.status == 0)
    let names = run.output.split(separator: "\n").map { $0.split(separator: " ")[0] }
    #expect(names == ["native", "open-badges-2", "open-badges-3", "module-catalogue"])
    #expect(run.output.contains("Open Badges 3.0\n"))
  }

  @Test func `the version is that of JSON reports`() throws {
    let workspace = try Workspace()
    try workspace.write("a.yaml", Probe.clean)
    let run = try workspace.run("--version")
    #expect(run.status == 0)
    #expect(run.errors == "")
    let parts = run.output.dropLast().split(separator: ".")
    #expect(parts.count == 3 && parts.allSatisfy { Int($0) != nil }, "\(run.output)")
    let report = try JSONFile(workspace.lint("a.yaml", "--output", "json").output)
    #expect(report.root["program"] as? String == "badgelint \(run.output.dropLast())")
  }

  @Test(arguments: [["--help"], ["-h"], ["help"]])
  func `help names commands and statuses`(_ arguments: [String]) throws {
    let run = try Program.run(arguments, in: Program.packageFolder)
    #expect(run.status == 0)
    #expect(run.errors == "")
    for word in ["lint", "rules", "formats", "policy", "fields", "--version", "Exit status"] {
      #expect(run.output.contains(word), "\(word)")
    }
  }

  @Test(arguments: [["lint", "--help"], ["help", "lint"]])
  func `help of linting names its options`(_ arguments: [String]) throws {
    let run = try Program.run(arguments, in: Program.packageFolder)
    #expect(run.status == 0)
    let options = [
      "--pack", "--format-file", "--rules-dir", "--output", "--as", "--fail-on", "--policy",
      "--no-policy", "--exclude", "--no-gitignore", "--stdin-filename", "--as-of", "--quiet",
      "--statistics", "--jobs",
    ]
    for option in options { #expect(run.output.contains("\(option) "), "\(option)") }
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("error, warning, info, never"))
    #expect(run.output.contains(".badgelint.yaml"))
  }

  @Test func `a folder of rules replaces those built in`() throws {
    let workspace = try Workspace(hasProbe: false)
    let copy = workspace.folder.appending(path: "rules")
    try FileManager.default.copyItem(
      at: Program.packageFolder.appending(path: "rules"), to: copy)
    let pack = copy.appending(path: "packs/eu-2022.yaml")
    let text = String(decoding: try Data(contentsOf: pack), as: UTF8.self)
    let title = "The title says what it is, not only a course code"
    try Data(text.replacing(title, with: "Another title").utf8).write(to: pack)
    let run = try workspace.run("rules", "list", "--rules-dir", "rules")
    #expect(run.status == 0, "\(run.said)")
    #expect(run.output.contains("Another title\n"))
    #expect(!run.output.contains(title))
    let shipped = try workspace.run("rules", "list")
    #expect(shipped.output.contains(title))
  }
}

import Foundation
import Testing

/// No option that writes a file puts it in the place of one that the run reads.
@Suite struct OutputTargetTests {
  /// A command with the option that writes, of which `TARGET` is the file.
  struct Writer: CustomTestStringConvertible {
    var arguments: [String]
    /// What it reads beside the policy and what that names.
    var inputs: [String]
    /// The end of the name that the option wants.
    var suffix = ""
    /// How the first of the inputs is written.
    var ways: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(
      _ arguments: String..., inputs: [String] = ["a.yaml"], suffix: String = "",
      ways: [String] = ["itself", "dots", "link", "hard link"]
    ) {
      self.arguments = arguments
      self.inputs = inputs
      self.suffix = suffix
      self.ways = ways
    }
  }

  private static let own = [".badgelint.yaml", ".rules/probe.yaml", "waivers.yaml", "known.yaml"]

  private static let lintFormats = [
    "text", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "markdown", "csv",
  ]

  static let writers: [Writer] = formatWriters + otherWriters

  private static let formatWriters: [Writer] = lintFormats.map { (format: String) -> Writer in
    Writer("lint", "--output", format + "=TARGET", "a.yaml", ways: ["itself"])
  }

  private static let otherWriters: [Writer] = [
    Writer("lint", "--output", "json=TARGET", "a.yaml", inputs: ["a.yaml"] + own),
    Writer("lint", "--output", "json=TARGET", ".", inputs: ["a.yaml", "sub/b.yaml"] + own),
    Writer("lint", "--record", "TARGET", ".", inputs: ["a.yaml", "sub/b.yaml"] + own),
    Writer("lint", "--record", "r.json", "--output", "json=TARGET", ".", inputs: ["a.yaml"] + own),
    Writer(
      "lint", "--output", "json=TARGET", "--format-file", "format.yaml", ".",
      inputs: ["a.yaml", "format.yaml"]),
    Writer(
      "lint", "--baseline", "other.yaml", "--output", "text=TARGET", ".", inputs: ["other.yaml"]),
    Writer("lint", "--policy", "p.yaml", "--output", "text=TARGET", ".", inputs: ["p.yaml"]),
    Writer("lint", "--output", "text=TARGET", "badge.json", inputs: ["badge.json"]),
    Writer("report", "-o", "TARGET", "a.yaml", inputs: ["a.yaml"] + own),
    Writer("report", "-o", "TARGET", ".", inputs: ["a.yaml", "sub/b.yaml"] + own),
    Writer("label", "--output", "svg=TARGET", "a.yaml", inputs: ["a.yaml"] + own),
    Writer("label", "--output", "text=TARGET", ".", inputs: ["a.yaml", "badge.json"] + own),
    Writer("alignment", "--output", "json=TARGET", ".", inputs: ["a.yaml"] + own),
    Writer("catalogue", "--output", "text=TARGET", ".", inputs: ["a.yaml", "badge.json"] + own),
    Writer("catalogue", "--output", "json=TARGET", "a.yaml", inputs: ["a.yaml"] + own),
    Writer("catalogue", "--profiles", "TARGET", ".", inputs: ["a.yaml", "sub/b.yaml"] + own),
    Writer(
      "catalogue", "--graph", "TARGET", ".", inputs: ["a.yaml", "sub/b.yaml"], suffix: ".svg"),
    Writer("catalogue", "--graph", "TARGET", ".", inputs: ["a.yaml"], suffix: ".dot"),
    Writer(
      "catalogue", "--from-profiles", "profiles.jsonl", "--output", "text=TARGET",
      inputs: ["profiles.jsonl"]),
    Writer(
      "catalogue", "--pairs", "pairs.jsonl", "--output", "text=TARGET", ".", inputs: ["pairs.jsonl"]
    ),
    Writer(
      "catalogue", "--json-lines", "--profiles", "TARGET", "lines.jsonl", inputs: ["lines.jsonl"]),
    Writer(
      "diff", "--output", "text=TARGET", "a.yaml", "sub/b.yaml", inputs: ["a.yaml", "sub/b.yaml"]),
    Writer(
      "diff", "--output", "json=TARGET", "sub", "new", inputs: ["sub/b.yaml", "new/b.yaml"] + own),
    Writer(
      "baseline", "--file", "TARGET", ".", inputs: ["a.yaml", ".badgelint.yaml", "waivers.yaml"]),
    Writer("new", "--no-questions", "TARGET", inputs: ["a.yaml", ".badgelint.yaml"]),
  ]

  private static let badge = """
    {"@context": "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "type": "Achievement", "id": "urn:a", "name": "A", "criteria": {"narrative": "Do."}}

    """

  /// What `catalogue --profiles` writes of a definition.
  private static let profiles = Result {
    let workspace = try Workspace(policy: "")
    let made = try workspace.run("catalogue", "--profiles", "profiles.jsonl", "a.yaml")
    #expect(made.status <= 1)
    return try workspace.read("profiles.jsonl")
  }

  private func workspace() throws -> Workspace {
    let workspace = try Workspace(policy: "waivers: waivers.yaml\nbaseline: known.yaml\n")
    try workspace.write("new/b.yaml", Probe.clean)
    try workspace.write("badge.json", Self.badge)
    try workspace.write("lines.jsonl", Self.badge)
    try workspace.write("p.yaml", "policy: 1\n")
    try workspace.write("waivers.yaml", "waivers: 1\n")
    for name in ["known.yaml", "other.yaml"] {
      try workspace.write(name, "baseline: 1\nfiles: {}\n")
    }
    try workspace.write(
      "format.yaml",
      try String(
        decoding: Data(
          contentsOf: Program.packageFolder.appending(path: "fixtures/formats/activity-badges.yaml")
        ),
        as: UTF8.self))
    try workspace.write("profiles.jsonl", Self.profiles.get())
    try workspace.write("pairs.jsonl", "")
    return workspace
  }

  @Test(arguments: writers) func `inputs stay as they are`(_ writer: Writer) throws {
    for (position, input) in writer.inputs.enumerated() {
      // How a path is written does not hang on what the file holds.
      for way in position == 0 ? writer.ways : ["itself"] {
        let workspace = try workspace()
        var target = input
        switch way {
        case "dots": target = "./sub/../" + input
        case "link":
          target = "target\(writer.suffix)"
          try workspace.link(target, to: input)
        case "hard link":
          target = "target\(writer.suffix)"
          try FileManager.default.linkItem(
            at: workspace.folder.appending(path: input),
            to: workspace.folder.appending(path: target))
        default: break
        }
        // A name without the end that the option wants is refused for that.
        let before = try workspace.read(input)
        let run = try Program.run(
          writer.arguments.map { $0.replacing("TARGET", with: target) }, in: workspace.folder)
        #expect(try workspace.read(input) == before, "\(input) by \(way): \(run.said)")
        #expect(run.status == 2 || way == "hard link", "\(input) by \(way): \(run.said)")
      }
    }
  }

  @Test(arguments: [
    ["lint", "--output", "json=a.yaml", "-"], ["report", "-o", "a.yaml", "-"],
    ["label", "--output", "text=a.yaml", "-"],
  ]) func `what is read by redirection stays as it is`(_ arguments: [String]) throws {
    let workspace = try workspace()
    let before = try workspace.read("a.yaml")
    let run = try Program.run(
      arguments, in: workspace.folder, inputFile: workspace.folder.appending(path: "a.yaml"))
    #expect(run.status == 2, "\(run.said)")
    #expect(run.errors.contains("no report was written"), "\(run.said)")
    #expect(try workspace.read("a.yaml") == before)
  }

  @Test(arguments: [["lint", "--output", "json=TARGET"], ["report", "-o", "TARGET"]])
  func `a definition that is not read this time stays as it is`(_ arguments: [String]) throws {
    let workspace = try workspace()
    for target in ["sub/b.yaml", "badge.json"] {
      let before = try workspace.read(target)
      let run = try Program.run(
        arguments.map { $0.replacing("TARGET", with: target) } + ["a.yaml"], in: workspace.folder)
      #expect(run.status == 2, "\(run.said)")
      #expect(run.errors.contains("no report was written"), "\(run.said)")
      #expect(try workspace.read(target) == before)
    }
  }

  @Test func `a definition that is too long to be judged stays as it is`() throws {
    let workspace = try workspace()
    let long = Probe.clean + "criteria: \"" + String(repeating: "word ", count: 2 << 20) + "\"\n"
    try workspace.write("long.yaml", long)
    let run = try Program.run(
      ["lint", "a.yaml", "--output", "json=long.yaml"], in: workspace.folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("no report was written"), "\(run.said)")
    #expect(try workspace.read("long.yaml") == long)
  }

  @Test func `figures over time go over no definition`() throws {
    try #require(GitWorkspace.isAvailable)
    let repository = try GitWorkspace()
    try repository.write("a.yaml", Probe.clean)
    try repository.write(".badgelint.yaml", "policy: 1\n")
    try repository.commit()
    for target in ["a.yaml", ".badgelint.yaml"] {
      let run = try repository.run("trend", "--output", "csv=\(target)", ".")
      #expect(run.status == 2, "\(run.said)")
      #expect(run.errors.contains("no report was written"))
    }
    #expect(try repository.workspace.read("a.yaml") == Probe.clean)
    #expect(try repository.run("trend", "--output", "csv=t.csv", ".").status == 0)
    #expect(
      try repository.run("trend", "--output", "csv=t.csv", ".").status == 0,
      "a report may be renewed")
  }

  @Test func `reports of earlier runs are written anew`() throws {
    let workspace = try workspace()
    for arguments in [
      ["lint", "--output", "json=r.json", "."], ["catalogue", "--output", "json=c.json", "."],
      ["catalogue", "--profiles", "p.jsonl", "a.yaml"], ["catalogue", "--graph", "g.svg", "."],
      ["diff", "--output", "json=d.json", "sub", "new"],
      ["label", "--output", "json=l.json", "a.yaml"],
      ["report", "-o", "r.html", "a.yaml"], ["baseline", "--file", "b.yaml", "a.yaml"],
    ] {
      for _ in 0..<2 {
        let run = try Program.run(arguments, in: workspace.folder)
        #expect(!run.errors.contains("no report was written"), "\(arguments): \(run.said)")
        #expect(run.status <= 1 || arguments[0] == "catalogue", "\(arguments): \(run.said)")
      }
    }
  }
}

import Foundation
import Testing

/// `badgelint catalogue`: what it takes, refuses and writes.
@Suite struct CatalogueCommandTests {
  private static let outcome =
    "outcomes: [Write a letter that asks for one thing and gives the reason for asking.]\n"
  private static func definition(_ id: String, _ rest: String = outcome) -> String {
    "badgelint: 1\nid: \(id)\ntitle: The \(id)\n\(rest)"
  }

  @Test func `findings fail the run at their severity`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("a"))
    try workspace.write("b.yaml", Self.definition("b"))
    let run = try workspace.run("catalogue", ".")
    #expect(run.status == 0)
    #expect(run.output.contains("warning[catalogue/near-duplicate]: b: says word for word"))
    #expect(run.output.contains("--> b.yaml:3"))
    #expect(run.output.contains("::: a.yaml:3: a, the other one"))
    #expect(try workspace.run("catalogue", ".", "--fail-on", "warning").status == 1)
    // Names of files change nothing but the names.
    let quiet = try workspace.run("catalogue", ".", "--quiet")
    #expect(!quiet.output.contains("near-duplicate]"))
    #expect(quiet.output.contains("2 definitions: 1 warning"))
  }

  @Test func `a register of waivers holds for catalogues`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("a"))
    try workspace.write("b.yaml", Self.definition("b"))
    func run(_ entry: String, _ options: String...) throws -> Program.Outcome {
      try workspace.write(
        "waivers.yaml",
        "waivers: 1\nentries:\n  - {rule: catalogue/near-duplicate, reason: for a partner, \(entry)}\n"
      )
      return try Program.run(
        ["catalogue", ".", "--fail-on", "warning"] + options, in: workspace.folder)
    }
    let waived = try run("definition: b", "--output", "text", "--output", "json=c.json")
    #expect(waived.status == 0)
    #expect(!waived.output.contains("near-duplicate]"))
    #expect(waived.output.contains("2 definitions: nothing else found\n"))
    #expect(waived.output.contains("waived: 1 finding by register\n"))
    let json = try JSONFile(try workspace.read("c.json"))
    let finding = try #require(try json.objects("findings").first)
    #expect((finding["waived"] as? [String: String])?["reason"] == "for a partner")
    #expect(try run("file: b.yaml").status == 0)
    let aside = try run("definition: b", "--no-waivers")
    #expect(aside.status == 1)
    #expect(aside.output.contains("waivers were left aside"))
    let late = try run("definition: b, until: 2026-10-31")
    #expect(late.status == 1)
    #expect(late.output.contains("waivers.yaml:3: the waiver of catalogue/near-duplicate ran out"))
    // The finding is shown at the later one.
    let unused = try run("definition: a")
    #expect(unused.status == 1)
    #expect(unused.output.contains("waivers.yaml:3: nothing was found that this waiver"))
    #expect(!(try run("definition: elsewhere").output.contains("nothing was found that")))
  }

  @Test func `a quiet run and a failed one name no idle rules`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("a"))
    #expect(try workspace.run("catalogue").output.contains("these nowhere"))
    #expect(!(try workspace.run("catalogue", "-q").output.contains("these nowhere")))
    #expect(!(try workspace.run("catalogue", "missing").output.contains("nowhere:")))
  }

  @Test func `a policy chooses and changes rules over catalogues`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("a"))
    try workspace.write("b.yaml", Self.definition("b"))
    let policy = "policy: 1\nrules: {catalogue/near-duplicate: error}\n"
    try workspace.write(".badgelint.yaml", policy)
    #expect(try workspace.run("catalogue").status == 1)
    try workspace.write(".badgelint.yaml", "policy: 1\nrules: {catalogue/near-duplicate: off}\n")
    let off = try workspace.run("catalogue")
    #expect(off.status == 0)
    #expect(off.output.contains("nothing found"))
    // The same policy holds for lint, where the rule has nothing to judge.
    #expect(try workspace.run("lint", ".").errors == "")
    try workspace.write(".badgelint.yaml", "policy: 1\nrules: {catalogue/near-duplicat: off}\n")
    let wrong = try workspace.run("catalogue")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("there is no rule 'catalogue/near-duplicat'"))
    #expect(wrong.errors.contains("did you mean 'catalogue/near-duplicate'?"))
  }

  @Test func `what cannot be read fails the run and is named`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("a"))
    try workspace.write("broken.yaml", "badgelint: 1\ntitle: [\n")
    let run = try workspace.run("catalogue", ".")
    #expect(run.status == 2)
    #expect(run.output.contains("failure: broken.yaml:"))
    let json = try workspace.run("catalogue", ".", "--output", "json")
    #expect(json.status == 2)
    #expect(json.errors.contains("broken.yaml:"))
    #expect(try JSONFile(json.output).strings("failures").count == 1)
    #expect(try workspace.run("catalogue", "missing").status == 2)
    try workspace.write("empty/list.yaml", "- a\n")
    try workspace.write("empty/other.yaml", "- b\n")
    let empty = try workspace.run("catalogue", "empty")
    #expect(empty.status == 2)
    #expect(empty.output.contains("no definition was found in 2 file(s) of empty"))
    try workspace.write("none/readme.txt", "nothing")
    #expect(
      try workspace.run("catalogue", "none").output.contains("no YAML or JSON file was found"))
  }

  @Test func `profiles of several machines give the report of one`() throws {
    let workspace = try Workspace(hasProbe: false)
    for name in ["a", "b", "c", "d"] {
      try workspace.write("\(name).yaml", Self.definition(name, name == "d" ? "" : Self.outcome))
    }
    let whole = try workspace.run("catalogue", ".", "--output", "json")
    for (number, files) in [["a.yaml", "d.yaml"], ["b.yaml", "c.yaml"]].enumerated() {
      let part = try workspace.run("catalogue", files[0], files[1], "--profiles", "-")
      #expect(part.status == 0)
      #expect(part.errors == "")
      try workspace.write("p\(number).jsonl", part.output)
    }
    for files in [["p0.jsonl", "p1.jsonl"], ["p1.jsonl", "p0.jsonl"]] {
      let merged = try workspace.run(
        "catalogue", "--output", "json", "--from-profiles", files[0], files[1])
      #expect(merged.output == whole.output)
      #expect(merged.status == whole.status)
    }
    let profiles = try workspace.read("p0.jsonl")
    let piped = try workspace.run("catalogue", "--from-profiles", "-", input: profiles)
    #expect(piped.status == 0)
    #expect(piped.output.contains("2 definitions"))
  }

  @Test func `lines of JSON are definitions with the number of their line`() throws {
    let workspace = try Workspace(hasProbe: false)
    let outcome = #""outcomes": ["Write a letter that asks for one thing and gives the reason."]"#
    let lines = ["a", "b"].map { #"{"badgelint": 1, "id": "\#($0)", "title": "T", \#(outcome)}"# }
    let text = lines[0] + "\n\n" + lines[1] + "\r\n"
    let run = try workspace.run("catalogue", "--json-lines", "-", input: text)
    #expect(run.status == 0)
    #expect(run.output.contains("--> <stdin>:3"))
    #expect(run.output.contains("::: <stdin>:1: a"))
    try workspace.write("d.jsonl", text + "{\"x\": 1}\nnot json at all: [\n")
    let wrong = try workspace.run("catalogue", "--json-lines", "d.jsonl")
    #expect(wrong.status == 2)
    #expect(wrong.output.contains("failure: d.jsonl:4 is no definition"))
    #expect(wrong.output.contains("failure: d.jsonl:5 "))
  }

  @Test func `what another search found is judged`() throws {
    let workspace = try Workspace(hasProbe: false)
    for name in ["a", "b"] { try workspace.write("\(name).yaml", Self.definition(name)) }
    try workspace.write(
      "pairs.jsonl", #"{"alike": [["a.yaml", 3], ["b.yaml", 3]], "likeness": 0.9}"#)
    let run = try workspace.run("catalogue", ".", "--pairs", "pairs.jsonl", "--exclude", "*.jsonl")
    #expect(run.output.contains("90 % of their word pairs"))
    for (line, message) in [
      (#"{"alike": [["a.yaml", 3], ["x.yaml", 2]], "likeness": 0.9}"#, "no profile of x.yaml:2"),
      (#"{"alike": [["a.yaml", 3]], "likeness": 0.9}"#, "names two definitions"),
      ("{}", "expected 'alike'"), ("x", "one JSON object"),
    ] {
      try workspace.write("pairs.jsonl", line)
      let wrong = try workspace.run("catalogue", "a.yaml", "b.yaml", "--pairs", "pairs.jsonl")
      #expect(wrong.status == 2)
      #expect(wrong.output.contains("failure: pairs.jsonl:1: "), "\(wrong.said)")
      #expect(wrong.output.contains(message), "\(wrong.said)")
    }
  }

  @Test func `lines that are no profiles, and files without any, fail the run`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("p.jsonl", "{\"profile\": 1}\n")
    let run = try workspace.run("catalogue", "--from-profiles", "p.jsonl")
    #expect(run.status == 2)
    #expect(run.output.contains("failure: p.jsonl:1: is no profile"))
    try workspace.write("empty.jsonl", "\n")
    let empty = try workspace.run("catalogue", "--from-profiles", "empty.jsonl")
    #expect(empty.status == 2)
    #expect(empty.output.contains("empty.jsonl holds no profiles"))
    let missing = try workspace.run("catalogue", "--from-profiles", "missing.jsonl")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("missing.jsonl"))
  }

  @Test(arguments: [
    ["--from-profiles", "p.jsonl", "--json-lines"], ["--profiles", "-", "--output", "json"],
    ["--graph", "picture.png"], ["--jobs", "0"], ["--output", "svg"],
  ])
  func `options that exclude each other`(_ options: [String]) throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", Self.definition("a"))
    let run = try Program.run(["catalogue"] + options, in: workspace.folder)
    #expect(run.status == 2)
    #expect(run.output == "")
  }

  @Test func `pictures are written, escaped, and never over what cannot be replaced`() throws {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write(
      "a.yaml",
      "badgelint: 1\nid: \"a<b>&\\\"c\"\ntitle: T\nstacking: {into: [{title: \"<script>\"}]}\n")
    let run = try workspace.run(
      "catalogue", "a.yaml", "--graph", "g.svg", "--graph", "g.dot")
    #expect(run.status == 0)
    let svg = try workspace.read("g.svg")
    #expect(svg.contains("&lt;script&gt;"))
    #expect(!svg.contains("<script>"))
    #expect(try workspace.read("g.dot").contains(#"label="<script>"#))
    let nowhere = try workspace.run("catalogue", "a.yaml", "--graph", "no/where/g.svg")
    #expect(nowhere.status == 2)
    #expect(nowhere.errors.contains("no/where/g.svg"))
  }
}

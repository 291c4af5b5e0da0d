import Foundation
import Testing

@testable import BadgeLintCommand

/// Hover, completion and symbols.
@Suite struct HelpTests {
  private let uri = "untitled:a"

  private func hover(_ marked: String, _ capabilities: [String: Any]? = nil) throws -> String? {
    let session = try EditorSession(capabilities: capabilities ?? EditorSession.capabilities())
    let place = try Marked(marked)
    try session.open(uri, place.text)
    let answer = try session.request(
      "textDocument/hover", session.at(uri, place.line, place.character))
    let contents = (answer as? [String: Any])?["contents"] as? [String: Any]
    return contents?["value"] as? String
  }

  // MARK: - Hover

  @Test func `a key is explained with what rules ask of it`() throws {
    let text = try #require(try hover("badgelint: 1\nassessments:\n  - {typ‸e: quiz}\n"))
    #expect(text.hasPrefix("**assessments.type**: Form of assessment"))
    #expect(text.contains("written-examination"))
    let credit = try #require(try hover("badgelint: 1\ncre‸dit: 3 ECTS\n"))
    #expect(
      credit.contains("`core/credit-without-system`") && credit.contains("`ceterms:creditValue`"))
    #expect(credit.contains("Schemes with rules over it: ") && credit.contains("`us-ceu`"))
  }

  @Test func `names of frameworks, systems and schemes say what they stand for`() throws {
    #expect(try hover("badgelint: 1\ncredit: 3 EC‸TS\n")?.contains("25 to 30 hours") == true)
    #expect(try hover("badgelint: 1\nlevel: SCQF‸ 9\n")?.contains("Scottish") == true)
    #expect(try hover("badgelint: 1\nschemes: [cm‸f]\n")?.contains("**cmf**") == true)
    #expect(try hover("badgelint: 1\nkind: ba‸dge\n")?.contains("is one of") == true)
  }

  @Test func `a finding is explained where it stands`() throws {
    let text = try #require(try hover("badgelint: 1\ntitle: X\nassesm‸ents: none\n"))
    #expect(text.contains("**error structure/unknown-field**: unknown field 'assesments'"))
    #expect(text.contains("**why**: ") && text.contains("**fix**: "))
  }

  @Test func `what others wrote is escaped, and plain text stays plain`() throws {
    let marked = "badgelint: 1\ntitle: X\n\"<b>*assess‸ments*\": none\n"
    #expect(try hover(marked)?.contains("&lt;b&gt;\\*assess") == true)
    #expect(try hover(marked, [:])?.contains("'<b>*assess") == true)
    #expect(try hover("badgelint: 1\ncre‸dit: 1\n", [:])?.hasPrefix("credit: Credit in") == true)
  }

  @Test func `a rule is explained in a waiver, a field of another format by its own`() throws {
    #expect(
      try hover("badgelint: 1\ntitle: X # badgelint: allow core/ki‸nd-missing -- so\n")?
        .hasPrefix("**core/kind\\-missing**") == true
        || (try hover("badgelint: 1\ntitle: X # badgelint: allow core/ki‸nd-missing -- so\n"))?
          .hasPrefix("**core/kind-missing**") == true
    )
    let badge =
      "{\"@context\": \"https://w3id.org/openbadges/v2\", \"type\": \"BadgeClass\", \"name\": \"Ba‸dge\"}"
    #expect(try hover(badge)?.contains("**title**") == true)
  }

  @Test(arguments: ["version: 3\nser‸vices: 1\n", "badgelint: 1\n\n‸\n", "bad: [‸"])
  func `where nothing is known nothing is said`(marked: String) throws {
    #expect(try hover(marked) == nil)
  }

  @Test func `a text that breaks further down is explained above, by its lines`() throws {
    let cases = [
      ("badgelint: 1\nti‸tle: X\nissuer: {name: [\n", "**title**: "),
      ("badgelint: 1\nkind: ba‸dge\nissuer: {name: [\n", "**badge** is one of"),
      ("badgelint: 1\ncredit: 3 EC‸TS\nissuer: {name: [\n", "**ECTS**"),
      ("badgelint: 1\nissuer: {coun‸try: DE, name: X}\n\tx: 1\n", "**issuer.country**: "),
      (
        "badgelint: 1\noutcomes:\n  - id: A\n    te‸xt: a\n bad\n x: [\n", "**outcomes.text**: "
      ),
      ("policy: 1\nfail‸On: error\nrules: {a\n", "**failOn**: "),
      ("{\"badgelint\": 1,\n\"ti‸tle\": \"X\",\n\"kind\"\n", "**title**: "),
    ]
    for (marked, begin) in cases {
      #expect(try hover(marked)?.hasPrefix(begin) == true, "\(marked)")
    }
    for marked in ["other: 1\nti‸tle: X\nissuer: {name: [\n", "badgelint: 1\n# ti‸tle: X\na: [\n"] {
      #expect(try hover(marked) == nil, "\(marked)")
    }
  }

  // MARK: - Completion

  private func complete(
    _ marked: String, _ capabilities: [String: Any]? = nil
  ) throws -> [(label: String, text: String, item: [String: Any])] {
    let session = try EditorSession(capabilities: capabilities ?? EditorSession.capabilities())
    let place = try Marked(marked)
    try session.open(uri, place.text)
    let answer = try session.request(
      "textDocument/completion", session.at(uri, place.line, place.character))
    let list = try #require(answer as? [String: Any])
    #expect(list["isIncomplete"] as? Bool == false)
    return try #require(list["items"] as? [[String: Any]]).map { item in
      let edit = try #require(item["textEdit"] as? [String: Any])
      return (
        try #require(item["label"] as? String), try #require(edit["newText"] as? String), item
      )
    }
  }

  @Test func `keys that are not there yet, wherever they may stand`() throws {
    let top = try complete("badgelint: 1\ntitle: X\nti‸\nkind: badge\n").map(\.label)
    #expect(top.contains("id") && !top.contains("title") && !top.contains("kind"))
    let cases: [(String, [String])] = [
      (
        "badgelint: 1\nworkload:\n  hours: 3\n  ‸\ntitle: X\n",
        ["contact", "independent", "assessment", "parts", "weeks"]
      ),
      ("badgelint: 1\noutcomes:\n  - id: LO1\n    ‸\n", ["text", "type", "skills"]),
      ("badgelint: 1\noutcomes:\n  - ‸\n", ["id", "text", "type", "skills"]),
      (
        "badgelint: 1\noutcomes:\n- {id: A, text: B}\n- {id: LO2, ‸\ntitle: X\n",
        ["text", "type", "skills"]
      ),
      ("badgelint: 1\noutcomes: [{id: LO1, ‸, text: X}]\n", ["type", "skills"]),
      (
        "{\"badgelint\": 1, \"delivery\": {\"mode\": \"online\", \"‸\"}}",
        ["participation", "location"]
      ),
      ("‸", ["badgelint"]),
      ("version: 3\n‸", []),
      ("‸\ntitle: X\nissuer: {name: Y}\noutcomes: [Do it.]\n", ["badgelint"]),
      ("badgelint: 1\ndescription: >\n  words ‸\n", []),
      ("badgelint: 1\ndescription: words\n  and ‸\n", []),
      ("badgelint: 1\nissuer: X\n  ‸\n", []),
      ("badgelint: 1\nx-own:\n  ‸\n", []),
    ]
    for (marked, labels) in cases {
      #expect(try complete(marked).map(\.label) == labels, "\(marked)")
    }
  }

  @Test func `values of lists, frameworks, systems, schemes and ids`() throws {
    #expect(try complete("badgelint: 1\ndelivery: ‸\n").map(\.label).contains("blended"))
    #expect(try complete("badgelint: 1\nlevel: EQ‸\n").contains { $0.label == "EQF 6" })
    #expect(try complete("badgelint: 1\ncredit: 6 ‸\n").contains { $0.text == "6 ECTS" })
    #expect(try complete("badgelint: 1\nschemes:\n  - ‸\n").contains { $0.label == "us-ceu" })
    #expect(try complete("badgelint: 1\ntranscript: ‸").map(\.label) == ["true", "false"])
    let levels = try complete("badgelint: 1\nlevel: {framework: FHEQ, value: ‸}\n")
    #expect(levels.map(\.label) == ["4", "5", "6", "7", "8"])
    let ids = """
      badgelint: 1
      outcomes:
        - {id: LO1, text: Analyse a data set.}
        - id: LO2
          text: Design a dashboard.
      assessments:
        - type: project
          outcomes: [LO1, ‸
      """
    let found = try complete(ids)
    #expect(found.map(\.label) == ["LO2"])
    #expect(found.last?.item["detail"] as? String == "Design a dashboard.")
  }

  @Test(arguments: [
    "\"kind\": \"ba‸\n\"badgelint\": 1\n}", "\"badgelint\": 1,\n\"kind\": ‸wrong\n}",
    "\"badgelint\": 1,\n\"kind\": wr‸ong,\n\"title\": \"X\"}", "\"badgelint\": 1\n\"kind\": \"‸\"",
    "\"badgelint\": 1,\n\"level\": {\"value\":},\n\"kind\": \"‸",
    "\"badgelint\": 1, \"kind\": \"wr‸ong\"}",
    "\"badgelint\": 1,\n\"title\": \"unfinished\n\"kind\": b‸",
  ]) func `a value in JSON that is wrong or unfinished is completed`(rest: String) throws {
    let marked = "{\n\(rest)"
    let items = try complete(marked)
    let item = try #require(items.first { $0.label == "badge" }, "\(items.map(\.label))")
    // What was written is replaced, and the value is a whole text.
    let place = try Marked(marked)
    let edit = try #require(item.item["textEdit"] as? [String: Any])
    let range = try #require(edit["range"] as? [String: [String: Int]])
    var lines = place.text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    let from = try #require(range["start"]?["character"])
    let to = try #require(range["end"]?["character"])
    lines[place.line].replaceSubrange(from..<to, with: Array(item.text))
    #expect(String(lines[place.line]).contains("\"kind\": \"badge\""))
    #expect(!String(lines[place.line]).contains("ong"))
  }

  @Test func `a wrong value does not hide from editors what would be right`() throws {
    func filters(_ marked: String) throws -> Set<String?> {
      Set(try complete(marked).map { $0.item["filterText"] as? String })
    }
    #expect(try filters("badgelint: 1\nkind: xyz‸\n") == ["xyz"])
    #expect(try filters("badgelint: 1\nkind: ba‸\n").contains("badge"))
  }

  @Test func `where a value has ended nothing is offered, and after a forgotten comma a key`()
    throws
  {
    #expect(try complete("{\n\"badgelint\": 1,\n\"kind\": \"badge\"‸\n}").isEmpty)
    #expect(try complete("{\n\"badgelint\": 1,\n\"delivery\": {}‸\n}").isEmpty)
    let keys = try complete("{\n\"badgelint\": 1,\n\"delivery\": {\n\"mode\": 3\n\"par‸\n}}")
    #expect(keys.map(\.label) == ["participation", "location"])
  }

  @Test func `what a list has already is not offered again`() throws {
    let outcomes =
      "badgelint: 1\noutcomes:\n  - {id: A, text: x}\n  - {id: B, text: x}\nassessments:\n"
    #expect(try complete("\(outcomes)  - outcomes: [A, ‸]\n").map(\.label) == ["B"])
    #expect(try complete("\(outcomes)  - outcomes: [‸, B]\n").map(\.label) == ["A"])
    #expect(try complete("\(outcomes)  - outcomes:\n      - A\n      - ‸\n").map(\.label) == ["B"])
    #expect(try complete("\(outcomes)  - outcomes: [A‸]\n").map(\.label) == ["A", "B"])
    // Another list is another list.
    #expect(
      try complete("\(outcomes)  - outcomes: [A]\n  - outcomes: [‸]\n").map(\.label) == ["A", "B"])
    #expect(
      try !complete("badgelint: 1\nschemes: [cmf, ‸]\n").map(\.label).contains("cmf"))
  }

  @Test func `what is inserted is sound where it stands`() throws {
    func text(_ marked: String, _ label: String, _ capabilities: [String: Any]? = nil) throws
      -> String?
    {
      try complete(marked, capabilities).first { $0.label == label }?.text
    }
    #expect(try text("badgelint: 1\nkind:‸\n", "badge") == " badge")
    #expect(try text("{\"badgelint\": 1, \"kind\": ‸}", "badge") == "\"badge\"")
    #expect(try text("{\"badgelint\": 1, \"kind\": \"‸}", "badge") == "badge\"")
    #expect(try text("{\"badgelint\": 1, ‸}", "kind") == "\"kind\": ")
    #expect(try text("badgelint: 1\nissuer: {country: ‸}\n", "NO") == "\"NO\"")
    #expect(try text("badgelint: 1\nki‸: badge\n", "kind") == "kind")
    #expect(try text("badgelint: 1\n‸", "workload") == "workload: ")
    #expect(try text("badgelint: 1\n‸", "quality") == "quality:\n  ")
    #expect(try text("badgelint: 1\n‸", "outcomes") == "outcomes:\n  - ")
    #expect(try text("badgelint: 1\n‸", "outcomes", [:]) == "outcomes: ")
    let snippet = try complete("badgelint: 1\n‸").first { $0.label == "standards" }
    #expect(snippet?.text == "standards: [$0]" && snippet?.item["insertTextFormat"] as? Int == 2)
    let plain = try complete("badgelint: 1\n‸", [:]).first { $0.label == "standards" }
    #expect(plain?.text == "standards: " && plain?.item["insertTextFormat"] as? Int == 1)
  }

  @Test func `waivers and policies name rules and packs`() throws {
    let waiver = try complete("badgelint: 1\nassesments: none # badgelint: allow structure/u‸\n")
    #expect(waiver.prefix(6).contains { $0.label == "structure/unknown-field" })
    #expect(waiver.count > 100)
    #expect(try complete("badgelint: 1\n# ‸\n").map(\.label) == ["badgelint: allow "])
    #expect(try complete("badgelint: 1\n# badgelint: allow a/b -- be‸\n").isEmpty)
    #expect(try complete("policy: 1\npacks: [‸]\n").contains { $0.label == "eu-2022" })
    #expect(
      try complete("policy: 1\nrules:\n  core/‸\n").contains { $0.text == "core/kind-missing: " })
    #expect(
      try complete("policy: 1\nfailOn: ‸\n").map(\.label) == ["error", "warning", "info", "never"])
  }

  // MARK: - Symbols

  @Test func `definitions with their parts, also of other clients and formats`() throws {
    let text = """
      badgelint: 1
      id: a
      title: First
      outcomes:
        - {id: LO1, text: Do it.}
        - Do more.
      ---
      badgelint: 1
      title: Second
      """
    let session = try EditorSession()
    try session.open(uri, text)
    let found = try #require(
      try session.request("textDocument/documentSymbol", ["textDocument": ["uri": uri]])
        as? [[String: Any]])
    #expect(found.map { $0["name"] as? String } == ["First", "Second"])
    let children = try #require(found.first?["children"] as? [[String: Any]])
    #expect(children.map { $0["name"] as? String } == ["outcomes"])
    let outcomes = try #require(children.first?["children"] as? [[String: Any]])
    #expect(outcomes.map { $0["name"] as? String } == ["LO1", "Do more."])
    #expect(outcomes.map { $0["detail"] as? String } == ["Do it.", nil])
    try session.open("untitled:b", "badgelint: 1\nissuer: {name: X}\n")
    let untitled = try session.request(
      "textDocument/documentSymbol", ["textDocument": ["uri": "untitled:b"]])
    #expect(
      (untitled as? [[String: Any]])?.first?["name"] as? String == "definition without a title")
    let flat = try EditorSession(capabilities: [:])
    try flat.open(uri, text)
    let list = try #require(
      try flat.request("textDocument/documentSymbol", ["textDocument": ["uri": uri]])
        as? [[String: Any]])
    #expect(
      list.compactMap { $0["containerName"] as? String } == ["First", "outcomes", "outcomes"])
  }

  @Test func `ids of definitions that are open are suggested for larger credentials`() throws {
    let session = try EditorSession()
    try session.open("untitled:b", "badgelint: 1\nid: data-skills\ntitle: B\n")
    _ = try session.diagnostics("untitled:b")
    let place = try Marked("badgelint: 1\nid: a\nstacking: {into: [‸\n")
    try session.open(uri, place.text)
    let answer = try session.request(
      "textDocument/completion", session.at(uri, place.line, place.character))
    let items = (answer as? [String: Any])?["items"] as? [[String: Any]]
    #expect(items?.map { $0["label"] as? String } == ["data-skills", "none"])
  }
}

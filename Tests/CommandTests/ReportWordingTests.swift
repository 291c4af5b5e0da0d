import Foundation
import Testing

/// What the report for a committee says to people who have never seen a definition.
@Suite struct ReportWordingTests {
  private static let head = "badgelint: 1\nid: one\ntitle: The One\nlanguage: en\n"

  private static func page(
    _ files: [String: String], _ arguments: String..., hasProbe: Bool = false
  ) throws -> String {
    let workspace = try Workspace(hasProbe: hasProbe)
    for (name, text) in files { try workspace.write(name, text) }
    let run = try Program.run(
      ["report", "--as-of", Program.day] + (arguments.isEmpty ? ["."] : arguments),
      in: workspace.folder)
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  private static func decision(_ page: String) -> Substring {
    let rest = page[(page.firstRange(of: "<div class=\"decision ")?.upperBound ?? page.endIndex)...]
    return rest[..<(rest.firstRange(of: "</div>")?.lowerBound ?? rest.endIndex)]
  }

  // MARK: - The decision

  @Test func `what must be fixed is sent back`() throws {
    let page = try Self.page(["a.yaml": Self.head + "credit: 10 ECTS\nworkload: 6 h\n"])
    let decision = Self.decision(page)
    #expect(decision.hasPrefix("sendBack\""))
    #expect(decision.contains("<li dir=\"auto\">10 ECTS stand for 250 to 300 h"))
    #expect(decision.contains("has to for a judgement: "))
  }

  @Test func `an almost empty proposal cannot be decided`() throws {
    let decision = Self.decision(
      try Self.page(["a.yaml": Self.head + "issuer: {name: A}\n"]))
    #expect(decision.hasPrefix("incomplete\""))
    #expect(decision.contains("<li dir=\"auto\">Learning outcomes</li>"))
    #expect(!decision.contains("has to for a judgement"))
  }

  @Test func `a good proposal is for the committee to decide`() throws {
    let run = try Program.run(
      ["report", "--as-of", Program.day, "fixtures/definitions/good/data-visualisation.yaml"],
      in: Program.packageFolder)
    #expect(Self.decision(run.output).hasPrefix("ready\""), "\(Self.decision(run.output))")
    #expect(!Self.decision(run.output).contains("<li"))
  }

  // MARK: - What rules say

  @Test func `a rule that hands over to a graver one is not kept`() throws {
    let page = try Self.page(["a.yaml": Self.head + "credit: 10 ECTS\nworkload: 6 h\n"])
    let kept = page.components(separatedBy: "<dt>Kept</dt>").dropFirst()
      .compactMap { $0.components(separatedBy: "</ul>").first }.joined()
    #expect(!kept.contains("no more credit than the hours carry"))
    #expect(page.contains("core/credit-hours-gross, core/hours-above-credit"))
  }

  @Test func `bounds say what a tolerance adds`() throws {
    let page = try Self.page(["a.yaml": Self.head + "credit: 10 ECTS\nworkload: 260 h\n"])
    #expect(page.contains("<h3>Figures against bounds: hours</h3>"))
    #expect(page.contains("at least 225, at most 330"))
    #expect(page.contains("250 to 300 h in the system itself; 10 % more or less is let pass"))
  }

  @Test func `outcomes that could not be read are named`() throws {
    let page = try Self.page([
      "a.yaml": Self.head
        + "outcomes:\n  - {id: LO1, text: Understand samples.}\n"
        + "  - {id: LO2, text: Grok samples of a field.}\n"
    ])
    #expect(page.contains("in which no known verb was found: LO2"))
    let kept = page.components(separatedBy: "<dt>Kept</dt>").dropFirst()
      .compactMap { $0.components(separatedBy: "</ul>").first }.joined()
    #expect(!kept.contains("At least one outcome can be observed"))
    let settled = try Self.page([
      "a.yaml": Self.head
        + "outcomes: [Settle a disagreement in a group by a documented procedure.]\n"
    ])
    #expect(!settled.contains("no known verb"))
  }

  @Test func `fields have their names and numbers their units`() throws {
    let page = try Self.page([
      "a.yaml": Self.head + "issuer: {name: A}\ncredit: 10 ECTS\n"
        + "workload: {hours: 6, contact: 4, independent: 4}\n"
    ])
    #expect(page.contains("Add <b class=\"field\">Kind of credential</b>."))
    // The same name at another place.
    #expect(page.contains("Add <b class=\"field\">Home page</b> to the issuer."))
    #expect(page.contains("<blockquote dir=\"auto\" lang=\"en\">10 ECTS</blockquote>"))
    #expect(page.contains(">Hours in all: 6</blockquote>"))
    #expect(!page.contains("<code>kind:</code>"))
    #expect(!page.contains("switch the rule off"))
    #expect(!page.contains("rules/frameworks"))
  }

  @Test func `what is in doubt is named`() throws {
    let page = try Self.page([
      "a.yaml": Self.head + "workload: {hours: 6, contact: 4, independent: 4}\n"
    ])
    #expect(page.contains("leave in doubt: the parts of the workload add up to 8 h"))
    let unread = try Self.page(["a.yaml": Self.head + "workload: many hours\n"])
    #expect(unread.contains("what cannot be read: Hours of work"))
  }

  @Test func `questions are spoken of only where a rule asks some`() throws {
    let page = try Self.page(["a.yaml": Self.head])
    #expect(!page.contains("Questions for the committee"))
    let asked = try Self.page(["a.yaml": Self.head + "schemes: [cmf]\n"])
    #expect(asked.contains("Questions for the committee"))
  }

  // MARK: - Waivers

  private static let register = """
    waivers: 1
    entries:
      - {rule: core/kind-missing, definition: one, reason: A, by: Dean, decided: 2020-01-01, until: 2020-12-31}
      - {rule: core/criteria-missing, definition: one, reason: B}
      - {rule: core/issuer-missing, definition: one, reason: C, by: Senate, decided: 2026-01-01, until: 2099-12-31}

    """

  @Test func `waivers that have run out or are unused are findings`() throws {
    let text =
      Self.head + "# badgelint: allow core/level-range -- on purpose\ncredit: 1 ECTS\n"
      + "workload: 25 h\ncriteria: Hand in a report on a field and defend it in an interview.\n"
    let page = try Self.page(["a.yaml": text, "waivers.yaml": Self.register])
    #expect(page.contains("The waiver of core/kind-missing ran out on 2020-12-31"))
    #expect(page.contains("Nothing was found that this waiver of core/criteria-missing is for"))
    // The finding that counts again says why.
    #expect(page.contains("A decision to bear this has run out. Its last day was 2020-12-31."))
    // The comment that excuses nothing is on record with its reason.
    let record = page[(page.firstRange(of: "<h2 id=\"waivers\">")?.lowerBound ?? page.endIndex)...]
    #expect(record.contains("core/level-range") && record.contains("on purpose"))
    #expect(record.contains("not needed: it excuses nothing"))
    // Who decided and until when stand beside what is borne.
    #expect(page.contains("<div><dt>Decided by</dt><dd dir=\"auto\">Senate</dd></div>"))
    #expect(page.contains("<div><dt>Holds until</dt><dd>2099-12-31</dd></div>"))
    // As many as lint counts.
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("a.yaml", text)
    try workspace.write("waivers.yaml", Self.register)
    let lint = try Program.run(
      ["--as-of", Program.day, "--output", "csv", "."], in: workspace.folder)
    let count = lint.output.split(whereSeparator: \.isNewline).count {
      $0.contains(",waivers.yaml,")
    }
    #expect(count == 2)
    #expect(page.components(separatedBy: "(waivers.yaml, line ").count == count + 1)
  }

  // MARK: - Catalogues

  @Test func `definitions of one title are told apart everywhere`() throws {
    let rest =
      "level: EQF 5\nworkload: 25 h\ncredit: 1 ECTS\n"
      + "outcomes: [Divide a task among the members of a group so that each can begin.]\n"
    let page = try Self.page([
      "a.yaml": Self.head + rest,
      "b.yaml": Self.head.replacing("id: one", with: "id: two") + rest
        + "stacking: {into: [{id: far-away, credit: 1 ECTS, total: 30 ECTS}]}\n",
    ])
    #expect(page.contains("<a href=\"#definition-2\">The One (two)</a></th>"))
    #expect(page.contains("<b>The One (two)</b>: "))
    #expect(page.contains("<th scope=\"col\" dir=\"auto\">The One (one)</th>"))
    #expect(page.contains("30 ECTS, as its parts say"))
    // What cannot be known of a few files is asked.
    #expect(page.contains("<span class=\"urgency\">Questions for the committee</span>"))
    #expect(
      page.contains("counts towards &#39;far-away&#39;, which is not among these definitions"))
    // Findings over both are counted for both.
    let overview = page[..<(page.firstRange(of: "</tbody>")?.lowerBound ?? page.endIndex)]
    let rows = overview.split(separator: "\n").filter { $0.contains("#definition-") }
    #expect(rows.count == 2)
    for row in rows {
      let cells = row.components(separatedBy: "<td class=\"number\">").dropFirst()
        .compactMap { Int($0.prefix { $0.isNumber }) }
      #expect(cells.last ?? 0 > 0, "\(row)")
    }
    // Without ids the file tells them apart.
    let nameless = Self.head.replacing("id: one\n", with: "")
    let unnamed = try Self.page(["a.yaml": nameless, "b.yaml": nameless])
    #expect(unnamed.contains("The One, b.yaml, line "))
  }

  @Test func `figures are explained and known only where something is said`() throws {
    let quiz = "kind: badge\nassessments: [{title: A, type: quiz"
    let page = try Self.page([
      "a.yaml": Self.head + quiz + "}]\n",
      "b.yaml": Self.head.replacing("id: one", with: "id: two") + quiz
        + ", supervision: supervised}]\n",
    ])
    #expect(page.contains("Findings of all concerns in a definition by itself"))
    let row = page.split(separator: "\n").first { $0.contains("<th scope=\"row\">Supervised<") }
    #expect(row?.contains("<td class=\"number\">1</td><td class=\"number\">1</td>") == true)
    #expect(page.contains("<th scope=\"row\">Given for taking part<br>"))
  }
}

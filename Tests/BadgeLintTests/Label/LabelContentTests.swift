import BadgeLint
import Testing

/// What labels say, sentence by sentence.
@Suite struct LabelContentTests {
  private static func definition(_ text: String) -> String { "badgelint: 1\ntitle: A\n\(text)\n" }

  private func label(_ text: String) throws -> Labelled {
    let labelled = try Labelled(Self.definition(text))
    #expect(labelled.failures == [])
    return labelled
  }

  @Test(
    arguments: [
      ("NFQ 7", ["NFQ 7, which stands at EQF 6"]),
      ("[EQF 6, NFQ 7]", ["NFQ 7, which stands at EQF 6", "EQF 6"]),
      ("NZQCF 8", ["NZQCF 8, which compares to no EQF level"]),
      ("NZQCF 3", ["NZQCF 3, not compared to the EQF here"]),
      ("AQF 7", ["AQF 7, not compared to the EQF here"]),
      ("XQF 3", ["XQF 3, a framework that is not known here, so not compared to the EQF"]),
      ("EQF 9", ["EQF 9, which is no level of that framework"]),
      ("RQF 9", ["RQF 9, which is no level of that framework"]),
      ("none", ["None: the definition says that no level applies"]),
      (
        "[{framework: EQF, value: 6, role: target}, {framework: EQF, value: 5, role: entry}]",
        ["Aimed at: EQF 6", "Needed at entry: EQF 5"]
      ),
    ])
  func `levels`(_ level: String, _ expected: [String]) throws {
    #expect(try label("level: \(level)").values("level") == expected)
  }

  @Test func `for whom it is and what it is for`() throws {
    let full = try label(
      "description: On data.\npurpose: {statement: To report., audience: Analysts, employment: Desks}"
    )
    #expect(
      full.values("purpose") == [
        "For whom: Analysts", "To report.", "On data.", "At work: Desks",
      ])
    #expect(full.gaps("purpose") == [])
    #expect(try label("description: On data.").gaps("purpose") == ["for whom it is"])
    #expect(try label("").gaps("purpose") == ["for whom it is, and what it is for"])
    let long = try label("description: \(String(repeating: "word ", count: 300))")
    #expect(long.values("purpose").first?.hasSuffix("…") == true)
    #expect(long.values("purpose").first?.unicodeScalars.count ?? 0 <= 601)
  }

  @Test(arguments: [
    (
      "quality: {type: audit, body: EXAMPLE university}",
      "The issuer itself, EXAMPLE university (audit)"
    ),
    ("quality: {type: none}", "The definition says of quality assurance: none"),
    (
      "recognition: [Example University]",
      "The issuer itself, Example University, which recognises it"
    ),
  ])
  func `the issuer itself is nobody from outside`(_ text: String, _ value: String) throws {
    let label = try self.label("issuer: Example University\n\(text)")
    #expect(label.values("quality").first == value)
    #expect(label.gaps("quality").contains("who outside of the issuer vouches for its quality"))
    let other = try self.label("issuer: Example University\nquality: {type: audit, body: QQI}")
    #expect(other.values("quality") == ["QQI (audit)"])
    #expect(!other.gaps("quality").contains("who outside of the issuer vouches for its quality"))
  }

  @Test func `an issuer that accredits itself is said to`() throws {
    let label = try self.label(
      "issuer: {name: Example University, accreditation: [Example University]}")
    #expect(
      label.values("quality") == [
        "The issuer itself, Example University, which accredits nobody but itself"
      ])
    #expect(label.gaps("quality").contains("who outside of the issuer vouches for its quality"))
  }

  @Test func `a level of entry says nothing of the outcomes`() throws {
    let entry = try label("level: {framework: EQF, value: 6, role: entry}")
    #expect(entry.gaps("level") == ["at which level it stands"])
    #expect(try label("level: EQF 6").gaps("level") == [])
    #expect(try label("level: none").gaps("level") == [])
    #expect(try label("").gaps("level") == ["at which level it stands"])
  }

  @Test(
    arguments: [
      ("3 ECTS", ["3 ECTS, which stand for 75 to 90 h"]),
      ("1 ECTS", ["1 ECTS, which stands for 25 to 30 h"]),
      ("20 CATS", ["20 CATS, which stand for 200 h"]),
      ("2 CEU", ["2 CEU, which stand for 20 contact hours"]),
      ("5 ECVET", ["5 ECVET, a system that fixes no hours for a credit"]),
      ("5 Points", ["5 Points, a system that is not known here"]),
      ("5", ["5 credits of a system that is not named"]),
      ("1", ["1 credit of a system that is not named"]),
      ("0 ECTS", ["0 ECTS, which stands for 0 to 0 h"]),
      ("none", ["None: the definition says that it carries no credit"]),
    ])
  func `credit`(_ credit: String, _ expected: [String]) throws {
    #expect(try label("credit: \(credit)").values("credit") == expected)
  }

  @Test func `credit against hours is a figure, and no system is turned into another`() throws {
    let both = try label("credit: [3 ECTS, 2 CEU]\nworkload: {hours: 80, contact: 15}")
    #expect(
      both.values("credit") == [
        "3 ECTS, which stand for 75 to 90 h", "2 CEU, which stand for 20 contact hours",
        "26.7 h of work for one credit in ECTS", "7.5 contact hours for one credit in CEU",
      ])
    let none = try label("credit: 0 ECTS\nworkload: 10 h")
    #expect(none.values("credit").count == 1)
  }

  @Test func `accreditation ends on the day after its last`() throws {
    let text = Self.definition(
      "issuer: {name: U, accreditation: {body: QQI, validUntil: 2026-03-31}}")
    let before = try Labelled(text, today: #require(CalendarDate("2026-03-31")))
    let after = try Labelled(text, today: #require(CalendarDate("2026-04-01")))
    #expect(before.values("quality") == ["QQI, which accredits the issuer until 2026-03-31"])
    #expect(
      after.values("quality") == ["QQI accredited the issuer, but that ended on 2026-03-31"])
  }

  @Test func `assessments`() throws {
    let two = try label(
      """
      assessments:
        - {title: Test, type: quiz, weight: 40, passMark: 50, supervision: unsupervised}
        - {type: attendance, summative: false}
      """)
    #expect(
      two.values("assessment") == [
        "Test (quiz), counts 40 %, pass mark 50 %; done without supervision",
        "Attendance, does not decide on the award",
      ])
    // Being there needs nobody who supervises or judges it.
    #expect(
      two.gaps("assessment") == [
        "how much 'Attendance' counts", "by which criteria the work is judged",
      ])
    #expect(two.gaps("criteria") == [])
    #expect(
      try label("assessments: none").values("assessment") == [
        "Nothing: the definition says that it is not assessed"
      ])
    #expect(try label("").gaps("assessment") == ["how it is assessed"])
  }

  @Test func `criteria that say nothing do not say what is needed`() throws {
    let test = "assessments: [{title: Test, type: quiz}]"
    let empty = try label("language: en\ncriteria: Complete the course.\n\(test)")
    #expect(empty.gaps("assessment").contains("what is needed to pass"))
    let full = try label("language: en\ncriteria: Answer eight of ten questions.\n\(test)")
    #expect(!full.gaps("assessment").contains("what is needed to pass"))
  }

  @Test func `where it counts`() throws {
    let into = try label(
      "stacking: {into: [{id: dip, issuer: Other University, credit: 3 ECTS, total: 60 ECTS}]}")
    #expect(into.values("stacking") == ["dip of Other University, with 3 ECTS of its 60 ECTS"])
    #expect(
      into.gaps("stacking") == [
        "whether it has a value of its own",
        "whether Other University has agreed that it counts there",
      ])
    #expect(
      try label("stacking: {into: none, standalone: true}").values("stacking") == [
        "No larger credential", "Stands alone, with a value of its own",
      ])
  }

  @Test(
    arguments: [
      ("never", ["Without end"]), ("1 month", ["For 1 month"]), ("2 years", ["For 24 months"]),
    ])
  func `how long it holds`(_ validity: String, _ expected: [String]) throws {
    #expect(try label("validity: \(validity)").values("validity") == expected)
  }

  @Test func `a definition that says all misses nothing`() throws {
    let bytes = try PackageFolder.read("fixtures/definitions/good/data-visualisation.yaml")
    let full = try Labelled(String(decoding: bytes, as: UTF8.self))
    #expect(full.label.notSaid.map(\.text) == [])
    #expect(full.label.notSaidTexts == ["Nothing that this profile asks for is missing."])
    #expect(full.label.notices == [])
  }

  // MARK: - What cannot be read

  @Test(
    arguments: [
      ("workload", "workload: {hours: 2 months}"), ("workload", "worklod: 20 h"),
      ("level", "level: [[EQF]]"), ("credit", "credit: many ECTS"),
      ("assessment", "assesments: [{title: Test}]"), ("validity", "validity: [long]"),
      ("prerequisites", "prerequisites: {a: b}"), ("delivery", "delivery: onlin"),
      ("language", "language: English of Oxford"), ("kind", "kind: micro"),
      ("stacking", "stacking: yes"), ("quality", "quality: [good]"),
      ("more", "url: nowhere"), ("criteria", "criteria: {a: b}"),
    ])
  func `what is written but cannot be read is not missing`(
    _ row: String, _ text: String
  ) throws {
    let labelled = try label(text)
    #expect(labelled.gaps(row) == [])
    #expect(labelled.values(row) == ["Something is written about this, but it cannot be read."])
    #expect(labelled.label.rows.first { $0.name == row }?.isUnreadable == true)
    #expect(labelled.label.notices.count == 1)
    #expect(labelled.label.problemCount > 0)
  }

  @Test func `only the row that a field belongs to says that it cannot be read`() throws {
    let labelled = try label("workload: {hours: 2 months}\ncredit: 3 ECTS")
    #expect(labelled.values("credit") == ["3 ECTS, which stand for 75 to 90 h"])
    let rubric = try label("assessments: [{title: Test, rubric: good}]")
    #expect(
      rubric.values("judged") == ["Something is written about this, but it cannot be read."])
    #expect(!rubric.gaps("assessment").contains("by which criteria the work is judged"))
    #expect(rubric.values("assessment") == ["Test"])
  }

  @Test func `equal keys are a problem of their definition only`() throws {
    let first = try label("level: EQF 5\nlevel: EQF 6\n---\nbadgelint: 1\ntitle: B")
    #expect(first.label.problemCount == 1)
    let second = try Labelled("badgelint: 1\ntitle: B\n---\n" + Self.definition("id: a\nid: b"))
    #expect(second.label.problemCount == 0)
  }

  // MARK: - Texts

  @Test func `texts stand on one line and are cut where they are too long`() throws {
    var sample = LabelSample()
    sample.longest = "40"
    let long = String(repeating: "word ", count: 20)
    let label = try sample.label(
      of: Self.definition("outcomes: [\"a\\n  b\\u2028c\", \"\(long)\", \"\\u200Fשלום\\u0007\"]"))
    #expect(
      label.values("outcomes") == [
        "a b c", "word word word word word word word word…", "שלום\u{FFFD}",
      ])
  }

  @Test func `the same is not said twice`() throws {
    let labelled = try label("skills: [{name: b}, {name: b}]")
    #expect(labelled.values("skills") == ["b"])
  }

  @Test func `words of the definition keep its language`() throws {
    let label = try label("language: de\noutcomes: [Erklären]\nkind: badge").label
    #expect(label.heading.language == "de")
    #expect(label.rows.first { $0.name == "outcomes" }?.values.first?.language == "de")
    #expect(label.rows.first { $0.name == "kind" }?.values.first?.language == nil)
    #expect(label.language == "en")
  }

  @Test func `an expression that fails is told`() throws {
    var sample = LabelSample()
    sample.rows = "[{name: a, title: A, values: [{text: \"{[1][problemCount + 1]}\"}]}]"
    let labelled = try Labelled(
      Self.definition("id: x"), library: LabelSample.library(sample.text))
    #expect(labelled.failures.count == 1)
    #expect(
      labelled.failures.first?.hasPrefix("a.yaml, x: the label could not be filled: ") == true)
  }
}

import BadgeLint
import Testing
import YAMLTree

/// Objects and lists that are written as one value.
@Suite struct ShortFormTests {
  private func bound(_ line: String) throws -> BoundText {
    let bound = try BoundText("badgelint: 1\ntitle: T\n\(line)\n")
    #expect(bound.problems.isEmpty, "\(bound.problems)")
    return bound
  }

  @Test(
    arguments: [
      ("3 ECTS", 3, "ECTS"), ("4.5 US semester", 4.5, "US semester"), ("3", 3, nil),
      ("\"3 ECTS\"", 3, "ECTS"), ("3   ECTS", 3, "ECTS"), ("{value: 3, system: ECTS}", 3, "ECTS"),
      ("[3 ECTS]", 3, "ECTS"), ("0 ECTS", 0, "ECTS"), ("3 ECTS credits", 3, "ECTS credits"),
    ] as [(String, Double, String?)])
  func credit(text: String, value: Double, system: String?) throws {
    let bound = try bound("credit: \(text)")
    #expect(bound.count("credit") == 1)
    #expect(bound.number("credit.0.value") == value)
    #expect(bound.text("credit.0.system") == system)
  }

  @Test(arguments: [
    ("EQF 6", "EQF", "6"), ("RQF Entry 3", "RQF", "Entry 3"), ("NCrF 4.5", "NCrF", "4.5"),
    ("{framework: EQF, value: 6}", "EQF", "6"), ("EQF 06", "EQF", "06"),
  ])
  func level(text: String, framework: String, value: String) throws {
    let bound = try bound("level: \(text)")
    #expect(bound.text("level.0.framework") == framework)
    #expect(bound.text("level.0.value") == value)
  }

  @Test(arguments: [
    ("75", 75.0), ("75 h", 75), ("75h", 75), ("PT60H", 60), ("90 min", 1.5), ("PT90M", 1.5),
    ("1.5 Hours", 1.5), ("'75'", 75), ("{hours: 75 h}", 75), ("PT1H30M", 1.5), ("0", 0),
  ])
  func workload(text: String, hours: Double) throws {
    let found = try #require(try bound("workload: \(text)").number("workload.hours"))
    #expect(abs(found - hours) < 1e-9)
  }

  @Test(arguments: [
    ("36", 36.0), ("36 months", 36), ("3 years", 36), ("P3Y", 36), ("P1Y6M", 18),
    ("{months: 6}", 6),
  ])
  func validity(text: String, months: Double) throws {
    let bound = try bound("validity: \(text)")
    #expect(bound.number("validity.months") == months)
    #expect(bound.bool("validity.expires") == nil)
  }

  @Test(arguments: ["never", "Never", "NEVER"])
  func `never sets a fixed value and no months`(word: String) throws {
    let bound = try bound("validity: \(word)")
    #expect(bound.bool("validity.expires") == false)
    #expect(!bound.has("validity.months"))
  }

  @Test func `never with more words is no short form`() throws {
    let bound = try BoundText("badgelint: 1\ntitle: T\nvalidity: never ever\n")
    #expect(bound.problems.map(\.check) == [.wrongType])
    #expect(bound.problems.map(\.expected) == ["keys with values or `never` or `36 months`"])
    #expect(!bound.has("validity"))
  }

  @Test func `one value counts as a list of one`() throws {
    let bound = try bound("outcomes: Analyse data.\nskills: {name: analysis}\nlevel: EQF 6")
    #expect(bound.text("outcomes.0.text") == "Analyse data.")
    #expect(bound.text("skills.0.name") == "analysis")
    #expect(bound.count("level") == 1)
  }

  @Test func `none is an empty list where the field knows the word`() throws {
    let bound = try bound("prerequisites: none\nassessments: none\nstacking: {into: none}")
    for field in ["prerequisites", "assessments", "stacking.into"] {
      #expect(bound.has(field))
      #expect(bound.count(field) == 0)
    }
    #expect(bound.source("assessments") == "none")
    // Elsewhere, and in another case, it is a text like any other.
    #expect(try self.bound("outcomes: none").text("outcomes.0.text") == "none")
    #expect(try self.bound("prerequisites: None").text("prerequisites.0") == "None")
  }

  @Test func `words of a short form have places of their own`() throws {
    let bound = try bound("credit: 30  ECTS credits\nlevel: [EQF 6, RQF Entry 3]")
    #expect(bound.source("credit.0") == "30  ECTS credits")
    #expect(bound.source("credit.0.value") == "30")
    #expect(bound.source("credit.0.system") == "ECTS credits")
    #expect(bound.source("level.1.value") == "Entry 3")
    #expect(bound.source("level.0.framework") == "EQF")
  }

  @Test func `words in quotes have places of their own, too`() throws {
    let bound = try bound("credit: '30 ECTS'")
    #expect(bound.source("credit.0.value") == "30")
  }

  @Test func `words of an alias go by the alias`() throws {
    // The alias is as long as the text that it stands for.
    let bound = try bound("x-c: &abcde 3 ECTS\ncredit: *abcde")
    #expect(bound.number("credit.0.value") == 3)
    #expect(bound.source("credit.0") == "*abcde")
    #expect(bound.source("credit.0.value") == "*abcde")
  }

  @Test func `a short form that fails leaves nothing behind`() throws {
    let bound = try BoundText("badgelint: 1\ntitle: T\ncredit: -3 ECTS\n")
    // The definition, its version and its title.
    #expect(bound.record.nodes.count == 3)
    #expect(bound.record.strings == ["T"])
  }
}

import BadgeLint
import Testing
import YAMLTree

/// What the binder says of values that do not fit, and where.
@Suite struct StructureProblemTests {
  /// A text with one problem at the marked place.
  struct Case: Sendable, CustomTestStringConvertible {
    var check: StructureCheck
    var marked: String
    var field: String
    var expected: String?
    var suggestion: String

    init(
      _ check: StructureCheck, _ marked: String, _ field: String, _ expected: String? = nil,
      suggestion: String = ""
    ) {
      self.check = check
      self.marked = "badgelint: 1\ntitle: T\n" + marked
      self.field = field
      self.expected = expected
      self.suggestion = suggestion
    }

    var testDescription: String { "\(check.rawValue): \(marked.debugDescription)" }
  }

  private static let credit = "keys with values or `3 ECTS` or `3`"

  @Test(arguments: [
    Case(.wrongType, "workload: {hours: ‹a few›}", "hours", "a number of hours"),
    Case(.wrongType, "workload: ‹a few days›", "workload", "a number of hours"),
    Case(.wrongType, "workload: ‹'75 weeks'›", "workload", "a number of hours"),
    Case(.wrongType, "workload: {weeks: ‹10 h›}", "weeks", "a number of weeks"),
    Case(.wrongType, "workload: ‹1,5›", "workload", "a number of hours", suggestion: "1.5"),
    Case(.wrongType, "workload: ‹.nan›", "workload", "a number of hours"),
    Case(.wrongType, "workload: ‹[1, 2]›", "workload", "keys with values or `75 h`"),
    Case(.wrongType, "credit: ‹lots›", "credit", credit),
    Case(.wrongType, "credit: [3 ECTS, ‹lots›]", "credit", credit),
    Case(.wrongType, "credit: [3 ECTS, ‹[4 ECTS]›]", "credit", credit),
    Case(.wrongType, "awards: {enrolled: ‹3.5›}", "enrolled", "a whole number"),
    Case(.wrongType, "awards: {enrolled: ‹many›}", "enrolled", "a whole number"),
    Case(
      .wrongType, "assessments: [{summative: ‹yes›}]", "summative", "true or false",
      suggestion: "true"),
    Case(
      .wrongType, "assessments: [{summative: ‹\"Off\"›}]", "summative", "true or false",
      suggestion: "false"),
    Case(.wrongType, "assessments: ‹quiz›", "assessments", "keys with values"),
    Case(.wrongType, "description: ‹[a, b]›", "description", "one value, not a list"),
    Case(
      .wrongType, "description:\n  ‹a: b\n  c: d›\nlanguage: en\n", "description",
      "one value, not keys with values"),
    Case(
      .wrongType, "stacking: ‹none›", "stacking", "keys with values", suggestion: "{into: none}"),
    Case(.wrongType, "stacking: ‹nothing›", "stacking", "keys with values"),
    Case(.wrongType, "issuer: ‹[A]›", "issuer", "keys with values or `Example University`"),
    Case(
      .valueNotListed, "kind: ‹micro-credential›", "kind", suggestion: "microcredential"),
    Case(.valueNotListed, "kind: ‹BADGE›", "kind", suggestion: "badge"),
    Case(.valueNotListed, "kind: ‹elephant›", "kind"),
    Case(
      .valueNotListed, "assessments: [{type: ‹\"Written Examination\"›}]", "type",
      suggestion: "written-examination"),
    Case(
      .valueNotListed, "assessments:\n  - evidence:\n    - report\n    - ‹reprot›\n", "evidence",
      suggestion: "report"),
    Case(.outOfRange, "workload: ‹-75 h›", "workload", "at least 0"),
    Case(.outOfRange, "workload: {hours: ‹-0.001›}", "hours", "at least 0"),
    Case(.outOfRange, "credit: ‹-3 ECTS›", "credit", "at least 0"),
    Case(.outOfRange, "assessments: [{weight: ‹101›}]", "weight", "between 0 and 100"),
    Case(.outOfRange, "assessments: [{passMark: ‹'-1 %'›}]", "passMark", "between 0 and 100"),
    Case(.outOfRange, "awards: {awarded: ‹-1›}", "awarded", "at least 0"),
    Case(
      .unreadableValue, "issuer: {name: A, country: ‹Ireland›}", "country",
      "a country code such as IE or ES-CT (ISO 3166)"),
    Case(.unreadableValue, "issuer: {name: A, country: ‹ie›}", "country", suggestion: "IE"),
    Case(.unreadableValue, "issuer: {name: A, country: ‹IE-›}", "country"),
    Case(
      .unreadableValue, "url: ‹example.org/é›", "url", "an address such as https://example.edu",
      suggestion: "https://example.org/é"),
    Case(.unreadableValue, "url: ‹see the page›", "url"),
    Case(.unreadableValue, "url: ‹\"https:\"›", "url"),
    Case(
      .unreadableValue, "language: ‹english›", "language",
      "a language tag such as en or de-AT (BCP 47)"),
    Case(.unreadableValue, "language: ‹en_GB›", "language", suggestion: "en-GB"),
    Case(
      .unreadableValue, "quality: {reviewed: ‹soon›}", "reviewed",
      "a date such as 2028-01-31 or 2028-01"),
    Case(.unreadableValue, "quality: {reviewed: ‹2026-02-30›}", "reviewed"),
    Case(.calendarDuration, "workload: ‹P60M›", "workload", "hours", suggestion: "PT60H or PT60M"),
    Case(.calendarDuration, "validity: ‹P1D›", "validity", "months", suggestion: "PT1D"),
    Case(.unknownField, "‹worklaod›: 75 h", "worklaod", suggestion: "workload"),
    Case(.unknownField, "‹Workload›: 75 h", "Workload", suggestion: "workload"),
    Case(.unknownField, "‹elephant›: 1", "elephant"),
    Case(.unknownField, "‹'titel '›: 1", "titel ", suggestion: "title"),
    Case(
      .unknownField, "issuer: {name: A, ‹contry›: IE}", "contry",
      "name, id, url, email, regulated, country, accreditation", suggestion: "country"),
    Case(
      .unknownField, "outcomes:\n  - id: LO1\n    text: A\n    ‹skils›: [a]\n", "skils",
      suggestion: "skills"),
    Case(.unknownField, "? ‹{a: b}›\n: c\n", "(a key that is not a word)"),
    Case(.unknownField, "‹X-room›: B 12", "X-room"),
    Case(
      .missingField, "issuer: ‹{country: IE}›", "name", "Legal name",
      suggestion: "Example University"),
    Case(
      .missingField, "outcomes:\n  - ‹id: LO1\n    type: skill›\n", "text",
      suggestion: "Analyse a data set and identify patterns that answer a stated question."),
    Case(.commaInText, "outcomes: [{text: one, ‹two›}]", "two", ""),
    Case(.missingField, "credit: ‹{system: ECTS}›", "value", suggestion: "3"),
    Case(.missingField, "credit: [3 ECTS, ‹{}›]", "value", suggestion: "3"),
  ])
  func `one problem at the exact place`(_ sample: Case) throws {
    let marked = MarkedText(sample.marked)
    let bound = try BoundText(marked.text)
    let problem = try #require(bound.problems.first)
    #expect(bound.problems.count == 1)
    #expect(problem.check == sample.check)
    #expect(problem.field == sample.field)
    #expect([problem.span] == marked.places, "\(slice(problem.span, of: marked.bytes))")
    #expect(problem.suggestion == sample.suggestion)
    if let expected = sample.expected { #expect(problem.expected == expected) }
  }

  @Test func `a duration of days and hours is put right as one that can be read`() throws {
    let marked = MarkedText("badgelint: 1\ntitle: T\nworkload: {contact: ‹P1DT2H›}\n")
    let problem = try #require(try BoundText(marked.text).problems.first)
    #expect(problem.check == .calendarDuration)
    #expect(problem.span == marked.places[0])
    #expect(problem.expected == "hours")
    #expect(problem.suggestion == "")
  }

  @Test(arguments: ["12:30", "'1:2'", "'+a:b'"])
  func `the scheme of an address begins with a letter`(address: String) throws {
    let problems = try BoundText("badgelint: 1\ntitle: T\nurl: \(address)\n").problems
    #expect(problems.map(\.check) == [.unreadableValue])
  }

  @Test(arguments: ["just a text", "[1, 2]", "- a\n- b", "42"])
  func `a document that is no mapping has one problem and no fields`(text: String) throws {
    let bound = try BoundText(text)
    #expect(bound.problems.map(\.check) == [.wrongType])
    #expect(bound.problems.first?.object == bound.record.root)
    #expect(bound.problems.first?.expected == "keys with values")
    #expect(bound.record.nodes.count == 1)
  }

  @Test func `a version of the format that is not known is out of range`() throws {
    let marked = MarkedText("badgelint: ‹2›\ntitle: T\n")
    let problems = try BoundText(marked.text).problems
    #expect(problems.map(\.check) == [.outOfRange])
    #expect(problems.map(\.expected) == ["1"])
    #expect(problems.map(\.span) == marked.places)
  }

  @Test func `values are cut for messages`() throws {
    let long = String(repeating: "ä", count: 80)
    let problems = try BoundText("badgelint: 1\ntitle: T\nkind: \(long)\n").problems
    #expect(problems.map(\.value) == [String(repeating: "ä", count: 60) + "…"])
    #expect(shortened("one\ntwo") == "one…")
    #expect(shortened("a\u{1B}[31mb\u{7F}") == "a\u{FFFD}[31mb\u{FFFD}")
    #expect(shortened("") == "")
    #expect(shortened("exact", limit: 5) == "exact")
    #expect(shortened("exactly", limit: 5) == "exact…")
  }

  @Test func `all problems of a definition are reported together`() throws {
    let marked = MarkedText(
      """
      badgelint: ‹one›
      kind: ‹bagde›
      workload: {hours: ‹-1›, ‹wekes›: 3}
      issuer: ‹{country: ‹xx›}›
      """)
    let problems = try BoundText(marked.text).problems
    let spans = Set(problems.filter { $0.field != "title" }.map(\.span))
    #expect(spans == Set(marked.places))
    #expect(problems.count == 7)
    #expect(problems.contains { $0.check == .missingField && $0.field == "title" })
  }
}

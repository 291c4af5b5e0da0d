import BadgeLint
import Testing
import YAMLTree

/// Open Badges 3.0, recognised from the content and mapped with places in the original.
@Suite struct OpenBadges3Tests {
  private func read(_ text: String) throws -> (BadgeLint.ReadFile, YAMLTree) {
    let tree = YAMLTree(parsing: Array(text.utf8))
    return (DefinitionReader(try Shipped.library.get()).read(tree), tree)
  }

  private static let achievement = """
    {"type": ["Achievement"], "id": "urn:a", "name": "Welding", "achievementType": "Degree",
     "description": "D", "inLanguage": "en", "creditsAvailable": 36.0,
     "criteria": {"id": "https://example.edu/c", "narrative": "Weld."},
     "creator": {"id": "https://example.edu", "name": "Example", "address": {"addressCountryCode": "IE"}},
     "alignment": [{"targetName": "welding", "targetUrl": "https://example.edu/w"}],
     "fieldOfStudy": "Engineering"}
    """

  @Test func `a bare achievement`() throws {
    let (file, _) = try read(Self.achievement)
    let definition = try #require(file.definitions.first)
    #expect(definition.format?.name == "open-badges-3")
    #expect(definition.problems.isEmpty)
    let bound = try Mapped(definition)
    #expect(bound.text("title") == "Welding")
    #expect(bound.text("kind") == "qualification")
    #expect(bound.text("issuer.name") == "Example")
    #expect(bound.text("issuer.country") == "IE")
    #expect(bound.text("criteria") == "Weld.")
    #expect(bound.text("criteriaUrl") == "https://example.edu/c")
    #expect(bound.text("skills.0.name") == "welding")
    #expect(bound.text("field.name") == "Engineering")
    #expect(bound.number("credit.0.value") == 36)
    #expect(!bound.has("credit.0.system"))
    #expect(!bound.has("credit.0.earned"))
  }

  @Test func `an achievement inside a credential`() throws {
    let text = """
      {"type": ["VerifiableCredential", "OpenBadgeCredential"], "issuer": {"name": "Outer"},
       "credentialSubject": {"creditsEarned": 42, "achievement": \(Self.achievement)}}
      """
    let bound = try Mapped(#require(try read(text).0.definitions.first))
    #expect(bound.number("credit.0.earned") == 42)
    // The creator of the achievement is nearer than the issuer of the credential.
    #expect(bound.text("issuer.name") == "Example")
  }

  @Test func `an issuer of the credential stands in for a missing creator`() throws {
    let text = """
      {"type": "AchievementCredential", "issuer": "https://issuer.example",
       "credentialSubject": {"achievement": {"type": "Achievement", "name": "A"}}}
      """
    let bound = try Mapped(#require(try read(text).0.definitions.first))
    #expect(bound.text("issuer.id") == "https://issuer.example")
    #expect(!bound.has("issuer.name"))
  }

  @Test func `every subject of a list is a definition`() throws {
    let text = """
      {"type": ["OpenBadgeCredential"], "credentialSubject": [
        {"achievement": {"name": "A"}}, {"achievement": {"name": "B"}}]}
      """
    let (file, tree) = try read(text)
    #expect(file.definitions.count == 2)
    let bound = try file.definitions.map { try Mapped($0) }
    #expect(bound.map { $0.text("title") } == ["A", "B"])
    #expect(bound.map { $0.source("title", tree) } == ["\"A\"", "\"B\""])
  }

  @Test func `credit that is earned belongs to its own subject`() throws {
    let text = """
      {"type": ["OpenBadgeCredential"], "credentialSubject": [
        {"creditsEarned": 42, "achievement": {"name": "A", "creditsAvailable": 60}},
        {"creditsEarned": 10, "achievement": {"name": "B", "creditsAvailable": 36}}]}
      """
    let bound = try read(text).0.definitions.map { try Mapped($0) }
    #expect(bound.map { $0.number("credit.0.value") } == [60, 36])
    let linted = try Linted(text, path: "a.json")
    withKnownIssue("the path leads from the document to several subjects, so that none is read") {
      #expect(bound.map { $0.number("credit.0.earned") } == [42, 10])
    }
    #expect(linted.findings("core/credit-earned-exceeds-available").isEmpty)
  }

  @Test func `YAML is read like JSON`() throws {
    let marked = MarkedText(
      """
      # ü
      type: [Achievement]
      name: Welding
      achievementType: Certification
      creditsAvailable: ‹a lot›
      inLanguage: ‹english›
      """)
    let linted = try Linted(marked.text, packs: ["core"])
    #expect(linted.result.formats == ["open-badges-3"])
    let structure = linted.result.findings.filter { linted.id($0).hasPrefix("structure/") }
    #expect(structure.map(\.span) == marked.places)
    #expect(structure.map(\.path) == ["credit.value", "language"])
    #expect(structure.map(linted.id) == ["structure/wrong-type", "structure/unreadable-value"])
  }

  @Test func `results and their levels`() throws {
    let text = """
      {"type": "Achievement", "name": "A", "resultDescription": [
        {"id": "r", "name": "Grade", "resultType": "LetterGrade", "allowedValue": ["A", "B"],
         "requiredValue": "D",
         "rubricCriterionLevel": [{"id": "good", "name": "Good", "points": "5"}]},
        {"resultType": "Unheard", "assessmentType": "Exam", "name": "Exam"}]}
      """
    let linted = try Linted(text, path: "a.json")
    let finding = try #require(linted.findings("core/result-not-allowed").first)
    #expect(linted.slice(finding) == "\"D\"")
    #expect(finding.path == "results[r].required")
    #expect(
      finding.message == "'D' is required, but the results that may be given are A, B")
    let bound = try Mapped(#require(try read(text).0.definitions.first))
    #expect(bound.text("results.0.type") == "grade")
    #expect(bound.number("results.0.levels.0.points") == 5)
    // A type without a native value is left out and not wrong.
    #expect(!bound.has("results.1.type"))
    #expect(bound.count("assessments") == 1)
    #expect(bound.text("assessments.0.type") == "written-examination")
  }

  @Test func `the fixture grants more credit than there is`() throws {
    let way = "fixtures/definitions/bad/credit-earned.json"
    let linted = try Linted(bytes: PackageFolder.read(way), path: way)
    let finding = try #require(linted.findings("core/credit-earned-exceeds-available").first)
    #expect(linted.slice(finding) == "42.0")
    #expect(finding.labels.map { slice($0.span, of: linted.result.bytes) } == ["36.0"])
    #expect(finding.message == "an award grants 42 credits of 36")
  }

  @Test func `a field without a place in the format is noted`() throws {
    let text = #"{"type": "Achievement", "name": "A", "achievementType": "MicroCredential"}"#
    let linted = try Linted(text, packs: ["eu-2022"], path: "a.json")
    let notes = Set(linted.result.findings.flatMap(\.notes))
    #expect(notes.contains { $0.hasPrefix("Open Badges 3.0 has no field for `level`; say it in") })
    #expect(notes.allSatisfy { !$0.contains("`title`") && !$0.contains("`description`") })
    let native = try Linted("badgelint: 1\ntitle: A\nkind: microcredential\n", packs: ["eu-2022"])
    #expect(native.result.findings.allSatisfy { $0.notes.isEmpty })
  }

  @Test(arguments: [
    "{\"type\": [\"VerifiableCredential\"], \"credentialSubject\": {\"achievement\": {}}}",
    "{\"type\": \"achievement\"}", "{\"type\": null}", "{\"types\": [\"Achievement\"]}",
  ])
  func `what only looks alike is no definition`(text: String) throws {
    let (file, _) = try read(text)
    #expect(file.definitions.isEmpty)
    #expect(file.unknownDocuments.count == 1)
  }

  @Test func `a credential that names its achievement is a reference`() throws {
    let text =
      "{\"type\": \"OpenBadgeCredential\", \"credentialSubject\": {\"achievement\": \"urn:a\"}}"
    let (file, _) = try read(text)
    #expect(file.definitions.isEmpty)
    #expect(file.unknownDocuments.isEmpty)
    #expect(file.referenceCount == 1)
    #expect(try Linted(text, path: "a.json").result.findings.isEmpty)
  }
}

import BadgeLint
import Testing
import YAMLTree

/// The format file of the fixtures: a catalogue of modules in German.
@Suite struct ModuleCatalogueTests {
  private let library: RuleLibrary

  init() throws {
    var library = try Shipped.library.get()
    let way = "fixtures/formats/module-catalogue.yaml"
    try library.addFormat(LoadedFile(name: way, bytes: PackageFolder.read(way)))
    self.library = library
  }

  private func read(_ text: String) -> (BadgeLint.ReadFile, YAMLTree) {
    let tree = YAMLTree(parsing: Array(text.utf8))
    return (DefinitionReader(library).read(tree), tree)
  }

  private static let catalogue = """
    - name: Übersetzerbau
      credit_points: 5
      total_work: 150
      workload:
        - {type: Präsenzzeit Vorlesung, time: 30}
        - {type: Vor- und Nachbereitung, time: 110}
        - {type: Sonstiges, time: TODO}
      goals: >-
        Die Studierenden können z. B. Parser schreiben. Sie erklären
        Grammatiken.
      exam: Klausur (90 Minuten)
      requirements: Keine
      teachingunit: [{attendance: Teilnahme empfohlen}, {attendance: unknown}]
    - name: Verweis
      link: https://example.edu
    - name: Seminar
      credit_points: 0
      exam: keine
      goals: TODO

    """

  @Test func `modules are definitions, entries with a link are references`() throws {
    let (file, _) = read(Self.catalogue)
    #expect(file.definitions.map(\.format?.name) == ["module-catalogue", "module-catalogue"])
    #expect(file.referenceCount == 1)
  }

  @Test func `fields are mapped`() throws {
    let (file, tree) = read(Self.catalogue)
    let module = try Mapped(#require(file.definitions.first))
    #expect(module.text("title") == "Übersetzerbau")
    #expect(module.text("issuer.name") == "Freie Universität Berlin")
    #expect(module.number("workload.hours") == 150)
    #expect(module.texts("workload.parts", "kind") == ["contact", "independent", "other"])
    #expect(!module.has("workload.parts.2.hours"))
    #expect(module.text("credit.0.system") == "ECTS")
    #expect(module.has("prerequisites") && module.count("prerequisites") == 0)
    #expect(module.text("assessments.0.type") == "written-examination")
    #expect(module.text("delivery.participation") == "Teilnahme empfohlen")
    #expect(
      module.texts("outcomes", "text") == [
        "Die Studierenden können z. B. Parser schreiben.", "Sie erklären Grammatiken.",
      ])
    #expect(module.source("outcomes.1.text", tree) == "Sie erklären\n    Grammatiken.")
    #expect(module.source("credit.0.value", tree) == "5")
  }

  @Test func `words for nothing are an empty list, words for nothing known are left out`() throws {
    let seminar = try Mapped(#require(read(Self.catalogue).0.definitions.last))
    #expect(seminar.has("assessments") && seminar.count("assessments") == 0)
    #expect(!seminar.has("outcomes"))
    #expect(!seminar.has("workload"))
  }

  @Test func `findings point into the catalogue`() throws {
    let marked = MarkedText(
      """
      # Ä
      - name: A
        credit_points: 5
        total_work: ‹150›
        ‹workload›: [{type: Übung, time: 30}, {type: Labor, time: 20}]
        exam: Klausur
      - name: B
        credit_points: ‹viele›
        exam: Klausur
      """)
    let linted = try Linted(marked.text, library: library)
    let sum = try #require(linted.findings("core/workload-items-sum").first)
    #expect(sum.span == marked.places[0])
    #expect(sum.labels.map(\.span) == [marked.places[1]])
    #expect(sum.labels.map(\.text) == ["these 2 items add up to 50 h"])
    #expect(linted.findings("structure/wrong-type").map(\.span) == [marked.places[2]])
    #expect(linted.findings("structure/wrong-type").map(\.path) == ["credit.value"])
    #expect(linted.findings("structure/wrong-type").map(\.definition) == ["B"])
  }

  @Test func `one module a file`() throws {
    let (file, _) = read("formatversion: 1\nname: A\ncredit_points: 5\n")
    #expect(file.definitions.count == 1)
    #expect(read("name: A\ncredit_points: 5\n").0.definitions.isEmpty)
  }

  @Test func `a format has a name of its own`() throws {
    var library = library
    let bytes = try PackageFolder.read("fixtures/formats/module-catalogue.yaml")
    let problems = loadProblems { () throws(LoadFailure) in
      try library.addFormat(LoadedFile(name: "f.yaml", bytes: bytes))
    }
    #expect(problems.map(\.message) == ["there is a format 'module-catalogue' already"])
  }
}

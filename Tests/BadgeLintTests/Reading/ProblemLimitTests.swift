import Testing
import YAMLTree

@testable import BadgeLint

/// Files with more problems than anybody mends at once: the first are told, the others counted.
@Suite struct ProblemLimitTests {
  private static let head = "badgelint: 1\nid: a\ntitle: A\n"

  @Test func `unknown keys beyond the limit are counted`() throws {
    let count = StructureProblems.most + 25
    let linted = try Linted(Self.head + (0..<count).map { "k\($0): v\n" }.joined())
    #expect(linted.findings("structure/unknown-field").count == StructureProblems.most)
    let faults = linted.result.faults.filter { $0.rule == "structure/unknown-field" }
    #expect(faults.count == 1)
    #expect(faults.first?.message.contains("25 of this kind are not shown") == true)
  }

  @Test func `up to the limit nothing is left out`() throws {
    let linted = try Linted(
      Self.head + (0..<StructureProblems.most).map { "k\($0): v\n" }.joined())
    #expect(linted.findings("structure/unknown-field").count == StructureProblems.most)
    #expect(linted.result.faults.allSatisfy { $0.rule != "structure/unknown-field" })
  }

  @Test func `each kind of problem has its own count`() throws {
    let list = Array(repeating: "{text: {a: b}}", count: StructureProblems.most)
    let linted = try Linted(
      Self.head + "outcomes: [\(list.joined(separator: ", "))]\nmore: 1\nmany: 2\n")
    let faults = linted.result.faults.filter { $0.rule == "structure/unknown-field" }
    #expect(faults.first?.message.contains(" and 2 of this kind") == true)
    #expect(linted.findings("structure/wrong-type").count > 1000)
  }

  @Test func `keys that stand twice beyond the limit are counted`() throws {
    let linted = try Linted(Self.head + String(repeating: "x-a: 1\n", count: 1501))
    #expect(linted.findings("structure/duplicate-key").count == 1000)
    #expect(linted.result.untoldProblemCount == 500)
  }

  @Test func `a list that is too long is told, and nothing else is said of it`() throws {
    let most = DefinitionReader.mostElements
    let longest = try Linted(
      Self.head + "prerequisites:\n" + String(repeating: "- a\n", count: most))
    #expect(longest.findings("structure/wrong-type").isEmpty)
    let linted = try Linted(
      Self.head + "outcomes:\n" + String(repeating: "- a\n", count: most + 1))
    #expect(
      linted.findings("structure/wrong-type").map(\.message) == [
        "'outcomes' should be a list of at most \(most) elements; it has \(most + 1)"
      ])
    // Rules about outcomes, also about their absence, stay silent.
    #expect(linted.result.findings.filter { $0.path.hasPrefix("outcomes") }.count == 1)
  }

  @Test func `documents that the program writes may hold lists of any length`() throws {
    let library = try Shipped.library.get()
    let entries = String(
      repeating: "  - {file: a.yaml, findings: []}\n", count: DefinitionReader.mostElements + 1)
    let file = LoadedFile(name: "b.yaml", bytes: Array("baseline: 1\nfiles:\n\(entries)".utf8))
    let read = try DocumentReader.read(file, by: library.baselineSchema)
    #expect(read.objects("files").count == DefinitionReader.mostElements + 1)
  }

  @Test func `a definition with too many values is told by each rule that would look at it`() throws
  {
    func linted(_ count: Int) throws -> Linted {
      try Linted(
        Self.head + "outcomes:\n" + String(repeating: "- Weld steel\n", count: count)
          + "skills:\n" + String(repeating: "- Weld\n", count: count))
    }
    let large = try linted(90_000)
    #expect(large.result.faults.count > 20)
    #expect(large.result.faults.allSatisfy { $0.message.contains("the definition is too large") })
    let few = try linted(100)
    #expect(few.result.faults.isEmpty)
  }

  @Test func `what is wrong by another check is still told`() throws {
    let linted = try Linted(Self.head + String(repeating: "x-a: 1\n", count: 1500) + "titel: B\n")
    #expect(linted.findings("structure/unknown-field").count == 1)
    #expect(linted.result.faults.allSatisfy { $0.rule != "structure/unknown-field" })
  }
}

import BadgeLint
import Testing

@Suite struct PackTests {
  @Test func `all shipped files load`() throws {
    if case .failure(let failure) = Shipped.library {
      for problem in failure.problems { Issue.record("\(problem.file): \(problem.message)") }
    }
    let library = try Shipped.library.get()
    // A pack goes by the name of its file, by which policies choose it.
    let stems = PackageFolder.files(below: "rules/packs")
      .map { String(Path.lastComponent($0).dropLast(".yaml".utf8.count)) }
    #expect(stems.contains("core"))
    #expect(library.packs.map(\.name).sorted() == stems.sorted())
  }

  @Test func `every example does what it shows`() throws {
    let library = try Shipped.library.get()
    let runner = ExampleRunner(library, today: Shipped.today)
    for pack in library.packs {
      let (count, failures) = runner.run(pack)
      #expect(count >= pack.rules.count * 2)
      for failure in failures {
        Issue.record("\(failure.rule), \(failure.expectation.rawValue): \(failure.outcome)")
      }
    }
  }

  @Test func `every rule cites a source unless it checks structure`() throws {
    for pack in try Shipped.library.get().packs where pack.name != "structure" {
      for rule in pack.rules { #expect(!rule.cites.isEmpty, "\(rule.id)") }
    }
  }

  @Test func `thresholds of the project are no errors`() throws {
    // A number that no source fixes is at most a warning.
    for pack in try Shipped.library.get().packs {
      for rule in pack.rules where rule.severity == .error {
        let isArithmetic = rule.cites.contains { $0.source == "project" }
        if isArithmetic { #expect(rule.concern != "low-value", "\(rule.id)") }
      }
    }
  }
}

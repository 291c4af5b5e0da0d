import BadgeLint
import Testing

/// Each structure check of the engine has its rule, so that nothing it finds is lost.
@Suite struct StructureRuleTests {
  private func problems(_ change: (inout String) -> Void) -> [LoadProblem] {
    var files = RuleFiles.shipped.files
    for index in files.indices where files[index].path == "packs/structure.yaml" {
      var text = String(decoding: files[index].bytes, as: UTF8.self)
      change(&text)
      files[index].bytes = Array(text.utf8)
    }
    return loadProblems { () throws(LoadFailure) in _ = try RuleLibrary(RuleFiles(files: files)) }
  }

  @Test func `a check without a rule is refused`() {
    #expect(problems { _ in }.isEmpty)
    let found = problems { text in
      let start = text.firstRange(of: "  structure/comma-in-text:")?.lowerBound ?? text.endIndex
      text = String(text[..<start])
    }
    #expect(found.map(\.file) == ["rules/packs/structure.yaml"])
    #expect(found.first?.message.hasPrefix("the structure check 'comma-in-text' needs") == true)
  }

  @Test func `a check with two rules is refused`() {
    let found = problems { text in
      text = text.replacing("check: portability", with: "check: comma-in-text")
    }
    #expect(found.count == 1)
    #expect(found.first?.message.contains("structure/portability") == true)
  }

  @Test func `a pack of one's own takes no structure check`() throws {
    var pack = PackText()
    pack.body = "check: syntax"
    pack.examples = "{passes: ['a: 1'], fails: ['a: [']}"
    #expect(throws: LoadFailure.self) { _ = try pack.library() }
  }

  @Test func `severities of structure checks`() throws {
    let rules = try Linted.rules([], Shipped.library.get())
    #expect(rules.severity("structure/portability") == .warning)
    #expect(rules.severity("structure/syntax") == .error)
    #expect(rules.severity("structure/duration-in-months") == .error)
    #expect(rules.severity("core/duration-in-months") == nil)
  }
}

import Dispatch
import Testing

@testable import BadgeLint

/// The shipped rules in the form in which a run over few files reads them say what the files say.
@Suite struct CompactRulesTests {
  @Test func `all rules are the same`() throws {
    let shipped = try Shipped.library.get()
    let compact = try RuleLibrary(.compact)
    #expect(compact.packs.map(\.name) == shipped.packs.map(\.name))
    #expect(compact.formats.map(\.name) == shipped.formats.map(\.name))
    #expect(compact.verdicts.map(\.name) == shipped.verdicts.map(\.name))
    #expect(compact.lexicons.map(\.name) == shipped.lexicons.map(\.name))
    for (small, full) in zip(compact.packs, shipped.packs) {
      #expect(small.parameters.map { "\($0)" } == full.parameters.map { "\($0)" })
      #expect(small.lets.map { "\($0)" } == full.lets.map { "\($0)" })
      #expect(small.rules.map(Self.parts) == full.rules.map(Self.parts))
    }
    for (small, full) in zip(compact.lexicons, shipped.lexicons) {
      #expect(small.languages == full.languages)
      for language in full.languages {
        #expect(small.texts(in: language) == full.texts(in: language))
      }
    }
  }

  @Test func `all schemas are the same`() throws {
    let shipped = try Shipped.library.get().schemas
    #expect(try RuleLibrary(.compact).schemas.map(\.name) == shipped.map(\.name))
    #expect(Set(shipped.map(\.name)).count == shipped.count)
  }

  /// Rules share expressions of their pack, whichever of them is compiled first and by whom.
  @Test func `rules may be compiled in any order and by several threads`() throws {
    let shipped = try Shipped.library.get()
    for seed in 1...3 {
      let compact = try RuleLibrary(.compact)
      var generator = SeededGenerator(seed: UInt64(seed))
      let rules = compact.packs.flatMap(\.rules).shuffled(using: &generator)
      DispatchQueue.concurrentPerform(iterations: rules.count) { index in
        _ = rules[index].labels
      }
      for (small, full) in zip(compact.packs, shipped.packs) {
        for (one, other) in zip(small.rules, full.rules) {
          #expect(Self.expressions(one) == Self.expressions(other), "\(one.id)")
        }
      }
    }
  }

  private static func expressions(_ rule: Rule) -> [String] {
    guard case .expressions(let expressions) = rule.body else { return [] }
    return expressions.scope.sharedLets.map { "\($0.name): \($0.program.source)" }
      + expressions.scope.lets.map { "\($0.name): \($0.program.source)" }
      + [expressions.condition?.source ?? "", expressions.requirement.source]
      + expressions.variables.map { "\($0.name) \($0.type)" }
  }

  /// What lint and its reports need of a rule.
  private static func parts(_ rule: Rule) -> [String] {
    [
      rule.id, rule.title, "\(rule.severity)", rule.concern, rule.dimension, rule.why, rule.fix,
      "\(rule.cites)", "\(rule.isJudgement)", "\(rule.weight ?? -1)", "\(rule.period)",
      "\(rule.source)", "\(rule.message.parts.count)", "\(rule.labels.count)", rule.related,
      "\(rule.edits.count)",
    ]
  }

  @Test func `every document could be made compact`() {
    for file in RuleFiles.compact.files where file.path.hasSuffix(".yaml") {
      #expect(file.bytes.first == UInt8(ascii: "{"), "\(file.path)")
    }
  }

  @Test func `a library of compact files names the files that people wrote`() throws {
    #expect(
      try RuleLibrary(.compact).files.files.map(\.bytes) == RuleFiles.shipped.files.map(\.bytes))
  }
}

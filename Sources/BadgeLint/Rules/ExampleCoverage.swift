import CEL
import YAMLTree

/// What the examples of a pack leave untried.
package struct ExampleCoverage: Sendable {
  /// Something that no example exercises.
  package struct Gap: Sendable {
    package var rule: String
    package var message: String
  }

  private let library: RuleLibrary
  private let surroundings: Surroundings

  package init(_ library: RuleLibrary, today: CalendarDate) {
    self.library = library
    surroundings = Surroundings(today: today, schema: library.definition)
  }

  /// The gaps of a pack: conditions of `require` which no example decides both ways, and parameters
  /// whose value decides nothing in any example.
  package func gaps(of pack: Pack) -> [Gap] {
    pack.rules.flatMap { gaps(of: $0, in: pack) } + unusedParameters(of: pack)
  }

  private func gaps(of rule: Rule, in pack: Pack) -> [Gap] {
    guard case .expressions(let expressions) = rule.body else { return [] }
    let known = expressions.condition.map { [Presumption(program: $0, holds: true)] } ?? []
    let environment = library.environment(expressions.variables, of: rule)
    guard
      let branches = try? environment.branches(
        of: expressions.requirement.source, presuming: known)
    else {
      return [Gap(rule: rule.id, message: "the branches of 'require' could not be told apart")]
    }
    var seen = Array(repeating: (isTrue: false, isFalse: false), count: branches.count)
    for node in rule.examples.passes + rule.examples.fails {
      let schema = library.types(of: rule).schema
      let (record, _) = Binder.bind(node, in: pack.file.tree, by: schema)
      let host = RecordHost(record, schema)
      var evaluation = RuleEvaluation(
        expressions, parameters: pack.parameters.map(\.value), host: host,
        surroundings: surroundings)
      for place in evaluation.places {
        switch evaluation.judge(place) {
        case .notApplicable, .notJudged, .fault: continue
        case .passed, .failed: break
        }
        for (index, branch) in branches.enumerated() {
          guard Self.isAsked(branch, evaluation.variables, host),
            let outcome = try? branch.program.evaluateBool(evaluation.variables, host: host)
          else { continue }
          if outcome { seen[index].isTrue = true } else { seen[index].isFalse = true }
        }
      }
    }
    return branches.indices.filter { branches[$0].program.constantValue == nil }.compactMap {
      index in
      let source = branches[index].source
      switch seen[index] {
      case (true, true): return nil
      case (false, false):
        return Gap(rule: rule.id, message: "no example reaches `\(source)`")
      case (true, false): return Gap(rule: rule.id, message: "in no example `\(source)` is false")
      case (false, true): return Gap(rule: rule.id, message: "in no example `\(source)` is true")
      }
    }
  }

  private static func isAsked(_ branch: Branch, _ variables: [Value], _ host: any Host) -> Bool {
    branch.path.allSatisfy { step in
      (try? step.program.evaluateBool(variables, host: host)) == step.holds
    }
  }

  // MARK: - Parameters

  /// Parameters whose value decides no example: with other values all examples come out the same.
  private func unusedParameters(of pack: Pack) -> [Gap] {
    let usual = pack.rules.map { outcomes(of: $0, in: pack, pack.parameters.map(\.value)) }
    return pack.parameters.indices.filter { index in
      !zip(pack.rules, usual).contains { rule, usual in
        Self.others(than: pack.parameters[index].value).contains { other in
          var values = pack.parameters.map(\.value)
          values[index] = other
          return outcomes(of: rule, in: pack, values) != usual
        }
      }
    }.map {
      Gap(
        rule: pack.name,
        message: "no example depends on the parameter '\(pack.parameters[$0].name)'")
    }
  }

  private func outcomes(of rule: Rule, in pack: Pack, _ parameters: [Value]) -> [Int] {
    guard case .expressions(let expressions) = rule.body else { return [] }
    let examples = rule.examples.passes + rule.examples.fails + rule.examples.ignores
    return examples.flatMap { node -> [Int] in
      let schema = library.types(of: rule).schema
      let (record, _) = Binder.bind(node, in: pack.file.tree, by: schema)
      var evaluation = RuleEvaluation(
        expressions, parameters: parameters, host: RecordHost(record, schema),
        surroundings: surroundings)
      return evaluation.places.map { place in
        switch evaluation.judge(place) {
        case .notApplicable, .notJudged: 0
        case .passed: 1
        case .failed: 2
        case .fault: 3
        }
      }
    }
  }

  /// Values that differ enough to turn a comparison.
  private static func others(than value: Value) -> [Value] {
    switch value {
    case .int(let int): [.int(int / 4), .int(int * 4 + 1), .int(int * 100), .int(0)]
    case .double(let double): [.double(double / 4), .double(double * 4 + 1), .double(0)]
    case .bool(let bool): [.bool(!bool)]
    case .string: [.string(""), .string("de"), .string("fr")]
    case .list: [.list(.native([]))]
    default: []
    }
  }
}

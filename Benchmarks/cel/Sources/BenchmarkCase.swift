import BadgeLint
import CEL

/// A compiled expression with all that its evaluation needs, as the linter has it.
struct BenchmarkCase {
  let entry: BenchmarkEntry
  let program: Program
  /// The variables by slot; their values stand for the place that the rule judges.
  let variables: [(name: String, value: Value)]
  let values: [Value]

  init(
    _ entry: BenchmarkEntry, library: RuleLibrary, host: RecordHost, surroundings: Surroundings
  ) throws(BenchmarkFailure) {
    guard let (rule, pack) = library.rule(named: entry.rule),
      case .expressions(let expressions) = rule.body
    else {
      throw BenchmarkFailure("there is no rule '\(entry.rule)' with expressions")
    }
    self.entry = entry
    program = try Self.program(entry, expressions, library)
    values = try Self.values(entry, expressions, pack, host, surroundings)
    variables = zip(expressions.variables.map(\.name), values).map { ($0, $1) }
  }

  /// The value of the expression.
  func value(_ host: RecordHost) throws(BenchmarkFailure) -> Value {
    do {
      return try program.evaluate(values, host: host)
    } catch {
      throw BenchmarkFailure("the expression '\(program.source)' fails: \(error.message)")
    }
  }

  private static func program(
    _ entry: BenchmarkEntry, _ expressions: Rule.Expressions, _ library: RuleLibrary
  ) throws(BenchmarkFailure) -> Program {
    switch entry.origin {
    case .requirement: return expressions.requirement
    case .condition:
      guard let condition = expressions.condition else {
        throw BenchmarkFailure("rule '\(entry.rule)' has no 'where'")
      }
      return condition
    case .text(let text):
      do {
        return try library.environment(expressions.variables).compile(text)
      } catch {
        let messages = error.errors.map(\.message).joined(separator: "; ")
        throw BenchmarkFailure("the expression '\(text)' does not compile: \(messages)")
      }
    }
  }

  /// The values of the variables at the first place to which the rule applies, or at its first.
  private static func values(
    _ entry: BenchmarkEntry, _ expressions: Rule.Expressions, _ pack: Pack, _ host: RecordHost,
    _ surroundings: Surroundings
  ) throws(BenchmarkFailure) -> [Value] {
    var evaluation = RuleEvaluation(
      expressions, parameters: pack.parameters.map(\.value), host: host,
      surroundings: surroundings)
    var first: [Value]?
    for place in evaluation.places {
      switch evaluation.judge(place) {
      case .passed, .failed: return evaluation.variables
      case .notApplicable: first = first ?? evaluation.variables
      case .fault(let error):
        throw BenchmarkFailure("rule '\(entry.rule)' cannot be judged: \(error.message)")
      }
    }
    guard let first else {
      throw BenchmarkFailure("the definition has no place for rule '\(entry.rule)'")
    }
    return first
  }
}

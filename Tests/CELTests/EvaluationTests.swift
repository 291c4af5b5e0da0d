import CEL
import Testing

/// Values, errors and limits of evaluations.
struct EvaluationTests {
  private func evaluate(_ source: String, limit: Int = 100_000) throws -> Value {
    try Environment().compile(source).evaluate([], host: EmptyHost(), limit: limit)
  }

  private func kind(_ source: String, limit: Int = 100_000) -> EvaluationError.Kind? {
    do {
      _ = try evaluate(source, limit: limit)
      return nil
    } catch {
      return (error as? EvaluationError)?.kind
    }
  }

  @Test(arguments: [
    "true || 1 / 0 == 1", "1 / 0 == 1 || true", "!(false && 1 / 0 == 1)",
    "!(1 / 0 == 1 && false)", "[1, 0].exists(x, 2 / x == 2)", "![0, 2].all(x, 4 / x == 3)",
  ])
  func decidedSidesAbsorbErrors(source: String) throws {
    guard case .bool(true) = try evaluate(source) else {
      Issue.record("\(source) is not true")
      return
    }
  }

  @Test(arguments: [
    ("1 / 0", EvaluationError.Kind.divisionByZero), ("9223372036854775807 + 1", .overflow),
    ("[1][1]", .indexOutOfRange), ("{'a': 1}['b']", .noSuchKey),
    ("{'a': 1, 'a': 2}", .duplicateKey), ("dyn('a') < 1", .noSuchOverload),
    ("int('x')", .invalidArgument), ("optional.none().value()", .missingField),
    ("1 / 0 == 1 || false", .divisionByZero), ("[0].all(x, 1 / x == 1)", .divisionByZero),
  ])
  func errorsHaveKinds(source: String, expected: EvaluationError.Kind) {
    #expect(kind(source) == expected)
  }

  @Test(arguments: [
    "[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10]))",
    "[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, true)) || true",
    "[1,2,3,4,5,6,7,8,9,10].exists(a, [1,2,3,4,5,6,7,8,9,10].exists(b, false)) && false",
  ])
  func theLimitStopsAndIsNotAbsorbed(source: String) {
    #expect(kind(source, limit: 50) == .stepLimit)
    #expect(kind(source, limit: 5_000) == nil)
  }

  @Test func errorsKnowTheirPlace() {
    do {
      _ = try evaluate("1 < 2 && 7 % 0 == 1")
      Issue.record("no error")
    } catch let error as EvaluationError {
      #expect(error.range == SourceRange(start: 9, end: 14))
      #expect(error.message == "7 % 0 has no value")
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func deepSourcesAreRefused() {
    for source in [
      String(repeating: "(", count: 300) + "1" + String(repeating: ")", count: 300),
      String(repeating: "[", count: 100_000), String(repeating: "!", count: 1_000) + "true",
      "1" + String(repeating: " + 1", count: 300),
      "self" + String(repeating: ".a", count: 300),
      String(repeating: "true ? true : ", count: 300) + "true",
      String(repeating: " ", count: 100_001),
    ] {
      #expect(throws: CompileFailure.self) { try Environment().compile(source) }
    }
  }

  @Test(arguments: [
    String(repeating: "[", count: 240) + String(repeating: "]", count: 240) + " == []",
    "!" + String(repeating: "!!", count: 120) + "false",
    "-1" + String(repeating: " + 1", count: 240) + " == 239",
    String(repeating: "[1].all(x, ", count: 80) + "true" + String(repeating: ")", count: 80),
    String(repeating: "(", count: 240) + "true" + String(repeating: ")", count: 240),
    String(repeating: "false ? false : ", count: 240) + "true",
  ])
  func whatIsJustNotTooDeepIsEvaluated(source: String) throws {
    let environment = Environment()
    _ = try environment.compile(source).evaluate([], host: EmptyHost())
    _ = try environment.compile(source, checking: false).evaluate([], host: EmptyHost())
  }

  @Test func valuesAreSmall() {
    #expect(MemoryLayout<Value>.stride <= 24)
  }

  @Test func longChainsAreNotDeep() throws {
    let source = "true" + String(repeating: " && true", count: 5_000)
    guard case .bool(true) = try evaluate(source) else {
      Issue.record("not true")
      return
    }
  }

  @Test func stringsCompareByCodePoints() throws {
    guard
      case .list(.native(let results)) = try evaluate(
        "['\\u00e9' == 'e\\u0301', size('e\\u0301'), size('\\r\\n'), '\\u00e9' in {'e\\u0301': 1}]")
    else {
      Issue.record("no list")
      return
    }
    #expect(results.map(\.quoted) == ["false", "2", "2", "false"])
  }
}

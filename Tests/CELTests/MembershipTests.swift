import CEL
import Testing

/// `in` over lists that are known only when an expression runs.
struct MembershipTests {
  private static let environment = Environment(variables: [
    Variable(name: "list", type: .list(.dyn)), Variable(name: "wanted", type: .dyn),
  ])

  private func contains(
    _ wanted: Value, _ list: [Value], limit: Int = 1_000
  ) throws(EvaluationError) -> Bool {
    guard let program = try? Self.environment.compile("wanted in list") else {
      Issue.record("it does not compile")
      return false
    }
    return try program.evaluateBool([.list(list), wanted], host: EmptyHost(), limit: limit)
  }

  @Test(arguments: [
    (Value.string("b"), true), (.string(""), true), (.string("1"), false), (.string("B"), false),
    (.string("e\u{301}"), true), (.string("\u{E9}"), false), (.int(1), true), (.uint(1), true),
    (.double(1), true), (.bytes([0x62]), false), (.null, true),
  ])
  func elementsAreFoundByTypeAndBytes(wanted: Value, expected: Bool) throws {
    let list: [Value] = [
      .int(1), .null, .string("a"), .string(""), .string("e\u{301}"), .string("b"),
    ]
    #expect(try contains(wanted, list) == expected)
  }

  @Test func emptyListsHoldNothing() throws {
    #expect(try !contains(.string(""), []))
  }

  @Test func eachElementTakesAStep() throws {
    let list = Array(repeating: Value.string("a"), count: 10)
    #expect(try !contains(.string("b"), list, limit: 10))
    #expect(throws: EvaluationError.self) { try contains(.string("b"), list, limit: 9) }
    #expect(try contains(.string("a"), list, limit: 1))
  }

  @Test func longTextsTakeStepsForTheirBytes() throws {
    let long = String(repeating: "x", count: 4_800)
    // One step for the element, 301 for its bytes.
    let list = [Value.string(long + "a")]
    #expect(try !contains(.string(long + "b"), list, limit: 302))
    #expect(throws: EvaluationError.self) {
      try contains(.string(long + "b"), list, limit: 301)
    }
    // A text of another length is not read.
    #expect(try !contains(.string(long), list, limit: 1))
  }
}

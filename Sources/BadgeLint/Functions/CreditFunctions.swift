import CEL

/// Functions about credit systems.
func creditFunctions(_ frameworks: Frameworks) -> [FunctionDeclaration] {
  [
    .text("isCreditSystem") { .bool(frameworks.creditSystem(named: $0) != nil) },
    .text("nearestCreditSystem", result: .string) {
      .string(closestMatch(to: $0, in: frameworks.creditSystemNames) ?? "")
    },
    // Whether two names stand for one system.
    .texts("isSameCreditSystem") { first, second in
      let name = frameworks.creditSystem(named: first)?.name ?? first
      return .bool(name == frameworks.creditSystem(named: second)?.name ?? second)
    },
    // Whether the system fixes learner hours for one credit.
    .text("hasHoursPerCredit") { .bool(frameworks.creditSystem(named: $0)?.hours != nil) },
    .text("minimumHoursPerCredit", result: .double) { (name) throws(EvaluationError) in
      .double(try hours(of: name, in: frameworks).lowerBound)
    },
    .text("maximumHoursPerCredit", result: .double) { (name) throws(EvaluationError) in
      .double(try hours(of: name, in: frameworks).upperBound)
    },
    // What credit comes to in ECTS by a published comparison; 0 where there is none.
    FunctionDeclaration(
      name: "creditInECTS", parameters: [.string, .double], result: .double,
      implementation: .binary { (system, credit, _) throws(EvaluationError) in
        let rate = frameworks.creditSystem(named: try system.text())?.ects ?? 0
        return .double(try credit.number() * rate)
      }),
    // Whether only hours with teachers count for a credit of the system.
    .text("countsContactHoursOnly") {
      .bool(frameworks.creditSystem(named: $0)?.countsContactHoursOnly ?? false)
    },
  ]
}

private func hours(
  of name: String, in frameworks: Frameworks
) throws(EvaluationError) -> ClosedRange<Double> {
  guard let hours = frameworks.creditSystem(named: name)?.hours else {
    throw EvaluationError(
      .invalidArgument,
      "no hours per credit are known for '\(name)'; ask hasHoursPerCredit in 'where' first")
  }
  return hours
}

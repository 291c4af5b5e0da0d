import CEL

/// Functions about level frameworks and their comparison with the EQF.
func levelFunctions(_ frameworks: Frameworks) -> [FunctionDeclaration] {
  [
    .text("isLevelFramework") { .bool(frameworks.levelFramework(named: $0) != nil) },
    .text("nearestLevelFramework", result: .string) {
      .string(closestMatch(to: $0, in: frameworks.levelFrameworkNames) ?? "")
    },
    // The levels of a framework from the lowest to the highest; empty where it is not known.
    .text("levelsOf", result: .list(.string)) {
      let levels = frameworks.levelFramework(named: $0)?.levels ?? []
      return .list(.native(levels.map { .string($0) }))
    },
    // The countries and regions of a framework; empty where it is used across borders.
    .text("countriesOfFramework", result: .list(.string)) {
      let countries = frameworks.levelFramework(named: $0)?.countries ?? []
      return .list(.native(countries.map { .string($0) }))
    },
    // Whether two names stand for one framework.
    .texts("isSameLevelFramework") { first, second in
      let name = frameworks.levelFramework(named: first)?.name ?? first
      return .bool(name == frameworks.levelFramework(named: second)?.name ?? second)
    },
    .texts("isLevelOf") { framework, level in
      .bool(frameworks.levelFramework(named: framework)?.level(named: level) != nil)
    },
    // Whether a published comparison says to which EQF levels a level compares, if to any.
    .texts("isComparedWithEQF") { framework, level in
      .bool(eqf(framework, level, frameworks) != nil)
    },
    // The EQF levels to which a level compares; empty where it compares to none.
    .texts("eqfLevels", result: .list(.int)) { framework, level in
      .list(.native((eqf(framework, level, frameworks) ?? []).map { .int(Int64($0)) }))
    },
  ]
}

private func eqf(_ framework: String, _ level: String, _ frameworks: Frameworks) -> [Int]? {
  guard let framework = frameworks.levelFramework(named: framework),
    let known = framework.level(named: level)
  else { return nil }
  return framework.eqf.first { $0.level == known }?.eqf
}

/// Functions about countries.
func countryFunctions(_ frameworks: Frameworks) -> [FunctionDeclaration] {
  [
    // Whether a code, or the part before its region, is a country of ISO 3166-1.
    .text("isCountry") { code in
      .bool(frameworks.countries.contains(String(code.prefix { $0 != "-" })))
    }
  ]
}

import CEL

/// What the findings of one concern come to together; read from a file of `verdicts/`.
package struct Verdict: Sendable {
  /// How far a definition is from the verdict.
  package enum State: String, CaseIterable, Sendable {
    /// The findings weigh enough.
    case reached
    /// There are findings, but they weigh less.
    case signs
    /// There are none because the definition says too little.
    case incomplete
    /// There are none, but not everything could be judged.
    case unjudged
    /// There are none, and everything could be judged.
    case clear
  }

  /// Something that must hold before it can be said that nothing was found.
  package struct Condition: Sendable {
    /// What is missing where it does not hold, in words.
    package var says: MessageTemplate
    package var program: Program
  }

  package var name: String
  package var title: String
  package var about: String
  /// The concern of the findings that count.
  package var concern: String
  /// The packs that have to be chosen.
  package var packs: [String]
  /// The pack whose parameters the conditions may use.
  package var parametersOf: String?
  /// The values of these parameters where no rule of that pack is among those of a run.
  package var defaults: [Value]
  /// The weight from which the verdict is given.
  package var threshold: Int
  /// The weight of a finding whose rule has none of its own.
  package var weights: [Severity: Int]
  /// What is said of a definition, after its name.
  package var words: [State: String]
  package var needs: [Condition]
  package var judged: [Condition]
  /// The rules whose findings leave it in doubt.
  package var doubts: [String]

  /// The weight of one finding of a rule.
  func weight(_ rule: Rule, _ severity: Severity) -> Int {
    rule.weight ?? weights[severity] ?? 0
  }
}

/// A verdict on one definition, with the findings that make it.
package struct VerdictResult: Sendable {
  /// A rule with findings that count; it counts once, however many places break it.
  package struct Part: Sendable {
    /// The position of the rule in `RuleSet.rules`.
    package var rule: Int
    package var weight: Int
    /// The number of findings.
    package var places: Int
  }

  /// Something that could not be judged.
  package enum Unjudged: Sendable, Equatable {
    /// A condition of the verdict, in words.
    case condition(String)
    /// The path of a field that cannot be read, or is required and not there.
    case field(String)
    /// A pack that was not chosen.
    case pack(String)
    /// A rule that is switched off, or does not hold on the day of the run.
    case rule(String)
    /// A rule whose expressions could not be evaluated.
    case fault(String)
    /// A rule that found something by which the verdict is in doubt.
    case doubt(String)
    /// What follows the place where reading the file had to stop.
    case restOfFile
  }

  package var state: Verdict.State
  /// The weights of the parts together.
  package var weight: Int
  /// In the order of their weight.
  package var parts: [Part]
  /// What the definition does not say, in words.
  package var missing: [String]
  package var unjudged: [Unjudged]
}

/// All verdicts on one definition, in the order of `RuleLibrary.verdicts`.
package struct DefinitionVerdicts: Sendable {
  /// The definition's id or title.
  package var definition: String
  /// The offset in bytes where the definition begins.
  package var start: UInt32
  package var results: [VerdictResult]
}

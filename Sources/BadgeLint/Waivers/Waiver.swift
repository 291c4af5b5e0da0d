import YAMLTree

/// Where a waiver stands.
package enum WaiverKind: String, CaseIterable, Sendable {
  /// In a comment of the file of the finding.
  case comment
  /// In an entry of a register.
  case register
}

/// A decision to bear a finding: it excuses, so that the run does not fail, and improves nothing.
package struct Waiver: Sendable, Equatable {
  package var kind: WaiverKind
  package var reason: String
  /// Who decided, where it is said.
  package var by: String?
  /// The day of the decision, as `YYYY-MM-DD`.
  package var decided: String?
  /// The last day on which it holds, as `YYYY-MM-DD`.
  package var until: String?
}

/// The waivers that hold for a file.
package struct WaiverScope: Sendable {
  /// The register of the policy of the file.
  var register: WaiverRegister?
  /// The absolute path of the file, by which entries of the register find it.
  var file: String
  /// The day of the run, by which entries run out.
  var today: CalendarDate

  package init(register: WaiverRegister?, file: String, today: CalendarDate) {
    self.register = register
    self.file = file
    self.today = today
  }
}

extension WaiverScope {
  /// The last days of those entries for a finding that have run out.
  /// - Parameter rule: The name of its rule.
  func lastDays(of finding: Finding, _ rule: String) -> [String] {
    (register?.entries ?? []).filter { entry in
      entry.rule == rule && entry.hasRunOut(on: today)
        && entry.isFor(finding.definition, in: file) && entry.isFor(finding.path)
    }.compactMap(\.waiver.until)
  }
}

/// The rules that a definition was judged by.
struct JudgedRules {
  /// The id or title of the definition.
  var definition: String
  /// Where it begins in the text.
  var start: UInt32
  /// The positions of the rules in the rule set.
  var rules: Set<Int>
}

/// What became of the entries of a register, by their positions.
package struct RegisterUse: Sendable {
  /// Those that waived something.
  package private(set) var used: Set<Int> = []
  /// Those whose rule judged a definition that they are for.
  package private(set) var covered: Set<Int> = []

  /// Those for which a definition was met, whatever was judged of it.
  package private(set) var met: Set<Int> = []

  package init() {}

  mutating func meet(_ entry: Int) { met.insert(entry) }
  mutating func use(_ entry: Int) { used.insert(entry) }
  mutating func cover(_ entry: Int) { covered.insert(entry) }

  /// Takes back what was covered, as a file broke off and may hold more.
  mutating func uncover() { covered.removeAll() }

  package mutating func add(_ other: RegisterUse) {
    used.formUnion(other.used)
    covered.formUnion(other.covered)
    met.formUnion(other.met)
  }
}

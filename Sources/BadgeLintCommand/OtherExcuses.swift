import BadgeLint
import BadgeLintReports

/// The registers of waivers of a run whose findings are of a catalogue or of changes.
struct OtherExcuses {
  private var registers: [OtherWaivers]
  private(set) var outcome = WaiverOutcome()
  /// Absolute paths of files by their names.
  private var absolute: [String: String] = [:]

  init(
    _ registers: [WaiverRegister], library: RuleLibrary, today: CalendarDate, areIgnored: Bool
  ) {
    self.registers =
      areIgnored ? [] : registers.map { OtherWaivers($0, library: library, today: today) }
    outcome.areIgnored = areIgnored
  }

  // MARK: - Catalogues

  /// Marks what the register waives, and notes entries that are not needed.
  mutating func apply(to result: inout CatalogueResult, _ rules: RuleSet, _ store: ProfileStore) {
    guard !registers.isEmpty else { return }
    for index in result.findings.indices {
      let finding = result.findings[index]
      let subject = OtherWaivers.Subject(
        name: finding.place?.name ?? finding.subjectName,
        file: finding.place.map { path(of: $0.file) })
      result.findings[index].waiver = registers[0].waiver(
        rule: rules.rules[finding.rule].rule.id, of: subject)
      if result.findings[index].waiver != nil { outcome.waivedCount += 1 }
    }
    let unused = registers[0].unusedDefinitions(rules)
    var met: Set<String> = []
    if !unused.isEmpty {
      for index in 0..<store.count where unused.contains(store[index].name) {
        met.insert(store[index].name)
      }
    }
    outcome.notes = registers[0].notes(rules, met: met)
  }

  private mutating func path(of file: String) -> String {
    if let known = absolute[file] { return known }
    let path = Self.absolute(file)
    absolute[file] = path
    return path
  }

  /// The absolute path of a file, which need not be there.
  private static func absolute(_ file: String) -> String {
    (try? LintPlanner.absolute(file)) ?? file
  }

  // MARK: - Changes

  /// Marks what registers waive.
  /// - Parameter place: The path of a file by its name, and the position of its register.
  mutating func apply(
    to comparison: inout Comparison, _ rules: RuleSet,
    place: (String) -> (path: String, register: Int?)?
  ) {
    guard !registers.isEmpty else { return }
    var (registers, count) = (registers, 0)
    comparison.waive { finding, change in
      let end = change.new ?? change.old
      guard let file = end?.file, let place = place(file), let register = place.register else {
        return nil
      }
      let shown = [finding.new, finding.old].compactMap(\.self).first { $0.isThere }
      let waiver = registers[register].waiver(
        rule: rules.rules[finding.rule].rule.id,
        of: OtherWaivers.Subject(
          name: change.name, file: Self.absolute(place.path), path: shown?.path ?? ""))
      if waiver != nil { count += 1 }
      return waiver
    }
    self.registers = registers
    outcome.waivedCount += count
    outcome.notes = registers.flatMap { $0.notes(rules) }
  }
}

import YAMLTree

/// Judges the entries of a register when a run is over.
package enum RegisterJudge {
  /// What is wrong with a register, as the result of a file.
  /// - Parameters:
  ///   - rules: The rules of the files that the register is for.
  ///   - names: The names of all rules.
  ///   - coversAll: Whether the run read all files that an entry, by its position, may be for; asked
  ///     only where that has to be known.
  package static func judge(
    _ register: WaiverRegister, use: RegisterUse, rules: RuleSet, names: [String],
    today: CalendarDate, coversAll: (Int) -> Bool
  ) -> FileResult {
    var problems = ExcuseProblems(rules, names: names, path: register.file.name)
    for (position, entry) in register.entries.enumerated() {
      let definition = entry.definition ?? ""
      guard problems.position(of: entry.rule, at: entry.span, definition: definition) != nil
      else { continue }
      if let (day, span) = entry.until {
        // Those who look at other definitions cannot help it.
        if entry.hasRunOut(on: today), use.met.contains(position) || coversAll(position) {
          problems.report(
            .waiverExpired, at: span, value: entry.rule, expected: day.text,
            definition: definition)
          continue
        }
        problems.pass(.waiverExpired)
        if entry.hasRunOut(on: today) { continue }
      }
      if use.used.contains(position) {
        problems.pass(.waiverUnused)
      } else if isIdle(entry, position, use, coversAll) {
        problems.report(
          .waiverUnused, at: entry.span, value: entry.rule,
          expected: use.met.contains(position) ? "" : entry.target, definition: definition)
      }
    }
    var result = FileResult(
      path: register.file.name, bytes: register.file.tree.bytes,
      tallies: Array(repeating: RuleTally(), count: rules.rules.count))
    problems.add(to: &result)
    result.findings.sort { ($0.span.start, $0.rule) < ($1.span.start, $1.rule) }
    FileLinter.makeFingerprintsUnique(&result.findings)
    return result
  }

  /// Whether it can be said that an entry without use is not needed.
  private static func isIdle(
    _ entry: WaiverRegister.Entry, _ position: Int, _ use: RegisterUse, _ coversAll: (Int) -> Bool
  ) -> Bool {
    if use.covered.contains(position) {
      // The definition was met, and no other has its name.
      return entry.files == nil || coversAll(position)
    }
    return !use.met.contains(position) && coversAll(position)
  }
}

extension WaiverRegister {
  /// Whether all files of an entry are among those of a run.
  /// - Parameters:
  ///   - linted: The absolute paths of the files of the run.
  ///   - files: The absolute paths of the files below the folder of the register.
  package func isCovered(_ position: Int, linted: Set<String>, files: [String]) -> Bool {
    let patterns = entries[position].files
    return files.allSatisfy { linted.contains($0) || !(patterns?.contains($0) ?? true) }
  }
}

/// A decision to bear a finding, as it stands on record, with what became of it in a run.
package struct WaiverLine: Sendable, Equatable {
  package enum State: String, CaseIterable, Sendable {
    /// It excuses findings of the run.
    case inForce
    /// Its last day is over.
    case runOut
    /// Its rule judged what it is for and found nothing.
    case unused
    /// Nothing that it is for was judged.
    case notJudged
  }

  package var rule: String
  /// The id or title of the definition; nil for all.
  package var definition: String?
  /// Where it stands: the register, or the file of the comment.
  package var source: String
  /// The globs of files that it is for.
  package var files: [String]
  /// The place in the definition; nil for all.
  package var path: String?
  package var waiver: Waiver
  package var state: State

  package init(
    rule: String, definition: String?, source: String, files: [String], path: String?,
    waiver: Waiver, state: State
  ) {
    self.rule = rule
    self.definition = definition
    self.source = source
    self.files = files
    self.path = path
    self.waiver = waiver
    self.state = state
  }
}

extension WaiverRegister {
  /// The entries in the order of the register, with what became of them.
  package func lines(_ use: RegisterUse, today: CalendarDate) -> [WaiverLine] {
    entries.enumerated().map { position, entry in
      let state: WaiverLine.State =
        if entry.hasRunOut(on: today) {
          .runOut
        } else if use.used.contains(position) {
          .inForce
        } else if use.covered.contains(position) {
          .unused
        } else {
          .notJudged
        }
      return WaiverLine(
        rule: entry.rule, definition: entry.definition, source: file.name, files: entry.globs,
        path: entry.path, waiver: entry.waiver, state: state)
    }
  }
}

import BadgeLint

/// What the command line and the client ask of the server.
struct ServerSettings: Sendable {
  var policy: LintPlanner.PolicyChoice = .discover
  /// Packs that apply to all documents, by name or file.
  var packs: [String] = []
  /// Formats that were added, by file.
  var formatFiles: [String] = []
  /// The day whose rules apply; nil for that of the clock.
  var day: CalendarDate?
  var readsWaivers = true
  /// Where the files lie that policies may name.
  var reach = PolicyReach(allowsOutside: false)
  /// The address of the folder with the pages of rules, with a slash at its end.
  var rulePages: String?

  var today: CalendarDate { day ?? Terminal.today }
}

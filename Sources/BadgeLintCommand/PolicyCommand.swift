import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint policy`: what applies to a file, and why.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Print the rules that apply to a file, and where they come from.")

  @Argument(help: "The file.", completion: .file())
  var path: String

  @OptionGroup var library: LibraryOptions

  @OptionGroup var outside: ReachOptions

  func run() throws {
    guard isAnythingAt(path) else {
      throw CommandFailure(
        "cannot find '\(path)'", help: "check the spelling and the current folder")
    }
    // A folder stands for the files in it.
    let path = isFolder(path) ? Path.joining(path, "definition.yaml") : path
    var planner = LintPlanner(
      choice: .discover, failOn: nil, extraPacks: library.pack, day: Terminal.today)
    planner.reach = outside.reach
    let found = WalkResult(
      files: [FoundFile(path: path, wasNamedExplicitly: true)], problems: [])
    let loaded = try library.loadLibrary()
    let plan = try planner.plan(found, library: loaded)
    let policy = try planner.policy(for: path, library: loaded)
    guard let file = plan.files.first else { return }
    let rules = plan.ruleSets[file.ruleSet].rules
    var text = "file: \(path)\n"
    text += "policy: \(policy.file?.name ?? "none; the settings of the program hold")\n"
    for base in policy.bases { text += "extends: \(base)\n" }
    for override in policy.overrides.enumerated() {
      let matches = try override.element.files.contains(LintPlanner.absolute(path))
      text += "override \(override.offset + 1): \(matches ? "applies" : "does not apply")\n"
    }
    if let register = RunDocuments.register(of: policy) {
      text += "waivers: \(Path.shown(register.name))\n"
    }
    if let baseline = policy.baseline { text += "baseline: \(Path.shown(baseline.name))\n" }
    text += "fails from: \(file.failOn.rawValue)\n"
    let names = Set(rules.filter(\.isChosen).map(\.rule.pack)).sorted()
    text += "packs: \(names.joined(separator: ", "))\n"
    let schemes = plan.library.schemes.filter { !names.contains($0) }
    if !schemes.isEmpty {
      text += "schemes, for definitions that name them: \(schemes.joined(separator: ", "))\n"
    }
    text += "\n"
    for entry in rules where names.contains(entry.rule.pack) {
      let severity = entry.severity?.rawValue ?? "off"
      let changed = entry.severity != entry.rule.severity
      let gap = String(repeating: " ", count: max(1, 9 - severity.utf8.count))
      text += "\(severity)\(gap)\(entry.rule.id)"
      text += changed ? "  (the pack says \(entry.rule.severity.rawValue))\n" : "\n"
    }
    text += parameters(rules, plan.library)
    Terminal.write(text, to: .standardOutput)
  }

  /// The parameters of the packs, with those that the policy changes marked.
  private func parameters(_ rules: [RuleSet.Entry], _ library: RuleLibrary) -> String {
    var text = ""
    for pack in library.packs {
      guard let entry = rules.first(where: { $0.rule.pack == pack.name && $0.severity != nil })
      else { continue }
      for (parameter, value) in zip(pack.parameters, entry.parameters) {
        var set = parameter
        set.value = value
        text += "\nparameter \(pack.name).\(parameter.name) = \(set.text)"
        if set.text != parameter.text { text += "  (the pack says \(parameter.text))" }
      }
    }
    return text.isEmpty ? "" : text + "\n"
  }
}

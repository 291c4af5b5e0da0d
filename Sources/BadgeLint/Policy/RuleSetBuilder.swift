import CEL
import YAMLTree

/// Works out the rules of a file from its policy.
package struct RuleSetBuilder {
  private let library: RuleLibrary
  /// The names of packs by the path of their file.
  private let packNames: [String: String]
  /// The day whose rules are wanted.
  private let day: CalendarDate
  /// What the wanted rules judge; the packs of a policy that judge something else wait for a
  /// command of their own.
  private let judged: Judged

  package init(
    _ library: RuleLibrary, packNames: [String: String], day: CalendarDate,
    judged: Judged = .definitions
  ) {
    self.judged = judged
    self.library = library
    self.packNames = packNames
    self.day = day
  }

  /// The rules for a file under a policy with the overrides at the given positions.
  ///
  /// Throws where the policy names a pack, rule or parameter that does not exist, or a rule of a
  /// pack that it does not choose.
  package func build(
    _ policy: Policy, overrides: [Int], extraPacks: [Policy.Named]
  ) throws(LoadFailure) -> RuleSet {
    let own = policy.packs ?? library.standardPacks.map { Policy.Named($0) }
    var chosen = own
    for index in overrides {
      if let packs = policy.overrides[index].packs { chosen = packs }
    }
    chosen += extraPacks
    var packs: Set<String> = judged == .definitions ? [Policy.structurePack] : []
    let mine = try chosen.map { (named) throws(LoadFailure) in try resolve(named) }
      .filter { $0.judged == judged }
    packs.formUnion(mine.map(\.name))
    // A policy that says nothing of what is judged here leaves the choice to the program.
    if mine.isEmpty, judged != .definitions || !chosen.isEmpty {
      packs.formUnion(library.standardPacks(of: judged))
    }
    var entries: [RuleSet.Entry] = []
    var positions: [String: Int] = [:]
    for pack in library.packs {
      for rule in pack.rules {
        positions[rule.id] = entries.count
        entries.append(
          RuleSet.Entry(
            rule: rule, severity: packs.contains(pack.name) ? rule.severity : nil,
            schemeSeverity: pack.isScheme && judged == .definitions && !packs.contains(pack.name)
              ? rule.severity : nil,
            parameters: pack.parameters.map(\.value), isChosen: packs.contains(pack.name)))
      }
    }
    let everywhere = policy.overrides.compactMap(\.packs).flatMap { $0 } + own + extraPacks
    // Definitions may choose schemes by themselves; a policy can prepare for that.
    var known = packs.union(library.schemes)
    // Settings of rules that judge something else are checked by the same policy.
    for pack in library.packs where pack.judged != .definitions { known.insert(pack.name) }
    for pack in everywhere { known.insert(try resolve(pack).name) }
    let settings = [policy.settings] + overrides.map { policy.overrides[$0].settings }
    for settings in settings {
      try apply(settings, packs: packs, known: known, positions, &entries)
    }
    // Settings of overrides that do not match this file are checked all the same.
    var unused = entries
    for override in policy.overrides {
      try apply(override.settings, packs: packs, known: known, positions, &unused)
    }
    for position in entries.indices where !entries[position].rule.isInForce(on: day) {
      entries[position].isOutOfForce = entries[position].severity != nil
      entries[position].severity = nil
      entries[position].schemeSeverity = nil
    }
    return RuleSet(entries, schemes: library.schemes)
  }

  /// All that a policy names and nothing has, each at its place; none where rules can be built of it.
  package func problems(of policy: Policy) -> [LoadProblem] {
    var problems: [LoadProblem] = []
    func failure(_ body: () throws(LoadFailure) -> Void) -> [LoadProblem] {
      do throws(LoadFailure) {
        try body()
        return []
      } catch {
        return error.problems
      }
    }
    for named in (policy.packs ?? []) + policy.overrides.flatMap({ $0.packs ?? [] }) {
      problems += failure { () throws(LoadFailure) in _ = try resolve(named) }
    }
    var bare = policy
    bare.settings = Policy.Settings()
    bare.overrides = policy.overrides.map { override in
      var override = override
      override.settings = Policy.Settings()
      return override
    }
    if !problems.isEmpty {
      // Whose pack is misspelt is not to be told of each rule that its pack is not chosen.
      bare.packs = library.packs.map { Policy.Named($0.name) }
      bare.overrides = []
    }
    // Each setting by itself, as building ends at the first that is wrong.
    for settings in [policy.settings] + policy.overrides.map(\.settings) {
      for severity in settings.severities {
        bare.settings = Policy.Settings(severities: [severity])
        problems += failure { () throws(LoadFailure) in
          _ = try build(bare, overrides: [], extraPacks: [])
        }
      }
      for parameter in settings.parameters {
        bare.settings = Policy.Settings(parameters: [parameter])
        problems += failure { () throws(LoadFailure) in
          _ = try build(bare, overrides: [], extraPacks: [])
        }
      }
    }
    return problems
  }

  private func apply(
    _ settings: Policy.Settings, packs: Set<String>, known: Set<String>,
    _ positions: [String: Int], _ entries: inout [RuleSet.Entry]
  ) throws(LoadFailure) {
    for (rule, severity) in settings.severities {
      guard let position = positions[rule.name] else {
        throw unknown("rule", rule, among: positions.keys.sorted())
      }
      let pack = entries[position].rule.pack
      guard known.contains(pack) else {
        throw failure(
          rule, "rule '\(rule.name)' is in pack '\(pack)', which this policy does not choose",
          help: "add \(pack) to 'packs', or leave the rule out")
      }
      guard packs.contains(pack) else {
        if library.schemes.contains(pack) { entries[position].schemeSeverity = severity.value }
        continue
      }
      switch severity {
      case .off:
        if entries[position].rule.check == .syntax {
          throw failure(
            rule, "'\(rule.name)' cannot be switched off: what cannot be read cannot be judged",
            help: "leave the file out with 'exclude' instead")
        }
        entries[position].severity = nil
      case .on(let severity): entries[position].severity = severity
      }
    }
    for (packName, name, node) in settings.parameters {
      let pack = try resolve(packName)
      guard let index = pack.parameters.firstIndex(where: { $0.name == name.name }) else {
        throw unknown(
          "parameter", name, of: "pack '\(pack.name)'", among: pack.parameters.map(\.name))
      }
      guard let file = name.file else { continue }
      let value: Value
      do {
        let parameter = pack.parameters[index]
        value = try ParameterReader.read(node, in: file.tree, as: parameter.type)
        try ParameterReader.check(value, minimum: parameter.minimum, maximum: parameter.maximum)
      } catch {
        throw file.failure(at: node, "'\(name.name)': \(error.message)")
      }
      for position in entries.indices where entries[position].rule.pack == pack.name {
        entries[position].parameters[index] = value
      }
    }
  }

  private func resolve(_ named: Policy.Named) throws(LoadFailure) -> Pack {
    let name = packNames[named.name] ?? named.name
    guard let pack = library.pack(named: name) else {
      throw unknown("pack", named, among: library.packs.map(\.name))
    }
    return pack
  }

  private func unknown(
    _ what: String, _ named: Policy.Named, of owner: String? = nil, among names: [String]
  ) -> LoadFailure {
    // A rule is often named without its pack.
    let suggestion =
      names.first { $0.hasSuffix("/" + named.name) } ?? closestMatch(to: named.name, in: names)
    return failure(
      named,
      owner.map { "\($0) has no \(what) '\(named.name)'" } ?? "there is no \(what) '\(named.name)'",
      help: suggestion.map { "did you mean '\($0)'?" }
        ?? (names.count <= 30 ? "there are: \(names.joined(separator: ", "))" : nil))
  }

  private func failure(_ named: Policy.Named, _ message: String, help: String?) -> LoadFailure {
    let problem = LoadProblem(
      file: named.file?.name ?? "command line", range: named.span, message: message, help: help)
    return named.file?.failure([problem]) ?? LoadFailure(problem)
  }
}

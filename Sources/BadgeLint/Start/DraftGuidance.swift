import CEL
import YAMLTree

/// The comments of a new definition: what a field is, and what the rules ask of it.
package struct DraftGuidance: Sendable {
  private let layout: StartLayout
  private let schema: Schema
  private let rules: RuleSet
  private let linter: FileLinter

  package init(_ layout: StartLayout, _ library: RuleLibrary, rules: RuleSet, today: CalendarDate) {
    self.layout = layout
    schema = library.definition
    self.rules = rules
    linter = FileLinter(library, forced: .native, today: today, verdicts: [])
  }

  /// The lines of comments above each field, by its name.
  package func comments(on draft: DefinitionDraft) -> [String: [String]] {
    let standing = findings(draft)
    var asked = Dictionary(grouping: standing) { Self.field(of: $0.path) }
    // What is asked of parts that do not stand yet is known when they do.
    var told = Set(standing.map(\.rule))
    for (name, trial) in draft.begun {
      for finding in findings(trial) where told.insert(finding.rule).inserted {
        let field = Self.field(of: finding.path)
        asked[draft.groups.contains { $0.name == field } ? field : name, default: []]
          .append(finding)
      }
    }
    let schemes = (draft.value(["schemes"]) ?? "").split(separator: ",").map(trimmed)
    let titles = titles(except: told, schemes: schemes)
    var comments: [String: [String]] = [:]
    for group in draft.groups {
      comments[group.name] = lines(group, asked[group.name] ?? [], titles[group.name] ?? [])
    }
    // What is found at no field of the draft stands at the top.
    let others = standing.filter { finding in
      !draft.groups.contains { $0.name == Self.field(of: finding.path) }
    }
    comments[""] = others.flatMap { folded(sentence($0), hanging: 2) }
    return comments
  }

  private func findings(_ draft: DefinitionDraft) -> [Finding] {
    linter.lint(Array(draft.text().utf8), path: "draft.yaml", rules: rules).findings
  }

  /// The field of a definition to which a place belongs.
  private static func field(of path: some StringProtocol) -> String {
    String(path.prefix { $0 != "." && $0 != "[" })
  }

  /// The titles of rules by the field that they look at, the gravest first.
  private func titles(except told: Set<Int>, schemes: [String]) -> [String: [String]] {
    var found: [String: [(severity: Severity, title: String)]] = [:]
    for (position, entry) in rules.rules.enumerated() where !told.contains(position) {
      let ofScheme = schemes.contains(entry.rule.pack) ? entry.schemeSeverity : nil
      guard let severity = entry.severity ?? ofScheme, entry.rule.judged == .definitions,
        let field = field(of: entry.rule)
      else { continue }
      found[field, default: []].append((severity, entry.rule.title))
    }
    return found.mapValues { rules in
      [Severity.error, .warning, .info].flatMap { severity in
        rules.filter { $0.severity == severity }.map(\.title)
      }
    }
  }

  /// The field that a rule looks at; nil for structure checks and for rules over several fields.
  private func field(of rule: Rule) -> String? {
    guard case .expressions(let expressions) = rule.body else { return nil }
    if !rule.source.each.isEmpty {
      let names = Set(rule.source.each.map { Self.field(of: $0) })
      return names.count == 1 ? names.first : nil
    }
    // A rule over the whole definition is one over what it requires, else over what it needs.
    let programs = [expressions.requirement, expressions.condition].compactMap(\.self)
    for chain in programs.flatMap(\.fieldsRead) where chain.variable == RuleSlot.definition {
      if case .field(object: let object, index: let index)? = chain.steps.first,
        object.index == schema.root
      {
        return schema.types[schema.root].fields[index].name
      }
    }
    return nil
  }

  private func lines(
    _ group: DefinitionDraft.Group, _ findings: [Finding], _ titles: [String]
  ) -> [String] {
    var lines = folded(group.shape.about + ".")
    for field in group.fields {
      guard let shape = schema.fields(along: field.path)?.last?.shape,
        case .choice(let choice) = shape.kind
      else { continue }
      let name = field.path.count > 1 ? "\(field.path[1]): " : ""
      lines += folded(
        "\(name)\(layout.values) \(schema.choices[choice].values.joined(separator: ", "))",
        hanging: 2)
    }
    var told: Set<Int> = []
    for finding in findings where told.insert(finding.rule).inserted {
      lines += folded(sentence(finding), hanging: 2)
    }
    if !titles.isEmpty {
      let shown = titles.prefix(layout.rulesShown).joined(separator: "; ")
      lines += folded("\(layout.rules) \(shown)", hanging: 2)
    }
    return lines
  }

  private func sentence(_ finding: Finding) -> String {
    let rule = rules.rules[finding.rule].rule
    if rule.isJudgement { return "\(layout.question): \(finding.message) (\(rule.id))" }
    return "\(layout.severities[finding.severity] ?? ""): \(rule.fix) (\(rule.id))"
  }

  /// A sentence in lines; those after the first are set in.
  private func folded(_ text: String, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !line.isEmpty, line.count + word.count + 3 > layout.width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
      } else if !line.isEmpty {
        line += " "
      }
      line += word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

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
    let result = linter.lint(Array(draft.text().utf8), path: "draft.yaml", rules: rules)
    var asked: [String: [Finding]] = [:]
    for finding in result.findings {
      let field = finding.path.prefix { $0 != "." && $0 != "[" }
      asked[String(field), default: []].append(finding)
    }
    var comments: [String: [String]] = [:]
    for group in draft.groups {
      comments[group.name] = lines(group, asked[group.name] ?? [])
    }
    // What is found at no field of the draft stands at the top.
    let others = asked.filter { name, _ in !draft.groups.contains { $0.name == name } }
    comments[""] = others.values.flatMap(\.self).flatMap { folded(sentence($0), hanging: 2) }
    return comments
  }

  private func lines(_ group: DefinitionDraft.Group, _ findings: [Finding]) -> [String] {
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
    let titles = rules.rules.indices.filter { position in
      let entry = rules.rules[position]
      return !told.contains(position) && entry.severity != nil && entry.rule.check == nil
        // Rules over texts of all kinds say little of this one.
        && !entry.rule.source.each.isEmpty
        && entry.rule.source.each.allSatisfy { each in
          each.prefix { $0 != "." && $0 != "[" } == group.name
        }
    }
    let shown = titles.sorted { left, right in
      let severities = (rules.rules[left].severity ?? .info, rules.rules[right].severity ?? .info)
      return severities.0 == severities.1 ? left < right : severities.0 > severities.1
    }.prefix(layout.rulesShown)
    if !shown.isEmpty {
      lines += folded(
        "\(layout.rules) \(shown.map { rules.rules[$0].rule.title }.joined(separator: "; "))",
        hanging: 2)
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

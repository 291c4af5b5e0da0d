import BadgeLint

/// Tables of rules with how often they applied and what came of it.
struct RuleTable {
  private let summary: RunSummary
  private let rules: [RuleSet.Entry]
  private let style: TextStyle

  init(_ summary: RunSummary, _ rules: [RuleSet.Entry], _ style: TextStyle) {
    self.summary = summary
    self.rules = rules
    self.style = style
  }

  private static let columns = ["applied", "passed", "failed", "not applicable"]

  /// The rules that were switched on, those that failed most often first.
  var statistics: String {
    let active = rules.indices.filter { summary.isActive($0, rules[$0]) }.sorted {
      let left = summary.tallies[$0].failed
      let right = summary.tallies[$1].failed
      return left == right ? rules[$0].rule.id < rules[$1].rule.id : left > right
    }
    return table(active)
  }

  /// The rules of every pack that takes part, in the order of the packs, with those that are
  /// switched off or not in force.
  var coverage: String {
    let packs = Set(
      rules.enumerated().filter { summary.isActive($0, $1) || $1.isOutOfForce }.map(\.1.rule.pack))
    return table(rules.indices.filter { packs.contains(rules[$0].rule.pack) })
  }

  private func table(_ indices: [Int]) -> String {
    let widest = max(4, indices.map { rules[$0].rule.id.utf8.count }.max() ?? 0)
    func row(_ name: String, _ cells: [String], _ remark: String) -> String {
      var line = name + String(repeating: " ", count: max(0, widest - name.utf8.count))
      for (cell, column) in zip(cells, Self.columns) {
        let width = max(column.utf8.count, 7) + 2
        line += String(repeating: " ", count: max(1, width - cell.utf8.count)) + cell
      }
      return remark.isEmpty ? line + "\n" : "\(line)  \(remark)\n"
    }
    var text = style.bold(row("rule", Self.columns, ""))
    for index in indices {
      let tally = summary.tallies[index]
      let cells = [tally.applied, tally.passed, tally.failed, tally.notApplicable]
      text += row(rules[index].rule.id, cells.map { "\($0)" }, remark(index))
    }
    return text + "\n"
  }

  private func remark(_ index: Int) -> String {
    if rules[index].isOutOfForce {
      let period =
        rules[index].rule.period.text ?? rules[index].rule.cites.compactMap(\.period.text).first
      return "not in force\(period.map { " (\($0))" } ?? "")"
    }
    if !summary.isActive(index, rules[index]) { return "off" }
    return summary.tallies[index].applied == 0 ? "applied nowhere" : ""
  }
}

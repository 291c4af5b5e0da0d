import BadgeLint
import YAMLTree

/// All that there is to know of one rule, for the terminal and for the documentation.
package struct RulePage {
  private let rule: Rule
  private let pack: Pack

  package init(_ rule: Rule, in pack: Pack) {
    self.rule = rule
    self.pack = pack
  }

  /// The parts of a page, in their order.
  private enum Part {
    case paragraph(String)
    case section(String)
    case item(label: String, text: String)
    case code([String], language: String)
  }

  private var parts: [Part] {
    var parts: [Part] = [.paragraph(rule.title)]
    parts.append(.item(label: "severity", text: rule.severity.rawValue))
    if let effect = rule.effect {
      parts.append(.item(label: "a change that is", text: effect.rawValue))
    }
    parts.append(.item(label: "concern", text: rule.concern))
    parts.append(.item(label: "dimension", text: rule.dimension))
    parts.append(.item(label: "pack", text: "\(pack.name), \(pack.title)"))
    if rule.isJudgement {
      parts.append(.item(label: "judged by", text: "people; the rule asks and never fails a run"))
    }
    if let period = rule.period.text { parts.append(.item(label: "holds", text: period)) }
    parts.append(.item(label: "mended by a machine", text: rule.mending))
    parts += [.section("Why"), .paragraph(rule.why), .section("Fix"), .paragraph(rule.fix)]
    parts += edits
    if !rule.cites.isEmpty {
      parts.append(.section("Rests on"))
      for cite in rule.cites {
        parts.append(
          .item(
            label: cite.text,
            text: [cite.period.text.map { "in force \($0)" }, cite.note, cite.url].compactMap(
              \.self
            ).joined(separator: "; ")))
      }
    }
    parts.append(.section("Condition"))
    parts += condition
    let used = pack.parameters.filter { rule.source.mentions($0.name) }
    if !used.isEmpty {
      parts.append(.section("Parameters"))
      for parameter in used {
        parts.append(
          .item(label: "\(parameter.name) = \(parameter.text)", text: parameter.about))
      }
    }
    parts += examples("Passes", rule.examples.passes)
    parts += examples("Fails", rule.examples.fails)
    parts += examples("Does not apply to", rule.examples.ignores)
    for example in rule.examples.fixed {
      parts += examples("Before the edit", [example.before])
      parts += examples("After the edit", [example.after])
    }
    return parts
  }

  /// What `badgelint fix` does about the rule.
  private var edits: [Part] {
    rule.edits.map { edit in
      let when = edit.offeredWhere.map { ", where \($0)" } ?? ""
      let safe =
        switch edit.isAlwaysSafe {
        case true?: "safe"
        case false?: "unsafe"
        case nil: "safe where \(edit.safeWhere)"
        }
      return .item(label: "edit", text: "\(edit.source)\(when) (\(safe))")
    }
  }

  private var condition: [Part] {
    if let check = rule.check {
      return [.paragraph("The structure check \(check.rawValue) of the program.")]
    }
    var parts: [Part] = []
    if !rule.source.each.isEmpty {
      parts.append(.item(label: "for each", text: rule.source.each.joined(separator: ", ")))
    }
    for (name, source) in rule.source.lets {
      parts.append(.item(label: "let \(name)", text: source))
    }
    if let condition = rule.source.condition {
      parts.append(.item(label: "where", text: condition))
    }
    if let requirement = rule.source.requirement {
      parts.append(.item(label: "require", text: requirement))
    }
    return parts
  }

  private func examples(_ title: String, _ nodes: [NodeID]) -> [Part] {
    guard !nodes.isEmpty else { return [] }
    return [.section(title)] + nodes.map { .code(lines(of: $0), language: "yaml") }
  }

  /// An example as it stands in the pack, without its indentation.
  private func lines(of node: NodeID) -> [String] {
    let tree = pack.file.tree
    let text =
      tree.kind(node) == .scalar
      ? tree.text(node)
      : String(
        decoding: tree.bytes[Int(tree.span(node).start)..<Int(tree.span(node).end)], as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // The first line begins at the value; the others carry the indentation of the file.
    let indent =
      tree.kind(node) == .scalar
      ? 0
      : lines.dropFirst().filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    let trimmed = lines.enumerated().map {
      $0.offset == 0 ? $0.element : String($0.element.dropFirst(indent))
    }
    return trimmed.last == "" ? trimmed.dropLast() : trimmed
  }

  // MARK: - Rendering

  /// The page for a terminal.
  package func text(style: TextStyle, width: Int) -> String {
    var result = style.bold(rule.id) + "\n"
    for part in parts {
      switch part {
      case .paragraph(let text):
        for line in TextWidth.folded(text, width: width - 2) { result += "  \(line)\n" }
      case .section(let title): result += "\n" + style.bold(title) + "\n"
      case .item(let label, let text):
        let lines = TextWidth.folded(text.isEmpty ? label : "\(label): \(text)", width: width - 4)
        for (index, line) in lines.enumerated() {
          result += (index == 0 ? "  " : "    ") + line + "\n"
        }
      case .code(let lines, _):
        for (index, line) in lines.enumerated() {
          result += (index == 0 ? "  - " : "    ") + line + "\n"
        }
      }
    }
    return result
  }

  /// The page in Markdown.
  package var markdown: String {
    var result = "# \(rule.id)\n\n"
    var isInList = false
    for part in parts {
      if isInList, case .item = part {
      } else if isInList {
        result += "\n"
        isInList = false
      }
      switch part {
      case .paragraph(let text): result += "\(text)\n\n"
      case .section(let title): result += "## \(title)\n\n"
      case .item(let label, let text):
        isInList = true
        let isCode =
          label.hasPrefix("let ") || ["for each", "where", "require", "edit"].contains(label)
        let body = isCode ? "`\(text.onOneLine)`" : text
        result += text.isEmpty ? "- \(label)\n" : "- \(label): \(body)\n"
      case .code(let lines, let language):
        result += "```\(language)\n" + lines.map { $0 + "\n" }.joined() + "```\n\n"
      }
    }
    while result.hasSuffix("\n\n") { result.removeLast() }
    return result
  }

  /// The name of the page's file, such as `core/credit-hours.md`.
  package static func path(of rule: Rule) -> String { "\(rule.id).md" }
}

extension Rule {
  /// Whether and how a machine can mend a breach, in words.
  package var mending: String {
    if edits.isEmpty { return "no" }
    if edits.allSatisfy({ $0.isAlwaysSafe == true }) { return "yes, by badgelint fix" }
    return edits.contains { $0.isAlwaysSafe != false }
      ? "yes, by badgelint fix, in part with --unsafe only" : "yes, by badgelint fix --unsafe"
  }
}

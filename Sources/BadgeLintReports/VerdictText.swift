import BadgeLint
import YAMLTree

/// Verdicts on definitions for people: what is said, and the findings that make it.
package struct VerdictText {
  private let verdicts: [Verdict]
  private let style: TextStyle
  private let width: Int

  package init(_ verdicts: [Verdict], style: TextStyle, width: Int) {
    self.verdicts = verdicts
    self.style = style
    self.width = width
  }

  /// The verdicts on the definitions of a file: those that are reached and rest on a finding that is
  /// neither waived nor known, or all of them.
  func text(_ result: FileResult, rules: RuleSet, _ lines: LineIndex, showsAll: Bool) -> String {
    var text = ""
    let open = Set(result.findings.filter(\.isOpen).map(\.position))
    for (position, definition) in result.verdicts.enumerated() {
      for (verdict, judged) in zip(verdicts, definition.results)
      where showsAll || judged.state == .reached && open.contains(position) {
        let name =
          definition.definition.isEmpty ? "the definition" : shownSafely(definition.definition)
        let head = style.colour("verdict[\(verdict.name)]", colour(judged.state))
        text += "\(head)\(style.bold(": \(name) \(verdict.words[judged.state] ?? "")"))\n"
        let line = lines.position(of: definition.start).line
        text += "\(style.colour(" -->", .blue)) \(FindingWords.path(result.path)):\(line)\n"
        for note in Self.notes(judged, verdict, rules) {
          for (index, part) in TextWidth.folded(note, width: width - 4).enumerated() {
            text += index == 0 ? "  \(style.colour("=", .blue)) \(part)\n" : "    \(part)\n"
          }
        }
        text += "\n"
      }
    }
    return text
  }

  private func colour(_ state: Verdict.State) -> TextStyle.Colour {
    switch state {
    case .reached: .red
    case .signs, .incomplete, .unjudged: .yellow
    case .clear: .cyan
    }
  }

  /// What a verdict rests on, in lines.
  package static func notes(
    _ judged: VerdictResult, _ verdict: Verdict, _ rules: RuleSet
  ) -> [String] {
    var notes: [String] = []
    if !judged.parts.isEmpty {
      let parts = judged.parts.map { part in
        let places = part.places > 1 ? " (\(part.places) places)" : ""
        return "\(rules.rules[part.rule].rule.id) \(part.weight)\(places)"
      }
      notes.append(
        "weight \(judged.weight), given from \(verdict.threshold): \(parts.joined(separator: ", "))"
      )
    }
    if !judged.missing.isEmpty {
      notes.append("not said: \(judged.missing.joined(separator: ", "))")
    }
    if !judged.unjudged.isEmpty {
      notes.append("not judged: \(judged.unjudged.map(words).joined(separator: ", "))")
    }
    return notes
  }

  /// What could not be judged, in words.
  static func words(_ unjudged: VerdictResult.Unjudged) -> String {
    switch unjudged {
    case .condition(let says): says
    case .field(let path): "`\(path)`, which is missing or cannot be read"
    case .pack(let name): "pack \(name), which is not chosen"
    case .rule(let id): "\(id), which is off"
    case .fault(let id): "\(id), which has no answer here"
    case .doubt(let id): "\(id) found something"
    case .restOfFile: "the rest of the file, which cannot be read"
    }
  }

  /// How many definitions of a run are in which state, one line for each verdict.
  func summary(_ counts: [[Verdict.State: Int]]) -> [String] {
    zip(verdicts, counts).map { verdict, counts in
      let parts = Verdict.State.allCases.compactMap { state -> String? in
        guard let count = counts[state], count > 0 else { return nil }
        return "\(count) \(Self.word(state))"
      }
      return "verdict \(verdict.name): \(parts.joined(separator: ", "))"
    }
  }

  private static func word(_ state: Verdict.State) -> String {
    switch state {
    case .reached: "reached"
    case .signs: "with signs"
    case .incomplete: "incomplete"
    case .unjudged: "not fully judged"
    case .clear: "clear"
    }
  }
}

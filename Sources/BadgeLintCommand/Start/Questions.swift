import BadgeLint

/// Asks on a terminal for the fields of a definition, and holds each answer against the format.
struct Questions {
  private let layout: StartLayout
  private let schema: Schema
  private let check: DraftCheck
  /// Whether nobody answers any more.
  private var hasEnded = false

  init(_ layout: StartLayout, schema: Schema, check: DraftCheck) {
    self.layout = layout
    self.schema = schema
    self.check = check
  }

  /// Asks for what is not known yet.
  mutating func ask(_ draft: inout DefinitionDraft, except known: Set<[String]>) {
    say(
      "An empty answer leaves a field for later; ? explains it; the end of input ends the questions.\n"
    )
    for group in draft.groups {
      if group.hasElements {
        askElements(group, &draft, known)
      } else {
        for field in group.fields where !known.contains(field.path) && !hasEnded {
          if let question = field.question { _ = ask(question, field, &draft) }
        }
      }
      if hasEnded { return }
    }
  }

  private mutating func askElements(
    _ group: DefinitionDraft.Group, _ draft: inout DefinitionDraft, _ known: Set<[String]>
  ) {
    let asked = group.fields.filter { $0.question != nil }
    guard let first = asked.first, !known.contains(where: { $0.first == group.name }) else {
      return
    }
    var question = first.question
    while let text = question, !hasEnded {
      guard ask(text, first, &draft) else { return }
      for field in asked.dropFirst() {
        if let text = field.question, !hasEnded { _ = ask(text, field, &draft) }
      }
      question = first.anotherQuestion
    }
  }

  /// Asks until an answer fits or none is given; whether one was.
  private mutating func ask(
    _ question: String, _ field: StartLayout.Field, _ draft: inout DefinitionDraft
  ) -> Bool {
    while true {
      let usual = draft.value(field.path).map { " [\(shownSafely($0))]" } ?? ""
      say("\(question)\(usual): ")
      guard let line = readLine() else {
        say("\n")
        hasEnded = true
        return false
      }
      let answer = trimmed(line)
      if answer.isEmpty { return false }
      if answer == "?" {
        explain(field)
        continue
      }
      switch try? check.set(answer, at: field.path, in: &draft) {
      case .taken: return true
      case .takenAs(let usual):
        say("  \(shownSafely(usual))\n")
        return true
      case .refused(let problems):
        for problem in problems {
          say("  \(shownSafely(problem.message))\n  \(shownSafely(problem.help))\n")
        }
      case nil: return false
      }
    }
  }

  private func explain(_ field: StartLayout.Field) {
    guard let shape = schema.fields(along: field.path)?.last?.shape else { return }
    say("  \(shape.about)\n")
    if case .choice(let choice) = shape.kind {
      say("  \(layout.values) \(schema.choices[choice].values.joined(separator: ", "))\n")
    }
    if !shape.example.isEmpty { say("  Example: \(shape.example)\n") }
  }

  private func say(_ text: String) { Terminal.write(text, to: .standardError) }
}

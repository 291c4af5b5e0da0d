import BadgeLint
import BadgeLintReports

/// What people should know of a field or a value, as Markdown or as plain text.
struct FieldHelp: Sendable {
  let schema: Schema
  let library: RuleLibrary
  let usesMarkdown: Bool

  /// A text of a schema or pack.
  func prose(_ text: String) -> String { usesMarkdown ? MarkdownText.prose(text) : text }
  func escaped(_ text: String) -> String { usesMarkdown ? MarkdownText.escaped(text) : text }
  func code(_ text: String) -> String { usesMarkdown ? MarkdownText.code(text) : text }
  func strong(_ text: String) -> String { usesMarkdown ? "**\(escaped(text))**" : text }

  /// Paragraphs about a field.
  /// - Parameters:
  ///   - path: The keys that lead to it, with dots between them.
  ///   - rules: The rules that are on where the document is judged.
  func paragraphs(_ field: FieldShape, path: String, rules: RuleSet?) -> [String] {
    var paragraphs = ["\(strong(path)): \(prose(field.about))"]
    var facts = [kind(field) + (field.isRequired ? ", required" : "")]
    switch (field.minimum, field.maximum) {
    case (let least?, let most?): facts.append("from \(number(least)) to \(number(most))")
    case (let least?, nil): facts.append("at least \(number(least))")
    case (nil, let most?): facts.append("at most \(number(most))")
    case (nil, nil): break
    }
    if !field.example.isEmpty { facts.append("such as \(code(field.example))") }
    paragraphs.append(facts.joined(separator: "; "))
    if !field.crosswalk.isEmpty {
      let terms = field.crosswalk.map { "\($0.vocabulary) \(code($0.term))" }
      paragraphs.append("Elsewhere: \(terms.joined(separator: ", "))")
    }
    if let rules { paragraphs += ruleList(path, rules) }
    return paragraphs
  }

  /// What a field holds, with the number of values first where it is a list.
  private func kind(_ field: FieldShape) -> String {
    let words = prose(FieldReference.kind(field, schema))
    switch field.container {
    case .single: return words
    case .list: return "list: \(words)"
    case .map: return "by name: \(words)"
    }
  }

  private func number(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
  }

  /// Most rules that are named.
  private static let mostRules = 8

  /// The rules over a field that are on for all, and the schemes that have others.
  private func ruleList(_ path: String, _ rules: RuleSet) -> [String] {
    let over = rules.rules.filter {
      ($0.severity != nil || $0.schemeSeverity != nil) && Self.isOver(path, $0.rule)
    }
    var paragraphs: [String] = []
    let general = over.filter { $0.severity != nil }
    if !general.isEmpty {
      let names = general.prefix(Self.mostRules).map { code($0.rule.id) }.joined(separator: ", ")
      let more = general.count > Self.mostRules ? " and \(general.count - Self.mostRules) more" : ""
      paragraphs.append("Rules over it: \(names)\(more)")
    }
    let schemes = over.filter { $0.severity == nil }.reduce(into: [String]()) {
      if !$0.contains($1.rule.pack) { $0.append($1.rule.pack) }
    }
    if !schemes.isEmpty {
      paragraphs.append("Schemes with rules over it: \(schemes.map(code).joined(separator: ", "))")
    }
    return paragraphs
  }

  /// Whether a rule judges a field or asks for it.
  static func isOver(_ path: String, _ rule: Rule) -> Bool {
    if rule.source.each.contains(where: { $0 == path || $0.hasPrefix(path + ".") }) { return true }
    let texts =
      rule.source.lets.map(\.text)
      + [rule.source.condition, rule.source.requirement].compactMap(\.self)
    let places = rule.source.each.isEmpty ? [""] : rule.source.each
    return texts.contains { text in
      chains(text).contains { chain in
        if let rest = suffix(of: chain, after: "definition.") {
          return rest == path || rest.hasPrefix(path + ".")
        }
        guard let rest = suffix(of: chain, after: "self.") else { return false }
        return places.contains { place in
          let full = place.isEmpty ? rest : "\(place).\(rest)"
          return full == path || full.hasPrefix(path + ".")
        }
      }
    }
  }

  private static func suffix(of chain: String, after prefix: String) -> String? {
    chain.hasPrefix(prefix) ? String(chain.dropFirst(prefix.count)) : nil
  }

  /// Names with dots between them, such as `definition.credit`, in an expression.
  private static func chains(_ text: String) -> [String] {
    text.utf8.split { byte in
      !((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F
        || (0x61...0x7A).contains(byte) || byte == 0x2E || byte == 0x3F)
    }.map { String(decoding: $0.filter { $0 != 0x3F }, as: UTF8.self) }
  }

  // MARK: - Values

  /// What a value means, where it is a name that is listed somewhere.
  func paragraphs(ofValue text: String, in field: FieldShape) -> [String] {
    switch field.names {
    case .schemes, .packs:
      guard let pack = library.pack(named: text) else { return [] }
      return ["\(strong(pack.name)): \(prose(pack.title))", prose(pack.about)].filter {
        !$0.isEmpty
      }
    case .rules: return library.rule(named: text).map { paragraphs(of: $0.rule) } ?? []
    case .levelFrameworks:
      return library.frameworks.levelFramework(named: text).map { [self.framework($0)] } ?? []
    case .creditSystems:
      return library.frameworks.creditSystem(named: text).map { [self.system($0)] } ?? []
    case .levels, .definitions, .values, nil: break
    }
    if case .choice(let choice) = field.kind {
      let values = schema.choices[choice].values
      guard values.contains(text) else { return [] }
      return ["\(strong(text)) is one of \(values.map(code).joined(separator: ", "))"]
    }
    if case .object(let type) = field.kind { return words(of: text, as: type) }
    return []
  }

  /// The words of a short form, such as `6 ECTS`, each by the field that it fills.
  private func words(of text: String, as type: Int) -> [String] {
    let shape = schema.types[type]
    let words = text.split(separator: " ").map(String.init)
    guard
      let form = shape.shortForms.first(where: { form in
        guard form.pieces.count <= words.count else { return false }
        return zip(form.pieces, words).allSatisfy { piece, word in
          if case .word(let wanted) = piece { wanted == word.lowercased() } else { true }
        }
      })
    else { return [] }
    return form.pieces.enumerated().flatMap { index, piece -> [String] in
      guard case .field(let field) = piece else { return [] }
      let isLast = index == form.pieces.count - 1
      let word = isLast ? words[index...].joined(separator: " ") : words[index]
      return paragraphs(ofValue: word, in: shape.fields[field])
    }
  }

  func framework(_ framework: LevelFramework) -> String {
    var text = "\(strong(framework.name)): \(escaped(framework.title)); "
    text += "levels \(framework.levels.map(escaped).joined(separator: ", "))"
    if !framework.countries.isEmpty {
      text += "; used in \(framework.countries.joined(separator: ", "))"
    }
    if !isReference(framework), !framework.eqf.isEmpty {
      let pairs = framework.eqf.filter { !$0.eqf.isEmpty }.map { level, eqf in
        "\(escaped(level)) = \(eqf.map { "\($0)" }.joined(separator: "/"))"
      }
      text += "; in the EQF \(pairs.joined(separator: ", "))"
    }
    return text
  }

  /// Whether all levels are compared to those of the same name.
  private func isReference(_ framework: LevelFramework) -> Bool {
    framework.eqf.allSatisfy { level, eqf in eqf.map { "\($0)" } == [level] }
      && framework.eqf.count == framework.levels.count
  }

  func system(_ system: CreditSystem) -> String {
    var text = "\(strong(system.name)): \(escaped(system.title))"
    if let hours = system.hours {
      let range =
        hours.lowerBound == hours.upperBound
        ? number(hours.lowerBound) : "\(number(hours.lowerBound)) to \(number(hours.upperBound))"
      text +=
        "; one credit stands for \(range) \(system.countsContactHoursOnly ? "contact " : "")hours"
    } else {
      text += "; no hours are fixed for a credit"
    }
    if !system.countries.isEmpty { text += "; used in \(system.countries.joined(separator: ", "))" }
    return text
  }

  /// What a rule asks for and why.
  func paragraphs(of rule: Rule) -> [String] {
    ["\(strong(rule.id)): \(prose(rule.title))"] + reasons(rule)
  }

  /// Why a rule is there, what to do, and what it rests on.
  func reasons(_ rule: Rule) -> [String] {
    var paragraphs = [
      "\(strong("why")): \(prose(rule.why))", "\(strong("fix")): \(prose(rule.fix))",
    ]
    for cite in rule.cites {
      var text = "\(strong("see")): "
      if usesMarkdown, let url = cite.url, MarkdownText.isAddress(url), !url.contains(")") {
        text += "[\(escaped(cite.text))](\(url))"
      } else {
        text += escaped(cite.text)
      }
      if let note = cite.note { text += "; \(prose(note))" }
      paragraphs.append(text)
    }
    return paragraphs
  }
}

import BadgeLint

/// The rules of a run in SARIF, and as taxonomies the documents that they cite.
struct SARIFRules {
  /// A document, with the clauses that rules cite.
  private struct Document {
    var title: String
    var url: String?
    var clauses: [String] = []
  }

  private let rules: [RuleSet.Entry]
  private let options: ReportOptions
  private var documents: [Document] = []
  private var positions: [String: Int] = [:]
  private var clausePositions: [[String: Int]] = []

  init(_ rules: [RuleSet.Entry], _ options: ReportOptions) {
    self.rules = rules
    self.options = options
    for cite in rules.flatMap(\.rule.cites) {
      let document = positions[cite.title] ?? documents.count
      if document == documents.count {
        positions[cite.title] = document
        documents.append(Document(title: cite.title))
        clausePositions.append([:])
      }
      if documents[document].url == nil { documents[document].url = cite.url }
      let clause = Self.clause(cite)
      if clausePositions[document][clause] == nil {
        clausePositions[document][clause] = documents[document].clauses.count
        documents[document].clauses.append(clause)
      }
    }
  }

  /// The clause; a document that is cited as a whole counts as one of its own.
  private static func clause(_ cite: Citation) -> String { cite.clause ?? cite.title }

  /// The members `tool` and `taxonomies` of a run.
  func write(to json: inout JSONWriter) {
    json.raw("  \"tool\": {\"driver\": {\"name\": \"badgelint\", \"version\": ")
    json.string(options.version)
    json.member("semanticVersion", options.version)
    json.member("language", "en-GB")
    json.raw(
      ", \"shortDescription\": {\"text\": \"A linter for the definitions of micro-credentials.\"}")
    if !documents.isEmpty {
      json.raw(",\n  \"supportedTaxonomies\": ")
      json.list(Array(documents.enumerated()), indent: "    ") { json, document in
        Self.writeReference(document.offset, document.element, to: &json)
      }
    }
    json.raw(",\n  \"rules\": ")
    json.list(rules, indent: "    ") { json, entry in write(entry.rule, to: &json) }
    json.raw("}},\n  \"taxonomies\": ")
    json.list(documents, indent: "    ", Self.write)
  }

  private static func writeReference(
    _ index: Int, _ document: Document, to json: inout JSONWriter
  ) {
    json.raw("{\"name\": ")
    json.string(document.title)
    json.member("index", index)
    json.raw("}")
  }

  private static func write(_ json: inout JSONWriter, _ document: Document) {
    json.raw("{\"name\": ")
    json.string(document.title)
    if let url = document.url, MarkdownText.isAddress(url) { json.member("informationUri", url) }
    // Clauses that no rule cites are left out.
    json.raw(", \"isComprehensive\": false, \"taxa\": ")
    json.list(document.clauses) { json, clause in
      json.raw("{\"id\": ")
      json.string(clause)
      json.raw("}")
    }
    json.raw("}")
  }

  // MARK: - Rules

  private func write(_ rule: Rule, to json: inout JSONWriter) {
    json.raw("{\"id\": ")
    json.string(rule.id)
    json.raw(", \"shortDescription\": {\"text\": ")
    json.string(rule.title)
    json.raw("}, \"fullDescription\": {\"text\": ")
    json.string(rule.why)
    json.raw("}, \"help\": {\"text\": ")
    json.string(Self.help(rule))
    json.member("markdown", Self.helpMarkdown(rule))
    json.raw("}")
    if let pages = options.rulePages {
      json.member("helpUri", pages + FileURI.text(RulePage.path(of: rule)))
    }
    json.raw(", \"defaultConfiguration\": {\"level\": ")
    json.string(SARIFResults.level(rule.severity))
    json.raw("}")
    if !rule.cites.isEmpty {
      json.raw(", \"relationships\": ")
      json.list(rule.cites, writeRelationship)
    }
    json.raw(", \"properties\": {\"tags\": ")
    json.list([rule.concern, rule.dimension]) { json, tag in json.string(tag) }
    json.raw(", \"problem.severity\": ")
    json.string(rule.severity == .info ? "recommendation" : rule.severity.rawValue)
    json.raw("}}")
  }

  private func writeRelationship(_ json: inout JSONWriter, _ cite: Citation) {
    let document = positions[cite.title] ?? 0
    let clause = Self.clause(cite)
    json.raw("{\"target\": {\"id\": ")
    json.string(clause)
    json.member("index", clausePositions[document][clause] ?? 0)
    json.raw(", \"toolComponent\": ")
    Self.writeReference(document, documents[document], to: &json)
    json.raw("}, \"kinds\": [\"relevant\"]")
    if let note = cite.note {
      json.raw(", \"description\": {\"text\": ")
      json.string(note)
      json.raw("}")
    }
    json.raw("}")
  }

  private static func help(_ rule: Rule) -> String {
    ([rule.title, "Why: \(rule.why)", "Fix: \(rule.fix)"]
      + rule.cites.map { cite in
        "See: " + [cite.text, cite.note, cite.url].compactMap(\.self).joined(separator: "; ")
      }).joined(separator: "\n")
  }

  private static func helpMarkdown(_ rule: Rule) -> String {
    var text = "\(MarkdownText.prose(rule.title))\n\n**Why**: \(MarkdownText.prose(rule.why))\n\n"
    text += "**Fix**: \(MarkdownText.prose(rule.fix))\n"
    for cite in rule.cites {
      let url = cite.url.flatMap { MarkdownText.isAddress($0) ? "<\($0)>" : nil }
      let note = cite.note.map(MarkdownText.prose)
      let rest = [note, url].compactMap(\.self).map { "; \($0)" }
      text += "\n- \(MarkdownText.escaped(cite.text))\(rest.joined())"
    }
    return text
  }
}

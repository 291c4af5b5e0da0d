import BadgeLint
import BadgeLintReports
import YAMLTree

/// `textDocument/codeAction`: edits that mend findings, and waivers.
struct CodeActionRequest {
  let document: OpenDocument
  let analysis: DocumentAnalysis
  let capabilities: ClientCapabilities
  let words: EditorWords

  static let quickFix = "quickfix"
  static let fixAll = "source.fixAll.badgelint"

  /// Most findings for which actions are offered at once.
  private static let mostFindings = 20

  /// - Parameters:
  ///   - range: The bytes for which actions are wanted.
  ///   - context: What the client knows there: `diagnostics`, and `only` with kinds.
  func answer(in range: Range<Int>, _ context: JSONValue?) -> [UInt8] {
    var json = JSONWriter()
    json.list(actions(in: range, context)) { json, action in json.json(action) }
    return json.bytes
  }

  private func actions(in range: Range<Int>, _ context: JSONValue?) -> [[UInt8]] {
    guard capabilities.hasCodeActionLiterals, let result = analysis.result,
      let judge = analysis.judge
    else { return [] }
    let only = context?["only"]?.elements.compactMap(\.string)
    func isWanted(_ kind: String) -> Bool {
      only?.contains { $0 == kind || $0.isEmpty || kind.hasPrefix($0 + ".") } ?? true
    }
    var actions: [[UInt8]] = []
    if isWanted(Self.quickFix) {
      let tree = YAMLTree(parsing: document.text, path: document.name)
      let near = result.findings.filter { finding in
        finding.isOpen && Int(finding.span.start) <= range.upperBound
          && Int(finding.span.end) >= range.lowerBound
      }.prefix(Self.mostFindings)
      let known = context?["diagnostics"]?.elements ?? []
      for finding in near { actions += mend(finding, judge.rules, tree, known) }
      for finding in near { actions += waive(finding, judge.rules, tree, known) }
    }
    if isWanted(Self.fixAll),
      result.findings.contains(where: { $0.isOpen && $0.fix?.isSafe == true })
    {
      actions += mendAll(judge)
    }
    return actions
  }

  // MARK: - Kinds of actions

  private func mend(
    _ finding: Finding, _ rules: RuleSet, _ tree: YAMLTree, _ known: [JSONValue]
  ) -> [[UInt8]] {
    guard let fix = finding.fix else { return [] }
    // What would change anything else is not offered.
    let after = tree.after(fix.edit.edits)
    guard EditCheck.holds(fix.edit.changes, from: tree, to: after) else {
      return []
    }
    let rule = rules.rules[finding.rule].rule.id
    let title = Self.capitalised(fix.title)
    return [
      action(
        fix.isSafe ? title : EditorWords.fill(words.unsafe, ["title": title]), kind: Self.quickFix,
        fix.edit.edits,
        diagnostics: matching(finding, rule, known), isPreferred: fix.isSafe)
    ]
  }

  private func waive(
    _ finding: Finding, _ rules: RuleSet, _ tree: YAMLTree, _ known: [JSONValue]
  ) -> [[UInt8]] {
    let rule = rules.rules[finding.rule].rule
    // Without a reason it waives nothing yet, and a finding of its own asks for one.
    guard let edit = WaiverDraft.edit(waiving: finding, rule, reason: "", in: tree) else {
      return []
    }
    return [
      action(
        EditorWords.fill(words.waive, ["rule": rule.id]), kind: Self.quickFix, [edit],
        diagnostics: matching(finding, rule.id, known), isPreferred: false)
    ]
  }

  private func mendAll(_ judge: DocumentJudge) -> [[UInt8]] {
    let mended = judge.mended(document.text)
    guard mended.isChanged, mended.bytes != document.text else { return [] }
    let count = mended.fixedCount
    return [
      action(
        count == 1 ? words.mendOne : EditorWords.fill(words.mendMany, ["count": "\(count)"]),
        kind: Self.fixAll,
        [Self.difference(document.text, mended.bytes)], diagnostics: [], isPreferred: false)
    ]
  }

  /// The edit between the first and the last byte that differ, at whole characters.
  private static func difference(_ old: [UInt8], _ new: [UInt8]) -> TextEdit {
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    func isInside(_ text: [UInt8], _ index: Int) -> Bool {
      index < text.count && text[index] & 0xC0 == 0x80
        || index > 0 && index < text.count && text[index - 1] == 0x0D && text[index] == 0x0A
    }
    while start > 0, isInside(old, start) || isInside(new, start) { start -= 1 }
    var (end, newEnd) = (old.count, new.count)
    while end > start, newEnd > start, old[end - 1] == new[newEnd - 1] {
      end -= 1
      newEnd -= 1
    }
    while isInside(old, end) || isInside(new, newEnd) {
      end += 1
      newEnd += 1
    }
    return TextEdit(
      ByteRange(start: UInt32(start), end: UInt32(end)), Array(new[start..<newEnd]))
  }

  private static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The diagnostics of the client that stand for a finding, as it wrote them.
  private func matching(_ finding: Finding, _ rule: String, _ known: [JSONValue]) -> [[UInt8]] {
    let positions = TextPositions(document.text, capabilities.encoding)
    let start = positions.position(of: Int(finding.span.start))
    return known.filter {
      $0["code"]?.string == rule && TextPositions.position($0["range"]?["start"]) == start
    }.map(\.source)
  }

  private func action(
    _ title: String, kind: String, _ edits: [TextEdit], diagnostics: [[UInt8]], isPreferred: Bool
  ) -> [UInt8] {
    let positions = TextPositions(document.text, capabilities.encoding)
    var json = JSONWriter()
    json.raw("{\"title\": ")
    json.string(title)
    json.member("kind", kind)
    if !diagnostics.isEmpty {
      json.raw(", \"diagnostics\": ")
      json.list(diagnostics) { json, diagnostic in json.json(diagnostic) }
    }
    if isPreferred, capabilities.hasPreferredActions { json.raw(", \"isPreferred\": true") }
    json.raw(", \"edit\": {")
    if capabilities.hasDocumentChanges {
      json.raw("\"documentChanges\": [{\"textDocument\": {\"uri\": ")
      json.string(document.uri)
      json.raw(", \"version\": ")
      if let version = document.version { json.number(version) } else { json.raw("null") }
      json.raw("}, \"edits\": ")
      write(edits, positions, to: &json)
      json.raw("}]")
    } else {
      json.raw("\"changes\": {")
      json.string(document.uri)
      json.raw(": ")
      write(edits, positions, to: &json)
      json.raw("}")
    }
    json.raw("}}")
    return json.bytes
  }

  private func write(_ edits: [TextEdit], _ positions: TextPositions, to json: inout JSONWriter) {
    json.list(edits) { json, edit in
      json.raw("{\"range\": ")
      positions.write(edit.range, to: &json)
      json.member("newText", String(decoding: edit.text, as: UTF8.self))
      json.raw("}")
    }
  }
}

import YAMLTree

/// Finds the waivers of a file's findings, and what is wrong with those in its comments.
struct WaiverJudge {
  private let scope: WaiverScope
  private let editor: TreeEditor
  private let rules: RuleSet
  private let names: [String]
  private let comments: [WaiverComment]
  /// Whether a document that cannot be read follows behind the text.
  private let endsInDoubt: Bool
  /// What the definitions of the text were judged by.
  var judged: [JudgedRules] = []

  private var tree: YAMLTree { editor.tree }

  /// Nil where nothing can be waived.
  init?(
    _ scope: WaiverScope, _ editor: TreeEditor, _ rules: RuleSet, names: [String],
    endsInDoubt: Bool
  ) {
    comments = WaiverComment.all(in: editor.tree)
    if comments.isEmpty, scope.register == nil { return nil }
    self.scope = scope
    self.editor = editor
    self.endsInDoubt = endsInDoubt
    self.rules = rules
    self.names = names
  }

  /// Marks what is waived and adds what is wrong with the comments.
  func apply(to result: inout FileResult) {
    var problems = ExcuseProblems(rules, names: names, path: result.path)
    if !comments.isEmpty { applyComments(to: &result, &problems) }
    if let register = scope.register { apply(register, to: &result) }
    problems.add(to: &result)
  }

  private func mayWaive(_ finding: Finding) -> Bool {
    rules.rules[finding.rule].rule.check?.isInexcusable != true
  }

  // MARK: - Comments

  private func applyComments(to result: inout FileResult, _ problems: inout ExcuseProblems) {
    let places = WaiverPlaces(tree)
    for comment in comments {
      if let misspelt = comment.misspelt {
        problems.report(
          .waiverForm, at: misspelt.span, value: misspelt.name, suggestion: WaiverComment.word,
          edits: edits(comment, misspelt))
        continue
      }
      guard !comment.rules.isEmpty else {
        problems.report(.waiverForm, at: comment.comment.span, value: "")
        continue
      }
      problems.pass(.waiverForm)
      let known = comment.rules.compactMap { named in
        problems.position(
          of: named.name, at: named.span, inComment: true, edits: edits(comment, named)
        ).map { (named, $0) }
      }
      // Without the two hyphens before it, a reason is read as a part of the name.
      if comment.reason.isEmpty, known.isEmpty { continue }
      guard !comment.reason.isEmpty else {
        problems.report(
          .waiverWithoutReason, at: comment.comment.span,
          value: comment.rules.map(\.name).joined(separator: ", "))
        continue
      }
      problems.pass(.waiverWithoutReason)
      let waiver = Waiver(kind: .comment, reason: comment.reason)
      let range = places.range(of: comment.comment)
      for (named, rule) in known {
        var isUsed = false
        for index in result.findings.indices where result.findings[index].rule == rule {
          guard let range, Self.covers(range, result.findings[index].span) else { continue }
          isUsed = true
          if result.findings[index].waiver == nil { result.findings[index].waiver = waiver }
        }
        if isUsed {
          problems.pass(.waiverUnused)
        } else if wasJudged(rule, at: range?.start ?? comment.comment.span.start) {
          problems.report(
            .waiverUnused, at: named.span, value: named.name, edits: edits(comment, named))
        }
      }
    }
  }

  private func edits(_ comment: WaiverComment, _ named: WaiverComment.Named) -> WaiverEdits {
    WaiverEdits(editor: editor, comment: comment, named: named)
  }

  /// Whether a finding begins or ends in a range.
  static func covers(_ range: ByteRange, _ span: ByteRange) -> Bool {
    (range.start...range.end).contains(span.start)
      || (span.end > range.start && span.end <= range.end)
  }

  /// Whether it can be said that a rule found nothing in the document at a place, or before it.
  private func wasJudged(_ rule: Int, at place: UInt32) -> Bool {
    guard rule >= 0, !tree.documents.isEmpty else { return false }
    let below = tree.documents.firstIndex { tree.span($0).start > place } ?? tree.documents.count
    let isBehindSign =
      below > 0
      ? beginsDocument(below, before: place)
      : tree.bytes.starts(with: "---".utf8) || holdsSign(0..<Int(place))
    // With a sign behind it as well, or nothing, it stands in a document that could not be read.
    if isBehindSign {
      guard below < tree.documents.count,
        !holdsSign(Int(place)..<Int(tree.span(tree.documents[below]).start))
      else { return false }
    }
    let index = below == 0 || isBehindSign ? below : below - 1
    let span = tree.span(tree.documents[index])
    let isInside = span.start <= place && place <= span.end
    let isLast = index == tree.documents.count - 1
    if !isInside, tree.losesDocument(after: index) || isLast && endsInDoubt { return false }
    return judged.contains {
      $0.start >= span.start && $0.start <= span.end && $0.rules.contains(rule)
    }
  }

  /// Whether the sign that begins a document stands between the one before it and a place.
  private func beginsDocument(_ index: Int, before place: UInt32) -> Bool {
    let end = Int(tree.span(tree.documents[index - 1]).end)
    guard end < Int(place) else { return false }
    return holdsSign(end..<Int(place))
  }

  /// Whether a line that begins a document begins in a range, which begins inside a line.
  private func holdsSign(_ range: Range<Int>) -> Bool {
    tree.bytes[range].split(separator: 0x0A, omittingEmptySubsequences: false)
      .dropFirst().contains { $0.starts(with: "---".utf8) }
  }

  // MARK: - Register

  private func apply(_ register: WaiverRegister, to result: inout FileResult) {
    for (position, entry) in register.entries.enumerated() {
      guard entry.files?.contains(scope.file) ?? true else { continue }
      if judged.contains(where: { entry.isFor($0.definition, in: scope.file) }) {
        result.registerUse.meet(position)
      }
      guard let rule = rules.rules.firstIndex(where: { $0.rule.id == entry.rule })
      else { continue }
      if tree.isComplete,
        judged.contains(where: {
          entry.isFor($0.definition, in: scope.file) && $0.rules.contains(rule)
        })
      {
        result.registerUse.cover(position)
      }
      if entry.hasRunOut(on: scope.today) { continue }
      for index in result.findings.indices where result.findings[index].rule == rule {
        let finding = result.findings[index]
        guard mayWaive(finding), entry.isFor(finding.definition, in: scope.file),
          entry.isFor(finding.path)
        else { continue }
        result.registerUse.use(position)
        if finding.waiver == nil { result.findings[index].waiver = entry.waiver }
      }
    }
  }
}

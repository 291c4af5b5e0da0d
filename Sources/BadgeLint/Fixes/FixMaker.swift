import CEL
import YAMLTree

/// Works out the edits of findings from what rules say and where it stands in the file.
///
/// An edit that cannot be made with care is not offered: values that were put together from several
/// places or translated from another format, what an alias shows elsewhere too, and the like.
struct FixMaker {
  let editor: TreeEditor
  let record: Record
  let schema: Schema
  /// Whether the definition is of the native format, so that its keys are those of the schema.
  let isNative: Bool

  private var tree: YAMLTree { editor.tree }

  /// The fix of one finding; nil where an edit is not possible or none is offered.
  /// - Parameter make: Makes the edit of one action.
  static func fix(
    _ edits: [RuleEdit], _ variables: [Value], _ host: any Host,
    _ fault: (EvaluationError) -> Void,
    _ make: (RuleEdit.Action) throws(EvaluationError) -> TreeEdit?
  ) -> ProposedFix? {
    var fix: ProposedFix?
    do throws(EvaluationError) {
      for edit in edits {
        if let condition = edit.condition, try !condition.evaluateBool(variables, host: host) {
          continue
        }
        guard let made = try make(edit.action) else { return nil }
        let isSafe = try edit.isSafe.evaluateBool(variables, host: host) && !made.losesUnread
        let title = edit.title.text(with: variables, host, fault: fault)
        guard var before = fix else {
          fix = ProposedFix(title: title, isSafe: isSafe, edit: made)
          continue
        }
        if before.edit.meets(made) { return nil }
        before.edit.add(made)
        before.title += "; \(title)"
        before.isSafe = before.isSafe && isSafe
        fix = before
      }
    } catch {
      // A field that is required and not there leaves nothing to set.
      if error.kind != .missingField { fault(error) }
      return nil
    }
    return fix
  }

  // MARK: - Places of expressions

  /// The edit of an action at a place that was judged.
  func edit(
    _ action: RuleEdit.Action, at place: PlaceEvaluation.Place, _ variables: [Value],
    _ host: any Host
  ) throws(EvaluationError) -> TreeEdit? {
    switch action {
    case .set(let target, let value):
      let value = try value.evaluate(variables, host: host)
      guard let kind = target.kind, let text = text(of: value, as: kind, host) else { return nil }
      return set(target.path, at: place, to: text, as: kind)
    case .replace(let target, let text, let with):
      let (old, new) = (
        try string(text.evaluate(variables, host: host)),
        try string(with.evaluate(variables, host: host))
      )
      let (value, missing) = follow(target.path, place)
      guard missing.isEmpty, let whole = record.string(value), let kind = target.kind,
        let replaced = Self.replacing(old, in: whole, with: new)
      else { return nil }
      return set(target.path, at: place, to: replaced, as: kind)
    case .rename(let path, let to):
      let (value, missing) = follow(path, place)
      guard isNative, missing.isEmpty else { return nil }
      let name = to.text(with: variables, host) { _ in }
      return rename(keyAt: record.node(value).keySpan, to: name)
    case .remove(let path, _):
      let (value, missing) = follow(path, place)
      return missing.isEmpty ? remove(value) : nil
    }
  }

  private func follow(
    _ path: PlacePath, _ place: PlaceEvaluation.Place
  ) -> (value: RecordID, missing: ArraySlice<Int>) {
    record.follow(path.fields, from: path.start(at: place, in: record))
  }

  private func string(_ value: Value) throws(EvaluationError) -> String {
    guard case .string(let text) = value else {
      throw EvaluationError(.noSuchOverload, "expected a text")
    }
    return text
  }

  /// A text with its first occurrence of a part replaced; nil where the part does not occur.
  private static func replacing(_ part: String, in text: String, with other: String) -> String? {
    let (part, bytes) = (Array(part.utf8), Array(text.utf8))
    guard !part.isEmpty, part.count <= bytes.count,
      let start = (0...bytes.count - part.count).first(where: {
        bytes[$0..<$0 + part.count].elementsEqual(part)
      })
    else { return nil }
    return String(
      decoding: bytes[..<start] + Array(other.utf8) + bytes[(start + part.count)...], as: UTF8.self)
  }

  // MARK: - Values

  /// A value as it is written for a field; nil where the field does not take it.
  private func text(of value: Value, as kind: FieldKind, _ host: any Host) -> String? {
    switch (value, kind) {
    case (.string(let text), .choice(let choice)):
      schema.choices[choice].values.contains(text) ? text : nil
    case (.string(let text), _): text
    case (.int(let number), _): "\(number)"
    case (.double(let number), _) where number.isFinite:
      number == number.rounded() && abs(number) < 9e15 ? "\(Int64(number))" : "\(number)"
    case (.bool(let isTrue), _): isTrue ? "true" : "false"
    case (.timestamp(let time), _): CalendarDate(secondsSince1970: time.seconds).text
    default: nil
    }
  }

  private func reading(_ kind: FieldKind) -> ScalarWriter.Reading {
    switch kind {
    case .int, .number, .bool, .date: .literal
    default: .text
    }
  }

  private func set(
    _ path: PlacePath, at place: PlaceEvaluation.Place, to text: String, as kind: FieldKind
  ) -> TreeEdit? {
    let (value, missing) = follow(path, place)
    if missing.isEmpty { return set(value, to: text, as: kind) }
    guard isNative, missing.count == 1, let field = missing.first,
      record.node(value).kind == .object, !record.isUnreadable(value, field),
      let mapping = editor.node(at: record.node(value).span, isCollection: true)
    else { return nil }
    let name = schema.types[Int(record.node(value).type)].fields[field].name
    // A key without a value is there already.
    if tree.value(in: mapping, forKey: name) != nil { return nil }
    return editor.insert(name, text, reading: reading(kind), into: mapping)
  }

  private func set(_ value: RecordID, to text: String, as kind: FieldKind) -> TreeEdit? {
    let node = record.node(value)
    if let scalar = editor.node(at: node.span, isCollection: false) {
      guard holds(scalar, value) else { return nil }
      // A text that was written as a number, as in `minimum: 0`, needs no quotes later either.
      let isBare = tree.style(scalar) == .plain && tree.scalarType(scalar) != .string
      return editor.set(
        scalar, to: isNative ? text : padded(text, as: scalar),
        reading: isBare && reading(kind) == .text ? .any : reading(kind))
    }
    guard let scalar = editor.scalar(around: node.span), holds(node.span, value) else {
      return nil
    }
    return editor.set(part: node.span, of: scalar, to: text)
  }

  /// Whether a scalar is the value itself and not something that it was worked out from.
  private func holds(_ scalar: NodeID, _ value: RecordID) -> Bool {
    if let text = record.string(value) {
      let written = tree.text(scalar)
      return isNative ? written == text : trimmed(written).utf8.elementsEqual(text.utf8)
    }
    if isNative { return true }
    if let number = record.number(value) {
      return Double(trimmed(tree.text(scalar))) == number
    }
    return true
  }

  /// The same for a part of a scalar.
  private func holds(_ span: ByteRange, _ value: RecordID) -> Bool {
    let written = String(decoding: tree.bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    if let text = record.string(value) { return text.utf8.elementsEqual(written.utf8) }
    return record.number(value).map { Double(written) == $0 } ?? false
  }

  /// A text with the blanks around it that the scalar has, which formats pass over.
  private func padded(_ text: String, as scalar: NodeID) -> String {
    let bytes = Array(tree.text(scalar).utf8)
    let before = bytes.prefix { $0 <= 0x20 }
    let after = bytes.dropFirst(before.count).reversed().prefix { $0 <= 0x20 }
    return String(decoding: before + Array(text.utf8) + after.reversed(), as: UTF8.self)
  }

  // MARK: - Keys and entries

  private func rename(keyAt span: ByteRange, to name: String) -> TreeEdit? {
    guard !span.isEmpty, let key = editor.node(at: span, isCollection: false),
      let siblings = editor.keys(beside: key), !siblings.contains(where: { tree.equals($0, name) })
    else { return nil }
    return editor.set(key, to: name)
  }

  private func remove(_ value: RecordID) -> TreeEdit? {
    let node = record.node(value)
    let isElement = node.parent >= 0 && record.node(node.parent).kind == .list
    let isCollection = [.object, .list, .map].contains(node.kind)
    guard
      let found = editor.node(at: node.span, isCollection: isCollection)
        ?? editor.node(at: node.span, isCollection: !isCollection),
      // An element that stands alone in place of a list is all that its key has; a field that was
      // mapped from another format may be needed for others.
      editor.isElement(found) == isElement, isNative || isElement
    else { return nil }
    var edit = editor.remove(found)
    edit?.losesUnread = holdsUnread(found, value)
    return edit
  }

  /// Whether an element holds more than the fields that rules can ask for, such as `x-note`.
  private func holdsUnread(_ found: NodeID, _ value: RecordID) -> Bool {
    guard tree.kind(found) == .mapping else { return false }
    guard isNative, record.node(value).kind == .object else { return true }
    let shape = schema.types[Int(record.node(value).type)]
    return tree.entries(of: found).contains { entry in
      guard let field = shape.field(named: tree.text(entry.key)) else { return true }
      return record.isUnreadable(value, field)
    }
  }

  // MARK: - Structure checks

  /// The edit of an action at what a structure check found.
  func edit(
    _ action: RuleEdit.Action, _ problem: StructureProblem, _ variables: [Value]
  ) throws(EvaluationError) -> TreeEdit? {
    switch action {
    case .set(_, let value):
      let text = try string(value.evaluate(variables, host: EmptyHost()))
      if let scalar = editor.node(at: problem.span, isCollection: false) {
        let isWhole = isNative || shortened(trimmed(tree.text(scalar))) == problem.value
        return isWhole
          ? editor.set(scalar, to: isNative ? text : padded(text, as: scalar), reading: .any) : nil
      }
      let written = String(
        decoding: tree.bytes[Int(problem.span.start)..<Int(problem.span.end)], as: UTF8.self)
      guard written == problem.value, let scalar = editor.scalar(around: problem.span) else {
        return nil
      }
      return editor.set(part: problem.span, of: scalar, to: text)
    case .replace(_, let text, let with):
      guard let scalar = editor.node(at: problem.span, isCollection: false) else { return nil }
      let (old, new) = (
        try string(text.evaluate(variables, host: EmptyHost())),
        try string(with.evaluate(variables, host: EmptyHost()))
      )
      return Self.replacing(old, in: tree.text(scalar), with: new).flatMap {
        editor.set(scalar, to: $0, reading: .any)
      }
    case .rename(_, let to):
      guard isNative else { return nil }
      return rename(keyAt: problem.span, to: to.text(with: variables, EmptyHost()) { _ in })
    case .remove:
      guard isNative, let node = editor.node(at: problem.span, isCollection: false) else {
        return nil
      }
      return editor.remove(node)
    }
  }
}

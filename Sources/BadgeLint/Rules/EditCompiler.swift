import CEL
import YAMLTree

/// Checks and compiles the edits of one rule.
struct EditCompiler {
  /// What the rule judges; nil for structure checks, whose only place is `self`.
  let each: ExpressionCompiler.Each?
  /// What is known where the rule is broken.
  let broken: [Presumption]

  /// The edits of a rule; problems are left with the compiler.
  func compile(_ view: ObjectView, by compiler: inout ExpressionCompiler) -> [RuleEdit] {
    var edits: [RuleEdit] = []
    for edit in view.objects("edits") {
      if let edit = self.edit(edit, &compiler) { edits.append(edit) }
    }
    return edits
  }

  private static let actions = ["set", "rename", "replace", "remove"]

  private func edit(_ view: ObjectView, _ compiler: inout ExpressionCompiler) -> RuleEdit? {
    let named = Self.actions.filter { view.has($0) }
    guard named.count == 1, let name = named.first, let part = view.object(name) else {
      compiler.report(
        named.dropFirst().first.flatMap { view.span($0) } ?? view.span,
        "an edit is one of set, rename, replace and remove; here "
          + (named.isEmpty ? "is none" : "are \(named.joined(separator: " and "))"),
        help: "write each as an edit of its own")
      return nil
    }
    let condition = compiler.compileField(view, "when", expecting: .bool, presuming: broken)
    let known = broken + (condition.map { [Presumption(program: $0, holds: true)] } ?? [])
    guard let title = compiler.compileTemplate(view, "title", presuming: known),
      let isSafe = compiler.compileField(view, "safe", expecting: .bool, presuming: known),
      let action = action(name, part, known, &compiler)
    else { return nil }
    if view.has("when"), condition == nil { return nil }
    return RuleEdit(
      action: action, title: title, isSafe: isSafe, condition: condition,
      source: Self.source(name, part))
  }

  /// The edit as it stands in the pack, on one line.
  private static func source(_ name: String, _ part: ObjectView) -> String {
    let field = part.text("field") ?? ""
    return switch name {
    case "set": "set \(field) to \(part.text("value") ?? "")"
    case "rename": "rename \(field) to \(part.text("to") ?? "")"
    case "replace": "replace \(part.text("text") ?? "") in \(field) with \(part.text("with") ?? "")"
    default:
      "remove \(field)"
        + (part.text("keepFirstOf").map { ", but the first with the same \($0)" } ?? "")
    }
  }

  private func action(
    _ name: String, _ part: ObjectView, _ known: [Presumption],
    _ compiler: inout ExpressionCompiler
  ) -> RuleEdit.Action? {
    guard let place = place(part, &compiler) else { return nil }
    switch name {
    case "set":
      guard let value = compiler.compileField(part, "value", expecting: nil, presuming: known)
      else { return nil }
      return fits(value, place, part, &compiler)
        ? .set(RuleEdit.EditPlace(path: place.path, kind: place.kind), value: value) : nil
    case "rename":
      guard let to = compiler.compileTemplate(part, "to", presuming: known) else { return nil }
      return canBeRenamed(place, to, part, &compiler) ? .rename(place.path, to: to) : nil
    case "replace":
      if let kind = place.kind, kind.celType(container: place.container) != .string {
        compiler.report(part.span("field"), "only a part of a text can be replaced")
        return nil
      }
      guard
        let text = compiler.compileField(part, "text", expecting: .string, presuming: known),
        let with = compiler.compileField(part, "with", expecting: .string, presuming: known)
      else { return nil }
      return .replace(
        RuleEdit.EditPlace(path: place.path, kind: place.kind), text: text, with: with)
    default:
      if let field = place.field, field.isRequired {
        compiler.report(
          part.span("field"), "'\(field.name)' is required, so that it cannot be removed",
          help: "remove what holds it, or set it")
        return nil
      }
      let key = compiler.compileField(part, "keepFirstOf", expecting: .string, presuming: known)
      if part.has("keepFirstOf"), key == nil { return nil }
      return .remove(place.path, key: key)
    }
  }

  // MARK: - Places

  private struct Place {
    var path: PlacePath
    var kind: FieldKind?
    var container: FieldContainer
    /// The field at the end of the path; nil for what is judged itself.
    var field: FieldShape?
    /// The type of the object that holds the field.
    var holder: Int?
  }

  private func place(_ part: ObjectView, _ compiler: inout ExpressionCompiler) -> Place? {
    guard let each else {
      guard part.text("field") == "self" else {
        compiler.report(
          part.span("field"), "in a structure check an edit is of what is shown",
          help: "write 'self'")
        return nil
      }
      return Place(path: .current, kind: nil, container: .single)
    }
    guard let path = compiler.readPlace(part, "field", each) else { return nil }
    let schema = compiler.types.schema
    var kind: FieldKind? =
      switch path.start {
      case .current: each.current
      case .parent: each.parent
      case .definition: .object(schema.root)
      }
    var place = Place(path: path, kind: kind, container: .single)
    for (position, index) in path.fields.enumerated() {
      guard case .object(let type) = kind else { return nil }
      let field = schema.types[type].fields[index]
      if position < path.fields.count - 1, field.container != .single {
        compiler.report(
          part.span("field"), "'\(field.name)' holds several values, and the edit is of one",
          help: "judge each of them with 'each' and write 'self'")
        return nil
      }
      (kind, place.kind, place.container) = (field.kind, field.kind, field.container)
      (place.field, place.holder) = (field, type)
    }
    return place
  }

  // MARK: - Types

  private func fits(
    _ value: Program, _ place: Place, _ part: ObjectView, _ compiler: inout ExpressionCompiler
  ) -> Bool {
    guard let kind = place.kind else {
      if value.resultType == .string { return true }
      compiler.report(part.span("value"), "the value of a structure check is a text")
      return false
    }
    guard place.container == .single, kind.isScalar else {
      compiler.report(
        part.span("field"), "only a field with a single value can be set",
        help: "set the fields below it, or judge each element")
      return false
    }
    let type = value.resultType
    let fits =
      switch kind {
      case .number: type == .double || type == .int
      case .choice: type == .string || type == RuleTypes.elementType(of: kind)
      default: type == RuleTypes.elementType(of: kind)
      }
    if !fits {
      compiler.report(
        part.span("value"),
        "the value is of type \(type), and '\(part.text("field") ?? "")' is of type "
          + "\(RuleTypes.elementType(of: kind))")
      return false
    }
    if case .choice(let choice) = kind, case .string(let text) = value.constantValue {
      let values = compiler.types.schema.choices[choice].values
      if !values.contains(text) {
        compiler.report(
          part.span("value"), "'\(text)' is not a value of '\(part.text("field") ?? "")'",
          help: closestMatch(to: text, in: values).map { "did you mean '\($0)'?" })
        return false
      }
    }
    return true
  }

  private func canBeRenamed(
    _ place: Place, _ to: MessageTemplate, _ part: ObjectView,
    _ compiler: inout ExpressionCompiler
  ) -> Bool {
    guard each != nil else { return true }
    guard let field = place.field, let holder = place.holder else {
      compiler.report(part.span("field"), "only a field can be renamed", help: "write its name")
      return false
    }
    let shape = compiler.types.schema.types[holder]
    guard !to.hasExpression, case .text(let name)? = to.parts.first,
      let index = shape.field(named: name)
    else {
      compiler.report(
        part.span("to"), "'\(part.text("to") ?? "")' is not a field of \(shape.name)",
        help: closestMatch(to: part.text("to") ?? "", in: shape.fields.map(\.name)).map {
          "did you mean '\($0)'?"
        })
      return false
    }
    let other = shape.fields[index]
    guard other.kind == field.kind, other.container == field.container else {
      compiler.report(
        part.span("to"), "'\(name)' holds values of another kind than '\(field.name)'")
      return false
    }
    return true
  }
}

extension FieldKind {
  /// The type that expressions see, for single values; a list of anything else.
  fileprivate func celType(container: FieldContainer) -> CELType {
    container == .single ? RuleTypes.elementType(of: self) : .list(.dyn)
  }
}

import BadgeLint

/// The values that could be written for a field.
struct ValueSuggestions: Sendable {
  let schema: Schema
  let library: RuleLibrary
  let help: FieldHelp
  let outline: TextOutline
  /// The ids of definitions that are known beside this one.
  let definitions: [String]
  let words: EditorWords

  /// - Parameters:
  ///   - mapping: The mapping in which the field stands, whose other values may matter.
  ///   - typed: What is written already.
  func values(of field: FieldShape, in mapping: Int?, typed: String) -> [Suggestion] {
    var result = listed(field.names, in: mapping)
    switch field.kind {
    case .choice(let choice):
      result += schema.choices[choice].values.map {
        Suggestion(label: $0, text: $0, kind: .listed, detail: field.name)
      }
    case .bool:
      result += ["true", "false"].map { Suggestion(label: $0, text: $0, kind: .value) }
    case .country:
      result += library.frameworks.countries.sorted().map {
        Suggestion(label: $0, text: $0, kind: .listed, detail: "ISO 3166-1")
      }
    case .object(let type): result += shortForms(of: type, in: mapping, typed: typed)
    case .int where field.minimum != nil && field.minimum == field.maximum:
      result.append(Suggestion(label: field.example, text: field.example, kind: .value))
    default: break
    }
    result += field.emptyWords.map {
      Suggestion(label: $0, text: $0, kind: .keyword, detail: words.listKeyword)
    }
    return result
  }

  /// The names of a list.
  func listed(_ names: NameSource?, in mapping: Int?) -> [Suggestion] {
    switch names {
    case nil: return []
    case .schemes: return packs { $0.isScheme }
    case .packs: return packs { $0.judged == .definitions }
    case .rules: return rules(library.packs.flatMap(\.rules))
    case .levelFrameworks:
      return library.frameworks.levelFrameworks.map {
        Suggestion(
          label: $0.name, text: $0.name, kind: .listed, detail: $0.title,
          help: [help.framework($0)])
      }
    case .levels:
      let name = mapping.flatMap { mapping in
        frameworkField.flatMap { outline.text(of: $0, in: mapping) }
      }
      guard let framework = name.flatMap({ library.frameworks.levelFramework(named: $0) }) else {
        return []
      }
      return framework.levels.map {
        Suggestion(label: $0, text: $0, kind: .listed, detail: framework.name)
      }
    case .creditSystems:
      return library.frameworks.creditSystems.map {
        Suggestion(
          label: $0.name, text: $0.name, kind: .listed, detail: $0.title, help: [help.system($0)])
      }
    case .definitions:
      return definitions.map { Suggestion(label: $0, text: $0, kind: .reference) }
    case .values(let path):
      return outline.texts(at: path).map { id in
        Suggestion(label: id, text: id, kind: .reference, detail: text(beside: id, at: path))
      }
    }
  }

  func rules(_ rules: [Rule]) -> [Suggestion] {
    rules.map {
      Suggestion(
        label: $0.id, text: $0.id, kind: .reference, detail: $0.title, help: help.paragraphs(of: $0)
      )
    }
  }

  private func packs(where isWanted: (Pack) -> Bool) -> [Suggestion] {
    library.packs.filter(isWanted).map {
      Suggestion(
        label: $0.name, text: $0.name, kind: .listed, detail: $0.title,
        help: [help.prose($0.about)].filter { !$0.isEmpty })
    }
  }

  /// The name of the field that tells to which framework a level belongs.
  private var frameworkField: String? {
    schema.types.lazy.flatMap(\.fields).first { $0.names == .levelFrameworks }?.name
  }

  /// The longest other text of the mapping that holds an id, which says what it stands for.
  private func text(beside id: String, at path: String) -> String {
    guard let scalar = outline.scalars.first(where: { $0.path == path && $0.text == id }) else {
      return ""
    }
    return outline.scalars.filter { $0.mapping == scalar.mapping && $0.key != scalar.key }
      .map(\.text).max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  // MARK: - Short forms

  /// Objects as one value, such as `EQF 6` or `6 ECTS`.
  private func shortForms(of type: Int, in mapping: Int?, typed: String) -> [Suggestion] {
    let shape = schema.types[type]
    var seen: Set<String> = []
    return shape.shortForms.flatMap { form in
      suggestions(form, shape, mapping, typed).filter { seen.insert($0.text).inserted }
    }
  }

  private func suggestions(
    _ form: ShortForm, _ shape: ObjectShape, _ mapping: Int?, _ typed: String
  ) -> [Suggestion] {
    var fields: [FieldShape] = []
    for piece in form.pieces {
      if case .field(let field) = piece { fields.append(shape.fields[field]) }
    }
    if fields.isEmpty {
      return [Suggestion(label: form.form, text: form.form, kind: .keyword)]
    }
    // Words between the fields make a longer way to write the same.
    guard fields.count == form.pieces.count else { return [] }
    if fields.count == 1 {
      switch fields[0].kind {
      case .object: return []
      default: return values(of: fields[0], in: mapping, typed: typed)
      }
    }
    guard fields.count == 2 else { return [] }
    if fields[0].names == .levelFrameworks, fields[1].names == .levels {
      return library.frameworks.levelFrameworks.flatMap { framework in
        framework.levels.map { level in
          let text = "\(framework.name) \(level)"
          return Suggestion(label: text, text: text, kind: .listed, detail: framework.title)
        }
      }
    }
    guard fields[0].kind == .number || fields[0].kind == .int else { return [] }
    // The number is for people to say; 1 stands where none is written yet.
    let number = typed.split(separator: " ").first.flatMap { Double($0) == nil ? nil : String($0) }
    return values(of: fields[1], in: mapping, typed: "").map { unit in
      var unit = unit
      unit.text = "\(number ?? "1") \(unit.text)"
      unit.label = unit.text
      return unit
    }
  }
}

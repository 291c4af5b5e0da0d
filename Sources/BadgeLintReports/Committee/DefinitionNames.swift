import BadgeLint

/// What the definitions of a report are called, the same in all of its parts.
struct DefinitionNames {
  private struct Place: Hashable {
    var file: String
    var line: Int
    /// Several definitions may stand on one line.
    var name: String
  }

  private struct Own: Hashable {
    var file: String
    var name: String
  }

  private var names: [Place: String] = [:]
  /// The lines of definitions by their ids or titles; those that a file holds twice are left out.
  private var lines: [Own: Int?] = [:]

  /// - Parameter isCatalogue: Whether ids stand behind titles, as findings over many name them.
  init(_ definitions: [DefinitionReport], isCatalogue: Bool) {
    var counts: [String: Int] = [:]
    for definition in definitions {
      counts[Self.name(definition, isCatalogue: isCatalogue), default: 0] += 1
    }
    for definition in definitions {
      var name = Self.name(definition, isCatalogue: isCatalogue)
      if counts[name, default: 0] > 1 { name += ", \(definition.file), line \(definition.line)" }
      names[Place(file: definition.file, line: definition.line, name: definition.name)] = name
      let own = Own(file: definition.file, name: definition.name)
      lines[own] = lines[own] == nil ? definition.line : .some(nil)
    }
  }

  private static func name(_ definition: DefinitionReport, isCatalogue: Bool) -> String {
    let title = definition.label.heading.text
    guard isCatalogue, let id = definition.id else { return title }
    return "\(title) (\(LabelWording.clean(id)))"
  }

  func name(_ definition: DefinitionReport) -> String {
    names[Place(file: definition.file, line: definition.line, name: definition.name)]
      ?? definition.label.heading.text
  }

  /// The line of the definition that a finding over many is shown at, which may be that of a field.
  func line(of place: CatalogueFinding.Place) -> Int? {
    if names[Place(file: place.file, line: place.line, name: place.name)] != nil {
      return place.line
    }
    return lines[Own(file: place.file, name: place.name)] ?? nil
  }

  func name(_ place: CatalogueFinding.Place) -> String {
    line(of: place).flatMap { name(file: place.file, line: $0, name: place.name) } ?? place.name
  }

  /// The name of what stands at a place; nil where nothing of the report does.
  func name(file: String, line: Int, name: String) -> String? {
    names[Place(file: file, line: line, name: name)]
  }
}

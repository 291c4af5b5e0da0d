/// What people call the fields that texts of rules name as they are written, such as `kind:`.
package struct FieldTitles: Sendable {
  /// All titles of a name, that of the definition's own field first.
  private var titles: [String: [String]] = [:]

  package init() {}

  package init(_ schema: Schema) {
    let own = schema.types[schema.root].fields
    for field in own + schema.types.flatMap(\.fields) {
      if titles[field.name]?.contains(field.shownTitle) != true {
        titles[field.name, default: []].append(field.shownTitle)
      }
    }
  }

  /// The words for what stands between backticks: a field, a way to one, or a field with a value;
  /// nil for anything else.
  /// - Parameter place: The titles of the place that the text speaks of, which tell apart fields of
  ///   one name.
  package func words(for code: String, near place: [String]) -> String? {
    let parts = code.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count == 2 || first.contains(".") else { return nil }
    let names = first.split(separator: ".", omittingEmptySubsequences: false).map { name in
      let known = titles[String(name)] ?? []
      return known.first(where: place.contains) ?? known.first
    }
    guard !names.contains(nil) else { return nil }
    let name = names.compactMap(\.self).joined(separator: " › ")
    guard parts.count == 2 else { return name }
    // What follows a colon without a blank, as in an address, is no value of a field.
    let value = parts[1].filter { !"[]{}'\"".contains($0) }
    guard value.isEmpty || value.hasPrefix(" ") else { return nil }
    return value.isEmpty ? name : "\(name):\(value)"
  }
}

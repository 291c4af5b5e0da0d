import CEL
import YAMLTree

/// Looks for what is allowed in a pack but rarely meant.
package struct PackChecker: Sendable {
  package struct Warning: Sendable {
    package var rule: String
    package var message: String
    package var help: String
  }

  private let library: RuleLibrary

  package init(_ library: RuleLibrary) { self.library = library }

  package func warnings(of pack: Pack) -> [Warning] {
    pack.rules.flatMap { warnings(of: $0) } + unused(in: pack)
  }

  private func warnings(of rule: Rule) -> [Warning] {
    var warnings: [Warning] = []
    func warn(_ message: String, _ help: String) {
      warnings.append(Warning(rule: rule.id, message: message, help: help))
    }
    for cite in rule.cites where cite.clause == nil {
      warn(
        "the citation of '\(cite.source)' names no clause",
        "say where in the document, so that people can look it up")
    }
    guard case .expressions(let expressions) = rule.body else { return warnings }
    if rule.cites.isEmpty {
      warn("the rule rests on nothing", "cite a source, or say that it is a choice of your own")
    }
    switch expressions.requirement.constantValue {
    case .bool(true): warn("the rule can never fail: 'require' is always true", "judge a field")
    case .bool(false): warn("'require' is always false", "say in 'require' what must hold")
    default: break
    }
    if case .bool(false) = expressions.condition?.constantValue {
      warn("the rule never applies: 'where' is always false", "judge a field")
    }
    for (field, limit) in impossible(expressions, library.types(of: rule).schema) {
      warn(
        "the rule can never fail: '\(field)' is \(limit) wherever it can be read",
        "the format itself keeps this bound; drop the rule or choose a narrower one")
    }
    if !rule.message.hasExpression, comparesNumbers(expressions) {
      warn(
        "the message names no figure",
        "put the figure that was found and the one expected into braces, such as {self.value}")
    }
    return warnings
  }

  /// Whether the requirement compares with a number, so that people want to know it.
  private func comparesNumbers(_ expressions: Rule.Expressions) -> Bool {
    let source = expressions.requirement.source
    let operators = ["<", ">"].contains { source.utf8.contains($0.utf8.first ?? 0) }
    let isCount = source.hasSuffix("> 0") || source.hasSuffix(">= 1")
    return operators && !isCount && !source.contains("> 0 ") && !source.contains("> 0)")
  }

  /// Comparisons with a bound that the format itself keeps.
  private func impossible(
    _ expressions: Rule.Expressions, _ schema: Schema
  ) -> [(field: String, limit: String)] {
    let parts = expressions.requirement.source.split(separator: " ")
    guard parts.count == 3, let bound = Double(parts[2]),
      let chain = expressions.requirement.fieldsRead.first,
      let field = field(chain, schema)
    else { return [] }
    switch parts[1] {
    case "<=":
      if let most = field.maximum, most <= bound {
        return [(field.name, "at most \(numberText(most))")]
      }
    case ">=":
      if let least = field.minimum, least >= bound {
        return [(field.name, "at least \(numberText(least))")]
      }
    default: break
    }
    return []
  }

  /// The field at the end of a chain that goes through fields of objects only.
  private func field(_ chain: FieldChain, _ schema: Schema) -> FieldShape? {
    guard case .field(let object, let index)? = chain.steps.last else { return nil }
    let shape = schema.types[object.index]
    return shape.fields.indices.contains(index) ? shape.fields[index] : nil
  }

  private func unused(in pack: Pack) -> [Warning] {
    func isUsed(_ name: String) -> Bool {
      pack.rules.contains { $0.source.mentions(name) }
        || pack.lets.contains { $0.name != name && Rule.Source.mentions(name, in: $0.text) }
    }
    let parameters = pack.parameters.filter { !isUsed($0.name) }.map {
      Warning(
        rule: pack.name, message: "no rule uses the parameter '\($0.name)'", help: "drop it")
    }
    let lets = pack.lets.filter { !isUsed($0.name) }.map {
      Warning(rule: pack.name, message: "no rule uses '\($0.name)'", help: "drop it")
    }
    let sources = pack.sources.filter { source in
      !pack.rules.contains { $0.cites.contains { $0.source == source.key } }
    }.map {
      Warning(rule: pack.name, message: "no rule cites the source '\($0.key)'", help: "drop it")
    }
    return parameters + lets + sources
  }
}

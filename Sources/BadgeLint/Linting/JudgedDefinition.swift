import YAMLTree

extension YAMLTree {
  /// Whether the text holds nothing but comments.
  var isBlank: Bool {
    isComplete && documents.allSatisfy { kind($0) == .scalar && scalarType($0) == .null }
  }
}

extension ReadFile {
  /// Whether nothing in the file is a definition or refers to one.
  func holdsNoDefinition(in tree: YAMLTree) -> Bool {
    definitions.isEmpty && referenceCount == 0 && tree.isComplete
  }

  /// Where documents begin that are no definition, in a file that holds others.
  func unknownPlaces(in tree: YAMLTree) -> [UInt32] {
    definitions.isEmpty ? [] : unknownDocuments.map { tree.span($0).start }
  }
}

extension ReadDefinition {
  /// The record as rules see it: what a check that is switched off found silences nothing.
  func record(after rules: RuleSet, _ schema: Schema) -> Record {
    var record = record
    for problem in problems where rules.structureRule(problem.check) == nil {
      record.forgetUnreadable(problem.object, problem.field, schema)
      if problem.check == .unknownField {
        record.forgetUnreadable(problem.object, problem.suggestion, schema)
      }
    }
    return record
  }

  /// The definition with the problems that linting reports for it: those of checks that are on,
  /// and with them the problems of the text between its ends.
  func after(_ rules: RuleSet, in tree: YAMLTree, _ schema: Schema) -> ReadDefinition {
    var result = self
    result.record = record(after: rules, schema)
    let span = record.node(record.root).span
    for problem in tree.problems
    where problem.span.start >= span.start && problem.span.end <= span.end {
      result.problems.add(
        StructureProblem(
          check: FileLinter.check(problem), object: record.root, field: "", span: problem.span,
          value: "", expected: problem.message, suggestion: ""))
    }
    result.problems.remove { rules.structureRule($0) == nil }
    return result
  }
}

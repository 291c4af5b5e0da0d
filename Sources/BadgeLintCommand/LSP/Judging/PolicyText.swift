import BadgeLint

/// A policy as it stands in an editor.
extension LintPlanner {
  /// All that a policy names and nothing has, from its text, which need not be saved.
  /// - Parameter path: The absolute path, from whose folder its own paths start.
  func problems(
    ofPolicyAt path: String, text: [UInt8], library: RuleLibrary
  ) throws(LoadFailure) -> [LoadProblem] {
    var reader = PolicyReader(schema: library.policySchema, reach: reach)
    let policy = try reader.read(path, text: text)
    var library = library
    let names: [String: String]
    do {
      names = try addFiles(reader, to: &library)
    } catch {
      guard let failure = (error as? CommandFailure)?.loading else { return [] }
      throw failure
    }
    return RuleSetBuilder(library, packNames: names, day: day).problems(of: policy)
  }
}

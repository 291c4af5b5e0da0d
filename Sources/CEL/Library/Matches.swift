extension StandardLibrary {
  /// `matches`, as a function and as a method: whether a pattern is found anywhere in a text.
  ///
  /// Patterns are those of RE2, which takes time in proportion to the text, whatever the pattern.
  static let matches: [FunctionDeclaration] = [false, true].map { isMethod in
    FunctionDeclaration(
      name: "matches", isMethod: isMethod, parameters: [.string, .string], result: .bool, cost: 2,
      isPure: true, isVariadic: false,
      checkLiterals: { literals in
        guard case .string(let text) = literals[1] else { return nil }
        do throws(EvaluationError) {
          _ = try Pattern.compiled(text)
          return nil
        } catch {
          return error.message
        }
      },
      specialize: { literals in
        guard case .string(let text) = literals[1], let pattern = try? Pattern.compiled(text)
        else { return nil }
        return .binary { (text, _, context) throws(EvaluationError) in
          let text = try text.text("matches")
          if text.utf8.count > 64 { try context.charge(bytes: text.utf8.count) }
          return .bool(pattern.matches(text))
        }
      },
      implementation: .binary { (text, pattern, context) throws(EvaluationError) in
        let text = try text.text("matches")
        let pattern = try pattern.text("matches")
        try context.charge(bytes: text.utf8.count + 4 * pattern.utf8.count)
        return .bool(try Pattern.compiled(pattern).matches(text))
      })
  }
}

/// Calls of functions and the choice of their overloads.
extension Checker {
  mutating func checkCall(_ id: ExpressionID, _ call: Call, _ facts: Facts) -> Outcome {
    if let target = call.target, let (namespace, isAbsolute) = qualifiedName(target) {
      let name = namespace + "." + call.function
      for candidate in environment.candidateNames(name, isAbsolute: isAbsolute) {
        let overloads = environment.overloads(of: candidate, isMethod: false)
        guard !overloads.isEmpty else { continue }
        return checkOverloads(
          id, call, candidate, overloads, call.arguments, facts, takesTarget: false)
      }
      if let outcome = unknownInNamespace(id, call, namespace) { return outcome }
    }
    if let target = call.target {
      let overloads = environment.overloads(of: call.function, isMethod: true)
      return checkOverloads(
        id, call, call.function, overloads, [target] + call.arguments, facts, takesTarget: true)
    }
    for candidate in environment.candidateNames(call.function, isAbsolute: call.isAbsolute) {
      let overloads = environment.overloads(of: candidate, isMethod: false)
      guard !overloads.isEmpty else { continue }
      return checkOverloads(
        id, call, candidate, overloads, call.arguments, facts, takesTarget: false)
    }
    return checkOverloads(
      id, call, call.function, [], call.arguments, facts, takesTarget: false)
  }

  /// The error of a misspelt function of a known namespace such as `math`.
  private mutating func unknownInNamespace(
    _ id: ExpressionID, _ call: Call, _ namespace: String
  ) -> Outcome? {
    guard let target = call.target, case .identifier = tree[target].kind,
      environment.slot(of: namespace) == nil,
      environment.namespaces.contains(namespace)
    else { return nil }
    let full = namespace + "." + call.function
    let known = environment.functionNames.filter { $0.hasPrefix(namespace + ".") }.sorted()
    let hint = suggestion(for: full, in: known)
    report("unknown function '\(full)'\(hint)", id, at: call.nameRange)
    return Outcome(.dyn)
  }

  private mutating func checkOverloads(
    _ id: ExpressionID, _ call: Call, _ name: String, _ overloads: [Int],
    _ arguments: [ExpressionID], _ facts: Facts, takesTarget: Bool
  ) -> Outcome {
    if overloads.isEmpty, takesTarget, closestMatch(to: name, in: macroNames) != nil {
      // The arguments of a misspelt macro name variables that do not exist without it.
      _ = check(arguments[0], facts)
      reportUnknown(id, call, name)
      return Outcome(.dyn)
    }
    let argumentTypes = arguments.map { check($0, facts).type }
    guard !overloads.isEmpty else {
      reportUnknown(id, call, name)
      return Outcome(.dyn)
    }
    let fitting = overloads.filter {
      environment.function($0).takes(count: arguments.count)
    }
    guard !fitting.isEmpty else {
      report(arityMessage(name, overloads, arguments.count, takesTarget), id, at: call.nameRange)
      return Outcome(.dyn)
    }
    functionsCalled.insert(name)
    let isDynamic = argumentTypes.contains { relations.hasDynamicPart($0) }
    var candidates: [Int] = []
    var result: CELType?
    for overload in fitting {
      let declaration = environment.function(overload)
      let before = relations
      var parameters: [String: CELType] = [:]
      var matches = true
      for (position, type) in argumentTypes.enumerated() where matches {
        let parameter = relations.instantiate(declaration.parameter(position), &parameters)
        matches = relations.assign(type, to: parameter)
      }
      guard matches else {
        relations = before
        continue
      }
      let type = relations.instantiate(declaration.result, &parameters)
      candidates.append(overload)
      if let known = result {
        if relations.final(known) != relations.final(type) { result = .dyn }
      } else {
        result = type
      }
      if !isDynamic { break }
    }
    guard let result else {
      let types = argumentTypes.map { self.name($0) }
      let given = (takesTarget ? types.dropFirst() : types[...]).joined(separator: ", ")
      let shown = takesTarget ? "\(types[0]).\(name)(\(given))" : "\(name)(\(given))"
      report(
        "no overload for \(shown); expected \(signatures(fitting))"
          + argumentHint(arguments, argumentTypes, fitting), id)
      return Outcome(.dyn)
    }
    checkLiterals(id, candidates, arguments)
    resolutions[Int(id)] = .function(
      FunctionMatch(candidates: candidates, isDynamic: isDynamic, takesTarget: takesTarget))
    return Outcome(result)
  }

  private mutating func checkLiterals(
    _ id: ExpressionID, _ candidates: [Int], _ arguments: [ExpressionID]
  ) {
    guard isStrict, candidates.count == 1 else { return }
    let declaration = environment.function(candidates[0])
    for (position, argument) in arguments.enumerated() {
      requireValues(of: declaration.parameter(position), argument)
    }
    guard let check = declaration.checkLiterals else { return }
    if let message = check(arguments.map(tree.literalValue)) { report(message, id) }
  }

  // MARK: Messages

  private mutating func reportUnknown(_ id: ExpressionID, _ call: Call, _ name: String) {
    let range = call.nameRange
    let isMethod = call.target != nil
    if !environment.overloads(of: call.function, isMethod: !isMethod).isEmpty {
      let use = isMethod ? "\(name)(…)" : "value.\(name)(…)"
      report("'\(name)' is called as \(use)", id, at: range)
      return
    }
    let known = environment.functionNames(isMethod: isMethod) + (isMethod ? macroNames : ["has"])
    report("unknown function '\(name)'\(suggestion(for: name, in: known))", id, at: range)
  }

  private func arityMessage(
    _ name: String, _ overloads: [Int], _ count: Int, _ takesTarget: Bool
  ) -> String {
    let shift = takesTarget ? 1 : 0
    let counts = Set(overloads.map { environment.function($0).parameters.count - shift }).sorted()
    let expected = counts.map(String.init).joined(separator: " or ")
    let given = count - shift
    return "'\(name)' has \(counted(given, "argument")); expected \(expected)"
  }

  private func signatures(_ overloads: [Int]) -> String {
    let shown = overloads.prefix(4).map { overload in
      let declaration = environment.function(overload)
      let types = declaration.parameters.map(environment.name)
      guard declaration.isMethod else {
        return "\(declaration.name)(\(types.joined(separator: ", ")))"
      }
      return "\(types[0]).\(declaration.name)(\(types.dropFirst().joined(separator: ", ")))"
    }
    return shown.joined(separator: " or ")
  }

  private func argumentHint(
    _ arguments: [ExpressionID], _ types: [CELType], _ overloads: [Int]
  ) -> String {
    guard overloads.count == 1 else { return "" }
    let declaration = environment.function(overloads[0])
    for (position, type) in types.enumerated() {
      let wanted = declaration.parameter(position)
      let hint = mixingHint(arguments[position], type, arguments[position], wanted)
      if !hint.isEmpty { return hint }
    }
    return ""
  }
}

/// The macros that are called on a value.
let macroNames = [
  "all", "exists", "exists_one", "existsOne", "filter", "map", "optFlatMap", "optMap", "sortBy",
  "transformList", "transformMap", "transformMapEntry",
]

extension FunctionDeclaration {
  func takes(count: Int) -> Bool {
    isVariadic ? count >= parameters.count : count == parameters.count
  }

  /// The type of the parameter at a position; the last one repeats in a variadic function.
  func parameter(_ position: Int) -> CELType {
    parameters[min(position, parameters.count - 1)]
  }
}

extension SyntaxTree {
  /// The value of a literal or a list of literals; nil for other expressions.
  func literalValue(_ id: ExpressionID) -> Value? {
    switch self[id].kind {
    case .literal(let value): return value
    case .list(let items):
      var values: [Value] = []
      for item in items {
        guard !item.isOptional, let value = literalValue(item.value) else { return nil }
        values.append(value)
      }
      return .list(values)
    default: return nil
    }
  }
}

/// What expressions may use: types of host objects, variables and functions.
package struct Environment: Sendable {
  /// The types of host objects; a position is an `ObjectTypeID`.
  package let objectTypes: [ObjectType]
  /// The closed lists of strings; a position is an `EnumerationID`.
  package let enumerations: [Enumeration]
  /// The variables; a position is a slot.
  package let variables: [Variable]
  /// The functions of the host; those of the language are always there.
  package let functions: FunctionTable
  /// The namespace in which names are looked up first, such as `com.example`; empty for none.
  package let container: String

  let variableTypes: [CELType]
  /// The first names of all qualified names; nil when a container makes any name one.
  private let qualifiedRoots: Set<String>?

  /// Makes an environment; positions in the lists become the numbers of their parts.
  package init(
    objectTypes: [ObjectType] = [],
    enumerations: [Enumeration] = [],
    variables: [Variable] = [],
    functions: FunctionTable = .empty,
    container: String = ""
  ) {
    self.objectTypes = objectTypes
    self.enumerations = enumerations
    self.variables = variables
    variableTypes = variables.map(\.type)
    self.functions = functions
    self.container = container
    let qualified = variables.lazy.map(\.name).filter { $0.utf8.contains(UInt8(ascii: ".")) }
    qualifiedRoots =
      container.isEmpty
      ? functions.qualifiedRoots.union(qualified.map(FunctionTable.root)) : nil
  }

  /// What stands before the last point in the qualified names of functions.
  var namespaces: Set<String> { functions.namespaces }

  /// Whether a chain of names that starts with this one may be one qualified name.
  func mayQualify(_ root: String) -> Bool { qualifiedRoots?.contains(root) ?? true }

  /// Compiles an expression: parses it, checks it and plans its evaluation.
  /// - Parameters:
  ///   - expecting: The type that the result has to be of; nil for any.
  ///   - presuming: Programs over the same variables whose results are known here, so that what
  ///     they ask with `has` is known to be present.
  ///   - checking: Without checks, types are left to the run time and unknown names fail there.
  ///   - expandingMacros: Without macros, `all` and the like are functions.
  /// - Throws: All independent errors of the source.
  package func compile(
    _ source: String,
    expecting: CELType? = nil,
    presuming: [Presumption] = [],
    checking: Bool = true,
    expandingMacros: Bool = true
  ) throws(CompileFailure) -> Program {
    let tree = try Parser.parse(source, expandsMacros: expandingMacros)
    return try compile(
      tree, source: source, expecting: expecting, presuming: presuming, checking: checking)
  }

  /// Compiles the tree below its root, which may be a part of the source's tree.
  func compile(
    _ tree: SyntaxTree, source: String, expecting: CELType? = nil, presuming: [Presumption],
    checking: Bool = true
  ) throws(CompileFailure) -> Program {
    var checker = Checker(environment: self, tree: tree, source: source, isStrict: checking)
    let checked = try checker.run(expecting: expecting, presuming: presuming)
    var planner = Planner(environment: self, checked: checked)
    return Program(source: source, checked: checked, plan: planner.run())
  }

  // MARK: Look-up

  /// The variables are few, and an environment is made for each of a rule's; a table costs more.
  func slot(of name: String) -> Int? { variables.lastIndex { $0.name == name } }

  func function(_ index: Int) -> FunctionDeclaration {
    let own = StandardLibrary.functions.count
    return index < own ? StandardLibrary.functions[index] : functions.functions[index - own]
  }

  func overloads(of name: String, isMethod: Bool) -> [Int] {
    let all = (StandardLibrary.overloads[name] ?? []) + (functions.overloads[name] ?? [])
    return all.filter { function($0).isMethod == isMethod }
  }

  var functionNames: [String] {
    Set(StandardLibrary.overloads.keys).union(functions.overloads.keys).sorted()
  }

  func functionNames(isMethod: Bool) -> [String] {
    functionNames.filter { !overloads(of: $0, isMethod: isMethod).isEmpty }
  }

  /// The full names that a name may stand for, in the order in which they are tried.
  func candidateNames(_ name: String, isAbsolute: Bool) -> [String] {
    guard !isAbsolute, !container.isEmpty else { return [name] }
    var names: [String] = []
    var prefix = container[...]
    while !prefix.isEmpty {
      names.append(prefix + "." + name)
      prefix = prefix.lastIndex(of: ".").map { prefix[..<$0] } ?? ""
    }
    names.append(name)
    return names
  }

  /// The name of a type for messages.
  package func name(of type: CELType) -> String {
    switch type {
    case .dyn: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list(let element): "list(\(name(of: element)))"
    case .map(let key, let value): "map(\(name(of: key)), \(name(of: value)))"
    case .optional(let wrapped): "optional_type(\(name(of: wrapped)))"
    case .type(let inner): "type(\(name(of: inner)))"
    case .object(let id): objectTypes[id.index].name
    case .enumeration(let id): enumerations[id.index].name
    case .parameter(let name): name
    }
  }
}

/// Another program over the same variables whose result is known here.
package struct Presumption: Sendable {
  /// The program whose result is known.
  package let program: Program
  /// Whether it is known to be true or known to be false.
  package let holds: Bool

  /// Notes that the program is true or false here.
  package init(program: Program, holds: Bool) {
    self.program = program
    self.holds = holds
  }
}

/// The functions of a host with what is needed to look them up, made once for many environments.
package struct FunctionTable: Sendable, ExpressibleByArrayLiteral {
  /// The functions; their positions follow those of the language.
  package let functions: [FunctionDeclaration]
  /// The positions of the functions by their names.
  let overloads: [String: [Int]]
  /// What stands before the last point in the qualified names of functions, with those of the
  /// language.
  let namespaces: Set<String>
  /// The first names of all qualified names.
  let qualifiedRoots: Set<String>

  /// Makes a table of functions.
  package init(_ functions: [FunctionDeclaration]) {
    self.functions = functions
    var overloads: [String: [Int]] = [:]
    var namespaces = StandardLibrary.namespaces
    for (index, function) in functions.enumerated() {
      overloads[function.name, default: []].append(StandardLibrary.functions.count + index)
      if let namespace = StandardLibrary.namespace(of: function.name) {
        namespaces.insert(namespace)
      }
    }
    self.overloads = overloads
    self.namespaces = namespaces
    qualifiedRoots = Set(namespaces.map { Self.root(of: $0) }).union(["google"])
  }

  /// Makes a table of functions.
  package init(arrayLiteral functions: FunctionDeclaration...) { self.init(functions) }

  /// The first part of a qualified name.
  static func root(of name: String) -> String { String(name.prefix { $0 != "." }) }

  /// No functions but those of the language.
  package static let empty = FunctionTable([])
}

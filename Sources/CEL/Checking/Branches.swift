/// One condition of an expression that decides its result, with what must be so before it counts.
package struct Branch: Sendable {
  /// Where the condition stands in the source.
  package let range: SourceRange
  package let source: String
  package let program: Program
  /// The conditions before it, which must hold or fail for this one to be asked.
  package let path: [Presumption]
}

extension Environment {
  /// The conditions that `&&`, `||`, `!` and `?:` of a boolean expression join, in source order.
  ///
  /// An expression without such operators is one branch. Conditions inside macros are part of the
  /// macro's branch.
  package func branches(
    of source: String, presuming: [Presumption] = []
  ) throws(CompileFailure) -> [Branch] {
    let tree = try Parser.parse(source, expandsMacros: true)
    var outline = BranchOutline(environment: self, tree: tree, source: Array(source.utf8))
    try outline.collect(tree.root, path: [], known: presuming)
    return outline.branches
  }
}

/// Walks the logical operators of an expression.
private struct BranchOutline {
  let environment: Environment
  let tree: SyntaxTree
  let source: [UInt8]
  var branches: [Branch] = []

  init(environment: Environment, tree: SyntaxTree, source: [UInt8]) {
    self.environment = environment
    self.tree = tree
    self.source = source
  }

  /// The nesting of an expression is bounded by the parser.
  mutating func collect(
    _ id: ExpressionID, path: [Presumption], known: [Presumption]
  ) throws(CompileFailure) {
    switch tree[id].kind {
    case .not(let operand): try collect(operand, path: path, known: known)
    case .and(let operands): try collect(operands, holds: true, path, known)
    case .or(let operands): try collect(operands, holds: false, path, known)
    case .conditional(let condition, let first, let second):
      try collect(condition, path: path, known: known)
      let program = try compile(condition, path: path, known: known)
      try collect(
        first, path: path + [Presumption(program: program, holds: true)], known: known)
      try collect(
        second, path: path + [Presumption(program: program, holds: false)], known: known)
    default:
      branches.append(
        Branch(
          range: tree[id].range, source: text(of: id),
          program: try compile(id, path: path, known: known), path: path))
    }
  }

  /// Each operand counts only where those before it did not decide.
  private mutating func collect(
    _ operands: [ExpressionID], holds: Bool, _ path: [Presumption], _ known: [Presumption]
  ) throws(CompileFailure) {
    var path = path
    for operand in operands {
      try collect(operand, path: path, known: known)
      let program = try compile(operand, path: path, known: known)
      path.append(Presumption(program: program, holds: holds))
    }
  }

  private func compile(
    _ id: ExpressionID, path: [Presumption], known: [Presumption]
  ) throws(CompileFailure) -> Program {
    var part = tree
    part.root = id
    return try environment.compile(
      part, source: String(decoding: source, as: UTF8.self), presuming: known + path)
  }

  private func text(of id: ExpressionID) -> String {
    let range = tree[id].range
    var end = range.end
    // Parentheses belong to no node; those that open inside are closed behind it.
    var open = 0
    for byte in source[range.start..<end] {
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") { open -= 1 }
    }
    while open > 0, end < source.count {
      if source[end] == UInt8(ascii: ")") { open -= 1 }
      end += 1
    }
    return String(decoding: source[range.start..<end], as: UTF8.self)
  }
}

/// Limits that keep the compilation of a hostile source short.
enum SyntaxLimits {
  /// Bytes of source.
  static let length = 100_000
  /// Levels of nesting, in the source and in the tree.
  static let depth = 250
}

/// Parses the source of an expression into a syntax tree; macros are expanded on the way.
struct Parser {
  private let tokens: [Token]
  private let bytes: [UInt8]
  private let literals: LiteralReader
  private var position = 0
  private var nesting = 0
  private(set) var tree = SyntaxTree()
  private let expandsMacros: Bool

  private init(bytes: [UInt8], tokens: [Token], expandsMacros: Bool) {
    self.bytes = bytes
    self.tokens = tokens
    self.expandsMacros = expandsMacros
    literals = LiteralReader(bytes: bytes)
    tree.expressions.reserveCapacity(tokens.count)
  }

  /// Parses a whole source.
  static func parse(
    _ source: String, expandsMacros: Bool = true
  ) throws(CompileFailure) -> SyntaxTree {
    let bytes = Array(source.utf8)
    guard bytes.count <= SyntaxLimits.length else {
      throw CompileFailure(
        "the expression has \(bytes.count) bytes; expected at most \(SyntaxLimits.length)",
        at: .none)
    }
    var lexer = Lexer(bytes)
    var parser = Parser(bytes: bytes, tokens: try lexer.tokens(), expandsMacros: expandsMacros)
    parser.tree.root = try parser.expression()
    guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
    return parser.tree
  }

  // MARK: Tokens

  private var current: Token { tokens[position] }

  private mutating func advance() -> Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  private mutating func skip(_ kind: TokenKind) -> Bool {
    guard current.kind == kind else { return false }
    _ = advance()
    return true
  }

  private mutating func expect(
    _ kind: TokenKind, _ expected: String
  ) throws(CompileFailure) -> Token {
    guard current.kind == kind else { throw unexpected(expected) }
    return advance()
  }

  private func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.start..<range.end], as: UTF8.self)
  }

  private func unexpected(_ expected: String) -> CompileFailure {
    let token = current
    let found = token.kind == .end ? "the expression ends" : "found '\(text(token.range))'"
    return CompileFailure("\(found); expected \(expected)", at: token.range)
  }

  // MARK: Tree

  /// Adds a node; its depth is one more than that of its deepest child.
  mutating func add(
    _ kind: ExpressionKind, _ range: SourceRange, over children: [ExpressionID] = []
  ) throws(CompileFailure) -> ExpressionID {
    var depth = 0
    for child in children { depth = max(depth, tree[child].depth) }
    guard depth < SyntaxLimits.depth else {
      throw CompileFailure(
        "the expression is nested too deeply; expected at most \(SyntaxLimits.depth) levels",
        at: range)
    }
    tree.expressions.append(Expression(kind: kind, range: range, depth: depth + 1))
    return ExpressionID(tree.expressions.count - 1)
  }

  // MARK: Operators

  private mutating func expression() throws(CompileFailure) -> ExpressionID {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= SyntaxLimits.depth else {
      throw CompileFailure(
        "the expression is nested too deeply; expected at most \(SyntaxLimits.depth) levels",
        at: current.range)
    }
    let condition = try binary(1)
    guard skip(.question) else { return condition }
    let first = try binary(1)
    _ = try expect(.colon, "':' and the other value of '?'")
    let second = try expression()
    return try add(
      .conditional(condition, first, second), tree[condition].range.union(tree[second].range),
      over: [condition, first, second])
  }

  /// Parses operators that bind at least as strongly as the precedence.
  private mutating func binary(_ precedence: Int) throws(CompileFailure) -> ExpressionID {
    var left = try unary()
    while let strength = current.kind.precedence, strength >= precedence {
      let kind = current.kind
      if kind == .and || kind == .or {
        // Chains are one node so that long ones are not deep.
        var operands = [left]
        while skip(kind) { operands.append(try binary(strength + 1)) }
        var range = tree[left].range
        if let last = operands.last { range = range.union(tree[last].range) }
        left = try add(kind == .and ? .and(operands) : .or(operands), range, over: operands)
        continue
      }
      _ = advance()
      let right = try binary(strength + 1)
      guard let symbol = kind.binaryOperator else { continue }
      left = try add(
        .binary(symbol, left, right), tree[left].range.union(tree[right].range),
        over: [left, right])
    }
    return left
  }

  private mutating func unary() throws(CompileFailure) -> ExpressionID {
    let start = current.range.start
    let kind = current.kind
    var count = 0
    if kind == .bang || kind == .minus { while skip(kind) { count += 1 } }
    var operand: ExpressionID
    if kind == .minus, count > 0,
      current.kind == .integer || current.kind == .float
    {
      // The sign belongs to the number, so that the smallest integer can be written.
      let token = advance()
      count -= 1
      let value = try literals.number(token, isNegative: true)
      let range = SourceRange(start: tokens[position - 2].range.start, end: token.range.end)
      operand = try member(try add(.literal(value), range))
    } else {
      operand = try member(try primary())
    }
    for _ in 0..<count {
      operand = try add(
        kind == .bang ? .not(operand) : .negate(operand),
        SourceRange(start: start, end: tree[operand].range.end), over: [operand])
    }
    return operand
  }

  // MARK: Members

  private mutating func member(_ start: ExpressionID) throws(CompileFailure) -> ExpressionID {
    var operand = start
    while true {
      switch current.kind {
      case .dot:
        _ = advance()
        let isOptional = skip(.question)
        let name = try fieldName()
        if !isOptional, name.isCallable, current.kind == .leftParenthesis {
          operand = try call(name.text, name.range, target: operand, isAbsolute: false)
        } else {
          operand = try add(
            .select(operand, field: name.text, isOptional: isOptional),
            tree[operand].range.union(name.range), over: [operand])
        }
      case .leftBracket:
        _ = advance()
        let isOptional = skip(.question)
        let index = try expression()
        let close = try expect(.rightBracket, "']'")
        operand = try add(
          .index(operand, index, isOptional: isOptional), tree[operand].range.union(close.range),
          over: [operand, index])
      case .leftBrace:
        if case .identifier(let name, _) = tree[operand].kind {
          throw messageFailure(name, tree[operand].range)
        }
        if case .select = tree[operand].kind {
          throw messageFailure(text(tree[operand].range), tree[operand].range)
        }
        return operand
      default:
        return operand
      }
    }
  }

  private func messageFailure(_ name: String, _ range: SourceRange) -> CompileFailure {
    CompileFailure("'\(name)' is no message type; messages cannot be made here", at: range)
  }

  private mutating func fieldName() throws(CompileFailure) -> (
    text: String, range: SourceRange, isCallable: Bool
  ) {
    let token = current
    switch token.kind {
    case .identifier:
      _ = advance()
      return (text(token.range), token.range, true)
    case .quotedIdentifier:
      _ = advance()
      let inner = SourceRange(start: token.range.start + 1, end: token.range.end - 1)
      return (text(inner), token.range, false)
    default:
      throw unexpected("the name of a field or function")
    }
  }

  private mutating func primary() throws(CompileFailure) -> ExpressionID {
    let token = current
    switch token.kind {
    case .integer, .unsigned, .float:
      _ = advance()
      return try add(.literal(try literals.number(token, isNegative: false)), token.range)
    case .string, .bytes:
      _ = advance()
      return try add(.literal(try literals.string(token)), token.range)
    case .keywordTrue, .keywordFalse:
      _ = advance()
      return try add(.literal(.bool(token.kind == .keywordTrue)), token.range)
    case .keywordNull:
      _ = advance()
      return try add(.literal(.null), token.range)
    case .leftParenthesis:
      _ = advance()
      let inner = try expression()
      _ = try expect(.rightParenthesis, "')'")
      return inner
    case .leftBracket: return try list()
    case .leftBrace: return try map()
    case .dot:
      _ = advance()
      guard current.kind == .identifier else { throw unexpected("a name after the leading '.'") }
      return try name(isAbsolute: true)
    case .identifier: return try name(isAbsolute: false)
    default:
      throw unexpected("a value")
    }
  }

  private mutating func name(isAbsolute: Bool) throws(CompileFailure) -> ExpressionID {
    let token = advance()
    let name = text(token.range)
    if reservedWords.contains(name) {
      throw CompileFailure("'\(name)' is a reserved word and names no value", at: token.range)
    }
    if current.kind == .leftParenthesis {
      return try call(name, token.range, target: nil, isAbsolute: isAbsolute)
    }
    return try add(.identifier(name, isAbsolute: isAbsolute), token.range)
  }

  private mutating func call(
    _ name: String, _ nameRange: SourceRange, target: ExpressionID?, isAbsolute: Bool
  ) throws(CompileFailure) -> ExpressionID {
    _ = advance()
    var arguments: [ExpressionID] = []
    while current.kind != .rightParenthesis {
      arguments.append(try expression())
      guard skip(.comma) else { break }
      if current.kind == .rightParenthesis { throw unexpected("another argument") }
    }
    let close = try expect(.rightParenthesis, "',' or ')'")
    let start = target.map { tree[$0].range } ?? nameRange
    let range = start.union(close.range)
    let call = Call(
      function: name, isAbsolute: isAbsolute, target: target, arguments: arguments,
      nameRange: nameRange)
    if expandsMacros, let expanded = try expandMacro(call, range) { return expanded }
    let children = target.map { [$0] + arguments } ?? arguments
    return try add(.call(call), range, over: children)
  }

  // MARK: Lists and maps

  private mutating func list() throws(CompileFailure) -> ExpressionID {
    let open = advance()
    var items: [ListItem] = []
    while current.kind != .rightBracket {
      let isOptional = skip(.question)
      items.append(ListItem(value: try expression(), isOptional: isOptional))
      guard skip(.comma) else { break }
    }
    let close = try expect(.rightBracket, "',' or ']'")
    return try add(.list(items), open.range.union(close.range), over: items.map(\.value))
  }

  private mutating func map() throws(CompileFailure) -> ExpressionID {
    let open = advance()
    var items: [MapItem] = []
    while current.kind != .rightBrace {
      let isOptional = skip(.question)
      let key = try expression()
      _ = try expect(.colon, "':' and the value of the key")
      items.append(MapItem(key: key, value: try expression(), isOptional: isOptional))
      guard skip(.comma) else { break }
    }
    let close = try expect(.rightBrace, "',' or '}'")
    return try add(
      .map(items), open.range.union(close.range), over: items.flatMap { [$0.key, $0.value] })
  }
}

/// The position of an expression in `SyntaxTree.expressions`.
typealias ExpressionID = Int32

/// A parsed expression: a flat list of nodes in which children stand before their parents.
struct SyntaxTree: Sendable {
  var expressions: [Expression] = []
  var root: ExpressionID = 0

  subscript(id: ExpressionID) -> Expression { expressions[Int(id)] }
}

/// One node of a syntax tree.
struct Expression: Sendable {
  let kind: ExpressionKind
  let range: SourceRange
  /// The length of the longest way down to a leaf.
  let depth: Int
}

/// What an expression is, with macros already expanded into their own kinds.
enum ExpressionKind: Sendable {
  case literal(Value)
  /// Absolute when written with a leading point, which skips containers and macro variables.
  case identifier(String, isAbsolute: Bool)
  case select(ExpressionID, field: String, isOptional: Bool)
  /// `has(operand.field)`
  case presence(ExpressionID, field: String)
  case index(ExpressionID, ExpressionID, isOptional: Bool)
  case call(Call)
  case not(ExpressionID)
  case negate(ExpressionID)
  case and([ExpressionID])
  case or([ExpressionID])
  case conditional(ExpressionID, ExpressionID, ExpressionID)
  case binary(BinaryOperator, ExpressionID, ExpressionID)
  case list([ListItem])
  case map([MapItem])
  case comprehension(Comprehension)
  /// `optMap` and `optFlatMap`
  case optionalMap(OptionalMap)
  /// `cel.bind`
  case binding(IterationVariable, ExpressionID, ExpressionID)
  /// `cel.block`
  case block([ExpressionID], ExpressionID)
}

struct Call: Sendable {
  let function: String
  let isAbsolute: Bool
  let target: ExpressionID?
  let arguments: [ExpressionID]
  let nameRange: SourceRange
}

struct ListItem: Sendable {
  let value: ExpressionID
  let isOptional: Bool
}

struct MapItem: Sendable {
  let key: ExpressionID
  let value: ExpressionID
  let isOptional: Bool
}

enum BinaryOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case modulo = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
}

struct IterationVariable: Sendable {
  let name: String
  let range: SourceRange
}

/// A macro that runs over the elements of a list or the keys of a map.
struct Comprehension: Sendable {
  enum Kind: String, Sendable {
    case all, exists, existsOne, map, filter
    case transformList, transformMap, transformMapEntry, sortBy
  }

  let kind: Kind
  let range: ExpressionID
  let variables: [IterationVariable]
  /// The condition of `map` and the transforms, where there is one.
  let filter: ExpressionID?
  let body: ExpressionID
}

struct OptionalMap: Sendable {
  let target: ExpressionID
  let variable: IterationVariable
  let body: ExpressionID
  let isFlat: Bool
}

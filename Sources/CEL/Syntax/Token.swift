/// One token of the source of an expression.
struct Token: Sendable {
  let kind: TokenKind
  let range: SourceRange
}

enum TokenKind: Sendable {
  case end
  case identifier, quotedIdentifier
  case integer, unsigned, float, string, bytes
  case keywordTrue, keywordFalse, keywordNull, keywordIn
  case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
  case dot, comma, colon, question
  case plus, minus, star, slash, percent, bang
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, and, or

  /// How the parser binds it when it stands between two operands; nil for other tokens.
  var precedence: Int? {
    switch self {
    case .or: 1
    case .and: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .keywordIn: 3
    case .plus, .minus: 4
    case .star, .slash, .percent: 5
    default: nil
    }
  }

  var binaryOperator: BinaryOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .keywordIn: .contained
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .percent: .modulo
    default: nil
    }
  }
}

/// Words that the language keeps for itself; they name no variable but may name a field.
let reservedWords: Set<String> = [
  "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop",
  "package", "namespace", "return", "var", "void", "while",
]

/// Why a text is not strict JSON.
struct JSONFailure: Error {
  /// What was expected or found.
  enum Kind {
    case valueExpected, keyExpected, colonExpected, commaExpected, trailingComma, trailingText
    case unclosedString, tabInString, invalidEscape, invalidNumber
  }

  /// What is wrong.
  var kind: Kind
  /// Where it is wrong.
  var span: ByteRange
  /// Where the object or the array around it begins.
  var related: ByteRange?
}

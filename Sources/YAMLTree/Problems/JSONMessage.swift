/// Says in plain words why a text is not strict JSON, and whether that helps more than YAML's words.
enum JSONMessage {
  /// The problem for a place where reading as JSON failed.
  /// - Parameter unit: What holds the JSON text: the file, or a line of it.
  static func problem(
    _ failure: JSONFailure, source: UnsafeBufferPointer<UInt8>, origin: MessageOrigin,
    unit: String = "file"
  ) -> YAMLProblem {
    let place = ErrorPlace(
      source, offset: Int(failure.span.start),
      context: Int(failure.related?.start ?? failure.span.start), origin: origin)
    if let placeholder = Placeholder.find(failure, source) {
      return YAMLProblem(
        kind: .syntax,
        message:
          "\(place.quote(placeholder)) is a placeholder that nobody filled in; JSON expects a "
          + "value here: write it, and text in double quotes",
        span: placeholder.bytes)
    }
    let isWhole =
      failure.kind == .valueExpected || failure.kind == .keyExpected
      || failure.kind == .commaExpected || failure.kind == .trailingText
    let span = isWhole ? place.word(place.offset).bytes : failure.span
    return YAMLProblem(
      kind: .syntax, message: text(failure, place, unit), span: span, related: failure.related)
  }

  private static func text(
    _ failure: JSONFailure, _ place: ErrorPlace, _ unit: String
  ) -> String {
    let word = place.quote(place.word(place.offset))
    let found = place.byte == nil ? "the \(unit) ends" : "there is \(word)"
    let opener = place.context < place.source.count ? place.source[place.context] : 0
    let close = opener == ASCII.openBrace ? "}" : "]"
    if isComment(place), failure.kind != .unclosedString {
      return "JSON has no comments; remove the comment that begins here"
    }
    switch failure.kind {
    case .valueExpected where place.byte == ASCII.apostrophe,
      .keyExpected where place.byte == ASCII.apostrophe:
      return "JSON has only double quotes; write \" instead of '"
    case .valueExpected:
      return "JSON expects a value here, but \(found); write text in double quotes, a number, "
        + "true, false, null, { or ["
    case .keyExpected:
      return "JSON expects a key in double quotes here, but \(found)"
    case .colonExpected:
      return "JSON expects a colon after the key, but \(found)"
    case .commaExpected where place.byte == nil:
      return "the \(unit) ends, but what was opened in line \(place.lineNumber(place.context)) is "
        + "not closed; add \(close)"
    case .commaExpected where FlowMessages.isCloser(place.byte):
      return opener == ASCII.openBrace
        ? FlowMessages.wrongCloser(place, open: "{", close: "}")
        : FlowMessages.wrongCloser(place, open: "[", close: "]")
    case .commaExpected:
      return "JSON expects a comma or \(close) here, but \(found)"
    case .trailingComma:
      return "JSON has no comma before a closing bracket; remove the comma before this \(close)"
    case .trailingText:
      return "\(word) follows after the end of the JSON text; remove it, or "
        + "check the brackets before it"
    case .unclosedString:
      return "the text that begins here with \" has no closing \" on its line; add it, and write "
        + "\\n for a line break"
    case .tabInString:
      return "there is a tab character in this text; write \\t instead"
    case .invalidEscape:
      return "\(quoted(place.source.slice(failure.span))) has no meaning in JSON; write \\\\ for a "
        + "backslash"
    case .invalidNumber:
      return "\(word) is not a number as JSON writes it"
    }
  }

  /// Whether a text that looks like JSON ends to be some at a placeholder.
  ///
  /// To YAML it may be keys within keys, of which nothing could be said that helps.
  static func endsAtPlaceholder(
    _ failure: JSONFailure, source: UnsafeBufferPointer<UInt8>, base: Int
  ) -> Bool {
    looksLikeJSON(source, base: base) && Placeholder.find(failure, source) != nil
  }

  /// Puts the words of JSON in place of YAML's syntax problem where they help more.
  static func improve(
    _ builder: inout TreeBuilder, with problem: YAMLProblem, failure: JSONFailure,
    source: UnsafeBufferPointer<UInt8>, base: Int
  ) {
    guard looksLikeJSON(source, base: base) else { return }
    let place = ErrorPlace(
      source, offset: Int(failure.span.start), context: Int(failure.span.start),
      origin: MessageOrigin(.start))
    if isComment(place) {
      builder.replaceSyntaxProblem(with: problem, orAdd: true)
    } else if !isYAML(failure, place) {
      builder.replaceSyntaxProblem(with: problem, orAdd: false)
    }
  }

  /// Whether YAML in flow style allows what JSON does not, so that its own words tell more.
  private static func isYAML(_ failure: JSONFailure, _ place: ErrorPlace) -> Bool {
    switch failure.kind {
    case .trailingComma: true
    case .trailingText: place.byte == ASCII.minus || place.byte == ASCII.hash
    case .valueExpected, .keyExpected:
      place.byte.map {
        ($0 | 0x20) &- 0x61 < 26 || $0 >= 0x80 || $0 == ASCII.apostrophe || $0 == ASCII.hash
      } ?? false
    default: false
    }
  }

  /// Whether the first thing after the opening bracket is as in JSON; `{{` opens a template.
  private static func looksLikeJSON(_ source: UnsafeBufferPointer<UInt8>, base: Int) -> Bool {
    let text = source[base...].lazy.filter { $0 > ASCII.space }.prefix(2)
    guard let second = text.dropFirst().first else { return true }
    if second == ASCII.quote || second == ASCII.slash { return true }
    return text.first == ASCII.openBracket
      && (second == ASCII.openBrace || second == ASCII.openBracket)
  }

  private static func isComment(_ place: ErrorPlace) -> Bool {
    guard place.byte == ASCII.slash, place.offset + 1 < place.source.count else { return false }
    let next = place.source[place.offset + 1]
    return next == ASCII.slash || next == ASCII.asterisk
  }
}

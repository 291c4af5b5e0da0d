/// Restates what libyaml says in words for people who do not know YAML.
struct SyntaxMessage {
  /// What is wrong and what to do.
  var text: String
  /// Where it is.
  var span: Range<Int>
  /// A second place that explains it.
  var related: Range<Int>?

  /// What libyaml says when something follows a document that seemed to be complete.
  static let textAfterDocument = "did not find expected <document start>"

  init(_ text: String, at span: Range<Int>, related: Range<Int>? = nil) {
    self.text = text
    self.span = span
    self.related = related
  }

  /// The problem for a place where libyaml stopped.
  static func problem(
    _ failure: EventParser.Failure, at offset: Int, context: Int,
    source: UnsafeBufferPointer<UInt8>, origin: TextOrigin
  ) -> YAMLProblem {
    if failure.isMemory { return outOfMemory }
    let place = ErrorPlace(
      source, offset: offset, context: context, origin: MessageOrigin(origin))
    let message = choose(failure, place)
    let detail =
      failure.context.isEmpty ? failure.problem : failure.context + ": " + failure.problem
    return YAMLProblem(
      kind: .syntax, message: message.text, detail: detail, span: message.span.bytes,
      related: message.related?.bytes)
  }

  private static func choose(_ failure: EventParser.Failure, _ place: ErrorPlace) -> SyntaxMessage {
    if failure.context.contains("quoted scalar") { return quotedText(failure, place) }
    if !failure.context.contains("flow"), let tab = place.indentationTab {
      return tabs(tab, isBlankLine: place.firstText == place.lineEnd)
    }
    switch failure.problem {
    case "found character that cannot start any token":
      return forbiddenStart(place)
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return tabs(place.offset)
    case "mapping values are not allowed in this context":
      return BlockMessages.secondColon(place)
    case "could not find expected ':'":
      return BlockMessages.missingColon(place)
    case "did not find expected key":
      return BlockMessages.expectedKey(place)
    case "did not find expected '-' indicator":
      return BlockMessages.expectedItem(place)
    case "block sequence entries are not allowed in this context":
      return BlockMessages.misplacedItem(place)
    case "mapping keys are not allowed in this context":
      return SyntaxMessage(
        "a ? followed by a space begins a key in a special notation, which is not possible here; "
          + "put the text in quotes", at: place.word(place.offset))
    case "did not find expected ',' or ']'":
      return FlowMessages.unfinished(place, open: "[", close: "]")
    case "did not find expected ',' or '}'":
      return FlowMessages.unfinished(place, open: "{", close: "}")
    case "did not find expected node content":
      return FlowMessages.missingValue(place)
    case textAfterDocument:
      return BlockMessages.afterDocument(place)
    default:
      return other(failure, place)
    }
  }

  private static func other(_ failure: EventParser.Failure, _ place: ErrorPlace) -> SyntaxMessage {
    let context = place.word(place.context)
    if failure.context.contains("directive") || failure.problem.contains("directive") {
      return SyntaxMessage(
        "a line that begins with % is an instruction to the reader and this one is not known; "
          + "if it is text, put it in quotes", at: place.restOfLine(place.context))
    }
    if failure.context.contains("alias") {
      return SyntaxMessage(
        "text that begins with * is taken for a reference to an anchor; put the text in quotes",
        at: context)
    }
    if failure.context.contains("anchor") {
      return SyntaxMessage(
        "text that begins with & is taken for an anchor; put the text in quotes", at: context)
    }
    if failure.context.contains("tag") || failure.problem.contains("tag handle") {
      return SyntaxMessage(
        "text that begins with ! is taken for a tag; put the text in quotes", at: context)
    }
    if failure.context.contains("block scalar") {
      return SyntaxMessage(
        "after | or > at the end of a key only +, - or a digit from 1 to 9 may stand; begin the "
          + "text on the next line", at: place.restOfLine(place.context))
    }
    if failure.problem == "found incompatible YAML document" {
      return SyntaxMessage(
        "this version of YAML is not known; remove the line that begins with %YAML",
        at: place.restOfLine(place.offset))
    }
    return SyntaxMessage(
      "the text here is not valid YAML (\(failure.problem))", at: place.word(place.offset))
  }

  /// A tab where YAML counts spaces (YAML 1.2.2, section 6.1).
  private static func tabs(_ offset: Int, isBlankLine: Bool = false) -> SyntaxMessage {
    if isBlankLine {
      return SyntaxMessage(
        "there is a tab character on this blank line, which many readers refuse; delete the tab",
        at: offset..<(offset + 1))
    }
    return SyntaxMessage(
      "there is a tab character in the indentation; YAML allows only spaces there: replace the "
        + "tab by spaces", at: offset..<(offset + 1))
  }

  /// A character that YAML keeps for itself (YAML 1.2.2, section 5.3).
  private static func forbiddenStart(_ place: ErrorPlace) -> SyntaxMessage {
    guard let byte = place.byte else {
      return SyntaxMessage("the file ends too early", at: place.offset..<place.offset)
    }
    if byte == ASCII.tab { return tabs(place.offset) }
    let name = String(UnicodeScalar(byte))
    return SyntaxMessage(
      "text may not begin with the character \(name); put the text in quotes",
      at: place.offset..<(place.offset + 1))
  }

  /// A text in quotes that could not be read.
  private static func quotedText(
    _ failure: EventParser.Failure, _ place: ErrorPlace
  ) -> SyntaxMessage {
    let mark = place.context < place.source.count ? place.source[place.context] : ASCII.quote
    let name = String(UnicodeScalar(mark))
    let opening = place.context..<min(place.context + 1, place.source.count)
    switch failure.problem {
    case "found unknown escape character":
      let end = place.source.endOfCharacter(place.offset + 2)
      return SyntaxMessage(
        "\(place.quote(place.offset..<end)) has no meaning in double quotes; write \\\\ for a "
          + "backslash, or use single quotes", at: place.offset..<end, related: opening)
    case "did not find expected hexdecimal number":
      return SyntaxMessage(
        "\\x must be followed by 2, \\u by 4 and \\U by 8 hexadecimal digits; write \\\\ for a "
          + "backslash, or use single quotes", at: numericEscape(place), related: opening)
    case "found invalid Unicode character escape code":
      return SyntaxMessage(
        "this escape stands for no character; write the character itself",
        at: numericEscape(place), related: opening)
    default:
      return SyntaxMessage(
        "the text that begins here with \(name) has no closing \(name); add it at the end of the "
          + "text", at: place.restOfLine(place.context))
    }
  }

  /// The `\x`, `\u` or `\U` before the place where libyaml stopped, with the digits that follow.
  private static func numericEscape(_ place: ErrorPlace) -> Range<Int> {
    var end = place.offset
    while end < place.source.count, ASCII.hexValue(place.source[end]) != nil, end < place.offset + 8
    {
      end += 1
    }
    return max(place.context, place.offset - 2)..<end
  }
}

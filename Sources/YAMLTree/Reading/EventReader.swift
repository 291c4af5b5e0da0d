import CLibYAML

/// Reads YAML from libyaml's events into a tree.
struct EventReader {
  private let source: UnsafeBufferPointer<UInt8>
  private let base: Int
  private let origin: TextOrigin
  private var cursor: CodePointCursor
  private var comments: CommentFinder
  /// The end of the last thing that was read, for the place of empty values.
  private var lastEnd: Int

  /// Prepares to read the text after the byte order mark, which ends at `base`.
  init(
    _ source: UnsafeBufferPointer<UInt8>, base: Int, isASCII: Bool, origin: TextOrigin
  ) {
    self.source = source
    self.origin = origin
    self.base = base
    cursor = CodePointCursor(source: source, base: base, isASCII: isASCII)
    comments = CommentFinder(source, base: base)
    lastEnd = base
  }

  /// Reads the whole stream; gives back the comments.
  ///
  /// Ends at the first syntax error or when the builder has stopped.
  mutating func read(into builder: inout TreeBuilder) -> [Comment] {
    guard let parser = EventParser(source.slice(from: base, count: source.count - base)) else {
      builder.stop(SyntaxMessage.outOfMemory)
      return []
    }
    run(parser, into: &builder)
    if builder.isStopped { builder.abandonDocument() }
    for place in comments.withoutBlank {
      builder.report(SyntaxMessage.commentWithoutBlank(at: place))
    }
    return comments.comments
  }

  private mutating func run(_ parser: consuming EventParser, into builder: inout TreeBuilder) {
    let event = parser.event
    while !builder.isStopped {
      guard parser.next(longest: builder.limits.textBytes) else {
        let failure = parser.failure
        if failure.isLongText {
          builder.stop(longText(builder.limits.textBytes))
          return
        }
        // What follows shows that the document before was not at its end.
        if failure.problem == SyntaxMessage.textAfterDocument { builder.reopenDocument() }
        builder.stop(
          SyntaxMessage.problem(
            failure, at: cursor.byteOffset(ofCodePoint: failure.problemIndex),
            context: cursor.byteOffset(ofCodePoint: failure.contextIndex), source: source,
            origin: origin))
        return
      }
      let start = cursor.byteOffset(ofCodePoint: Int(event.pointee.start_mark.index))
      let end = cursor.byteOffset(ofCodePoint: Int(event.pointee.end_mark.index))
      switch event.pointee.type {
      case YAML_SCALAR_EVENT:
        readScalar(event, start, end, into: &builder)
      case YAML_MAPPING_START_EVENT:
        let isFlow = event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
        let content = mappingStart(start, end, isFlow: isFlow)
        builder.beginCollection(.mapping, at: content.start, isFlow: content.isBraced)
        lastEnd = content.isBraced ? end : content.start
        readProperties(
          start, content.start, tag: event.pointee.data.mapping_start.tag, into: &builder)
      case YAML_SEQUENCE_START_EVENT:
        let isFlow = event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        let content = isFlow ? end - 1 : sequenceStart(end)
        builder.beginCollection(.sequence, at: content, isFlow: isFlow)
        lastEnd = isFlow ? end : content
        readProperties(
          start, content, tag: event.pointee.data.sequence_start.tag, into: &builder)
      case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
        let isFlow = builder.isInnermostFlow
        builder.endCollection(at: isFlow ? end : nil)
        if isFlow { lastEnd = end }
      case YAML_ALIAS_EVENT:
        comments.pass(contentFrom: start, to: end)
        builder.addAlias(ByteRange(start: UInt32(start), end: UInt32(end)))
        lastEnd = end
      case YAML_DOCUMENT_START_EVENT:
        builder.beginDocument()
        lastEnd = end
      case YAML_DOCUMENT_END_EVENT:
        builder.endDocument()
      case YAML_STREAM_END_EVENT:
        comments.collect(upTo: source.count)
        return
      default:
        break
      }
    }
  }

  /// What is too long behind the last value: a text, or comments and blank lines.
  private func longText(_ limit: Int) -> YAMLProblem {
    var place = lastEnd
    var firstComment: Int?
    while place + 1 < source.count {
      let byte = source[place]
      if byte == ASCII.hash {
        firstComment = firstComment ?? place
        place = source.endOfLine(from: place)
      } else if byte <= ASCII.space || opensValue(at: place) {
        place += 1
      } else {
        break
      }
      // What is read at most may end in the middle of them.
      if place - lastEnd > limit / 2 {
        return SyntaxMessage.longGap(limit: limit, at: firstComment ?? lastEnd)
      }
    }
    // Blank lines behind a text are read with it.
    let most = min(place + limit, source.count)
    let behind = source[place..<most].lastIndex { $0 > ASCII.space }.map { $0 + 1 } ?? place
    if most - behind > limit / 2 { return SyntaxMessage.longGap(limit: limit, at: behind) }
    return SyntaxMessage.longText(limit: limit, at: place, openedBy: source[place])
  }

  /// Whether a sign stands between a value and the next: of a list, a mapping or its keys.
  private func opensValue(at place: Int) -> Bool {
    switch source[place] {
    case ASCII.comma, ASCII.openBracket, ASCII.openBrace, ASCII.closeBracket, ASCII.closeBrace: true
    case ASCII.colon, ASCII.minus, ASCII.question:
      place + 1 < source.count && source[place + 1] <= ASCII.space
    default: false
    }
  }

  /// Where a mapping begins and whether it has a brace; `[a: b]` holds a mapping without one.
  private func mappingStart(
    _ start: Int, _ end: Int, isFlow: Bool
  ) -> (start: Int, isBraced: Bool) {
    guard isFlow else { return (end, false) }
    if start < end, source[end - 1] == ASCII.openBrace { return (end - 1, true) }
    return (start, false)
  }

  /// Where a block sequence begins; libyaml's mark is before or after its first `-`.
  private func sequenceStart(_ end: Int) -> Int {
    if end < source.count, source[end] == ASCII.minus { return end }
    return max(base, end - 1)
  }

  @inline(__always)
  private mutating func readScalar(
    _ event: UnsafeMutablePointer<yaml_event_t>, _ start: Int, _ end: Int,
    into builder: inout TreeBuilder
  ) {
    let length = Int(event.pointee.data.scalar.length)
    guard let value = event.pointee.data.scalar.value else { return }
    let content = UnsafeBufferPointer(start: UnsafePointer(value), count: length)
    if start < end,
      source[start] == ASCII.exclamation || source[start] == ASCII.ampersand
    {
      readPropertiedScalar(event, start, end, content, into: &builder)
      return
    }
    switch event.pointee.data.scalar.style {
    case YAML_PLAIN_SCALAR_STYLE:
      let type = CoreSchema.type(of: content)
      if start == end {
        addEmpty(at: start, type: type, into: &builder)
      } else {
        comments.pass(contentFrom: start, to: end)
        builder.addContent(
          content, span: start..<end, style: .plain, type: type, candidate: start)
        lastEnd = end
      }
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      addQuoted(content, start, end, style: .singleQuoted, type: .string, into: &builder)
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      addQuoted(content, start, end, style: .doubleQuoted, type: .string, into: &builder)
    case YAML_LITERAL_SCALAR_STYLE:
      addBlock(content, start, end, style: .literal, type: .string, into: &builder)
    default:
      addBlock(content, start, end, style: .folded, type: .string, into: &builder)
    }
  }

  /// A scalar with an anchor or a tag.
  private mutating func readPropertiedScalar(
    _ event: UnsafeMutablePointer<yaml_event_t>, _ start: Int, _ end: Int,
    _ content: UnsafeBufferPointer<UInt8>, into builder: inout TreeBuilder
  ) {
    let scan = PropertyScan(source, from: start, limit: end)
    let tag = event.pointee.data.scalar.tag
    let isPlain = event.pointee.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
    var type = isPlain ? CoreSchema.type(of: content) : .string
    // A lone `!` makes a plain scalar a string (YAML 1.2.2, section 6.9.1).
    if scan.tag != nil, tag == nil { type = .string }
    var mismatch: YAMLProblem?
    if let tag {
      (type, mismatch) = TaggedScalar.type(
        tag: tag, content: content, untagged: type, isPlain: isPlain,
        at: ByteRange(start: UInt32(scan.content), end: UInt32(end)))
    }
    switch event.pointee.data.scalar.style {
    case YAML_PLAIN_SCALAR_STYLE:
      if content.isEmpty {
        comments.pass(contentFrom: scan.end, to: scan.end)
        builder.addScalar(
          scan.end..<scan.end, style: .plain, type: type, content: scan.end, length: 0,
          isSide: false)
        lastEnd = scan.end
      } else {
        comments.pass(contentFrom: scan.content, to: end)
        builder.addContent(
          content, span: scan.content..<end, style: .plain, type: type, candidate: scan.content)
        lastEnd = end
      }
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
      addQuoted(content, scan.content, end, style: .singleQuoted, type: type, into: &builder)
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      addQuoted(content, scan.content, end, style: .doubleQuoted, type: type, into: &builder)
    case YAML_LITERAL_SCALAR_STYLE:
      addBlock(content, scan.content, end, style: .literal, type: type, into: &builder)
    default:
      addBlock(content, scan.content, end, style: .folded, type: type, into: &builder)
    }
    builder.addProperties(scan, tag: tagNumber(tag, scan, into: &builder), anchor: scan.anchor)
    if let mismatch { builder.report(mismatch) }
  }

  private mutating func readProperties(
    _ start: Int, _ content: Int, tag: UnsafeMutablePointer<yaml_char_t>?,
    into builder: inout TreeBuilder
  ) {
    guard start < content else { return }
    let scan = PropertyScan(source, from: start, limit: content)
    builder.addProperties(scan, tag: tagNumber(tag, scan, into: &builder), anchor: scan.anchor)
  }

  private func tagNumber(
    _ tag: UnsafeMutablePointer<yaml_char_t>?, _ scan: PropertyScan,
    into builder: inout TreeBuilder
  ) -> Int32 {
    guard let tag else { return -1 }
    let text = String(decodingCString: UnsafePointer(tag), as: UTF8.self)
    guard text.utf8.count <= TagList.longest else {
      builder.stop(SyntaxMessage.longTag(scan.tag ?? ByteRange(start: 0, end: 0)))
      return -1
    }
    return builder.tags.number(of: text)
  }

  /// An empty value; it lies right after the indicator or value before it.
  private mutating func addEmpty(
    at offset: Int, type: ScalarType, into builder: inout TreeBuilder
  ) {
    var place = min(lastEnd, offset)
    var index = place
    while index < offset {
      let breakLength = source.lineBreakLength(at: index)
      if breakLength > 0 {
        index += breakLength
      } else if ASCII.isBlank(source[index]) {
        index += 1
      } else if source[index] == ASCII.hash {
        index = source.endOfLine(from: index)
      } else {
        index += 1
        place = index
      }
    }
    builder.addScalar(
      place..<place, style: .plain, type: type, content: place, length: 0, isSide: false)
    lastEnd = place
  }

  private mutating func addQuoted(
    _ content: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, style: ScalarStyle,
    type: ScalarType, into builder: inout TreeBuilder
  ) {
    comments.pass(contentFrom: start, to: end)
    // Between the quotes lies the content itself, unless something is escaped or folded.
    let candidate = end - start == content.count + 2 ? start + 1 : source.count
    builder.addContent(
      content, span: start..<end, style: style, type: type, candidate: candidate)
    lastEnd = end
  }

  private mutating func addBlock(
    _ content: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, style: ScalarStyle,
    type: ScalarType, into builder: inout TreeBuilder
  ) {
    let extent = BlockScalarExtent(source, from: start, to: end)
    comments.collect(upTo: min(extent.firstLine, end))
    comments.pass(contentFrom: extent.firstLine, to: end)
    builder.addContent(
      content, span: start..<extent.contentEnd, style: style, type: type, candidate: source.count)
    lastEnd = extent.contentEnd
  }
}

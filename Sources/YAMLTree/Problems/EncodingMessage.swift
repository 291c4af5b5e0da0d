/// Words for files whose bytes cannot be read as text.
enum EncodingMessage {
  /// A file beyond the limit.
  static func tooLarge(limit: Int) -> YAMLProblem {
    YAMLProblem(
      kind: .limit,
      message: "the file is larger than \(limit) bytes; split it into several files",
      span: ByteRange(start: 0, end: 0))
  }

  /// The problem for a fault in the encoding.
  static func problem(
    _ fault: EncodingCheck.Fault, at span: ByteRange, source: UnsafeBufferPointer<UInt8>,
    origin: MessageOrigin
  ) -> YAMLProblem {
    switch fault {
    case .utf16:
      return YAMLProblem(
        kind: .invalidEncoding,
        message: "the file is in UTF-16; save the file as UTF-8", span: span)
    case .utf32:
      return YAMLProblem(
        kind: .invalidEncoding,
        message: "the file is in UTF-32; save the file as UTF-8", span: span)
    case .invalidUTF8(let byte):
      return YAMLProblem(
        kind: .invalidEncoding,
        message: "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) at offset "
          + "\(Int(span.start) + origin.bytesBefore) in line \(line(of: span, in: source, origin)) is not UTF-8; save the file as UTF-8",
        span: span)
    case .controlCharacter(let value):
      return YAMLProblem(
        kind: .controlCharacter,
        message: "there is an invisible character U+\(hexadecimal(value, digits: 4))"
          + "\(name(of: value)) here, which may not stand in a YAML or JSON file; delete it",
        span: span)
    }
  }

  private static func line(
    of span: ByteRange, in source: UnsafeBufferPointer<UInt8>, _ origin: MessageOrigin
  ) -> Int {
    let place = Int(span.start)
    return ErrorPlace(source, offset: place, context: place, origin: origin).lineNumber(place)
  }

  private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }

  private static func name(of value: UInt32) -> String {
    switch value {
    case 0x00: " (NUL)"
    case 0x08: " (backspace)"
    case 0x0B: " (vertical tab)"
    case 0x0C: " (form feed)"
    case 0x1A: " (end of file)"
    case 0x1B: " (escape)"
    case 0x7F: " (delete)"
    default: ""
    }
  }
}

/// Takes superfluous blanks out of texts.
enum TidyText {
  /// A text without blanks at its ends and at the ends of its lines.
  ///
  /// A text on one line has one blank between words, and at most two where a sentence may end, as
  /// some write them; in others, blanks may be layout. The line breaks at the end of a text stay.
  static func tidied(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let ending = bytes.reversed().prefix { $0 == 0x0A }.count
    let lines = bytes.dropLast(ending).split(separator: 0x0A, omittingEmptySubsequences: false)
    var result: [UInt8] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append(0x0A) }
      result += lines.count == 1 ? Array(oneBlank(line)) : Array(trimmedEnd(line))
    }
    return String(
      decoding: result + Array(repeating: 0x0A, count: ending), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func trimmedEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, isBlank(last) { line = line.dropLast() }
    return line
  }

  private static func oneBlank(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var blanks: [UInt8] = []
    for byte in line {
      if isBlank(byte) {
        blanks.append(byte)
        continue
      }
      if let last = result.last, !blanks.isEmpty {
        let staysAsItIs = blanks == [0x20, 0x20] && ".!?:".utf8.contains(last)
        result += staysAsItIs ? blanks : [0x20]
      }
      blanks = []
      result.append(byte)
    }
    return result
  }
}

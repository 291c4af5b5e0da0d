import BadgeLint
import YAMLTree

/// The promises that an input broke; none where all is well.
package struct Broken {
  package private(set) var promises: [String] = []

  package init() {}

  /// Notes a promise that does not hold.
  package mutating func check(_ holds: Bool, _ promise: @autoclosure () -> String) {
    if !holds { promises.append(promise()) }
  }

  /// Checks that a range lies in a text and cuts no character in two.
  package mutating func check(_ range: ByteRange, in text: Text, _ name: @autoclosure () -> String)
  {
    guard range.start <= range.end, Int(range.end) <= text.bytes.count else {
      promises.append("\(name()) at \(range.start)..<\(range.end) is outside of the text")
      return
    }
    guard text.isUTF8 else { return }
    check(
      text.isBorder(range.start) && text.isBorder(range.end),
      "\(name()) at \(range.start)..<\(range.end) cuts a character")
  }

  /// Checks what is written for people: no control but line breaks, and nothing that turns text.
  package mutating func check(shown bytes: [UInt8], _ name: @autoclosure () -> String) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      promises.append("\(name()) is not UTF-8")
      return
    }
    if let scalar = text.unicodeScalars.first(where: { $0 != "\n" && disturbsTerminals($0) }) {
      promises.append("\(name()) holds U+\(String(scalar.value, radix: 16))")
    }
  }
}

/// The bytes of a text, with the places where characters begin.
package struct Text {
  package let bytes: [UInt8]
  /// Whether it can be UTF-8; with a NUL it may be of another encoding, whose places are bytes.
  package let isUTF8: Bool

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isUTF8 = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
  }

  func isBorder(_ offset: UInt32) -> Bool {
    Int(offset) == bytes.count || bytes[Int(offset)] & 0xC0 != 0x80
  }
}

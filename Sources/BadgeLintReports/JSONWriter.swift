import BadgeLint

/// Appends JSON to bytes (RFC 8259), without any intermediate values.
package struct JSONWriter {
  /// What was written so far.
  package private(set) var bytes: [UInt8] = []

  /// Makes a writer that has written nothing.
  package init() {}

  /// Text that is JSON already and known when the program is built.
  package mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// A key with its colon.
  package mutating func key(_ name: StaticString) {
    bytes.append(UInt8(ascii: "\""))
    raw(name)
    raw("\": ")
  }

  /// A whole number.
  package mutating func number(_ number: Int) {
    bytes.append(contentsOf: "\(number)".utf8)
  }

  /// A number; null where it is none, such as a sum that became too large.
  package mutating func number(_ number: Double) {
    bytes.append(contentsOf: (number.isFinite ? numberText(number) : "null").utf8)
  }

  /// Text that is JSON already.
  package mutating func text(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Bytes that are JSON already.
  package mutating func json(_ other: [UInt8]) { bytes += other }

  /// A string with its quotation marks.
  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): raw("\\\"")
      case UInt8(ascii: "\\"): raw("\\\\")
      case UInt8(ascii: "\n"): raw("\\n")
      case UInt8(ascii: "\r"): raw("\\r")
      case UInt8(ascii: "\t"): raw("\\t")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        bytes.append(Self.digit(byte >> 4))
        bytes.append(Self.digit(byte & 0x0F))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

extension JSONWriter {
  /// A member that is not the first of its object.
  package mutating func member(_ name: StaticString, _ value: String) {
    raw(", ")
    key(name)
    string(value)
  }

  /// A member that is not the first of its object.
  package mutating func member(_ name: StaticString, _ value: Int) {
    raw(", ")
    key(name)
    number(value)
  }

  /// A member that is not the first of its object; nothing where there is no value.
  package mutating func member(_ name: StaticString, _ value: String?) {
    if let value { member(name, value) }
  }

  /// How often a rule applied and what came of it, as an object.
  package mutating func tally(of rule: String, _ tally: RuleTally) {
    raw("{\"rule\": ")
    string(rule)
    member("applied", tally.applied)
    member("passed", tally.passed)
    member("failed", tally.failed)
    member("notApplicable", tally.notApplicable)
    raw("}")
  }

  /// Elements in brackets.
  package mutating func list<Element>(
    _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    raw("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { raw(", ") }
      write(&self, element)
    }
    raw("]")
  }
}

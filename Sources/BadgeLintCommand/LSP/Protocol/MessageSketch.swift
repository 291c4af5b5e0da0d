/// What a message is about whose body is not kept or is no sound JSON: read byte by byte as it passes.
struct MessageSketch: Sendable {
  /// As it was written; nil where none was found.
  private(set) var id: [UInt8]?
  private(set) var method: String?
  /// The document that it is about, and the version of its text.
  private(set) var uri: String?
  private(set) var version: Int?

  /// A collection that is open.
  private struct Level: Sendable {
    var isObject: Bool
    var awaitsKey: Bool
    var key: [UInt8] = []
  }

  /// What is wanted lies no deeper.
  private static let mostLevels = 3
  /// Longer texts are none of what is wanted.
  private static let mostBytes = 8 << 10

  private var levels: [Level] = []
  /// How many collections are open within the deepest level that is looked at.
  private var depthBeyond = 0
  private var isInString = false
  private var isEscaped = false
  private var token: [UInt8] = []
  private var isTokenCut = false

  init() {}

  init(_ bytes: [UInt8]) {
    read(bytes[...])
  }

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if isInString {
        keep(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        keep(byte)
      case UInt8(ascii: "{"), UInt8(ascii: "["): open(isObject: byte == UInt8(ascii: "{"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): close()
      case UInt8(ascii: ":"): endKey()
      case UInt8(ascii: ","): endValue()
      case 0x20, 0x09, 0x0A, 0x0D: break
      default: keep(byte)
      }
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if token.count < Self.mostBytes { token.append(byte) } else { isTokenCut = true }
  }

  private mutating func open(isObject: Bool) {
    dropToken()
    if levels.count < Self.mostLevels, depthBeyond == 0 {
      levels.append(Level(isObject: isObject, awaitsKey: isObject))
    } else {
      depthBeyond += 1
    }
  }

  private mutating func close() {
    endValue()
    if depthBeyond > 0 { depthBeyond -= 1 } else { _ = levels.popLast() }
  }

  private mutating func endKey() {
    defer { dropToken() }
    guard depthBeyond == 0, let last = levels.indices.last, levels[last].awaitsKey else { return }
    levels[last].key = isTokenCut ? [] : token
    levels[last].awaitsKey = false
  }

  private mutating func endValue() {
    defer { dropToken() }
    guard depthBeyond == 0, let last = levels.indices.last else { return }
    if !levels[last].awaitsKey, !token.isEmpty, !isTokenCut { note() }
    levels[last].awaitsKey = levels[last].isObject
    levels[last].key = []
  }

  private mutating func dropToken() {
    token.removeAll(keepingCapacity: true)
    isTokenCut = false
  }

  private mutating func note() {
    let path = levels.map { String(decoding: $0.key, as: UTF8.self) }
    let value = JSONValue(
      parsing: [UInt8(ascii: "[")] + token + [UInt8(ascii: "]")])?.elements.first
    guard let value else { return }
    switch path {
    case ["\"id\""]: if value.string != nil || value.int != nil { id = token }
    case ["\"method\""]: method = value.string
    case ["\"params\"", "\"textDocument\"", "\"uri\""]: uri = value.string
    case ["\"params\"", "\"textDocument\"", "\"version\""]: version = value.int
    default: break
    }
  }
}

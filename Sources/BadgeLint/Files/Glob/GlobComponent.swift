/// The part of a glob between two slashes, ready to match one name.
///
/// Matching takes at most (length of the part × length of the name) steps: after a mismatch only
/// the last star needs to take more, because an earlier one could not reach further.
struct GlobComponent: Sendable, Hashable {
  /// One step of the pattern.
  enum Token: Sendable, Hashable {
    case byte(UInt8)
    case anyCharacter
    case set(GlobSet)
    case star
  }

  /// What `?` and a bracket expression take.
  enum Unit: Sendable, Hashable {
    /// One byte, as git does.
    case byte
    /// One Unicode scalar.
    case scalar
  }

  /// Common forms with a direct comparison.
  private enum Form: Sendable, Hashable {
    case anything
    case literal([UInt8])
    case prefix([UInt8])
    case suffix([UInt8])
    case general([Token])
  }

  private let form: Form
  private let unit: Unit

  /// Makes the matcher; stars next to each other are one.
  init(_ source: [Token], unit: Unit) {
    self.unit = unit
    var tokens: [Token] = []
    for token in source where token != .star || tokens.last != .star { tokens.append(token) }
    func bytes(_ part: ArraySlice<Token>) -> [UInt8]? {
      var result: [UInt8] = []
      for token in part {
        guard case .byte(let byte) = token else { return nil }
        result.append(byte)
      }
      return result
    }
    if tokens == [.star] {
      form = .anything
    } else if let literal = bytes(tokens[...]) {
      form = .literal(literal)
    } else if tokens.last == .star, let prefix = bytes(tokens.dropLast()) {
      form = .prefix(prefix)
    } else if tokens.first == .star, let suffix = bytes(tokens.dropFirst()) {
      form = .suffix(suffix)
    } else {
      form = .general(tokens)
    }
  }

  /// Whether the whole name fits; `steps` grows with the work done.
  func matches(_ name: UnsafeBufferPointer<UInt8>, steps: inout Int) -> Bool {
    steps += 1
    switch form {
    case .anything:
      return true
    case .literal(let bytes):
      return name.count == bytes.count && name.elementsEqual(bytes)
    case .prefix(let bytes):
      return name.count >= bytes.count && name.starts(with: bytes)
    case .suffix(let bytes):
      return name.count >= bytes.count && name.suffix(bytes.count).elementsEqual(bytes)
    case .general(let tokens):
      return matches(tokens, name, steps: &steps)
    }
  }

  private func matches(
    _ tokens: [Token], _ name: UnsafeBufferPointer<UInt8>, steps: inout Int
  ) -> Bool {
    var place = 0
    var next = 0
    var lastStar: (next: Int, place: Int)?
    while true {
      steps += 1
      if next == tokens.count {
        if place == name.count { return true }
      } else if case .star = tokens[next] {
        next += 1
        if next == tokens.count { return true }
        lastStar = (next, place)
        continue
      } else if place < name.count, let end = end(of: tokens[next], name, from: place) {
        place = end
        next += 1
        continue
      }
      guard let star = lastStar, star.place < name.count else { return false }
      place = star.place + width(name, at: star.place)
      next = star.next
      lastStar = (next, place)
    }
  }

  /// Where the name goes on after one token; nil when the token does not fit.
  private func end(of token: Token, _ name: UnsafeBufferPointer<UInt8>, from place: Int) -> Int? {
    switch token {
    case .byte(let byte):
      return name[place] == byte ? place + 1 : nil
    case .anyCharacter:
      return place + width(name, at: place)
    case .set(let set):
      let width = width(name, at: place)
      return set.contains(value(name, at: place, width: width)) ? place + width : nil
    case .star:
      return nil
    }
  }

  /// The number of bytes of the character at `place`; a stray byte counts as a character.
  private func width(_ name: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    let byte = name[place]
    if unit == .byte || byte < 0xC0 { return 1 }
    let width = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    return min(width, name.count - place)
  }

  private func value(_ name: UnsafeBufferPointer<UInt8>, at place: Int, width: Int) -> UInt32 {
    let first = UInt32(name[place])
    if width == 1 { return first }
    // The first byte of a sequence of n bytes carries 7 - n bits, each other byte 6.
    var value = first & (0x7F >> UInt32(width))
    for index in 1..<width {
      value = value << 6 | UInt32(name[place + index] & 0x3F)
    }
    return value
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Search in strings by their bytes.
extension String {
  func startsWithBytes(_ prefix: String) -> Bool {
    withBytes(prefix) { text, prefix in
      guard prefix.count <= text.count else { return false }
      return sameBytes(text, at: 0, prefix)
    }
  }

  func endsWithBytes(_ suffix: String) -> Bool {
    withBytes(suffix) { text, suffix in
      guard suffix.count <= text.count else { return false }
      return sameBytes(text, at: text.count - suffix.count, suffix)
    }
  }

  func containsBytes(_ part: String) -> Bool {
    withBytes(part) { text, part in
      guard let start = part.baseAddress, part.count > 0 else { return true }
      guard let base = text.baseAddress, text.count >= part.count else { return false }
      let last = text.count - part.count
      var position = 0
      while position <= last {
        let found = memchr(base + position, Int32(start[0]), last - position + 1)
        guard let found else { return false }
        position = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        if sameBytes(text, at: position, part) { return true }
        position += 1
      }
      return false
    }
  }

  private func withBytes(
    _ other: String,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    let result: Bool?? = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { body(left, $0) }
    }
    if case .some(.some(let answer)) = result { return answer }
    return Array(utf8).withUnsafeBufferPointer { left in
      Array(other.utf8).withUnsafeBufferPointer { body(left, $0) }
    }
  }
}

private func sameBytes(
  _ text: UnsafeBufferPointer<UInt8>, at position: Int, _ part: UnsafeBufferPointer<UInt8>
) -> Bool {
  guard part.count > 0, let base = text.baseAddress, let other = part.baseAddress else {
    return true
  }
  return memcmp(base + position, other, part.count) == 0
}

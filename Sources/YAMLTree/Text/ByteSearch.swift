#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first `byte` at or after `start`, or nil when there is none.
  func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// The end of the character that an offset cuts; the offset itself where it cuts none.
  func endOfCharacter(_ offset: Int) -> Int {
    var offset = Swift.min(offset, count)
    while offset < count, self[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// Whether the bytes from `start` are the same as the `length` bytes at `other`.
  func equals(_ other: UnsafePointer<UInt8>, length: Int, at start: Int) -> Bool {
    guard start >= 0, start + length <= count, let base = baseAddress else { return length == 0 }
    return memcmp(base + start, other, length) == 0
  }

  /// Whether both buffers hold the same bytes.
  func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard count > 0, let left = baseAddress, let right = other.baseAddress else { return true }
    return memcmp(left, right, count) == 0
  }
}

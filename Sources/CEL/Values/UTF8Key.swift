#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A string as a key that is equal to another only when their bytes are.
package struct UTF8Key: Hashable, Sendable {
  /// The string itself.
  package let string: String

  /// Makes a key of a string.
  package init(_ string: String) { self.string = string }

  /// Whether both have the same bytes.
  package static func == (left: UTF8Key, right: UTF8Key) -> Bool {
    left.string.hasSameBytes(as: right.string)
  }

  /// Hashes the bytes.
  package func hash(into hasher: inout Hasher) {
    let hashed: Void? = string.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if hashed == nil { for byte in string.utf8 { hasher.combine(byte) } }
  }
}

extension String {
  /// Whether both have the same code points, where `==` would compare canonical forms.
  func hasSameBytes(as other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    let same: Bool?? = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else {
          return true
        }
        return memcmp(leftBase, rightBase, count) == 0
      }
    }
    if case .some(.some(let result)) = same { return result }
    return utf8.elementsEqual(other.utf8)
  }

  /// The order of code points: negative, zero or positive.
  func compareBytes(with other: String) -> Int {
    let result: Int?? = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in
        compareBuffers(left, right)
      }
    }
    if case .some(.some(let order)) = result { return order }
    if utf8.lexicographicallyPrecedes(other.utf8) { return -1 }
    return utf8.elementsEqual(other.utf8) ? 0 : 1
  }
}

/// The order of two byte strings: negative, zero or positive.
func compareBuffers(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int
{
  let shared = min(left.count, right.count)
  if shared > 0, let leftBase = left.baseAddress, let rightBase = right.baseAddress {
    let order = Int(memcmp(leftBase, rightBase, shared))
    if order != 0 { return order }
  }
  return left.count - right.count
}

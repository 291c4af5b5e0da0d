/// Hashes of texts for tables of one process, eight bytes at a time: `Hasher` takes most of the time
/// of a table of long texts.
///
/// The fold of a product of 128 bits is that of wyhash (Wang Yi, 2019). The seed differs from process
/// to process, so that texts that meet in one place are hard to make up.
enum TextHash {
  private static let seed = UInt64(bitPattern: Int64(Hasher().finalize()))
  private static let factor: UInt64 = 0xa076_1d64_78bd_642f

  static func of(_ text: String) -> UInt64 {
    let hash = text.utf8.withContiguousStorageIfAvailable { of(UnsafeRawBufferPointer($0)) }
    if let hash { return hash }
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  private static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count)
    var index = 0
    while index + 8 <= bytes.count {
      hash = folded(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    return folded(folded(hash ^ rest) ^ seed)
  }

  @inline(__always)
  private static func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }
}

import CRE2Shim

/// A compiled regular expression of RE2.
///
/// Checked by hand: the library only reads a compiled pattern, and guards its own caches.
final class Pattern: @unchecked Sendable {
  private let pattern: OpaquePointer

  /// Bytes of a pattern.
  private static let lengthLimit = 2_000
  /// Bytes that the library may take for one pattern.
  private static let memoryLimit: Int64 = 4 << 20

  private static let cache = Locked<[UTF8Key: Pattern]>([:])

  private init(pattern: OpaquePointer) { self.pattern = pattern }

  deinit { cre2_free(pattern) }

  /// The pattern of a text, compiled once while it is in use.
  /// - Throws: `invalidArgument` when the text is no pattern.
  static func compiled(_ text: String) throws(EvaluationError) -> Pattern {
    let key = UTF8Key(text)
    if let known = cache.withLock({ $0[key] }) { return known }
    let pattern = try compile(text)
    cache.withLock { cache in
      // A bound for patterns that are made at run time.
      if cache.count >= 256 { cache.removeAll() }
      cache[key] = pattern
    }
    return pattern
  }

  private static func compile(_ text: String) throws(EvaluationError) -> Pattern {
    var text = text
    guard text.utf8.count <= lengthLimit else {
      throw EvaluationError(
        .invalidArgument,
        "the pattern has \(text.utf8.count) bytes; expected at most \(lengthLimit)")
    }
    var message = [CChar](repeating: 0, count: 256)
    let compiled = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cre2_compile($0.baseAddress, $0.count, memoryLimit, &message, message.count)
      }
    }
    guard let compiled else {
      let reason = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw EvaluationError(
        .invalidArgument,
        "'\(text)' is no pattern: \(String(decoding: reason, as: UTF8.self))")
    }
    return Pattern(pattern: compiled)
  }

  /// Whether it is found anywhere in the text.
  func matches(_ text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cre2_matches(pattern, $0.baseAddress, $0.count) }
    }
    if let found { return found }
    var copy = text
    return copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cre2_matches(pattern, $0.baseAddress, $0.count) }
    }
  }
}

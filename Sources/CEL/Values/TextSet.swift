/// A constant set of strings; small ones are searched without hashing.
struct TextSet: Sendable {
  private let texts: [String]
  private let keys: Set<UTF8Key>

  init(_ texts: [String]) {
    let isSmall = texts.count <= 8
    self.texts = isSmall ? texts : []
    keys = isSmall ? [] : Set(texts.map { UTF8Key($0) })
  }

  func contains(_ text: String) -> Bool {
    guard keys.isEmpty else { return keys.contains(UTF8Key(text)) }
    for candidate in texts where candidate.hasSameBytes(as: text) { return true }
    return false
  }
}

import BadgeLint

/// Addresses of documents (RFC 3986).
enum DocumentURI {
  /// The path of a `file` address; nil for others, such as `untitled:`.
  static func path(_ uri: String) -> String? {
    let bytes = Array(uri.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      String(decoding: bytes[..<colon], as: UTF8.self).lowercased() == "file"
    else { return nil }
    var rest = bytes[(colon + 1)...]
    if rest.starts(with: "//".utf8) {
      // The name of a host, empty or `localhost`, ends at the next slash.
      guard let slash = rest.dropFirst(2).firstIndex(of: UInt8(ascii: "/")) else { return nil }
      rest = rest[slash...]
    }
    guard rest.first == UInt8(ascii: "/"), let path = decoded(rest) else { return nil }
    return Path.normalised(path)
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> String? {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == UInt8(ascii: "%") else {
        result.append(text[index])
        index += 1
        continue
      }
      guard index + 2 < text.endIndex,
        let byte = UInt8(
          String(decoding: text[(index + 1)...(index + 2)], as: UTF8.self), radix: 16),
        byte != 0
      else { return nil }
      result.append(byte)
      index += 3
    }
    return String(validating: result, as: UTF8.self)
  }

  /// The last part of an address, for documents without a path.
  static func name(_ uri: String) -> String {
    let last = uri.split(whereSeparator: { $0 == "/" || $0 == ":" }).last.map(String.init)
    return last ?? "document"
  }
}

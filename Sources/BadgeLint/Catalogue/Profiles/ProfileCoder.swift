/// Packs profiles into bytes and back; texts that may repeat are kept in a table.
///
/// The bytes begin with the file and the line, so that their order is that of the places.
enum ProfileCoder {
  static func bytes(of profile: Profile, _ texts: inout TextTable) -> [UInt8] {
    var writer = Writer(texts: texts)
    // Only one may hold the table while it grows.
    texts = TextTable()
    writer.write(profile)
    texts = writer.texts ?? texts
    return writer.bytes
  }

  /// Bytes that hold the texts themselves, so that they order profiles whatever came before.
  static func bytesInOrder(of profile: Profile) -> [UInt8] {
    var writer = Writer(texts: nil)
    writer.write(profile)
    return writer.bytes
  }

  /// The bytes that say where a profile is: its file and its line.
  static func place(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
    return bytes[..<min(bytes.endIndex, end + 5)]
  }

  /// - Parameter fieldCount: The number of fields of the layout that the profile was made by.
  static func profile(
    of bytes: ArraySlice<UInt8>, _ texts: TextTable, fieldCount: Int
  ) -> Profile {
    var reader = Reader(rest: bytes, texts: texts)
    let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
    let file = String(decoding: bytes[bytes.startIndex..<end], as: UTF8.self)
    reader.rest = bytes[end...].dropFirst()
    let line = reader.line()
    let name = reader.text()
    let values = (0..<fieldCount).map { _ in reader.value() }
    var lines = Array(repeating: 0, count: fieldCount)
    for _ in 0..<reader.count() {
      let (field, line) = (reader.count(), reader.count())
      if lines.indices.contains(field) { lines[field] = line }
    }
    let links = (0..<reader.count()).map { _ in
      var link = Profile.Link(
        kind: reader.count(), target: reader.text(), issuer: reader.text(), hasAgreement: false,
        credit: nil, system: reader.text())
      let flags = reader.byte()
      link.hasAgreement = flags & 1 != 0
      if flags & 2 != 0 { link.credit = reader.number() }
      if flags & 4 != 0 {
        link.total = reader.number()
        link.totalSystem = reader.text()
      }
      link.line = reader.count()
      return link
    }
    return Profile(file: file, line: line, name: name, values: values, lines: lines, links: links)
  }

  private struct Writer {
    var bytes: [UInt8] = []
    /// Where texts are kept; nil where they stand among the bytes.
    var texts: TextTable?

    mutating func write(_ profile: Profile) {
      bytes.append(contentsOf: profile.file.utf8)
      bytes.append(0)
      line(profile.line)
      text(profile.name)
      for value in profile.values { self.value(value) }
      // Few fields have a line: those before it are counted.
      let known = profile.lines.indices.filter { profile.lines[$0] > 0 }
      count(known.count)
      for field in known {
        count(field)
        count(profile.lines[field])
      }
      count(profile.links.count)
      for link in profile.links {
        count(link.kind)
        text(link.target)
        text(link.issuer)
        text(link.system)
        bytes.append(
          (link.hasAgreement ? 1 : 0) | (link.credit == nil ? 0 : 2) | (link.total == nil ? 0 : 4))
        if let credit = link.credit { number(credit) }
        if let total = link.total {
          number(total)
          text(link.totalSystem)
        }
        count(link.line)
      }
    }

    mutating func line(_ line: Int) {
      for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: line >> shift)) }
    }

    /// A count in groups of seven bits.
    mutating func count(_ count: Int) {
      var rest = UInt64(count)
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
      if let position = texts?.position(of: text) { return count(position) }
      count(text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    }

    /// A whole number in few bytes, another in eight.
    mutating func number(_ number: Double) {
      if let whole = Int(exactly: number), whole >= 0, whole < 1 << 50 {
        count(whole << 1)
      } else {
        bytes.append(1)
        integer(number.bitPattern)
      }
    }

    mutating func integer(_ bits: UInt64) {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
      }
    }

    mutating func value(_ value: Profile.Value?) {
      switch value {
      case nil: bytes.append(0)
      case .text(let text)?:
        bytes.append(1)
        self.text(text)
      case .number(let number)?:
        bytes.append(2)
        self.number(number)
      case .bool(let isSo)?: bytes.append(isSo ? 4 : 3)
      case .texts(let texts)?:
        bytes.append(5)
        count(texts.count)
        for text in texts { self.text(text) }
      case .date(let seconds)?:
        bytes.append(6)
        integer(UInt64(bitPattern: seconds))
      }
    }
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>
    let texts: TextTable

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func line() -> Int {
      (0..<4).reduce(0) { line, _ in line << 8 | Int(byte()) }
    }

    mutating func count() -> Int {
      var result: UInt64 = 0
      var shift: UInt64 = 0
      while shift < 64 {
        let byte = byte()
        result |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { break }
        shift += 7
      }
      return Int(truncatingIfNeeded: result)
    }

    mutating func text() -> String { texts[count()] }

    mutating func integer() -> UInt64 {
      stride(from: UInt64(0), to: 64, by: 8).reduce(0) { $0 | UInt64(byte()) << $1 }
    }

    mutating func number() -> Double {
      if rest.first == 1 {
        _ = byte()
        return Double(bitPattern: integer())
      }
      return Double(count() >> 1)
    }

    mutating func value() -> Profile.Value? {
      switch byte() {
      case 1: .text(text())
      case 2: .number(number())
      case 3: .bool(false)
      case 4: .bool(true)
      case 5: .texts((0..<count()).map { _ in text() })
      case 6: .date(Int64(bitPattern: integer()))
      default: nil
      }
    }
  }
}

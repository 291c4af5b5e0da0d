#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The offsets of a time zone from UTC, read from the zone database of the system (RFC 8536).
///
/// The zone functions of the C library are not used: they read and change global state.
struct TimeZoneTable: Sendable {
  /// Times in seconds since 1970 from which an offset holds, in rising order.
  private let transitions: [(start: Int64, offset: Int64)]
  private let firstOffset: Int64
  /// What holds after the last transition.
  private let rule: TimeZoneRule?

  private static let cache = Locked<[String: TimeZoneTable?]>([:])

  /// The zone of an IANA name such as `Europe/Paris`; nil when the system does not know it.
  static func named(_ name: String) -> TimeZoneTable? {
    if let known = cache.withLock({ $0[name] }) { return known }
    let table = read(name)
    cache.withLock { cache in
      // A bound for callers that ask for ever new names.
      if cache.count > 500 { cache.removeAll() }
      cache[name] = .some(table)
    }
    return table
  }

  private static func read(_ name: String) -> TimeZoneTable? {
    let isName = name.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || "/+-".utf8.contains($0)
    }
    guard isName, !name.isEmpty, name.utf8.count <= 64, !name.hasPrefix("/") else { return nil }
    guard let file = fopen("/usr/share/zoneinfo/" + name, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
    return TimeZoneTable(Array(bytes.prefix(count)))
  }

  /// Reads the 64-bit part of a file; nil when it is not well formed.
  init?(_ bytes: [UInt8]) {
    guard let first = ZoneHeader(bytes, at: 0), first.version >= UInt8(ascii: "2"),
      let header = ZoneHeader(bytes, at: 44 + first.size(timeWidth: 4))
    else { return nil }
    let times = header.position + 44
    let indices = times + header.timeCount * 8
    let types = indices + header.timeCount
    let end = header.position + 44 + header.size(timeWidth: 8)
    guard end <= bytes.count, header.typeCount > 0 else { return nil }
    var offsets: [Int64] = []
    for index in 0..<header.typeCount {
      let value = UInt32(truncatingIfNeeded: bigEndian(bytes, types + index * 6, 4))
      offsets.append(Int64(Int32(bitPattern: value)))
    }
    var transitions: [(start: Int64, offset: Int64)] = []
    for index in 0..<header.timeCount {
      let type = Int(bytes[indices + index])
      guard type < offsets.count else { return nil }
      let start = Int64(bitPattern: bigEndian(bytes, times + index * 8, 8))
      transitions.append((start, offsets[type]))
    }
    self.transitions = transitions
    firstOffset = offsets[0]
    let footer = bytes[end...].dropFirst().prefix { $0 != 0x0A }
    rule = TimeZoneRule(Array(footer))
  }

  /// The seconds that the local time is ahead of UTC at a time.
  func offset(at seconds: Int64) -> Int64 {
    guard let last = transitions.last else { return rule?.offset(at: seconds) ?? firstOffset }
    if seconds >= last.start { return rule?.offset(at: seconds) ?? last.offset }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle].start <= seconds { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : transitions[low - 1].offset
  }
}

/// The counts at the beginning of each part of a zone file.
private struct ZoneHeader {
  let position: Int
  let version: UInt8
  let timeCount: Int
  let typeCount: Int
  private let utCount: Int
  private let standardCount: Int
  private let leapCount: Int
  private let nameSize: Int

  init?(_ bytes: [UInt8], at position: Int) {
    guard position + 44 <= bytes.count, bytes[position..<(position + 4)].elementsEqual("TZif".utf8)
    else { return nil }
    self.position = position
    version = bytes[position + 4]
    func count(_ index: Int) -> Int { Int(bigEndian(bytes, position + 20 + index * 4, 4)) }
    utCount = count(0)
    standardCount = count(1)
    leapCount = count(2)
    timeCount = count(3)
    typeCount = count(4)
    nameSize = count(5)
  }

  /// The bytes after the header.
  func size(timeWidth: Int) -> Int {
    timeCount * (timeWidth + 1) + typeCount * 6 + nameSize + leapCount * (timeWidth + 4)
      + standardCount + utCount
  }
}

private func bigEndian(_ bytes: [UInt8], _ position: Int, _ width: Int) -> UInt64 {
  var result: UInt64 = 0
  for byte in bytes[position..<(position + width)] { result = result << 8 | UInt64(byte) }
  return result
}

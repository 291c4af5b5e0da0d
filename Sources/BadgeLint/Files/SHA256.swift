/// The hash SHA-256 of bytes (FIPS 180-4).
package enum SHA256 {
  private static let constants: [UInt32] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  ]

  /// The digits of a hash as text.
  package static let digitCount = 64

  /// The hash as 64 hexadecimal digits.
  package static func text(of bytes: [UInt8]) -> String {
    var hash = SHA256Sum()
    hash.add(bytes)
    return hash.text
  }

  /// Whether a text is a hash in small hexadecimal digits.
  package static func isHash(_ text: String) -> Bool {
    text.utf8.count == digitCount && text.utf8.allSatisfy(isDigit)
  }

  /// Whether a byte is a small hexadecimal digit.
  package static func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  fileprivate struct State {
    var words: [UInt32] = [
      0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
      0x5be0cd19,
    ]

    private func turned(_ word: UInt32, _ count: UInt32) -> UInt32 {
      word &>> count | word &<< (32 - count)
    }

    /// Takes a block of 64 bytes.
    mutating func take(
      _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ schedule: inout [UInt32]
    ) {
      for index in 0..<16 {
        let place = start + 4 * index
        schedule[index] =
          UInt32(bytes[place]) &<< 24 | UInt32(bytes[place + 1]) &<< 16
          | UInt32(bytes[place + 2]) &<< 8 | UInt32(bytes[place + 3])
      }
      for index in 16..<64 {
        let early = schedule[index - 15]
        let late = schedule[index - 2]
        let first = turned(early, 7) ^ turned(early, 18) ^ early &>> 3
        let second = turned(late, 17) ^ turned(late, 19) ^ late &>> 10
        schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
      }
      var (a, b, c, d) = (words[0], words[1], words[2], words[3])
      var (e, f, g, h) = (words[4], words[5], words[6], words[7])
      let constants = SHA256.constants
      for index in 0..<64 {
        let choice = (e & f) ^ (~e & g)
        let majority = (a & b) ^ (a & c) ^ (b & c)
        let first =
          h &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice &+ constants[index]
          &+ schedule[index]
        let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ majority
        (h, g, f, e) = (g, f, e, d &+ first)
        (d, c, b, a) = (c, b, a, first &+ second)
      }
      for (index, word) in [a, b, c, d, e, f, g, h].enumerated() {
        words[index] = words[index] &+ word
      }
    }
  }
}

/// Takes the hash of bytes that come one after the other.
package struct SHA256Sum: Sendable {
  private var state = SHA256.State()
  private var rest: [UInt8] = []
  /// How many bytes were added.
  package private(set) var byteCount = 0

  package init() {}

  package mutating func add(_ bytes: [UInt8]) {
    byteCount += bytes.count
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      if rest.count < 64 { return }
      take(rest)
      rest.removeAll()
    }
    let whole = start + (bytes.count - start) / 64 * 64
    take(bytes, start..<whole)
    rest = Array(bytes[whole...])
  }

  private mutating func take(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
    var schedule = [UInt32](repeating: 0, count: 64)
    let range = range ?? 0..<bytes.count
    bytes.withUnsafeBufferPointer { buffer in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 64) {
        state.take(buffer, start, &schedule)
      }
    }
  }

  /// The hash as 64 hexadecimal digits.
  package var text: String {
    // The rest, a one, and the length in bits at the end of a block.
    var last = rest + [0x80]
    while last.count % 64 != 56 { last.append(0) }
    let bits = UInt64(byteCount) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      last.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    var whole = self
    whole.take(last)
    return whole.state.words.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }.joined()
  }
}

/// What says which bytes a file held.
package struct FileDigest: Sendable {
  package var byteCount: Int
  /// The hash SHA-256 in hexadecimal digits.
  package var hash: String

  package init(byteCount: Int, hash: String) {
    self.byteCount = byteCount
    self.hash = hash
  }
}

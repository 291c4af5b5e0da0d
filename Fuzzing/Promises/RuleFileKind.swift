/// The kinds of files that the first byte of an input chooses from.
package enum RuleFileKind: UInt8, CaseIterable, Sendable {
  case pack = 0x70  // p
  case format = 0x66  // f
  case policy = 0x6F  // o
  case framework = 0x77  // w
  case lexicon = 0x78  // x
  case language = 0x6C  // l
  case model = 0x6D  // m
  case verdict = 0x76  // v
  case schema = 0x73  // s
  case waivers = 0x72  // r
  case baseline = 0x62  // b
  case label = 0x74  // t
  case report = 0x65  // e
  case start = 0x61  // a
  case trend = 0x64  // d
  case matching = 0x68  // h
  case glob = 0x67  // g
  case ignore = 0x69  // i

  /// The kind that a byte stands for; any byte stands for one.
  package init(first byte: UInt8) {
    let all = Self.allCases
    self = Self(rawValue: byte) ?? all[Int(byte) % all.count]
  }
}

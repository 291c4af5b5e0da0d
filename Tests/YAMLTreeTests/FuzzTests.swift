import Testing

@testable import YAMLTree

/// A small generator of numbers with a fixed seed (SplitMix64), so that every run is the same.
struct FixedGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

@Suite struct FuzzTests {
  private static let interesting = Array("\n\r\t :-#&*!|>'\"{}[],?%@`\\~<0x".utf8)

  @Test func samplesKeepAllPromises() {
    for sample in samples { #expect(brokenPromises(Array(sample.utf8)) == [], "\(sample)") }
    #expect(samples.count >= 200)
  }

  @Test(arguments: 0..<4)
  func mutatedSamplesKeepAllPromises(part: Int) {
    var generator = FixedGenerator(state: UInt64(part) &+ 20_240_601)
    for round in 0..<1500 {
      var bytes = Array(samples[Int.random(in: samples.indices, using: &generator)].utf8)
      for _ in 0...Int.random(in: 0...3, using: &generator) { mutate(&bytes, &generator) }
      let limits =
        round % 4 == 0 ? YAMLLimits(depth: 4, expandedNodes: 30, nodes: 60) : YAMLLimits.default
      let broken = brokenPromises(bytes, limits: limits)
      if !broken.isEmpty {
        Issue.record("\(broken) in \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        return
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ generator: inout FixedGenerator) {
    guard !bytes.isEmpty else { return bytes.append(0x61) }
    let place = Int.random(in: bytes.indices, using: &generator)
    let other = Int.random(in: bytes.indices, using: &generator)
    let range = min(place, other)..<max(place, other)
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.removeSubrange(range)
    case 3: bytes.insert(contentsOf: bytes[range], at: place)
    case 4: bytes.remove(at: place)
    case 5: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 6: bytes.insert(contentsOf: "\u{2028}é😀\u{85}".utf8, at: place)
    default:
      let index = Int.random(in: Self.interesting.indices, using: &generator)
      bytes.insert(Self.interesting[index], at: place)
    }
  }
}

/// Texts that use every construct, alone, in pairs, and with other line breaks.
let samples: [String] = {
  let basic = [
    "a: 1\nb: [x, 'y', \"z\"]\n", "- a\n- b: c\n  d: e\n-\n  - f\n",
    "? k\n: v\n? [l, m]\n: {n: o}\n",
    "a: |\n  one\n   two\n\n  three # no\n\n# yes\nb: >-\n  fold\n  ed\n\n  x\n   y\n",
    "a: &x !t {k: 1}\nb: *x\nc: !!int 5\nd: ! e\n",
    "base: &b\n  k: 1\n  l: 2\nuse:\n  <<: *b\n  l: 3\n",
    "x: plain text\n  over lines\n\n  and more\ny: 'quoted\n  text ''x''\n\n  z'\n",
    "x: \"esc \\t\\x41\\u00e4\\U0001F600\\\n   cont\n  fold\n\n  y\\N\\_\\L\\P\"\n",
    "{\"a\": [1, 2.5e3, true, null], \"b\": {\"c\": \"\\uD83D\\uDE00\\/\"}}\n",
    "[\"\\ud800\", NaN, {}, []]",
    "%YAML 1.2\n%TAG !e! tag:x,2000:\n---\n!e!a b: c\n...\n# end\n", "---\n---\n- 1\n--- |\n t\n",
    "ä: ö # ü\n€: '😀'\nk: \"e\u{301}\"\n", "a:   # c\n  # d\n  b: c#d # e\n",
    "<<: [{a: 1}, {b: 2}]\nc: 3\n",
    "a: [b: 1, ? c : 2, {d: , e, f: }, \"g\":h]\n",
    "a: |+\n  x\n\n\nb: >2-\n    y\n   z\nc: |\n\nd: ''\n",
    "a: ~\nb: 0x1F\nc: 0o7\nd: .inf\ne: -.5\nf: no\ng: 2024-01-01\n", "a: 1\na: 2\n\"a\": 3\n",
    "\u{FEFF}a: b\n", "a: b: c\n", "a: [1\n", "'open\n", "&a [*a]\n", "*b\n", "",
    "#\n", "- - - a\n    - b\n  - c\n", "a: !!str &q 'x'\n&r k: *q\n",
    "? |\n  block key\n: - one\n  - two\n",
  ]
  var all = basic
  for (index, first) in basic.enumerated() {
    all.append(
      first.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"))
    all.append(
      first.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r"))
    for step in [1, 7, 13, 19] { all.append(first + "---\n" + basic[(index + step) % basic.count]) }
  }
  return all
}()

import CEL
import Testing

/// Broken sources give errors, never a crash or a hang.
struct MutationTests {
  private static let seeds = [
    "has(self.note) && self.note.matches('^a+$') || self.outcomes.all(o, o.hours > 1)",
    "self.outcomes.map(o, has(o.verb), o.verb).exists(v, v in ['a', 'b'])",
    "{'a': [1, 2u, -3], ?'b': optional.of(1.5e3)}.?a[?0].orValue(dyn(0)) == 0x1F",
    "cel.bind(x, timestamp('2024-01-01T00:00:00Z') + duration('1h'), x.getHours('UTC') == 1)",
    "'%s %d %.2f'.format(['a', 1, 2.5]) + r'\\d' + \"\"\"x\"\"\" + b'\\xff'.size() ? 1 : 2",
    "[3, 1, 2].sortBy(x, -x).slice(0, 2).transformMap(i, v, i > 0, v * 2).size() % 2 == 1",
  ]

  private static let pieces = [
    "(", ")", "[", "]", "{", "}", ".", "?", "self", ".note", "&&", "||", "!", "-", "0",
    "9223372036854775807", "-9223372036854775808", "1e308", "'", "\"", "`", "\\", "in", "é",
    ".map(a, ", ".all(a, b, ", "has(", "cel.bind(", "optional.none()", "u", "/", "%", "0x",
  ]

  @Test(arguments: 1...4)
  func mutatedSourcesAreHarmless(seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let host = FakeHost()
    let variables = Badge.variables(host)
    var compiled = 0
    for _ in 0..<800 {
      var text = Array(MutationTests.seeds[next(MutationTests.seeds.count)].utf8)
      for _ in 0...next(3) {
        let start = next(text.count)
        let end = min(text.count, start + next(6))
        let piece = MutationTests.pieces[next(MutationTests.pieces.count)]
        text.replaceSubrange(start..<end, with: Array(piece.utf8))
      }
      let source = String(decoding: text, as: UTF8.self)
      for checking in [true, false] {
        do {
          let program = try Badge.environment.compile(source, checking: checking)
          compiled += 1
          _ = program.costBound { _ in 8 }
          _ = try? program.evaluate(variables, host: host, limit: 2_000)
        } catch {
          #expect(error.errors.allSatisfy { !$0.render(source).isEmpty })
        }
      }
    }
    #expect(compiled > 50)
  }
}

import CEL
import Testing

/// Whatever compiles never reads a field that is missing, in any state of the host.
struct GuardPropertyTests {
  /// Makes conditions over a badge by the numbers of a fixed sequence.
  private struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }

    private mutating func leaf(_ inner: Bool) -> String {
      let outer = [
        "has(self.note)", "self.note == 'x'", "has(self.credit)", "has(self.credit.value)",
        "self.credit.value > 1.0", "self.credit.system == ''", "self.extra.system == 'x'",
        "has(self.extra)", "self.extra.tags == []", "has(self.extra.value)",
        "self.extra.value < 3.0", "true", "false", "limit > 3", "1 / (limit - 4) == 1",
        "self.?note.orValue('') == 'x'",
      ]
      let element = ["has(o.verb)", "o.verb == 'explain'", "o.hours > 3"]
      return inner && next(2) == 0 ? element[next(element.count)] : outer[next(outer.count)]
    }

    mutating func condition(_ depth: Int, _ inner: Bool = false) -> String {
      guard depth > 0 else { return leaf(inner) }
      switch next(9) {
      case 0, 1: return "(\(condition(depth - 1, inner)) && \(condition(depth - 1, inner)))"
      case 2, 3: return "(\(condition(depth - 1, inner)) || \(condition(depth - 1, inner)))"
      case 4: return "!\(condition(depth - 1, inner))"
      case 5:
        return "(\(condition(depth - 1, inner)) ? \(condition(depth - 1, inner))"
          + " : \(condition(depth - 1, inner)))"
      case 6:
        let macro = ["all", "exists", "exists_one"][next(3)]
        return "self.outcomes.\(macro)(o, \(condition(depth - 1, true)))"
      case 7:
        return "self.outcomes.filter(o, \(condition(depth - 1, true)))"
          + ".exists(o, \(condition(depth - 1, true)))"
      default:
        let macro = ["all", "exists"][next(2)]
        return "self.outcomes.map(o, \(condition(depth - 1, true)), "
          + "\(condition(depth - 1, true))).\(macro)(b, b)"
      }
    }
  }

  /// A badge for each way in which its fields can be missing.
  private func states(_ host: FakeHost) -> [[Value]] {
    var states: [[Value]] = []
    for bits in 0..<64 {
      func credit(_ hasValue: Bool) -> Value {
        var fields: [Int: Value] = [1: .string("ECTS"), 2: host.list([])]
        if hasValue { fields[0] = .double(2) }
        return host.object(Badge.credit, fields)
      }
      var fields: [Int: Value] = [
        Badge.title: .string("t"), Badge.levelField: .string("beginner"),
        Badge.outcomes: host.list(
          (0..<2).map { index in
            var fields: [Int: Value] = [0: .string("t"), 2: .int(Int64(index + 3))]
            if bits & (1 << index) != 0 { fields[1] = .string("explain") }
            return host.object(Badge.outcome, fields)
          }),
      ]
      if bits & 4 != 0 { fields[Badge.note] = .string("x") }
      if bits & 8 != 0 { fields[Badge.creditField] = credit(bits & 16 != 0) }
      if bits & 32 != 0 { fields[Badge.issuer] = credit(bits & 16 == 0) }
      states.append([
        host.object(Badge.badge, fields), .int(Int64(3 + bits % 2)), .emptyListForTests,
      ])
    }
    return states
  }

  @Test(arguments: 1...4)
  func compiledConditionsNeverMissAField(seed: UInt64) throws {
    let host = FakeHost()
    let states = states(host)
    var generator = Generator(seed: seed)
    var compiled = 0
    for round in 0..<600 {
      let source = generator.condition(1 + round % 3)
      guard let program = try? Badge.environment.compile(source, expecting: .bool) else {
        continue
      }
      compiled += 1
      for state in states {
        do {
          _ = try program.evaluateBool(state, host: host)
        } catch {
          if error.kind != .divisionByZero {
            Issue.record("\(source): \(error.message)")
            return
          }
        }
      }
    }
    #expect(compiled > 100)
  }

  @Test(arguments: 1...4)
  func factsOfOneProgramHoldInTheNext(seed: UInt64) throws {
    let host = FakeHost()
    let states = states(host)
    var generator = Generator(seed: seed &* 977)
    var followed = 0
    for _ in 0..<300 {
      let first = generator.condition(2)
      guard let condition = try? Badge.environment.compile(first, expecting: .bool) else {
        continue
      }
      for holds in [true, false] {
        let second = generator.condition(1)
        let presumption = Presumption(program: condition, holds: holds)
        guard
          let program = try? Badge.environment.compile(
            second, expecting: .bool, presuming: [presumption])
        else { continue }
        for state in states {
          guard (try? condition.evaluateBool(state, host: host)) == holds else { continue }
          followed += 1
          do {
            _ = try program.evaluateBool(state, host: host)
          } catch {
            if error.kind != .divisionByZero {
              Issue.record("\(first) is \(holds), then \(second): \(error.message)")
              return
            }
          }
        }
      }
    }
    #expect(followed > 1_000)
  }
}

extension Value {
  fileprivate static let emptyListForTests = Value.list(.native([]))
}

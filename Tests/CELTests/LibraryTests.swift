import CEL
import Testing

/// Functions of the library beyond the conformance cases.
struct LibraryTests {
  private func evaluate(_ source: String) throws -> Value {
    try Environment().compile(source).evaluate([], host: EmptyHost())
  }

  @Test(arguments: [
    "[1, 2u, 1.0, 'a', 'a', [1], [1]].distinct() == [1, 2u, 'a', [1]]",
    "[[1], [2, [3]]].flatten() == [1, 2, [3]]", "[1, [2, [3, [4]]]].flatten(2) == [1, 2, 3, [4]]",
    "[1, 2].flatten() == [1, 2]", "lists.range(3) == [0, 1, 2]", "lists.range(0) == []",
    "[1, 2, 3].reverse() == [3, 2, 1]", "[1, 2, 3, 4].slice(1, 3) == [2, 3]",
    "[3, 1, 2].sort() == [1, 2, 3]", "['b', 'a'].sort() == ['a', 'b']",
    "['aaa', 'b', 'cc'].sortBy(s, size(s)) == ['b', 'cc', 'aaa']",
    "['b1', 'a2', 'c1'].sortBy(s, s.charAt(1)) == ['b1', 'c1', 'a2']",
    "[1, 2].first().value() == 1", "[1, 2].last() == optional.of(2)",
    "![].first().hasValue()", "[optional.of(1), optional.none()].unwrapOpt() == [1]",
    "{1: 'a'}.transformMapEntry(k, v, {v: k}) == {'a': 1}",
    "['x', 'y'].transformMapEntry(i, v, i > 0, {v: i}) == {'y': 1}",
  ])
  func lists(source: String) throws { try expectTrue(source) }

  @Test(arguments: [
    "sets.contains([1, 2, 3], [2, 3, 3])", "!sets.contains([1], [2])",
    "sets.contains([1], [1.0, 1u])", "sets.equivalent([1, 2], [2, 1, 1])",
    "!sets.equivalent([1], [1, 2])", "sets.intersects([1, 2], [2, 3])",
    "!sets.intersects([1], [])", "sets.contains([], [])",
  ])
  func sets(source: String) throws { try expectTrue(source) }

  @Test(arguments: [
    "'aXbXc'.replace('X', '') == 'abc'", "'ab'.replace('', '-') == '-a-b-'",
    "'é'.replace('', '-') == '-é-'", "'aaa'.replace('a', 'b', 2) == 'bba'",
    "'a,b,c'.split(',', 2) == ['a', 'b,c']", "'abc'.split('') == ['a', 'b', 'c']",
    "'abc'.split('', 2) == ['a', 'bc']", "''.split(',') == ['']",
    "'héllo'.substring(1, 3) == 'él'", "'abc'.charAt(3) == ''",
    "'abcabc'.lastIndexOf('') == 6", "'abc'.indexOf('', 2) == 2", "'abc'.indexOf('abcd') == -1",
    "'  \\u00a0x '.trim() == 'x'", "'e\\u0301'.reverse() == '\\u0301e'",
    "'%s of %d: %.1f%%'.format(['a', 3, 12.25]) == 'a of 3: 12.2%'",
    "'%x %X %o %b'.format([255, 255u, 8, -5]) == 'ff FF 10 -101'",
    "'%s'.format([[1, 'a', {'k': null}]]) == '[1, a, {k: null}]'",
    "'%e'.format([0]) == '0.000000e+00'", "'%s'.format([duration('1.5s')]) == '1.5s'",
    "strings.quote('a\"b\\n') == '\"a\\\\\"b\\\\n\"'",
  ])
  func strings(source: String) throws { try expectTrue(source) }

  @Test(arguments: [
    "math.sqrt(16) == 4.0", "math.isNaN(math.sqrt(-1.0))", "math.abs(-2) == 2",
    "math.greatest(1, 2, 3) == 3", "math.least([3, 1, 2]) == 1",
    "math.greatest(1, 2.5) == 2.5", "math.round(-0.5) == -1.0",
    "math.bitShiftRight(-1, 60) == 15", "math.bitXor(6u, 3u) == 5u",
    "int('-12') == -12", "int(1e3) == 1000", "uint(3.9) == 3u", "double('1e3') == 1000.0",
    "string(1.0) == '1'", "string(true) == 'true'", "string(duration('1h1m')) == '3660s'",
    "bool('1')", "bytes('a') == b'a'", "string(b'\\xc3\\xa9') == 'é'",
    "base64.decode('aGk') == b'hi'", "base64.encode(b'') == ''",
    "type(1) == int && type(type(1)) == type", "type([]) == list",
  ])
  func numbersAndConversions(source: String) throws { try expectTrue(source) }

  @Test(arguments: [
    "timestamp('2024-02-29T12:00:00+01:00') == timestamp('2024-02-29T11:00:00Z')",
    "timestamp('2024-02-29T00:00:00Z').getDayOfYear() == 59",
    "timestamp('1969-12-31T23:59:59.5Z').getMilliseconds() == 500",
    "timestamp('2024-03-10T00:00:00Z').getDayOfWeek() == 0",
    "timestamp('2024-07-01T12:00:00Z').getHours('+05:30') == 17",
    "timestamp('2024-07-01T12:00:00Z').getMinutes('+05:30') == 30",
    "timestamp('0001-01-01T00:00:00Z').getFullYear() == 1",
    "duration('1h2m3s').getMinutes() == 62", "duration('-1.5s') < duration('0s')",
    "duration('1us') + duration('1ms') == duration('1001000ns')",
    "timestamp(0) + duration('24h') == timestamp('1970-01-02T00:00:00Z')",
    "string(timestamp('2024-01-01T00:00:00.120Z')) == '2024-01-01T00:00:00.12Z'",
  ])
  func times(source: String) throws { try expectTrue(source) }

  @Test(arguments: [
    ("2024-01-15T12:00:00Z", "Europe/Paris", 13), ("2024-07-15T12:00:00Z", "Europe/Paris", 14),
    ("2060-07-15T12:00:00Z", "Europe/Paris", 14), ("2060-01-15T12:00:00Z", "Europe/Paris", 13),
    ("2060-01-15T12:00:00Z", "Australia/Sydney", 23),
    ("2060-07-15T12:00:00Z", "Australia/Sydney", 22),
    ("2024-03-31T00:59:59Z", "Europe/Paris", 1), ("2024-03-31T01:00:00Z", "Europe/Paris", 3),
    ("2050-03-27T00:59:59Z", "Europe/Paris", 1), ("2050-03-27T01:00:00Z", "Europe/Paris", 3),
    ("2050-10-30T00:59:59Z", "Europe/Paris", 2), ("2050-10-30T01:00:00Z", "Europe/Paris", 2),
    ("2024-01-15T12:00:00Z", "Asia/Tokyo", 21),
  ])
  func zones(time: String, zone: String, hours: Int64) throws {
    let known = try? evaluate("timestamp(0).getHours('Europe/Paris')")
    // A system may have no zone database.
    guard known != nil else { return }
    guard case .int(hours) = try evaluate("timestamp('\(time)').getHours('\(zone)')") else {
      Issue.record("\(time) in \(zone)")
      return
    }
  }

  @Test(arguments: [
    "timestamp('2023-02-29T00:00:00Z')", "timestamp('2024-01-01')", "duration('1')",
    "duration('s')", "timestamp(0).getHours('../../etc/passwd')",
    "timestamp(0).getHours('No/Where')", "'abc'.substring(2, 1)", "[1].slice(0, 2)",
    "math.greatest([])", "int('+1')", "int(' 1')", "double('nan')", "double('1e400')",
    "double('0x1')",
    "base64.decode('a')", "string(b'\\xff')", "[1, 'a'].sort()", "'a'.charAt(2)",
    "math.abs(-9223372036854775808)", "lists.range(100000000).size()",
  ])
  func errors(source: String) {
    #expect(throws: EvaluationError.self) { try evaluate(source) }
  }

  @Test(arguments: [
    "'a1'.matches('^[a-z][0-9]$')", "!'é'.matches('^.{2}$')", "matches('x', '(?i)X')",
    "'a\\nb'.matches('(?m)^b$')", "''.matches('')",
    "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$') == false",
  ])
  func patterns(source: String) throws { try expectTrue(source) }

  @Test(arguments: [
    ("'a'.matches('(')", "'(' is no pattern: missing ): ("),
    ("'a'.matches('(?=a)')", "'(?=a)' is no pattern: invalid perl operator: (?="),
    (
      "'%z'.format([1])",
      "'%z' is no clause of a format; expected %s, %d, %f, %e, %b, %o, %x, %X or %%"
    ),
    ("'%d'.format(['a'])", "'%d' does not write a string"),
    ("'%d %d'.format([1])", "the format has more clauses than the 1 value it got"),
    ("math.greatest('a', 1)", "'math.greatest' compares numbers; found 'a'"),
    ("math.flor(1.5)", "unknown function 'math.flor'; did you mean 'math.floor'?"),
  ])
  func literalArgumentsAreChecked(source: String, message: String) {
    do {
      _ = try Environment().compile(source)
      Issue.record("\(source) compiles")
    } catch {
      #expect(error.errors.map(\.message) == [message])
    }
  }

  private func expectTrue(_ source: String) throws {
    guard case .bool(true) = try evaluate(source) else {
      Issue.record("\(source) is not true")
      return
    }
    // Folded constants and values of the run time have to agree.
    let program = try Environment().compile(source, checking: false)
    guard case .bool(true) = try program.evaluate([], host: EmptyHost()) else {
      Issue.record("\(source) is not true when it is not checked")
      return
    }
  }
}

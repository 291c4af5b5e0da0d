import Testing

@testable import YAMLTree

@Suite struct ScalarTests {
  @Test(
    arguments: [
      ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nULL", .string),
      ("true", .bool), ("False", .bool), ("TRUE", .bool), ("tRue", .string),
      ("yes", .string), ("No", .string), ("on", .string), ("y", .string),
      ("0", .int), ("-0", .int), ("+12", .int), ("007", .int), ("0o17", .int), ("0o18", .string),
      ("0xfF", .int), ("0xg", .string), ("0x", .string), ("0o", .string), ("-0x1", .string),
      ("1_000", .string), ("0b1", .string), ("12:30:00", .string), ("+", .string), ("1-2", .string),
      ("1.", .float), (".5", .float), ("-.5", .float), ("+1.5e3", .float), ("1e3", .float),
      ("1e", .string), ("1e+", .string), (".", .string), ("..", .string), ("1.2.3", .string),
      (".inf", .float), ("-.Inf", .float), ("+.INF", .float), (".iNF", .string), (".nan", .float),
      (".NaN", .float), (".Nan", .string), ("-.nan", .string), ("2024-01-01", .string),
      ("1,5", .string), ("١٢", .string), (".e5", .string), ("0.", .float), ("e5", .string),
    ] as [(String, ScalarType)])
  func plainScalarsHaveTheirCoreType(text: String, type: ScalarType) {
    let tree = parse("a: \(text)\n")
    #expect(tree.scalarType(tree.at("a")) == type)
    #expect(tree.text(tree.at("a")) == text)
    let quoted = parse("a: \"\(text)\"\nb: '\(text)'\nc: |-\n  \(text)\n")
    #expect(
      ["a", "b", "c"].map { quoted.scalarType(quoted.at($0)) } == [.string, .string, .string])
  }

  @Test func numbersHaveTheirValues() {
    let tree = parse(
      """
      [-0, +12, 007, 0o17, 0xfF, 9223372036854775807, -9223372036854775808, 9223372036854775808,
       0xFFFFFFFFFFFFFFFFF]
      """)
    let items = Array(tree.elements(of: tree.root))
    let max = Int64.max
    #expect(items.map(tree.integer) == [0, 12, 7, 15, 255, max, .min, nil, nil])
    #expect(tree.number(items[7]) == 9_223_372_036_854_775_808.0)
    #expect(tree.number(items[8]) == 295_147_905_179_352_825_855.0)
    let floats = parse("[1., .5, -.5, +1.5e3, 1e3, 1.e2, -.inf, .INF, 1e999, 12, x, true]")
    #expect(
      floats.elements(of: floats.root).map(floats.number)
        == [1, 0.5, -0.5, 1500, 1000, 100, -.infinity, .infinity, .infinity, 12, nil, nil])
    let nan = parse("[.nan]")
    #expect(nan.elements(of: nan.root).map { nan.number($0)?.isNaN } == [true])
    #expect(floats.elements(of: floats.root).map(floats.integer).compactMap(\.self) == [12])
  }

  @Test func booleansHaveTheirValues() {
    let tree = parse("[true, True, TRUE, false, False, FALSE, yes, \"true\"]")
    #expect(
      tree.elements(of: tree.root).map(tree.boolean)
        == [true, true, true, false, false, false, nil, nil])
  }

  @Test func explicitTagsDecideTheType() {
    let tree = parse(
      """
      [!!str 12, !!int "12", !!float 1, !!float "1.5", !!bool 'true', !!null "", !!null, ! 12,
       !local 12, !<tag:yaml.org,2002:str> true, !!binary aGk=, !!timestamp 2024-01-01]
      """)
    #expect(tree.problems == [])
    let items = Array(tree.elements(of: tree.root))
    #expect(
      items.map(tree.scalarType)
        == [
          .string, .int, .float, .float, .bool, .null, .null, .string, .string, .string, .string,
          .string,
        ])
    #expect(tree.integer(items[1]) == 12)
    #expect(tree.tag(of: items[0]) == "tag:yaml.org,2002:str")
    #expect(tree.tag(of: items[8]) == "!local")
    #expect(tree.tag(of: items[7]) == "!")
    #expect(tree.source(items[9]) == "true")
  }

  @Test func tagsThatDoNotFitAreReported() {
    let tree = parse("a: !!int twelve\nb: !!bool yes\nc: !!null x\n")
    #expect(tree.problems.map(\.kind) == [.invalidTag, .invalidTag, .invalidTag])
    #expect(tree.problems.map { tree.source($0.span) } == ["twelve", "yes", "x"])
    #expect(
      tree.outline == "{string:a = string:twelve, string:b = string:yes, string:c = string:x}")
    #expect(tree.isComplete)
  }

  @Test func onlyOtherBytesAreOtherText() {
    let tree = parse("k: \"e\\u0301\"\n")
    #expect(tree.equals(tree.at("k"), "e\u{301}"))
    #expect(!tree.equals(tree.at("k"), "\u{e9}"))
    #expect(tree.equals(tree.at("k"), Array("e\u{301}".utf8)))
    #expect(!tree.equals(tree.root, ""))
    let decomposed = parse("\"e\\u0301\": 1\n\u{e9}: 2\n")
    #expect(decomposed.problems == [])
    #expect(decomposed.value(in: decomposed.root, forKey: "\u{e9}").map(decomposed.text) == "2")
  }

  @Test func differencesToYAML11AreKnown() {
    let tree = parse(
      "[no, Yes, ON, off, y, N, 0755, 0o17, 12:30:00, 1:70, 1_000, 0b11, 2024-01-01, \"no\", nope, 5, "
        + "0x1F, 1e3, 1.5, !!str no, true, 08, '=', =, ~]")
    #expect(
      tree.elements(of: tree.root).filter(tree.readsDifferentlyInYAML11).map(tree.text)
        == [
          "no", "Yes", "ON", "off", "y", "N", "0755", "0o17", "12:30:00", "1_000", "0b11",
          "2024-01-01", "1e3", "08",
        ])
  }
}

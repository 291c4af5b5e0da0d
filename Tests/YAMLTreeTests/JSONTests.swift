import Testing

@testable import YAMLTree

@Suite struct JSONTests {
  @Test func strictJSONIsRead() {
    let tree = parse(
      "\t{\"a\\/b\": \"\\uD83D\\uDE00\\u00e4\\n\\\"\",\n\t\"n\": [0, -1, 1.5e+3, 12345678901234567890],"
        + "\"t\": true, \"f\": false, \"z\": null, \"e\": {}, \"l\": [], \"\": \"\"}\n")
    #expect(tree.problems == [] && tree.isJSON && tree.isComplete)
    #expect(tree.at("a/b") != tree.root)
    #expect(tree.text(tree.at("a/b")) == "😀ä\n\"")
    #expect(tree.source(tree.at("a/b")) == "\"\\uD83D\\uDE00\\u00e4\\n\\\"\"")
    #expect(tree.outline(tree.at("n")) == "[int:0, int:-1, float:1.5e+3, int:12345678901234567890]")
    #expect(tree.source(tree.at("n")) == "[0, -1, 1.5e+3, 12345678901234567890]")
    #expect(tree.scalarType(tree.at("z")) == .null && tree.boolean(tree.at("f")) == false)
    #expect(tree.count(tree.at("e")) == 0 && tree.kind(tree.at("e")) == .mapping)
    #expect(tree.value(in: tree.root, forKey: "").map(tree.scalarType) == .string)
    #expect(tree.verbatimRange(tree.at("a/b")) == nil)
  }

  @Test(arguments: [
    ("{\"a\": {{ b }}}", "{{ b }}"), ("{\"a\": [{{ b | c(\"d\") }}]}", "{{ b | c(\"d\") }}"),
    ("{\"a\": 1, {% if b %}}", "{% if b %}"), ("{\"a\": ${b}}", "${b}"),
    ("{\"a\": <%= b %>, \"c\": 1}", "<%= b %>"),
  ])
  func placeholdersInJSONAreToldInItsWords(text: String, placeholder: String) throws {
    let tree = parse(text)
    let problem = try #require(tree.problems.first)
    #expect(tree.problems.count == 1 && tree.documents.isEmpty && !tree.isComplete)
    #expect(problem.message.contains("is a placeholder") && problem.message.contains("JSON"))
    let span = Int(problem.span.start)..<Int(problem.span.end)
    #expect(String(decoding: tree.bytes[span], as: UTF8.self) == placeholder)
  }

  @Test(arguments: ["{a: {{b: 1}: 2}}", "{\"a\": {{b: 1}: 2}}", "{a: {{ b }}}"])
  func bracesOfYAMLAreNoPlaceholders(text: String) { #expect(parse(text).isComplete) }

  @Test(arguments: [
    "{\"a\": 1,}", "[1, 2,]", "{a: 1}", "{'a': 1}", "[1] # c", "{\"a\": 1}\n---\n{\"b\": 2}",
    "[True]",
    "[01]", "[+1]", "[.5]", "[1.]", "[\"a\tb\"]", "[\"a\n b\"]", "{\"a\":1, \"b\"}", "[x-y]",
    "[\"\\x41\"]",
  ])
  func whatOnlyYAMLAllowsIsReadAsYAML(text: String) {
    let tree = parse(text)
    #expect(tree.isComplete && !tree.isJSON && tree.jsonProblem?.kind == .syntax)
  }

  @Test(arguments: [
    ("{\"a\": 1", "}", 7), ("{\"a\" 1}", "colon", 5), ("{\"a\": 1 \"b\": 2}", "comma", 8),
    ("{\"a\": [1, 2}", "close", 11), ("{\"a\": 1}}", "end", 8), ("{\"a\": \"\\q\"}", "\\q", 7),
    ("{\"a\": \"x}", "closing", 6), ("{// c\n\"a\": 1}", "comments", 1),
    ("{\"a\":: 1}", "value", 5),
    ("{\"a\": 1 // c\n}", "comments", 8), ("[\"a\", \"b", "closing", 6), ("[", "ends", 1),
    ("{\"a\": \"\\uD83\"}", "backslash", 7),
  ])
  func brokenJSONIsExplainedInItsTerms(text: String, words: String, offset: UInt32) {
    let tree = parse(text)
    #expect(!tree.problems.isEmpty)
    #expect(tree.problems.first?.message.contains(words) == true)
    #expect(tree.problems.first?.span.start == offset)
  }

  @Test func notANumberIsReadAndReported() {
    let tree = parse("[NaN, -Infinity, Infinity]")
    let values = tree.elements(of: tree.root).map(tree.number)
    #expect(values[0]?.isNaN == true && values[1] == -.infinity && values[2] == .infinity)
    #expect(tree.problems.map(\.kind) == [.portability, .portability, .portability])
    #expect(tree.problems.map { tree.source($0.span) } == ["NaN", "-Infinity", "Infinity"])
  }

  @Test(arguments: ["\\ud800", "\\udc00", "\\ud800\\u0041", "\\ud800x"])
  func halfOfAPairIsReported(escape: String) {
    let tree = parse("[\"\(escape)\"]")
    #expect(tree.problems.map(\.kind) == [.invalidEscape])
    #expect(tree.source(tree.problems[0].span) == escape.prefix(6))
    #expect(tree.elements(of: tree.root).map(tree.text)[0].hasPrefix("\u{FFFD}"))
    #expect(tree.isComplete)
  }

  @Test func duplicateKeysAreReported() {
    let tree = parse("{\"a\": 1, \"\\u0061\": 2}")
    #expect(tree.problems.map(\.kind) == [.duplicateKey])
    #expect(tree.isJSON)
  }

  @Test func mergeKeysHaveNoMeaningInJSON() {
    #expect(parse("{\"<<\": {\"a\": 1}}").outline == "{string:<< = {string:a = int:1}}")
  }

  @Test func depthIsBounded() {
    let limits = YAMLLimits(depth: 10)
    let fits = String(repeating: "[", count: 10) + String(repeating: "]", count: 10)
    #expect(parse(fits, limits: limits).isComplete)
    #expect(parse("[\(fits)]", limits: limits).problems.map(\.kind) == [.limit])
    #expect(parse(String(repeating: "[", count: 200_000)).problems.map(\.kind) == [.limit])
    #expect(parse(String(repeating: "{\"a\":", count: 200_000)).problems.map(\.kind) == [.limit])
  }
}

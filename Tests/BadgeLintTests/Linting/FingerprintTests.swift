import BadgeLint
import Testing

/// Names of findings that stay when a file is edited elsewhere.
@Suite struct FingerprintTests {
  private static let text = """
    badgelint: 1
    id: d
    title: T
    credit: [3, 4, 3]
    level: EQF 9
    outcomes:
      - {id: LO1, text: A, skills: [{name: a}, {name: a}]}
      - {id: LO2, text: A, skills: [{name: a}]}
    workload: {hours: x}
    knd: badge

    """

  /// The fingerprints with the rule and the path.
  private func fingerprints(_ text: String, path: String = "a.yaml") throws -> [String] {
    let linted = try Linted(text, path: path)
    #expect(linted.result.findings.count >= 8)
    return linted.result.findings.map {
      "\(linted.id($0)) \($0.path) \(Fingerprint.text($0.fingerprint))"
    }
  }

  @Test func `lines that are added elsewhere change nothing`() throws {
    let before = try fingerprints(Self.text)
    #expect(try fingerprints("# a comment\n\n# ü\n" + Self.text) == before)
    #expect(try fingerprints(Self.text + "x-more: [1, 2]\n") == before)
    #expect(
      try fingerprints(Self.text.split(separator: "\n").joined(separator: "\r\n") + "\r\n")
        == before)
  }

  @Test func `a copy of a definition in another file has findings of its own`() throws {
    let first = Set(try fingerprints(Self.text))
    #expect(first.isDisjoint(with: try fingerprints(Self.text, path: "b/c.yaml")))
  }

  @Test func `a definition without a name goes by its file`() throws {
    let text = "badgelint: 1\nversion: 1\n"
    let first = try Linted(text, path: "a.yaml").result.findings.map(\.fingerprint)
    let second = try Linted(text, path: "b.yaml").result.findings.map(\.fingerprint)
    #expect(!first.isEmpty)
    #expect(Set(first).isDisjoint(with: second))
  }

  @Test func `equal breaches have names of their own`() throws {
    let text = "badgelint: 1\nid: d\ntitle: T\ncredit: 3\n"
    let linted = try Linted(text + "---\n" + text + "---\n" + text)
    #expect(linted.findings("core/credit-without-system").count == 3)
    let all = linted.result.findings.map(\.fingerprint)
    #expect(Set(all).count == all.count)
    // The first of them keeps the name that it has alone.
    let alone = try Linted(text).result.findings.map(\.fingerprint)
    #expect(Set(all).isSuperset(of: alone))
  }

  @Test func `another value is another finding`() throws {
    let three = try Linted("badgelint: 1\ntitle: T\nlevel: EQF 9\n").findings("core/level-range")
    let four = try Linted("badgelint: 1\ntitle: T\nlevel: EQF 10\n").findings("core/level-range")
    #expect(three.count == 1 && four.count == 1)
    #expect(three.first?.fingerprint != four.first?.fingerprint)
  }

  @Test func `texts are kept apart and hashed by FNV-1a`() {
    var first = Fingerprint()
    #expect(Fingerprint.text(first.value) == "cbf29ce484222325")
    var second = Fingerprint()
    first.add("ab")
    first.add("c")
    second.add("a")
    second.add("bc")
    #expect(first.value != second.value)
    #expect(Fingerprint.text(0x1F) == "000000000000001f")
    #expect(Fingerprint.text(.max) == "ffffffffffffffff")
  }
}

import BadgeLint
import Testing

/// The good fixtures that are meant for a scheme, under the pack of that scheme.
@Suite struct SchemeFixtureTests {
  /// A fixture with the schemes that it names.
  private struct Fixture {
    var path: String
    var bytes: [UInt8]
    var schemes: [String]
  }

  private static func fixtures() throws -> [Fixture] {
    try PackageFolder.files(below: "fixtures/definitions/good").compactMap { path in
      let bytes = try readFile(path, maximumBytes: 1 << 20)
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      guard let line = lines.first(where: { $0.hasPrefix("schemes: [") }) else { return nil }
      let names = line.dropFirst("schemes: [".utf8.count).dropLast().split(separator: ",")
      let schemes = names.map { String($0.drop { $0 == " " }) }
      return Fixture(path: path, bytes: bytes, schemes: schemes)
    }
  }

  @Test func `nothing is found, and the rules of the scheme were tried`() throws {
    let fixtures = try Self.fixtures()
    #expect(fixtures.count >= 4)
    for fixture in fixtures {
      let linted = try Linted(
        bytes: fixture.bytes, packs: ["core"] + fixture.schemes, path: fixture.path)
      #expect(linted.ids == [], "\(fixture.path)")
      for scheme in fixture.schemes {
        let pack = try #require(try Shipped.library.get().packs.first { $0.name == scheme })
        #expect(pack.isScheme, "\(scheme)")
        let rules = pack.rules.map(\.id)
        let applied = rules.count { linted.tally($0).applied > 0 }
        #expect(applied * 2 > rules.count, "\(fixture.path): \(applied) of \(rules.count)")
      }
    }
  }

  /// A rule of a pack that finds nothing in a fixture of its own scheme must find something where
  /// what it judges is taken away.
  @Test(arguments: [
    ("cmf", "credit: ", "cmf/credit"), ("cmf", "workload: ", "cmf/workload"),
    ("cmf", "transcript: ", "cmf/transcript"), ("nz-nzqa", "developer: ", "nz/developer-not-named"),
    ("nz-nzqa", "field: ", "nz/nzsced"), ("nz-nzqa", "level: ", "nz/level"),
    ("my-mqa", "awards: ", "my/cohorts-not-stated"), ("my-mqa", "level: ", "my/level"),
    ("au-nmf-2021", "workload: ", "au/volume"),
    ("au-nmf-2021", "recognition: ", "au/industry-recognition"),
    ("uk-qaa", "priorLearning: ", "uk/prior-learning"), ("uk-qaa", "level: ", "uk/level"),
    ("es", "issuedAs: ", "es/digital"), ("es", "credit: ", "es/credit-missing"),
    ("tmc", "trustedKind: ", "tmc/kind"), ("ca-on", "transcript: ", "ca-on/transcript"),
    ("nl-pilot", "credit: ", "nl/credit-missing"), ("us-ceu", "credit: ", "us-ceu/units"),
  ]) func `a field that is taken away is missed`(
    _ pack: String, _ start: String, _ rule: String
  ) throws {
    let fixture = try #require(try Self.fixtures().first { $0.schemes == [pack] })
    let lines = String(decoding: fixture.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.hasPrefix(start) }
    #expect(kept.count == lines.count - 1)
    let linted = try Linted(kept.joined(separator: "\n"), packs: [pack])
    #expect(linted.ids.contains(rule), "\(linted.ids)")
  }
}

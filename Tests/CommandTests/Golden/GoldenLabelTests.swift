import Foundation
import Testing

/// The labels and the alignments of the fixtures, word by word.
@Suite struct GoldenLabelTests {
  /// The folder below that of the golden files.
  static let folder = "labels/"

  /// Definitions of which all formats are kept, by their paths in the package.
  static let definitions =
    GoldenTests.names.map { "fixtures/definitions/\($0)" }
    + ["fixtures/labels/scripts.yaml", "fixtures/labels/unreadable.yaml"]

  /// Files of which only some formats are kept.
  static let several = "fixtures/labels/several.yaml"
  static let wide = "fixtures/labels/wide.yaml"

  /// The golden files that belong to something.
  static var goldenNames: [String] {
    definitions.flatMap { path in
      ["txt", "json", "svg", "alignment.txt", "alignment.json"].map { golden(path, $0) }
    } + [golden(several, "txt"), golden(wide, "alignment.txt")]
  }

  private static func golden(_ path: String, _ ending: String) -> String {
    let stem = path.split(separator: "/").last?.split(separator: ".").first ?? ""
    return "\(folder)\(stem).\(ending)"
  }

  private static func run(_ arguments: String...) throws -> Program.Outcome {
    let run = try Program.run(
      arguments + ["--as-of", Program.day], in: Program.packageFolder)
    #expect(run.errors == "")
    #expect(run.status == 0)
    return run
  }

  @Test(arguments: definitions) func `label`(_ path: String) throws {
    let outside = try Workspace(hasProbe: false)
    let json = outside.folder.appending(path: "label.json").path
    let svg = outside.folder.appending(path: "label.svg").path
    let run = try Self.run(
      "label", "--output", "text", "--output", "json=\(json)", "--output", "svg=\(svg)", path)
    let (label, picture) = (try outside.read("label.json"), try outside.read("label.svg"))
    try LabelCheck(json: label).check(text: run.output, svg: picture)
    try GoldenFile(name: Self.golden(path, "txt")).check(run.output)
    try GoldenFile(name: Self.golden(path, "json")).check(label)
    try GoldenFile(name: Self.golden(path, "svg")).check(picture)
  }

  @Test(arguments: definitions) func `alignment`(_ path: String) throws {
    let outside = try Workspace(hasProbe: false)
    let json = outside.folder.appending(path: "alignment.json").path
    let run = try Self.run("alignment", "--output", "text", "--output", "json=\(json)", path)
    let written = try outside.read("alignment.json")
    let root = try JSONFile(written).root
    #expect((root["alignments"] as? [Any])?.count == 1)
    try GoldenFile(name: Self.golden(path, "alignment.txt")).check(run.output)
    try GoldenFile(name: Self.golden(path, "alignment.json")).check(written)
  }

  @Test func `several definitions follow each other`() throws {
    let run = try Self.run("label", Self.several)
    try GoldenFile(name: Self.golden(Self.several, "txt")).check(run.output)
  }

  @Test func `a matrix that fits no line is cut into several`() throws {
    let run = try Self.run("alignment", Self.wide)
    for line in run.output.split(separator: "\n") { #expect(line.unicodeScalars.count <= 100) }
    try GoldenFile(name: Self.golden(Self.wide, "alignment.txt")).check(run.output)
  }

  @Test func `the picture that README shows is current`() throws {
    let run = try Self.run(
      "label", "--output", "svg", "fixtures/definitions/good/data-visualisation.yaml")
    try GoldenFile(path: "docs/label.svg").check(run.output)
  }
}

import Foundation
import Testing

/// The validator, which comes from the Python Package Index; nil where it is not installed.
private let validator = Tool("check-jsonschema")

/// The JSON Schemas that editors use, by a validator of another maker.
@Suite(.enabled(if: validator != nil, "left out: check-jsonschema is not installed"))
struct SchemaValidationTests {
  /// The kinds of documents with the folders or files that hold shipped files of each.
  static let kinds: [(String, [String])] = [
    ("definition", ["fixtures/definitions/good"]), ("pack", ["rules/packs"]),
    ("format", ["rules/formats", "fixtures/formats"]), ("framework", ["rules/frameworks"]),
    ("lexicon", ["rules/lexicons"]), ("verdict", ["rules/verdicts"]),
    ("language", ["rules/languages"]), ("model", ["rules/models"]), ("label", ["rules/label.yaml"]),
    ("policy", []), ("waivers", ["fixtures/waivers/waivers.yaml"]),
    ("baseline", ["fixtures/waivers/.badgelint-baseline.yaml"]),
  ]

  /// Writes the schema of a kind.
  private func schema(_ kind: String, _ workspace: Workspace) throws -> String {
    let run = try workspace.run("schema", kind)
    try #require(run.status == 0, "\(run.said)")
    try workspace.write("schema.json", run.output)
    return workspace.folder.appending(path: "schema.json").path
  }

  private func validate(_ arguments: [String]) throws -> (status: Int32, said: String) {
    try #require(validator).run(arguments, in: Program.packageFolder)
  }

  @Test(arguments: kinds)
  func `shipped files are valid`(kind: String, folders: [String]) throws {
    let workspace = try ReadmeExamples.workspace()
    let schema = try schema(kind, workspace)
    let meta = try validate(["--check-metaschema", schema])
    #expect(meta.status == 0, "\(meta.said)")
    var files: [String] = []
    files += folders.filter { $0.hasSuffix(".yaml") }
    for folder in folders where !folder.hasSuffix(".yaml") {
      let names = try GoldenFile.filesBelow(Program.packageFolder.appending(path: folder))
      files += names.map { "\(folder)/\($0)" }
    }
    // The documents that people copy from README.md.
    for text in try ReadmeExamples.beginning(with: kind) {
      let name = "readme-\(files.count).yaml"
      try workspace.write(name, text)
      files.append(workspace.folder.appending(path: name).path)
    }
    try #require(!files.isEmpty)
    let result = try validate(["--schemafile", schema] + files)
    #expect(result.status == 0, "\(result.said)")
  }

  @Test(arguments: kinds.map(\.0))
  func `a misspelt key is not valid`(kind: String) throws {
    let workspace = try Workspace(hasProbe: false)
    let schema = try schema(kind, workspace)
    let marker = kind == "definition" ? "badgelint" : kind
    try workspace.write("wrong.yaml", "\(marker): 1\nname: x\ntitle: T\nelephant: 1\n")
    let file = workspace.folder.appending(path: "wrong.yaml").path
    let result = try validate(["--schemafile", schema, file])
    #expect(result.status == 1)
    #expect(result.said.contains("elephant"), "\(result.said)")
  }
}

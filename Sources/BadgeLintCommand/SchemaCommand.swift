import ArgumentParser
import BadgeLint
import BadgeLintReports
import CEL

/// `badgelint schema`: JSON Schemas of the documents that badgelint reads.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema (draft 2020-12) of a kind of document, for editors.")

  @Argument(
    help:
      "Kind of document: definition, pack, policy, format, framework, lexicon, verdict, language, model, label, waivers, baseline or record.",
    completion: Completions.schemas)
  var kind: String

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let schemas = try library.loadLibrary().schemas
    guard let schema = schemas.first(where: { $0.name == kind }) else {
      let names = schemas.map(\.name)
      throw CommandFailure(
        "there is no kind of document '\(kind)'",
        help: closestMatch(to: kind, in: names).map { "did you mean '\($0)'?" }
          ?? "there are: \(names.joined(separator: ", "))")
    }
    Terminal.write(JSONSchema.bytes(of: schema), to: .standardOutput)
  }
}

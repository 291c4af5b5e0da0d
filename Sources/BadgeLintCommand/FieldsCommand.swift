import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint fields`: the fields of the definition format.
struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: "Print the fields of definitions with their types and values.")

  @OptionGroup var library: LibraryOptions

  @Flag(help: "Print a Markdown table.")
  var markdown = false

  func run() throws {
    let schema = try library.loadPacks().definition
    let reference = FieldReference(schema)
    Terminal.write(markdown ? reference.markdown : reference.text, to: .standardOutput)
  }
}

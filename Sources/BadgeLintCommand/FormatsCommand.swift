import ArgumentParser
import BadgeLint

/// `badgelint formats`: the formats that files can be read as.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that files can be read as.")

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let library = try library.loadPacks()
    let rows =
      [("native", library.definition.title)] + library.formats.map { ($0.name, $0.title) }
    let widest = rows.map { $0.0.utf8.count }.max() ?? 0
    for (name, title) in rows {
      let gap = String(repeating: " ", count: widest - name.utf8.count + 2)
      Terminal.write("\(name)\(gap)\(title)\n", to: .standardOutput)
    }
  }
}

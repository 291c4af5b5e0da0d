import ArgumentParser
import BadgeLint
import BadgeLintReports
import CEL

/// `badgelint coverage`: which rules rest on each clause of a standard.
struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage",
    abstract: "Print which rules rest on each clause of a standard, and which clauses have none.")

  @Argument(
    help: "A pack by name or file, or the key of a source in any pack.",
    completion: Completions.packs)
  var standard: String

  @OptionGroup var library: LibraryOptions

  func run() throws {
    if PolicyReader.isPath(standard) {
      let pack = try library.loadPacks(choosing: [standard]).packs
      for coverage in pack.flatMap(ClauseCoverage.of) {
        Terminal.write(text(coverage), to: .standardOutput)
      }
      return
    }
    let library = try library.loadPacks()
    let all = library.packs.flatMap { ClauseCoverage.of($0) }
    let chosen = all.filter { $0.pack.name == standard || $0.source.key == standard }
    guard !chosen.isEmpty else {
      let names = library.packs.map(\.name) + all.map(\.source.key)
      throw CommandFailure(
        "there is no pack or source '\(standard)'",
        help: closestMatch(to: standard, in: names).map { "did you mean '\($0)'?" }
          ?? "packs are: \(library.packs.map(\.name).joined(separator: ", ")); a pack of your own is "
          + "named by its file")
    }
    for coverage in chosen { Terminal.write(text(coverage), to: .standardOutput) }
  }

  private func text(_ coverage: ClauseCoverage) -> String {
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardOutput))
    let source = coverage.source
    var text = style.bold("\(coverage.pack.name), \(source.key): \(source.title)") + "\n"
    if let period = source.period.text { text += "  in force \(period)\n" }
    if let note = source.note { text += "  note: \(note)\n" }
    for clause in coverage.clauses {
      text += "  \(clause.clause.isEmpty ? "(no clause)" : clause.clause)\n"
      if clause.rules.isEmpty {
        text += "      no rule\(clause.note.map { ": \($0)" } ?? "")\n"
      } else {
        text += "      \(clause.rules.joined(separator: ", "))\n"
      }
    }
    let listed = coverage.clauses.filter(\.isListed)
    if listed.isEmpty {
      text += "  the pack does not list the clauses of this source; those cited are shown\n\n"
    } else {
      let covered = listed.filter { !$0.rules.isEmpty }.count
      let meant = listed.filter { $0.rules.isEmpty && $0.note != nil }.count
      text += "  \(covered) of \(listed.count) clauses have rules; \(meant) have none on purpose, "
      text += "\(listed.count - covered - meant) for no reason given\n\n"
    }
    return text
  }
}

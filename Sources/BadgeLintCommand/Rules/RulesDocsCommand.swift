import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint rules docs`: a Markdown page for each rule, and an index.
struct RulesDocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Write a Markdown page for each rule, and an index.")

  @Argument(help: "The folder for the pages.", completion: .directory)
  var folder: String

  @Flag(help: "Write nothing; exit with 1 where a page is not current.")
  var check = false

  @OptionGroup var library: LibraryOptions

  private static let maximumBytes = 16 << 20

  func run() throws {
    let library = try library.loadPacks()
    let pages = RuleIndex(library.packs).pages
    var stale: [String] = []
    for (path, text) in pages {
      let target = Path.joining(folder, path)
      let current = isRegularFile(target) ? try read(target) : []
      if current == Array(text.utf8) { continue }
      stale.append(target)
      if !check { try write(text, to: target) }
    }
    let known = Set(pages.map { Path.joining(Path.normalised(folder), $0.path) })
    var options = FileWalker.Options()
    options.extensions = ["md"]
    options.respectsGitignore = false
    // A folder that is not there yet holds no page of a rule that is gone.
    let found = FileWalker(options: options).walk([folder]).files.map(\.path)
    let orphans = found.filter { !known.contains($0) }
    for path in stale {
      Terminal.write("\(check ? "not current" : "written"): \(path)\n", to: .standardOutput)
    }
    for path in orphans {
      Terminal.write("no such rule any more: \(path)\n", to: .standardOutput)
    }
    Terminal.write(
      "\(pages.count) pages, \(stale.count) \(check ? "not current" : "written"), "
        + "\(orphans.count) of rules that are gone\n", to: .standardOutput)
    if check, !stale.isEmpty || !orphans.isEmpty { throw ExitCode(1) }
  }

  private func read(_ path: String) throws -> [UInt8] {
    do {
      return try readFile(path, maximumBytes: Self.maximumBytes)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try makeFolders(Path.parent(path))
      try writeFile(path, Array(text.utf8))
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

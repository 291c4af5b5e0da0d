/// The files of `rules/`: those built into the program, or a folder of the same layout.
package struct RuleFiles: Sendable {
  /// Paths below `rules/`, in bytewise order, with their bytes.
  package var files: [(path: String, bytes: [UInt8])]
  /// The folder as it is shown in problems.
  private let folder: String

  /// Whether these are the built-in files in the form that is read fastest.
  let isCompact: Bool

  package init(files: [(path: String, bytes: [UInt8])], folder: String = "rules") {
    self.init(files: files, folder: folder, isCompact: false)
  }

  private init(files: [(path: String, bytes: [UInt8])], folder: String, isCompact: Bool) {
    self.folder = folder
    self.isCompact = isCompact
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The files that are built into the program.
  package static let shipped = RuleFiles(files: read(ShippedRules.files))

  /// The same as JSON without the examples of rules: enough for linting, and read several times
  /// faster.
  package static let compact = RuleFiles(
    files: read(ShippedRules.compact), folder: "rules", isCompact: true)

  private static func read(
    _ files: [(path: StaticString, content: StaticString)]
  ) -> [(path: String, bytes: [UInt8])] {
    files.map { ("\($0.path)", $0.content.withUTF8Buffer { Array($0) }) }
  }

  package func bytes(of path: String) -> [UInt8]? {
    files.first { $0.path == path }?.bytes
  }

  package func files(in folder: String) -> [(path: String, bytes: [UInt8])] {
    files.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(".yaml") }
  }

  /// The name by which problems in a file of rules are shown.
  package func shownName(_ path: String) -> String { "\(folder)/\(path)" }
}

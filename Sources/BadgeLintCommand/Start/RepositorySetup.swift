import BadgeLint

/// The files that a repository of definitions begins with, filled in for a folder.
struct RepositorySetup {
  struct File {
    var kind: SetupFileKind
    /// The absolute path.
    var path: String
    var question: String
    var text: String
  }

  private let layout: StartLayout
  /// The folder of the definitions and the top of its repository, absolute.
  private let folder: String
  private let top: String
  private let packs: [String]
  /// Whether there are findings that fail a run.
  let hasFindings: Bool

  init(
    _ layout: StartLayout, folder: String, top: String, packs: [String], hasFindings: Bool
  ) {
    self.layout = layout
    self.folder = (try? LintPlanner.absolute(folder)) ?? folder
    self.top = top
    self.packs = packs
    self.hasFindings = hasFindings
  }

  /// Whether a file is there.
  func isThere(_ kind: SetupFileKind) -> Bool {
    files(wantsBaseline: false).contains { $0.kind == kind && isAnythingAt($0.path) }
  }

  /// - Parameter wantsBaseline: Whether the policy names a baseline.
  func files(wantsBaseline: Bool) -> [File] {
    // A name that a shell or YAML may take otherwise is left out: the whole repository is linted.
    let way = Path.relative(folder, to: top) ?? "."
    let below = way.utf8.allSatisfy(Self.isPlain) && way.utf8.first != UInt8(ascii: "-") ? way : "."
    return layout.files.map { file in
      let text = file.text.replacing("{packs}", with: "[\(packs.joined(separator: ", "))]")
        .replacing(
          "{baseline}",
          with: wantsBaseline
            ? "baseline: \(Baseline.fileName)" : "# baseline: \(Baseline.fileName)"
        )
        .replacing("{folder}", with: below.isEmpty ? "." : below)
        .replacing("{version}", with: programVersion)
      return File(
        kind: file.kind, path: Path.joining(file.kind == .policy ? folder : top, file.path),
        question: "\(file.question) (\(file.path))", text: text)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "/._-".utf8.contains(byte)
    }
  }

  func write(_ file: File) throws {
    do {
      try makeFolders(Path.parent(file.path))
      try writeFile(file.path, Array(file.text.utf8))
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

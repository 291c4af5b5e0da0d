import BadgeLint
import YAMLTree

/// The files that a repository of definitions begins with, filled in for a folder.
struct RepositorySetup {
  struct File {
    var kind: SetupFileKind
    /// The absolute path.
    var path: String
    var question: String
    var text: String
    /// Whether it could not hold the name of the folder and is about the whole repository.
    var lacksFolder = false
  }

  private let layout: StartLayout
  /// The folder of the definitions and the top of its repository, absolute.
  private let folder: String
  private let top: String
  private let packs: [String]
  /// Whether there are findings that fail a run and that no baseline knows.
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

  /// - Parameter hasBaseline: Whether there is a baseline, which the policy names then.
  func files(hasBaseline: Bool) -> [File] {
    let packs = packs.map { name in
      ScalarWriter.bytes(name, in: .flow).map { String(decoding: $0, as: UTF8.self) } ?? name
    }
    return layout.files.map { file in
      let baseline = BaselineMention.line(Baseline.fileName)
      let text = file.text.replacing("{packs}", with: "[\(packs.joined(separator: ", "))]")
        .replacing(
          "{baseline}", with: hasBaseline ? baseline : BaselineMention.asComment(baseline)
        )
        .replacing("{version}", with: programVersion)
      var result = File(
        kind: file.kind, path: Path.joining(file.kind == .policy ? folder : top, file.path),
        question: "\(file.question) (\(file.path))", text: text)
      if text.contains(Self.folderMark) { name(way, in: &result) }
      return result
    }
  }

  /// What a file says of a folder whose name it could not hold.
  func folderProblem(_ file: File) -> String {
    layout.folderProblem.replacing("{file}", with: Path.shown(file.path))
  }

  // MARK: - The folder

  private static let folderMark = "{folder}"
  /// A word that stands for the mark where a file is read as YAML.
  private static let standIn = "badgelint-folder"

  /// The way from the top to the folder; no program takes it for an option.
  private var way: String {
    let way = Path.relative(folder, to: top) ?? "."
    return way.isEmpty ? "." : way.utf8.first == UInt8(ascii: "-") ? "./" + way : way
  }

  /// Puts the name of the folder into a file, in quotes where YAML or a shell needs them.
  private func name(_ way: String, in file: inout File) {
    let tree = YAMLTree(
      parsing: Array(file.text.replacing(Self.folderMark, with: Self.standIn).utf8))
    let editor = TreeEditor(tree)
    var edits: [TextEdit] = []
    var isWhole = Self.canBeNamed(way)
    for index in 0..<tree.nodeCount where isWhole {
      let node = NodeID(index: Int32(index))
      guard tree.kind(node) == .scalar, tree.text(node).contains(Self.standIn) else { continue }
      // A text that holds more is a command.
      let text =
        tree.equals(node, Self.standIn)
        ? way : tree.text(node).replacing(Self.standIn, with: shellWord(way))
      if text == tree.text(node) { continue }
      if let edit = editor.set(node, to: text) { edits += edit.edits } else { isWhole = false }
    }
    if isWhole {
      file.text = String(decoding: applying(edits, to: tree.bytes), as: UTF8.self)
    } else {
      file.text.replace(Self.folderMark, with: ".")
      file.lacksFolder = true
    }
  }

  /// Whether files for CI can hold a name: lists of paths end at line breaks, and GitHub works out what
  /// `${{` begins.
  private static func canBeNamed(_ way: String) -> Bool {
    !way.contains("${{") && !way.unicodeScalars.contains(where: disturbsTerminals)
  }

  // MARK: - Writing

  /// Writes a file that is not there yet.
  func write(_ file: File) throws {
    do {
      try makeFolders(Path.parent(file.path))
      try createFile(file.path, Array(file.text.utf8))
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

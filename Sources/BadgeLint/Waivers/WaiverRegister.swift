import YAMLTree

/// The waivers that stand together in a file of their own.
package struct WaiverRegister: Sendable {
  /// The name of the register beside a policy that names none.
  package static let fileName = "waivers.yaml"

  struct Entry: Sendable {
    var rule: String
    /// Where the rule is named.
    var span: ByteRange
    /// The id or title of the definition; nil for all.
    var definition: String?
    var files: FilePatternSet?
    /// Their globs as they are written.
    var globs: [String]
    /// The place with all that is below it; nil for all.
    var path: String?
    var waiver: Waiver
    /// The last day, with its place.
    var until: (day: CalendarDate, span: ByteRange)?

    /// What it is for, in words.
    var target: String {
      definition.map { "definition '\(shortened($0))'" } ?? "file that matches"
    }

    func hasRunOut(on day: CalendarDate) -> Bool {
      until.map { $0.day.secondsSince1970 < day.secondsSince1970 } ?? false
    }

    /// Whether the entry is for a definition of a file, by its absolute path.
    func isFor(_ name: String, in file: String) -> Bool {
      (definition == nil || definition == name) && (files?.contains(file) ?? true)
    }

    func isFor(_ path: String) -> Bool {
      guard let own = self.path, own != path else { return true }
      let rest = path.utf8.dropFirst(own.utf8.count).first
      return path.utf8.starts(with: own.utf8)
        && (rest == UInt8(ascii: ".") || rest == UInt8(ascii: "["))
    }
  }

  /// The absolute path of the file.
  package let path: String
  package let file: LoadedFile
  let entries: [Entry]

  /// Whether a text has the key that makes it a register at the start of a line.
  package static func isMarked(_ bytes: [UInt8]) -> Bool {
    bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).contains { line in
      let key = line.first == 0xEF ? line.dropFirst(3) : line
      return key.starts(with: "waivers:".utf8) || key.starts(with: "{".utf8)
    }
  }

  /// Reads a register; its globs start from its folder.
  package init(_ file: LoadedFile, path: String, by schema: Schema) throws(LoadFailure) {
    self.file = file
    self.path = path
    let folder = Path.parent(path)
    let root = try DocumentReader.read(file, by: schema)
    var entries: [Entry] = []
    for view in root.objects("entries") { entries.append(try Self.entry(view, file, folder)) }
    self.entries = entries
  }

  private static func entry(
    _ view: ObjectView, _ file: LoadedFile, _ folder: String
  ) throws(LoadFailure) -> Entry {
    func problem(_ span: ByteRange, _ message: String, _ help: String? = nil) -> LoadFailure {
      file.failure([LoadProblem(file: file.name, range: span, message: message, help: help)])
    }
    let span = view.span("rule") ?? view.span
    guard view.has("definition") || view.has("file") else {
      throw problem(
        span, "this waiver says neither of which definition nor of which files it is",
        "add 'definition' or 'file'")
    }
    var files: FilePatternSet?
    if view.has("file") {
      do {
        files = try FilePatternSet(files: view.texts("file"), folder: folder)
      } catch {
        throw problem(view.span("file") ?? span, error.description)
      }
    }
    let until = view.date("until")
    if let until, let decided = view.date("decided"),
      until.secondsSince1970 < decided.secondsSince1970
    {
      throw problem(
        view.span("until") ?? span, "this waiver runs out on a day before it was decided")
    }
    return Entry(
      rule: view.text("rule") ?? "", span: span, definition: view.text("definition"),
      files: files, globs: view.texts("file"), path: view.text("path"),
      waiver: Waiver(
        kind: .register, reason: view.text("reason") ?? "", by: view.text("by"),
        decided: view.date("decided")?.text,
        until: until?.text),
      until: until.map { ($0, view.span("until") ?? span) })
  }
}

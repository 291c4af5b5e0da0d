import YAMLTree

/// Reads policies with all that they build on.
package struct PolicyReader {
  private let schema: Schema
  /// Files of packs and formats that policies name, in the order in which they were met.
  package private(set) var packFiles: [String] = []
  package private(set) var formatFiles: [String] = []

  package init(schema: Schema) { self.schema = schema }

  /// Reads the policy at a path.
  package mutating func read(_ path: String) throws(LoadFailure) -> Policy {
    try read(path, chain: [])
  }

  private static let maximumBytes = 16 << 20

  /// A path as it is shown: from the current folder where it lies below it.
  private static func shown(_ path: String) -> String {
    guard let folder = try? Path.currentFolder(), let way = Path.relative(path, to: folder),
      !way.utf8.starts(with: "../".utf8)
    else { return path }
    return way
  }

  private mutating func read(_ path: String, chain: [String]) throws(LoadFailure) -> Policy {
    let file: LoadedFile
    do {
      file = LoadedFile(
        name: Self.shown(path), bytes: try readFile(path, maximumBytes: Self.maximumBytes))
    } catch {
      throw LoadFailure(LoadProblem(file: path, range: nil, message: error.description))
    }
    let root = try DocumentReader.read(file, by: schema)
    let folder = Path.parent(path)
    var policy = Policy(file: file, folder: folder, packs: Policy.standard.packs)
    for (base, span) in root.located("extends") {
      let target = Path.normalised(Path.joining(folder, base))
      if target == path || chain.contains(target) {
        throw failure(file, span, "policies build on each other in a circle: \(target)")
      }
      let read = try read(target, chain: chain + [path])
      policy.packs = read.packs
      policy.exclude += read.exclude
      policy.failOn = read.failOn ?? policy.failOn
      policy.settings.severities += read.settings.severities
      policy.settings.parameters += read.settings.parameters
      policy.overrides += read.overrides
      policy.bases += [target] + read.bases
    }
    if root.has("packs") { policy.packs = packs(root, file, folder) }
    for (format, _) in root.located("formats") {
      add(Path.normalised(Path.joining(folder, format)), to: &formatFiles)
    }
    for (text, span) in root.located("exclude") {
      do {
        policy.exclude.append(try GlobPattern(text))
      } catch {
        throw failure(file, span, error.description)
      }
    }
    if let failOn = root.text("failOn") { policy.failOn = FailOn(rawValue: failOn) }
    let own = try settings(root, file)
    policy.settings.severities += own.severities
    policy.settings.parameters += own.parameters
    for view in root.objects("overrides") {
      let files: FilePatternSet
      do {
        files = try FilePatternSet(files: view.texts("files"), folder: folder)
      } catch {
        throw failure(file, view.span("files") ?? view.span, error.description)
      }
      policy.overrides.append(
        Policy.Override(
          files: files, packs: view.has("packs") ? packs(view, file, folder) : nil,
          settings: try settings(view, file)))
    }
    return policy
  }

  private mutating func packs(
    _ view: ObjectView, _ file: LoadedFile, _ folder: String
  ) -> [Policy.Named] {
    view.located("packs").map { name, span in
      guard Self.isPath(name) else { return Policy.Named(name, file: file, span: span) }
      let path = Path.normalised(Path.joining(folder, name))
      add(path, to: &packFiles)
      return Policy.Named(path, file: file, span: span)
    }
  }

  /// Whether a name of a pack is a path to its file.
  package static func isPath(_ name: String) -> Bool {
    name.utf8.contains(UInt8(ascii: "/")) || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  private func settings(
    _ view: ObjectView, _ file: LoadedFile
  ) throws(LoadFailure) -> Policy.Settings {
    var result = Policy.Settings()
    for (key, value) in view.entries("rules") {
      let text = view.view(value).text("severity") ?? ""
      let severity: Policy.RuleSeverity = Severity(rawValue: text).map { .on($0) } ?? .off
      result.severities.append(
        (Policy.Named(key.text, file: file, span: key.span), severity))
    }
    for (key, value) in view.entries("parameters") {
      guard let node = view.rawNode(value) else { continue }
      let pack = Policy.Named(key.text, file: file, span: key.span)
      guard file.tree.kind(node) == .mapping else {
        throw file.failure(
          at: node, "'\(key.text)' should be the name of a pack with its parameters below it",
          help: "write `parameters: {core: {weeklyHours: 50}}`")
      }
      for entry in file.tree.entries(of: node) {
        let name = Policy.Named(
          file.tree.text(entry.key), file: file, span: file.tree.span(entry.key))
        result.parameters.append((pack, name, entry.value))
      }
    }
    return result
  }

  private func add(_ path: String, to files: inout [String]) {
    if !files.contains(path) { files.append(path) }
  }

  private func failure(_ file: LoadedFile, _ span: ByteRange, _ message: String) -> LoadFailure {
    file.failure([LoadProblem(file: file.name, range: span, message: message)])
  }
}

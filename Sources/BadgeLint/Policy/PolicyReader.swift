import YAMLTree

/// Reads policies with all that they build on.
package struct PolicyReader {
  private let schema: Schema
  private let reach: PolicyReach
  /// Files of packs and formats that policies name, in the order in which they were met.
  package private(set) var packFiles: [String] = []
  package private(set) var formatFiles: [String] = []

  package init(schema: Schema, reach: PolicyReach = PolicyReach(allowsOutside: false)) {
    self.schema = schema
    self.reach = reach
  }

  /// Reads the policy at a path.
  package mutating func read(_ path: String) throws(LoadFailure) -> Policy {
    try read(path, chain: [])
  }

  /// Reads a policy whose text is not, or not yet, what stands at its path.
  package mutating func read(_ path: String, text: [UInt8]) throws(LoadFailure) -> Policy {
    try read(LoadedFile(name: Path.shown(path), bytes: text), path, chain: [])
  }

  private static let maximumBytes = 16 << 20

  private mutating func read(_ path: String, chain: [String]) throws(LoadFailure) -> Policy {
    let file: LoadedFile
    do {
      file = LoadedFile(
        name: Path.shown(path), bytes: try readFile(path, maximumBytes: Self.maximumBytes))
    } catch {
      throw LoadFailure(
        LoadProblem(
          file: Path.shown(path), range: nil,
          message: "the policy cannot be read: \(error.reason.text)"))
    }
    return try read(file, path, chain: chain)
  }

  private mutating func read(
    _ file: LoadedFile, _ path: String, chain: [String]
  ) throws(LoadFailure) -> Policy {
    let root = try DocumentReader.read(file, by: schema)
    let folder = Path.parent(path)
    var policy = Policy(file: file, folder: folder)
    for (base, span) in root.located("extends") {
      let target = try resolve(base, span, file, folder)
      if target == path || chain.contains(target) {
        throw failure(file, span, "policies build on each other in a circle: \(target)")
      }
      let read = try read(target, chain: chain + [path])
      policy.packs = read.packs ?? policy.packs
      policy.exclude += read.exclude
      policy.failOn = read.failOn ?? policy.failOn
      policy.settings.severities += read.settings.severities
      policy.settings.parameters += read.settings.parameters
      policy.overrides += read.overrides
      policy.waivers = read.waivers ?? policy.waivers
      policy.baseline = read.baseline ?? policy.baseline
      policy.bases += [target] + read.bases
    }
    if root.has("packs") {
      policy.packs = try packs(root, file, folder)
    }
    for (format, span) in root.located("formats") {
      add(try resolve(format, span, file, folder), to: &formatFiles)
    }
    for (text, span) in root.located("exclude") {
      do {
        policy.exclude.append(try FilePatternSet(files: [text], folder: folder))
      } catch {
        throw failure(file, span, error.description)
      }
    }
    if let failOn = root.text("failOn") { policy.failOn = FailOn(rawValue: failOn) }
    policy.waivers = named("waivers", root, file, folder) ?? policy.waivers
    policy.baseline = named("baseline", root, file, folder) ?? policy.baseline
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
          files: files, packs: view.has("packs") ? try packs(view, file, folder) : nil,
          settings: try settings(view, file)))
    }
    return policy
  }

  private mutating func packs(
    _ view: ObjectView, _ file: LoadedFile, _ folder: String
  ) throws(LoadFailure) -> [Policy.Named] {
    var result: [Policy.Named] = []
    for (name, span) in view.located("packs") {
      guard Self.isPath(name) else {
        result.append(Policy.Named(name, file: file, span: span))
        continue
      }
      let path = try resolve(name, span, file, folder)
      add(path, to: &packFiles)
      result.append(Policy.Named(path, file: file, span: span))
    }
    return result
  }

  /// A file that a field names and that need not be there yet.
  private func named(
    _ field: String, _ view: ObjectView, _ file: LoadedFile, _ folder: String
  ) -> Policy.Named? {
    view.text(field).map {
      Policy.Named(Path.normalised(Path.joining(folder, $0)), file: file, span: view.span(field))
    }
  }

  /// The file that a path in a policy names, with links and `..` followed.
  private func resolve(
    _ path: String, _ span: ByteRange, _ file: LoadedFile, _ folder: String
  ) throws(LoadFailure) -> String {
    let target: String
    do {
      target = try Path.resolved(Path.joining(folder, path))
    } catch {
      throw failure(
        file, span, "cannot find '\(path)': \(error.reason.text)",
        help: "paths start from the folder of this file")
    }
    if let objection = reach.objection(to: target, from: (try? Path.resolved(folder)) ?? folder) {
      throw failure(file, span, objection, help: PolicyReach.help)
    }
    return target
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

  private func failure(
    _ file: LoadedFile, _ span: ByteRange, _ message: String, help: String? = nil
  ) -> LoadFailure {
    file.failure([LoadProblem(file: file.name, range: span, message: message, help: help)])
  }
}

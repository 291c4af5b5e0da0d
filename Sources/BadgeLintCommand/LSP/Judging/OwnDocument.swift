import BadgeLint
import YAMLTree

/// Packs, policies and other documents of the program that are open in an editor.
enum OwnDocument {
  /// The shape of a document; nil where it is none of the program but a definition or foreign.
  static func schema(of document: OpenDocument, _ library: RuleLibrary) -> Schema? {
    let others = library.schemas.filter { $0.name != library.definition.name }
    if let path = document.path, Path.lastComponent(path) == Policy.fileName {
      return library.policySchema
    }
    let outline = TextOutline(document.text)
    guard let first = outline.topKeys.first else { return nil }
    // Each begins with its own name and the version of its shape.
    return others.first { schema in
      guard let field = schema.types[schema.root].fields.first, field.isRequired,
        field.kind == .int, field.name == first
      else { return false }
      return outline.scalars.contains { $0.path == first && $0.text == field.example }
    }
  }

  /// What is wrong with a document, and what is rarely meant.
  static func check(
    _ document: OpenDocument, _ schema: Schema, _ judges: inout Judges
  ) -> (failure: LoadFailure?, warnings: [LoadProblem]) {
    let file = LoadedFile(name: document.name, bytes: document.text)
    let library = judges.library
    do throws(LoadFailure) {
      switch schema.name {
      case "pack":
        let (extended, pack) = try library.checked(pack: file)
        return (nil, warnings(PackChecker(extended).warnings(of: pack), in: file))
      case "format": try library.check(format: file)
      case library.waiverSchema.name:
        _ = try WaiverRegister(file, path: document.name, by: schema)
      case library.baselineSchema.name:
        _ = try Baseline(file, path: document.name, by: schema)
      default: _ = try DocumentReader.read(file, by: schema)
      }
    } catch {
      return (error, [])
    }
    if schema.name == library.policySchema.name {
      return (policyFailure(document, &judges), [])
    }
    return (nil, [])
  }

  /// What is wrong with a policy beyond its shape: names of rules that do not exist, and in what is
  /// saved also what it leads to, such as a register of waivers.
  private static func policyFailure(
    _ document: OpenDocument, _ judges: inout Judges
  ) -> LoadFailure? {
    guard let path = document.path else { return nil }
    var planner = LintPlanner(
      choice: .none, failOn: nil, extraPacks: [], day: judges.settings.today)
    planner.reach = judges.settings.reach
    do throws(LoadFailure) {
      let problems = try planner.problems(
        ofPolicyAt: path, text: document.text, library: judges.library)
      if !problems.isEmpty {
        return LoadFailure(problems, sources: [document.name: document.text])
      }
    } catch {
      return error
    }
    guard case .discover = judges.settings.policy,
      let saved = try? readFile(path, maximumBytes: DocumentAnalysis.mostBytes),
      saved == document.text
    else { return nil }
    let neighbour = Path.joining(Path.parent(path), "definition.yaml")
    guard case .failure(let failure) = judges.find(neighbour, isFile: true) else { return nil }
    return failure
  }

  private static func warnings(
    _ warnings: [PackChecker.Warning], in file: LoadedFile
  ) -> [LoadProblem] {
    let tree = file.tree
    let rules = tree.documents.first.flatMap { tree.value(in: $0, forKey: "rules") }
    return warnings.map { warning in
      let key = rules.flatMap { rules in
        tree.entries(of: rules).first { tree.equals($0.key, warning.rule) }?.key
      }
      return LoadProblem(
        file: file.name, range: key.map { tree.span($0) },
        message: "\(warning.rule): \(warning.message)", help: warning.help)
    }
  }
}

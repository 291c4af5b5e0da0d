import CEL
import YAMLTree

/// Reads `start.yaml`; all problems of the file are told together.
struct StartLayoutReader {
  private let file: LoadedFile
  private let root: ObjectView
  private let definition: Schema
  private let packs: [String]
  private var problems: [LoadProblem] = []

  /// - Parameter packs: The names of all packs.
  static func read(
    _ file: LoadedFile, schema: Schema, definition: Schema, packs: [String]
  ) throws(LoadFailure) -> StartLayout {
    var reader = StartLayoutReader(
      file: file, root: try DocumentReader.read(file, by: schema), definition: definition,
      packs: packs)
    let layout = reader.layout()
    if !reader.problems.isEmpty { throw file.failure(reader.problems) }
    return layout
  }

  private init(file: LoadedFile, root: ObjectView, definition: Schema, packs: [String]) {
    self.file = file
    self.root = root
    self.definition = definition
    self.packs = packs
  }

  private mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(file: file.name, range: span ?? root.span, message: message, help: help))
  }

  private mutating func layout() -> StartLayout {
    func text(_ name: String) -> String { root.text(name) ?? "" }
    return StartLayout(
      heading: text("heading"), values: text("values"), rules: text("rules"),
      rulesShown: root.int("rulesShown") ?? 0, width: root.int("width") ?? 0,
      severities: severities(), question: text("question"),
      nameProblem: text("nameProblem"), nameFix: text("nameFix"),
      folderProblem: text("folderProblem"), fields: fields(),
      suggestions: suggestions(), files: files())
  }

  private mutating func severities() -> [Severity: String] {
    var words: [Severity: String] = [:]
    for (key, value) in root.entries("severities") {
      guard let severity = Severity(rawValue: key.text) else {
        let names = Severity.allCases.map(\.rawValue).joined(separator: ", ")
        report(key.span, "there is no severity '\(key.text)'", help: "there are: \(names)")
        continue
      }
      words[severity] = root.record.string(value) ?? ""
    }
    for severity in Severity.allCases where words[severity] == nil {
      report(root.span("severities"), "no word for the severity '\(severity.rawValue)'")
    }
    return words
  }

  private mutating func fields() -> [StartLayout.Field] {
    var result: [StartLayout.Field] = []
    for view in root.objects("fields") {
      let path = (view.text("field") ?? "").split(separator: ".").map(String.init)
      guard (1...2).contains(path.count), definition.fields(along: path) != nil else {
        report(view.span("field"), "definitions have no field '\(view.text("field") ?? "")'")
        continue
      }
      let isKnown = result.contains { $0.path.first == path.first }
      if isKnown, result.last?.path.first != path.first {
        report(view.span("field"), "the fields of '\(path[0])' do not follow each other")
      }
      if result.contains(where: { $0.path == path }) {
        report(view.span("field"), "this field stands twice")
      }
      result.append(
        StartLayout.Field(
          path: path, question: view.text("ask"), anotherQuestion: view.text("another"),
          preset: view.text("preset"), numberPrefix: view.text("number")))
    }
    return result
  }

  private mutating func suggestions() -> [StartLayout.Suggestion] {
    var result: [StartLayout.Suggestion] = []
    for view in root.objects("suggestions") {
      let pack = view.text("pack") ?? ""
      if !packs.contains(pack) {
        report(
          view.span("pack"), "there is no pack '\(pack)'",
          help: closestMatch(to: pack, in: packs).map { "did you mean '\($0)'?" })
      }
      let name = view.text("field") ?? ""
      guard let fields = definition.fields(along: name.split(separator: ".").map(String.init))
      else {
        report(view.span("field"), "definitions have no field '\(name)'")
        continue
      }
      result.append(
        StartLayout.Suggestion(
          pack: pack, field: name, positions: fields.map(\.position),
          value: view.text("value") ?? ""))
    }
    return result
  }

  private mutating func files() -> [StartLayout.SetupFile] {
    var result: [StartLayout.SetupFile] = []
    for view in root.objects("files") {
      guard let kind = view.text("name").flatMap(SetupFileKind.init) else { continue }
      if result.contains(where: { $0.kind == kind }) {
        report(view.span("name"), "there is a file '\(kind.rawValue)' already")
      }
      result.append(
        StartLayout.SetupFile(
          kind: kind, path: view.text("path") ?? "", question: view.text("ask") ?? "",
          text: view.text("text") ?? ""))
    }
    return result
  }
}

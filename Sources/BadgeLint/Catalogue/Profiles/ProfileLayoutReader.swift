import CEL
import YAMLTree

/// Reads `profile.yaml` and checks its expressions against the fields of definitions.
struct ProfileLayoutReader {
  /// The names that expressions may use beside those of rules.
  static let findings = "findings"
  static let verdicts = "verdicts"

  private let file: LoadedFile
  private let root: ObjectView
  private let types: RuleTypes
  private let functions: FunctionTable
  private var problems: [LoadProblem] = []

  static func read(
    _ file: LoadedFile, schema: Schema, types: RuleTypes, functions: FunctionTable
  ) throws(LoadFailure) -> ProfileLayout {
    let root = try DocumentReader.read(file, by: schema)
    var reader = ProfileLayoutReader(file: file, root: root, types: types, functions: functions)
    return try reader.read()
  }

  private init(
    file: LoadedFile, root: ObjectView, types: RuleTypes, functions: FunctionTable
  ) {
    self.file = file
    self.root = root
    self.types = types
    self.functions = functions
  }

  private mutating func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
    problems.append(
      LoadProblem(file: file.name, range: span ?? root.span, message: message, help: help))
  }

  private mutating func read() throws(LoadFailure) -> ProfileLayout {
    var fields: [ProfileLayout.Field] = []
    for (key, value) in root.entries("fields") {
      if let field = field(key.text, root.view(value)) { fields.append(field) }
    }
    let texts = root.objects("texts").compactMap { entry($0, .string) }
    let links = root.objects("links").compactMap { link($0) }
    let groups = root.entries("groups").compactMap { key, value -> ProfileLayout.Group? in
      let view = root.view(value)
      return position("by", view, among: fields, .text).map {
        ProfileLayout.Group(name: key.text, field: $0)
      }
    }
    let roles = roles(fields)
    guard problems.isEmpty, let roles else { throw file.failure(problems) }
    return ProfileLayout(
      fields: fields, groups: groups, roles: roles,
      leastLikeness: root.number("leastLikeness") ?? 1, texts: texts, links: links)
  }

  // MARK: - Expressions

  /// An entry's compiler with its places, and the expressions with a name that it uses.
  private mutating func begin(
    _ view: ObjectView, _ keys: [String]
  ) -> (
    compiler: ExpressionCompiler, each: ExpressionCompiler.Each,
    lets: [(name: String, program: Program)]
  )? {
    var compiler = ExpressionCompiler(
      file: file, types: types, functions: functions, fallback: view.span)
    guard let each = compiler.readEach(view) else {
      problems += compiler.problems
      return nil
    }
    compiler.use(
      placesOf: each,
      parameters: [
        Variable(name: Self.findings, type: .map(key: .string, value: .int)),
        Variable(name: Self.verdicts, type: .map(key: .string, value: .string)),
      ])
    let sources: [ExpressionCompiler.NamedSource] = root.entries("let").map { key, value in
      (key, root.record.string(value) ?? "", root.record.node(value).source)
    }
    let needed = ExpressionCompiler.needed(of: sources) { name in
      keys.contains { view.text($0).map { Rule.Source.mentions(name, in: $0) } ?? false }
    }
    let lets = needed.compactMap {
      compiler.compileLet($0.key, $0.source, node: $0.node, presuming: [])
    }
    return (compiler, each, lets)
  }

  private mutating func entry(_ view: ObjectView, _ type: CELType) -> ProfileLayout.Entry? {
    guard let (begun, each, lets) = begin(view, ["where", "is"]) else { return nil }
    var compiler = begun
    let condition = compiler.compileField(view, "where", expecting: .bool, presuming: [])
    let presuming = condition.map { [Presumption(program: $0, holds: true)] } ?? []
    let value =
      view.has("is")
      ? compiler.compileField(view, "is", expecting: type, presuming: presuming)
      : compiler.compilePlace(expecting: type)
    problems += compiler.problems
    guard let value, !view.has("where") || condition != nil else { return nil }
    return ProfileLayout.Entry(
      scope: PlaceScope(
        each: each.ways, ownLets: lets, condition: condition, variables: compiler.variables),
      value: value)
  }

  private mutating func field(_ name: String, _ view: ObjectView) -> ProfileLayout.Field? {
    guard let type = ProfileLayout.FieldType(rawValue: view.text("type") ?? "") else { return nil }
    if view.has("each"), type != .texts {
      report(view.span("each"), "only a field of the type texts has several places")
      return nil
    }
    var lineOf: Int?
    if let name = view.text("line") {
      let definition = types.schema
      lineOf = definition.types[definition.root].field(named: name)
      if lineOf == nil { report(view.span("line"), "'\(name)' is not a field of definitions") }
    }
    let element: CELType = type == .texts ? .string : type.celType
    return entry(view, element).map {
      ProfileLayout.Field(
        name: name, type: type, title: view.text("title") ?? name, about: view.text("about") ?? "",
        isSummed: view.bool("summed") ?? false, unit: view.text("unit"),
        isCompared: view.bool("compared") ?? false, lineOf: lineOf, entry: $0)
    }
  }

  private mutating func link(_ view: ObjectView) -> ProfileLayout.Link? {
    let keys = [
      "where", "target", "issuer", "hasAgreement", "credit", "system", "total", "totalSystem",
    ]
    guard let (begun, each, lets) = begin(view, keys) else { return nil }
    var compiler = begun
    let condition = compiler.compileField(view, "where", expecting: .bool, presuming: [])
    let presuming = condition.map { [Presumption(program: $0, holds: true)] } ?? []
    func program(_ key: String, _ type: CELType) -> Program? {
      compiler.compileField(view, key, expecting: type, presuming: presuming)
    }
    let target = program("target", .string)
    let issuer = program("issuer", .string)
    let hasAgreement = program("hasAgreement", .bool)
    let credit = program("credit", .double)
    let system = program("system", .string)
    let total = program("total", .double)
    let totalSystem = program("totalSystem", .string)
    problems += compiler.problems
    guard let target else { return nil }
    return ProfileLayout.Link(
      kind: view.text("kind") ?? "", counts: view.bool("counts") ?? false,
      scope: PlaceScope(
        each: each.ways, ownLets: lets, condition: condition, variables: compiler.variables),
      target: target, issuer: issuer, hasAgreement: hasAgreement, credit: credit, system: system,
      total: total, totalSystem: totalSystem)
  }

  // MARK: - Names of fields

  private mutating func position(
    _ key: String, _ view: ObjectView, among fields: [ProfileLayout.Field],
    _ type: ProfileLayout.FieldType
  ) -> Int? {
    let name = view.text(key) ?? ""
    guard let position = fields.firstIndex(where: { $0.name == name }) else {
      report(
        view.span(key), "'\(name)' is not a field of profiles",
        help: closestMatch(to: name, in: fields.map(\.name)).map { "did you mean '\($0)'?" })
      return nil
    }
    guard fields[position].type == type else {
      report(view.span(key), "'\(name)' is no field of the type \(type.rawValue)")
      return nil
    }
    return position
  }

  private mutating func roles(_ fields: [ProfileLayout.Field]) -> ProfileLayout.Roles? {
    guard let identity = position("identity", root, among: fields, .text),
      let began = position("began", root, among: fields, .date),
      let issuer = position("issuer", root, among: fields, .text),
      let programme = position("programme", root, among: fields, .text),
      let title = position("title", root, among: fields, .text),
      let credit = position("credit", root, among: fields, .number),
      let creditSystem = position("creditSystem", root, among: fields, .text),
      let claimedSkills = position("claimedSkills", root, among: fields, .texts),
      let assessedSkills = position("assessedSkills", root, among: fields, .texts)
    else { return nil }
    return ProfileLayout.Roles(
      identity: identity, began: began, issuer: issuer, programme: programme, title: title,
      credit: credit, creditSystem: creditSystem, claimedSkills: claimedSkills,
      assessedSkills: assessedSkills)
  }
}

extension ProfileLayout.FieldType {
  var celType: CELType {
    switch self {
    case .text: .string
    case .number: .double
    case .bool: .bool
    case .texts: .list(.string)
    case .date: .timestamp
    }
  }

  /// How a field of this type is described in a schema.
  var kind: FieldKind {
    switch self {
    case .text, .texts: .text
    case .number: .number
    case .bool: .bool
    case .date: .date
    }
  }

  /// The type in `catalogue.yaml` that sums up such a field over a group.
  var summaryType: String? {
    switch self {
    case .number: "spread"
    case .bool: "share"
    case .text: "variety"
    case .texts, .date: nil
    }
  }
}

import CEL
import OutcomeText
import YAMLTree

/// Everything that `rules/` says: schemas, frameworks, lexicons, formats and packs.
package struct RuleLibrary: Sendable {
  package let definition: Schema
  private let own: OwnSchemas
  package private(set) var frameworks: Frameworks
  package private(set) var lexicons: [Lexicon]
  package private(set) var formats: [Format]
  /// The packs in the order of their files.
  package private(set) var packs: [Pack]
  /// The verdicts in the order of their files.
  package private(set) var verdicts: [Verdict]
  package let pieces: TextPieces
  /// The readers of learning outcomes, by primary language subtag.
  package let outcomeReaders: [String: OutcomeReader]
  /// The models of the levels of learning outcomes, by primary language subtag.
  package let levelModels: [String: LevelModel]

  package var policySchema: Schema { own[.policy] }
  package var waiverSchema: Schema { own[.waivers] }
  package var baselineSchema: Schema { own[.baseline] }
  package var recordSchema: Schema { own[.record] }
  /// The shapes of files that guide a run beside the folder of rules; each has its name as a key.
  package var guideSchemas: [Schema] {
    [policySchema, waiverSchema, baselineSchema, own[.pack], own[.format]]
  }
  /// What rules may judge, for each kind of pack that was loaded.
  private var subjects: [Judged: [RuleTypes]] = [:]
  /// What is kept of each definition; read with the first pack that judges catalogues.
  package private(set) var profileLayout: ProfileLayout?
  private var source: RuleFiles
  /// The files that it was read from, as people wrote them.
  package var files: RuleFiles { source.isCompact ? .shipped : source }
  /// The file of the label with its name for people; no bytes where the folder of rules has none.
  private var labelFile: (name: String, bytes: [UInt8]?)
  private let types: RuleTypes
  private let functions: FunctionTable

  /// Loads all the files; any that is broken is an error.
  /// - Parameter ahead: What was read of the files before; it counts only where these are
  ///   `RuleFiles.compact`, and reads no more afterwards.
  package init(
    _ files: RuleFiles, packs choice: PackChoice = .all, ahead: RulesAhead? = nil
  ) throws(LoadFailure) {
    defer { ahead?.stop() }
    if !files.isCompact { ahead?.stop() }
    let ahead = files.isCompact ? ahead : nil
    guard let bytes = files.bytes(of: "definition.yaml") else {
      throw LoadFailure(
        LoadProblem(
          file: files.shownName("definition.yaml"), range: nil,
          message: "the file is missing from the folder of rules"))
    }
    if case .all = choice { ahead?.readAllPacks() }
    definition = try SchemaReader.read(
      LoadedFile(name: files.shownName("definition.yaml"), bytes: bytes))
    own = ahead?.schemas ?? OwnSchemas(files.isCompact ? .compact : .shipped)
    // One after the other, as those behind are still being read ahead.
    func read(_ folder: RulesAhead.Folder) -> some Sequence<LoadedFile> {
      files.files(in: folder.rawValue).lazy.map { file in
        ahead?.file(file, in: folder)
          ?? LoadedFile(name: files.shownName(file.path), bytes: file.bytes)
      }
    }
    source = files
    labelFile = (files.shownName(Self.labelPath), files.bytes(of: Self.labelPath))

    var frameworks = Frameworks()
    for loaded in read(.frameworks) {
      try frameworks.add(loaded, DocumentReader.read(loaded, by: own[.framework]))
    }
    self.frameworks = frameworks

    var lexicons: [Lexicon] = []
    for loaded in read(.lexicons) {
      lexicons.append(Lexicon(try DocumentReader.read(loaded, by: own[.lexicon])))
    }
    self.lexicons = lexicons
    let abbreviations = lexicons.first { $0.name == Self.abbreviationsName }
    pieces = TextPieces(
      abbreviations: abbreviations.map { list in
        list.languages.flatMap { list.texts(in: $0) ?? [] }
      } ?? [])

    var readers: [String: OutcomeReader] = [:]
    for loaded in read(.languages) {
      let language = try LanguageReader.read(
        loaded, by: own[.language], known: readers.keys, isTested: files.isCompact)
      readers[language.name] = language.reader
    }
    outcomeReaders = readers

    var models: [String: LevelModel] = [:]
    for loaded in read(.models) {
      let read = try ModelReader.read(loaded, by: own[.model])
      // Two models of one language would leave it to chance which of them speaks.
      let problem =
        if readers[read.language] == nil {
          "no file in languages/ reads '\(read.language)'"
        } else if models[read.language] != nil {
          "there is a model for '\(read.language)' already"
        } else { String?.none }
      if let problem {
        throw loaded.failure([
          LoadProblem(file: loaded.name, range: nil, message: problem)
        ])
      }
      models[read.language] = read.model
    }
    levelModels = models

    types = RuleTypes(definition)
    functions = RuleFunctions.all(
      frameworks: frameworks, lexicons: lexicons, readers: readers, models: models,
      pieces: pieces)
    formats = []
    packs = []
    verdicts = []
    for loaded in read(.formats) { try addFormat(loaded) }
    for loaded in read(.packs) {
      if choice.includes(loaded) { try addPack(loaded, isTested: files.isCompact) }
    }
    try checkStructureRules()
    let reader = VerdictReader(
      schema: own[.verdict], types: types, functions: functions, packs: packs)
    for loaded in read(.verdicts) {
      let verdict = try reader.read(loaded)
      if verdicts.contains(where: { $0.name == verdict.name }) {
        let name = try DocumentReader.read(loaded, by: own[.verdict]).span("name")
        throw loaded.failure([
          LoadProblem(
            file: loaded.name, range: name,
            message: "there is a verdict '\(verdict.name)' already")
        ])
      }
      verdicts.append(verdict)
    }
  }

  /// Every structure check needs exactly one rule, or what it finds would be lost.
  private func checkStructureRules() throws(LoadFailure) {
    for check in StructureCheck.allCases {
      let rules = packs.flatMap { pack in
        pack.rules.filter { $0.check == check }
      }
      if rules.count == 1, rules[0].pack == Policy.structurePack { continue }
      throw LoadFailure(
        LoadProblem(
          file: RuleFiles.shipped.shownName("packs/\(Policy.structurePack).yaml"), range: nil,
          message: "the structure check '\(check.rawValue)' needs one rule in this pack; "
            + "found \(rules.map(\.id).joined(separator: ", "))"))
    }
  }

  /// The schemas of all the kinds of documents that are read.
  package var schemas: [Schema] {
    [definition] + own.all
  }

  private static let labelPath = "label.yaml"

  /// What the label of a definition says; read when it is asked for, as linting needs none.
  package func label() throws(LoadFailure) -> Label {
    guard let bytes = labelFile.bytes else {
      throw LoadFailure(
        LoadProblem(
          file: labelFile.name, range: nil, message: "the file is missing from the folder of rules")
      )
    }
    return try LabelReader.read(
      LoadedFile(name: labelFile.name, bytes: bytes), schema: own[.label], types: types,
      functions: functions, rules: packs.flatMap { $0.rules.map(\.id) })
  }

  /// The name of the own format for `--as`.
  package static let nativeFormat = "native"

  /// The lexicon of words that end in a full stop without ending a sentence.
  private static let abbreviationsName = "abbreviations"

  /// Adds a format; its name must be free.
  package mutating func addFormat(_ file: LoadedFile) throws(LoadFailure) {
    let format = try FormatReader.read(file, schema: own[.format], definition: definition)
    if format.name == Self.nativeFormat || formats.contains(where: { $0.name == format.name }) {
      throw file.failure([
        LoadProblem(
          file: file.name, range: nil, message: "there is a format '\(format.name)' already",
          help: "choose another name")
      ])
    }
    formats.append(format)
  }

  /// Adds a pack; its name and the names of its rules must be free.
  @discardableResult
  package mutating func addPack(_ file: LoadedFile) throws(LoadFailure) -> Pack {
    try addPack(file, isTested: false)
  }

  @discardableResult
  private mutating func addPack(_ file: LoadedFile, isTested: Bool) throws(LoadFailure) -> Pack {
    let pack = try PackReader.read(
      file, schema: own[.pack], functions: functions, isTested: isTested
    ) { (judged) throws(LoadFailure) in
      try loadSubjects(judged)
    }
    if packs.contains(where: { $0.name == pack.name }) {
      throw file.failure([
        LoadProblem(file: file.name, range: nil, message: "there is a pack '\(pack.name)' already")
      ])
    }
    for rule in pack.rules {
      if rule.check != nil, pack.name != Policy.structurePack {
        throw file.failure([
          LoadProblem(
            file: file.name, range: nil,
            message: "rule '\(rule.id)' has a structure check, which only the pack "
              + "'\(Policy.structurePack)' may have",
            help: "judge a field with 'require'")
        ])
      }
    }
    let names = Set(pack.rules.map(\.id))
    for other in packs {
      guard let rule = other.rules.first(where: { names.contains($0.id) }) else { continue }
      throw file.failure([
        LoadProblem(
          file: file.name, range: nil,
          message: "there is a rule '\(rule.id)' in pack '\(other.name)' already")
      ])
    }
    packs.append(pack)
    return pack
  }

  /// Reads a pack as if it were the only one of its name, as one that is being written may be one
  /// of those that are loaded.
  package func checked(pack file: LoadedFile) throws(LoadFailure) -> (library: Self, pack: Pack) {
    var library = self
    let name = Self.name(in: file)
    library.packs.removeAll { $0.name == name }
    let pack = try library.addPack(file)
    return (library, pack)
  }

  /// Reads a format as if it were the only one of its name.
  package func check(format file: LoadedFile) throws(LoadFailure) {
    var library = self
    let name = Self.name(in: file)
    library.formats.removeAll { $0.name == name }
    try library.addFormat(file)
  }

  /// Reads a verdict over the packs that were loaded.
  package func check(verdict file: LoadedFile) throws(LoadFailure) {
    _ = try VerdictReader(schema: own[.verdict], types: types, functions: functions, packs: packs)
      .read(file)
  }

  /// The same with another text of a file that is read when it is asked for, such as `label.yaml`.
  package func replacing(_ path: String, with bytes: [UInt8]) -> Self {
    var library = self
    for index in source.files.indices where source.files[index].path == path {
      library.source.files[index].bytes = bytes
    }
    if path == Self.labelPath { library.labelFile.bytes = bytes }
    return library
  }

  private static func name(in file: LoadedFile) -> String? {
    guard let root = file.tree.documents.first, file.tree.kind(root) == .mapping else { return nil }
    return file.tree.value(in: root, forKey: "name").map { file.tree.text($0) }
  }

  // MARK: - What rules judge

  /// Reads what a kind of pack judges, unless that was done before.
  private mutating func loadSubjects(_ judged: Judged) throws(LoadFailure) -> [RuleTypes] {
    if let known = subjects[judged] { return known }
    let result: [RuleTypes]
    switch judged {
    case .definitions: result = [types]
    case .catalogue:
      let layout = try ProfileLayoutReader.read(
        try needed("profile.yaml"), schema: own[.profile], types: types, functions: functions)
      profileLayout = layout
      result = try CatalogueSubjects.types(
        try needed("catalogue.yaml"), layout, definition: definition)
    case .changes:
      result = try ChangeSubjects.types(try needed("change.yaml"), definition: definition)
    }
    subjects[judged] = result
    return result
  }

  /// When two definitions or outcomes are taken as one; read when versions are compared.
  package func matching() throws(LoadFailure) -> Matching {
    try Matching.read(try needed("matching.yaml"), schema: own[.matching])
  }

  /// The figures of a folder over time; read when they are asked for.
  package func trend() throws(LoadFailure) -> TrendLayout {
    try TrendLayout.read(
      try needed("trend.yaml"), schema: own[.trend], types: types, functions: functions,
      verdicts: verdicts)
  }

  /// What new definitions and repositories begin with; read when it is asked for.
  package func start() throws(LoadFailure) -> StartLayout {
    try StartLayoutReader.read(
      try needed("start.yaml"), schema: own[.start], definition: definition,
      packs: packs.map(\.name))
  }

  /// What the language server says to people; read when it is asked for.
  package func editor() throws(LoadFailure) -> EditorWords {
    try EditorWords.read(try needed("editor.yaml"), schema: own[.editor])
  }

  /// The words and limits of the report for a committee; read when it is asked for.
  package func report() throws(LoadFailure) -> ReportLayout {
    try ReportLayoutReader.read(try needed("report.yaml"), schema: own[.report])
  }

  /// The pages of that report: the files of `report/` with their names for people.
  package var reportPages: [(name: String, shown: String, bytes: [UInt8])] {
    source.files.filter { $0.path.hasPrefix("report/") }.map { file in
      (String(file.path.dropFirst("report/".count)), source.shownName(file.path), file.bytes)
    }
  }

  private func needed(_ path: String) throws(LoadFailure) -> LoadedFile {
    let name = source.shownName(path)
    guard let bytes = source.bytes(of: path) else {
      throw LoadFailure(
        LoadProblem(
          file: name, range: nil, message: "the file is missing from the folder of rules"))
    }
    return LoadedFile(name: name, bytes: bytes)
  }

  /// The types of what a rule judges.
  package func types(of rule: Rule) -> RuleTypes {
    subjects[rule.judged]?.first { $0.subject == rule.subject } ?? types
  }

  /// The types of everything that packs of a kind judge; empty where no such pack was loaded.
  package func subjects(of judged: Judged) -> [RuleTypes] { subjects[judged] ?? [] }

  /// What expressions over these variables may use, in a rule or over definitions.
  package func environment(_ variables: [Variable], of rule: Rule? = nil) -> Environment {
    (rule.map(types) ?? types).environment(variables, functions)
  }

  /// The names of the packs that apply to definitions where no policy chooses others.
  package var standardPacks: [String] { standardPacks(of: .definitions) }

  package func standardPacks(of judged: Judged) -> [String] {
    packs.filter { $0.isStandard && $0.judged == judged }.map(\.name)
  }

  /// The names of all rules.
  package var ruleNames: [String] { packs.flatMap { $0.rules.map(\.id) } }

  /// The names of the packs that definitions may name under `schemes`.
  package var schemes: [String] { packs.filter(\.isScheme).map(\.name) }

  package func pack(named name: String) -> Pack? { packs.first { $0.name == name } }
  /// A rule with its pack.
  package func rule(named name: String) -> (rule: Rule, pack: Pack)? {
    for pack in packs {
      if let rule = pack.rules.first(where: { $0.id == name }) { return (rule, pack) }
    }
    return nil
  }

  package func format(named name: String) -> Format? { formats.first { $0.name == name } }
}

import YAMLTree

/// A credit system with the learner hours that one of its credits stands for.
package struct CreditSystem: Sendable {
  package var name: String
  package var aliases: [String]
  package var title: String
  /// Learner hours for one credit; nil where the system fixes none.
  package var hours: ClosedRange<Double>?
  package var countsContactHoursOnly: Bool
  package var countries: [String]
  /// The ECTS credits that one credit stands for by a published comparison; nil where there is none.
  package var ects: Double?
}

/// A framework of levels, from the lowest to the highest.
package struct LevelFramework: Sendable {
  package var name: String
  package var aliases: [String]
  package var title: String
  package var levels: [String]
  package var countries: [String]
  /// EQF levels by level; a level that is not listed was not compared, as far as is known.
  package var eqf: [(level: String, eqf: [Int])]
  /// Other spellings of levels.
  package var levelAliases: [(alias: String, level: String)]

  /// The level that a text stands for: as the framework writes it, by another spelling, or as the
  /// same number; nil where there is none.
  package func level(named text: String) -> String? {
    let name = text.lowercased()
    if let known = levels.first(where: { $0.lowercased() == name }) { return known }
    if let known = levelAliases.first(where: { $0.alias.lowercased() == name }) {
      return known.level
    }
    guard let number = Double(name) else { return nil }
    return levels.first { Double($0) == number }
  }
}

/// The facts of `frameworks/`, found by name without regard to case.
package struct Frameworks: Sendable {
  package private(set) var creditSystems: [CreditSystem] = []
  package private(set) var levelFrameworks: [LevelFramework] = []
  package private(set) var countries: Set<String> = []
  private var creditSystemByName: [String: Int] = [:]
  private var levelFrameworkByName: [String: Int] = [:]

  package init() {}

  package func creditSystem(named name: String) -> CreditSystem? {
    creditSystemByName[Self.key(name)].map { creditSystems[$0] }
  }

  package func levelFramework(named name: String) -> LevelFramework? {
    levelFrameworkByName[Self.key(name)].map { levelFrameworks[$0] }
  }

  package var creditSystemNames: [String] { creditSystems.flatMap { [$0.name] + $0.aliases } }
  package var levelFrameworkNames: [String] { levelFrameworks.flatMap { [$0.name] + $0.aliases } }

  /// Names are compared in lower case with blanks and hyphens alike.
  private static func key(_ name: String) -> String {
    String(
      decoding: name.lowercased().utf8.map { $0 == 0x20 ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
  }

  /// Adds what a file says; names that are taken are errors.
  package mutating func add(_ file: LoadedFile, _ root: ObjectView) throws(LoadFailure) {
    let sources = root.entries("sources").map(\.key.text)
    for entry in root.objects("creditSystems") {
      try checkSource(entry, sources, file)
      let least = entry.number("minimumHours")
      let most = entry.number("maximumHours") ?? least
      var hours: ClosedRange<Double>?
      if let least, let most, least <= most { hours = least...most }
      let system = CreditSystem(
        name: entry.text("name") ?? "", aliases: entry.texts("aliases"),
        title: entry.text("title") ?? "", hours: hours,
        countsContactHoursOnly: entry.text("hoursKind") == "contact",
        countries: entry.texts("countries"), ects: entry.number("ects"))
      for name in [system.name] + system.aliases {
        guard creditSystemByName.updateValue(creditSystems.count, forKey: Self.key(name)) == nil
        else { throw taken(name, entry, file) }
      }
      creditSystems.append(system)
    }
    for entry in root.objects("levelFrameworks") {
      try checkSource(entry, sources, file)
      let framework = LevelFramework(
        name: entry.text("name") ?? "", aliases: entry.texts("aliases"),
        title: entry.text("title") ?? "", levels: entry.texts("levels"),
        countries: entry.texts("countries"), eqf: [],
        levelAliases: entry.entries("levelAliases").map {
          ($0.key.text, entry.record.string($0.value) ?? "")
        })
      for name in [framework.name] + framework.aliases {
        guard levelFrameworkByName.updateValue(levelFrameworks.count, forKey: Self.key(name)) == nil
        else { throw taken(name, entry, file) }
      }
      levelFrameworks.append(framework)
    }
    for entry in root.objects("equivalences") {
      try checkSource(entry, sources, file)
      let name = entry.text("framework") ?? ""
      guard let index = levelFrameworkByName[Self.key(name)] else {
        throw problem("'\(name)' is not among the level frameworks", entry, file)
      }
      for (key, value) in entry.entries("levels") {
        guard levelFrameworks[index].levels.contains(key.text) else {
          throw problem("'\(key.text)' is not a level of \(name)", entry, file)
        }
        levelFrameworks[index].eqf.append((key.text, entry.view(value).ints("eqf")))
      }
    }
    countries.formUnion(root.texts("countries"))
  }

  private func checkSource(
    _ entry: ObjectView, _ sources: [String], _ file: LoadedFile
  ) throws(LoadFailure) {
    let source = entry.text("source") ?? ""
    if !sources.contains(source) {
      throw problem("'\(source)' is not among the sources of this file", entry, file)
    }
  }

  private func taken(_ name: String, _ entry: ObjectView, _ file: LoadedFile) -> LoadFailure {
    problem("the name '\(name)' is taken", entry, file)
  }

  private func problem(_ text: String, _ entry: ObjectView, _ file: LoadedFile) -> LoadFailure {
    file.failure([LoadProblem(file: file.name, range: entry.span, message: text)])
  }
}

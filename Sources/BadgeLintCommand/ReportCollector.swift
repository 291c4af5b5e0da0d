import BadgeLint
import BadgeLintReports
import CEL
import OutcomeText

/// Reads the files of a report: what is said of each definition, and what of all together.
struct ReportCollector {
  private let plan: LintPlan
  private let input: InputOptions
  /// The rules without those that policies add, by which catalogues are judged.
  private let base: RuleLibrary
  private let packs: [String]
  /// The id or title of the definition that is wanted; nil for all.
  private let only: String?
  private let layout: ReportLayout
  private let reporter: FileReporter
  private let profiler: FileProfiler?
  private let profiles: ProfileLayout?

  /// - Parameters:
  ///   - base: The library of the run before policies added packs.
  ///   - packs: Packs that options add, by name or file.
  init(
    _ plan: LintPlan, base: RuleLibrary, packs: [String], input: InputOptions, only: String?
  ) throws {
    self.plan = plan
    self.base = base
    self.packs = packs
    self.input = input
    self.only = only
    let library = plan.library
    layout = try library.report()
    let forced = try input.forcedFormat(library)
    reporter = FileReporter(
      library, label: try library.label(), layout: layout, forced: forced, today: input.today)
    profiles = library.profileLayout
    profiler = profiles.map {
      FileProfiler(library, layout: $0, forced: forced, today: input.today)
    }
  }

  /// What a file gave.
  private struct FilePart: Sendable {
    var file: LintPlan.File
    var name: String
    var result = FileReporter.Result()
    /// Whether the file could not be read at all.
    var isUnread = false
    /// One for each definition where catalogues are judged.
    var profiles: [ReadProfile] = []
    var unreadStacks: [Bool] = []
  }

  /// - Parameter targets: Takes note of the files with definitions.
  func collected(
    _ paths: [String], workers: Int, targets: inout OutputTargets
  ) async throws -> CommitteeContent {
    var content = CommitteeContent(
      layout: layout, verdicts: plan.library.verdicts, day: input.today.text,
      version: programVersion, catalogue: .missing(""), trend: .missing(""))
    content.failures = plan.unreadable
    content.fieldTitles = FieldTitles(plan.library.definition)
    var store = profiles.map { ProfileStore($0) }
    var shown: [Int: Int] = [:]
    var unreadStacks = 0
    var closing = ClosingChecks(plan)
    var names: [String] = []
    var withoutDefinition = 0
    var referenceCount = 0
    var problem: SpillError?
    let excuses = Excuses(plan, today: input.today, ignoresWaivers: false)
    await ParallelMap.run(plan.files, workers: workers) { file in
      read(file, excuses)
    } consume: { part in
      let result = part.result
      if part.file.wasNamedExplicitly || !result.holdsNoDefinition {
        targets.read(part.file.absolute)
      }
      content.failures += result.failures
      content.failures += result.unknownLines.map {
        InputOptions.notADefinition("\(part.name):\($0)")
      }
      referenceCount += result.referenceCount
      if !part.isUnread { closing.take(part.file, isWhole: result.isWhole, result.registerUse) }
      if result.holdsNoDefinition {
        if part.file.wasNamedExplicitly {
          content.failures.append(
            InputOptions.notADefinition(part.name, isBlank: result.isBlank))
        } else {
          withoutDefinition += 1
        }
      }
      // What stands outside of a definition may concern it: a waiver, or a slip of the notation.
      if only == nil || result.definitions.contains(where: isWanted) {
        content.looseItems += result.items.map { (part.name, $0) }
        content.waivers += result.unusedWaivers
      }
      for (position, definition) in result.definitions.enumerated() {
        names.append(definition.name)
        guard isWanted(definition) else { continue }
        let isShown = content.definitions.count < layout.limits.rows
        if part.profiles.indices.contains(position), let profile = store?.count {
          if isShown { shown[profile] = content.definitions.count }
          if part.unreadStacks[position] { unreadStacks += 1 }
          do throws(SpillError) {
            try store?.append(part.profiles[position])
          } catch {
            problem = problem ?? error
          }
        }
        if isShown {
          content.definitions.append(definition)
        } else {
          content.moreDefinitions += 1
        }
      }
    }
    if let problem { throw CommandFailure(problem.description) }
    if referenceCount > 0 {
      content.remarks.append("\(layout.references): \(referenceCount)")
    }
    if withoutDefinition > 0 {
      content.remarks.append("\(layout.withoutDefinition): \(withoutDefinition)")
    }
    if let only, content.definitions.isEmpty, content.failures.isEmpty {
      throw CommandFailure(
        "there is no definition '\(only)' here",
        help: closestMatch(to: only, in: names).map { "did you mean '\($0)'?" })
    }
    if content.definitions.isEmpty, content.failures.isEmpty {
      content.failures.append(
        InputOptions.nothingFound(in: paths, fileCount: plan.files.count))
    }
    content.waivers += plan.registers.indices.flatMap { position in
      plan.registers[position].lines(closing.use(of: position), today: input.today)
    }
    if only == nil {
      content.looseItems += closing.registers(input).flatMap { register in
        reporter.items(register.file, register.rules).map { (register.file.path, $0) }
      }
    }
    if content.definitionCount > 1 {
      content.catalogue = try await judged(
        store, shown, unreadStacks: unreadStacks, paths, workers, &content.failures)
    }
    return content
  }

  private func isWanted(_ definition: DefinitionReport) -> Bool {
    only.map { definition.name == $0 } ?? true
  }

  private func read(_ file: LintPlan.File, _ excuses: Excuses) -> FilePart {
    var part = FilePart(file: file, name: input.name(of: file))
    let rules = plan.ruleSets[file.ruleSet]
    do {
      let bytes = try readFile(file.path, maximumBytes: InputOptions.maximumBytes)
      part.result = reporter.report(
        bytes, path: part.name, rules: rules, waivers: excuses.scope(of: file))
      if part.result.failures.isEmpty, part.result.definitions.contains(where: isWanted) {
        let result = profiler?.profiles(bytes, path: part.name, rules: rules)
        part.profiles = result?.profiles ?? []
        part.unreadStacks = result?.unreadStacks ?? []
        part.result.failures += result?.failures ?? []
      }
    } catch {
      part.isUnread = true
      part.result.failures.append(error.description)
    }
    return part
  }

  /// The definitions judged together.
  private func judged(
    _ store: ProfileStore?, _ shown: [Int: Int], unreadStacks: Int, _ paths: [String],
    _ workers: Int, _ failures: inout [String]
  ) async throws -> CommitteeContent.Part<CommitteeContent.Catalogue> {
    guard let store else { return .missing(layout.noRules) }
    let rules = try input.policyRules(
      near: paths.first ?? ".", library: base, packs: packs, judged: .catalogue
    ).rules
    var judge = CatalogueJudge(store, rules: rules, library: base, today: input.today)
    do {
      let result = try await judge.judge(workers: workers)
      failures += result.faults.map { "\($0.rule): \($0.message)" }
      return .made(
        CommitteeContent.Catalogue(
          result, rules: rules, store: store, shown: shown, unreadStacks: unreadStacks))
    } catch {
      throw CommandFailure(error.description)
    }
  }
}

import ArgumentParser
import BadgeLint
import BadgeLintReports
import CEL

/// What commands show of a definition.
protocol DefinitionContent: Sendable {
  var file: String { get }
  /// The definition's id or title.
  var definition: String { get }
}

extension LabelContent: DefinitionContent {}
extension AlignmentContent: DefinitionContent {}

/// The contents of all definitions that a command was given, and what kept others from being read.
struct DefinitionRun<Content: DefinitionContent> {
  private(set) var contents: [Content] = []
  private(set) var failures: [String] = []
  /// What was passed over on purpose, in words.
  private(set) var remarks: [String] = []
  /// The absolute paths of the files that were read.
  private(set) var readPaths: [String] = []

  /// Reads the files of a plan.
  /// - Parameters:
  ///   - only: The id or title of the definition that is wanted; nil for all.
  init(
    _ plan: LintPlan, input: InputOptions, paths: [String], only: String?,
    _ read: ([UInt8], String, RuleSet) -> FileLabeller.Result<Content>
  ) throws {
    failures = plan.unreadable
    var referenceCount = 0
    var withoutDefinition: [String] = []
    for file in plan.files {
      let name = input.name(of: file)
      do {
        let bytes = try readFile(file.path, maximumBytes: InputOptions.maximumBytes)
        let result = read(bytes, name, plan.ruleSets[file.ruleSet])
        contents += result.contents
        if file.wasNamedExplicitly || !result.contents.isEmpty { readPaths.append(file.absolute) }
        referenceCount += result.referenceCount
        failures += result.failures
        failures += result.unknownLines.map { InputOptions.notADefinition("\(name):\($0)") }
        if result.holdsNoDefinition {
          if file.wasNamedExplicitly {
            failures.append(InputOptions.notADefinition(name, isBlank: result.isBlank))
          } else {
            withoutDefinition.append(name)
          }
        }
      } catch {
        failures.append(error.description)
      }
    }
    if referenceCount > 0 {
      remarks.append(
        "\(referenceCount) \(referenceCount == 1 ? "reference" : "references") to definitions "
          + "elsewhere")
    }
    if !withoutDefinition.isEmpty {
      let names = withoutDefinition.prefix(3).map(shownSafely).joined(separator: ", ")
      remarks.append(
        "\(withoutDefinition.count) files without a definition (\(names)"
          + (withoutDefinition.count > 3 ? " and more)" : ")"))
    }
    if contents.isEmpty, failures.isEmpty {
      failures.append(InputOptions.nothingFound(in: paths, fileCount: plan.files.count))
    }
    if let only { try choose(only) }
  }

  private mutating func choose(_ name: String) throws {
    let chosen = contents.filter { $0.definition == name }
    // What could not be read may hold it; then that is the message.
    if chosen.isEmpty, failures.isEmpty {
      let names = contents.map(\.definition)
      throw CommandFailure(
        "there is no definition '\(name)' here",
        help: closestMatch(to: name, in: names).map { "did you mean '\($0)'?" }
          ?? "there are: \(Self.list(names))")
    }
    contents = chosen
  }

  /// Refuses several definitions where there is room for one.
  func requireOne(for format: String) throws {
    guard contents.count > 1 else { return }
    throw CommandFailure(
      "\(format) shows one definition, but there are \(contents.count)",
      help: "choose one with --definition: \(Self.list(contents.map(\.definition)))")
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(12).map(shownSafely).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  /// Refuses to write reports to what was read.
  func checkTargets(_ files: [String], _ plan: LintPlan, _ rules: RuleFileOptions) throws {
    var targets = try OutputTargets(files)
    for path in plan.ownPaths { targets.read(path) }
    targets.protect(named: try rules.paths(), plan.library)
    for path in readPaths { targets.read(path) }
    try targets.check()
  }

  /// Says what could not be read or was passed over, and ends with status 2 where the former is.
  func finish() throws {
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
    for failure in failures {
      Terminal.write(
        style.colour("failure", .red) + style.bold(": \(shownSafely(failure))") + "\n",
        to: .standardError)
    }
    if !remarks.isEmpty {
      Terminal.write("not shown: \(remarks.joined(separator: "; "))\n", to: .standardError)
    }
    if !failures.isEmpty { throw ExitCode(2) }
  }
}

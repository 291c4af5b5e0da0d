import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint label`: what a definition says to a student or an employer, and what it does not.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Print the value profile of definitions: what they say, and what they do not.",
    discussion: """
      A label is for people who decide about a credential: what a holder can do, the level, the \
      work, how it is assessed, who vouches for it, what it counts towards, and a list of what \
      nobody wrote. At the end stands what the rules of its policy say of it, in a sentence for each \
      verdict; `badgelint lint` says it line by line.

      svg=FILE draws one label, so that several definitions need --definition. What the rows say \
      stands in label.yaml of the folder of rules.
      """)

  @Argument(help: "Files or folders; - for standard input.", completion: .file())
  var paths: [String]

  @OptionGroup var options: DefinitionOptions

  @Option(
    help: ArgumentHelp(
      "Write the labels: \(LabelFormat.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
      valueName: "format[=file]"))
  var output: [OutputRequest<LabelFormat>] = []

  func validate() throws { try options.check(paths, output) }

  func run() throws {
    let (plan, labeller) = try options.prepare(paths)
    let run = try DefinitionRun(
      plan, input: options.input, paths: paths, only: options.definition
    ) { labeller.labels($0, path: $1, rules: $2) }
    for request in output where request.format.showsOneLabel {
      try run.requireOne(for: request.format.rawValue)
    }
    try run.checkTargets(output.compactMap(\.file), plan, options.files)
    for request in output.isEmpty ? [OutputRequest(format: .text, file: nil)] : output {
      // Without a label there is nothing to draw.
      if request.format.showsOneLabel, run.contents.isEmpty { continue }
      try request.write(
        request.format.report(request.options).bytes(run.contents, failures: run.failures))
    }
    try run.finish()
  }
}

/// `badgelint alignment`: the matrix of outcomes against assessments.
struct AlignmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alignment",
    abstract: "Print which assessment assesses which outcome, and what is left over.")

  @Argument(help: "Files or folders; - for standard input.", completion: .file())
  var paths: [String]

  @OptionGroup var options: DefinitionOptions

  @Option(
    help: ArgumentHelp(
      "Write the matrices: \(AlignmentFormat.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
      valueName: "format[=file]"))
  var output: [OutputRequest<AlignmentFormat>] = []

  func validate() throws { try options.check(paths, output) }

  func run() throws {
    let (plan, labeller) = try options.prepare(paths)
    let run = try DefinitionRun(
      plan, input: options.input, paths: paths, only: options.definition
    ) { labeller.alignments($0, path: $1, rules: $2) }
    try run.checkTargets(output.compactMap(\.file), plan, options.files)
    for request in output.isEmpty ? [OutputRequest(format: .text, file: nil)] : output {
      try request.write(
        request.format.report(request.options).bytes(run.contents, failures: run.failures))
    }
    try run.finish()
  }
}

/// Options of commands that show definitions.
struct DefinitionOptions: ParsableArguments {
  @OptionGroup var files: RuleFileOptions

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "Only the definition of this id, or of this title where it has no id.", valueName: "id"))
  var definition: String?

  func check<Format>(_ paths: [String], _ output: [OutputRequest<Format>]) throws {
    try input.check(paths)
    try OutputRequest.check(output)
  }

  /// The files to read, and what makes contents of them.
  func prepare(_ paths: [String]) throws -> (plan: LintPlan, labeller: FileLabeller) {
    let plan = try input.plan(paths, files: files)
    do {
      let labeller = FileLabeller(
        plan.library, label: try plan.library.label(),
        forced: try input.forcedFormat(plan.library), today: input.today)
      return (plan, labeller)
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
  }
}

import ArgumentParser
import BadgeLintReports

/// Options of `badgelint lint` for some of its reports.
struct OutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What the SARIF report tells of rules beside what they found, with a comma between: \
      \(SARIFKind.allCases.map(\.rawValue).joined(separator: ", ")).
      """, valueName: "kinds"))
  var sarifKinds: SARIFKinds?

  @Option(
    help: ArgumentHelp(
      "Address of the folder with the pages of 'badgelint rules docs', for links in SARIF and Markdown.",
      valueName: "url"))
  var rulePages: String?

  /// What SARIF tells beside findings, in a fixed order.
  var kinds: [SARIFKind] { sarifKinds?.kinds ?? [] }

  /// The address of the pages with a slash at its end.
  var pages: String? { rulePages.map { $0.hasSuffix("/") ? $0 : "\($0)/" } }

  /// Refuses an address of pages that is none.
  static func check(rulePages: String?) throws {
    guard let rulePages else { return }
    if !["http://", "https://"].contains(where: { rulePages.hasPrefix($0) && rulePages != $0 })
      || rulePages.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F })
    {
      throw ValidationError(
        "--rule-pages takes an address such as https://example.edu/rules/, found '\(rulePages)'")
    }
  }

  /// Refuses options without effect, and an address that is none.
  func check(_ requests: [OutputRequest<ReportFormat>]) throws {
    try Self.check(rulePages: rulePages)
    let formats = requests.map(\.format)
    if sarifKinds != nil, !formats.contains(.sarif) {
      throw ValidationError("--sarif-kinds needs --output sarif")
    }
    if rulePages != nil, !formats.contains(.sarif), !formats.contains(.markdown) {
      throw ValidationError("--rule-pages needs --output sarif or --output markdown")
    }
  }
}

/// Kinds of results, such as `pass,notApplicable`.
struct SARIFKinds: ExpressibleByArgument {
  var kinds: [SARIFKind]

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let named = names.compactMap { SARIFKind(rawValue: String($0)) }
    guard named.count == names.count else { return nil }
    kinds = SARIFKind.allCases.filter(named.contains)
  }

  static var allValueStrings: [String] {
    SARIFKind.allCases.map(\.rawValue) + [SARIFKind.allCases.map(\.rawValue).joined(separator: ",")]
  }
}

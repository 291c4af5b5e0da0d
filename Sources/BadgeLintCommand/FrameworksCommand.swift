import ArgumentParser
import BadgeLint
import BadgeLintReports

/// `badgelint frameworks`: the credit systems and level frameworks that rules know.
struct FrameworksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frameworks",
    abstract: "Print the credit systems and level frameworks that rules know.")

  @OptionGroup var library: LibraryOptions

  func run() throws {
    let frameworks = try library.loadPacks().frameworks
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardOutput))
    var text = style.bold("Credit systems") + "\n"
    for system in frameworks.creditSystems {
      text += "  \(names(system.name, system.aliases)): \(system.title)\n"
      text += style.dim("      \(hours(of: system))\(places(system.countries))") + "\n"
    }
    text += "\n" + style.bold("Level frameworks") + "\n"
    for framework in frameworks.levelFrameworks {
      let compared = framework.eqf.isEmpty ? "" : "; compared with the EQF"
      text += "  \(names(framework.name, framework.aliases)): \(framework.title)\n"
      text +=
        style.dim(
          "      levels \(framework.levels.joined(separator: ", "))\(places(framework.countries))"
            + compared) + "\n"
    }
    Terminal.write(text, to: .standardOutput)
  }

  private func names(_ name: String, _ aliases: [String]) -> String {
    aliases.isEmpty ? name : "\(name) (also \(aliases.joined(separator: ", ")))"
  }

  private func hours(of system: CreditSystem) -> String {
    guard let hours = system.hours else { return "no hours are fixed for a credit" }
    let least = numberText(hours.lowerBound)
    let most = numberText(hours.upperBound)
    let range = least == most ? least : "\(least) to \(most)"
    return "\(range) \(system.countsContactHoursOnly ? "contact hours" : "hours") a credit"
  }

  private func places(_ countries: [String]) -> String {
    countries.isEmpty ? "" : "; in \(countries.joined(separator: ", "))"
  }
}

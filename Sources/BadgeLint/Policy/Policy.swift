import CEL
import YAMLTree

/// Which rules apply to the files of a folder, and how.
package struct Policy: Sendable {
  package static let fileName = ".badgelint.yaml"

  /// The file as it is shown; nil for the settings that hold without one.
  package var file: LoadedFile?
  /// The folder that its globs and paths start from.
  package var folder: String
  /// The packs that it or one that it builds on chooses; nil stands for the standard packs.
  package var packs: [Named]?
  /// Files that are not read, each set of globs with the folder of its own policy.
  package var exclude: [FilePatternSet] = []
  package var failOn: FailOn?
  package var settings = Settings()
  /// The register of waivers and the baseline by their paths, which need not be there.
  package var waivers: Named?
  package var baseline: Named?
  package var overrides: [Override] = []
  /// The policies that this one builds on, from the nearest.
  package var bases: [String] = []

  /// A name with the place where it was written, for errors.
  package struct Named: Sendable {
    package var name: String
    package var file: LoadedFile?
    package var span: ByteRange?

    package init(_ name: String, file: LoadedFile? = nil, span: ByteRange? = nil) {
      self.name = name
      self.file = file
      self.span = span
    }
  }

  /// Severities of rules and values of parameters.
  package struct Settings: Sendable {
    package var severities: [(rule: Named, severity: RuleSeverity)] = []
    package var parameters: [(pack: Named, name: Named, value: NodeID)] = []
  }

  package struct Override: Sendable {
    package var files: FilePatternSet
    package var packs: [Named]?
    package var settings: Settings
  }

  package enum RuleSeverity: Sendable, Equatable {
    case off
    case on(Severity)

    /// Nil where the rule is off.
    var value: Severity? {
      switch self {
      case .off: nil
      case .on(let severity): severity
      }
    }
  }

  /// The policy of files for which there is none.
  package static let standard = Policy(file: nil, folder: ".")

  /// The pack of structure checks, which applies everywhere.
  package static let structurePack = "structure"
}

/// The least severity that fails a run.
package enum FailOn: String, CaseIterable, Sendable {
  case error, warning, info, never

  /// Whether findings of a severity fail the run.
  package func fails(_ severity: Severity) -> Bool {
    switch self {
    case .error: severity >= .error
    case .warning: severity >= .warning
    case .info: true
    case .never: false
    }
  }
}

/// All that is needed to repeat a run, and what it came to; `rules/record.yaml` describes its form.
package struct RunRecord: Sendable {
  package static let version = 1
  package static let programName = "badgelint"

  /// What stands in a record before the results.
  package struct Head: Sendable, Equatable {
    /// The version of the program.
    package var version: String
    /// The way from the folder of the record to that of the run; nil where it is not said.
    package var base: String?
    package var day: CalendarDate
    /// Whether the day was given rather than that of the clock.
    package var dayWasGiven: Bool
    package var options: Options
    package var since: Since?
    package var documents: [Document]
    package var library: [Digest]

    package init(
      version: String, base: String?, day: CalendarDate, dayWasGiven: Bool, options: Options,
      since: Since?, documents: [Document], library: [Digest]
    ) {
      self.version = version
      self.base = base
      self.day = day
      self.dayWasGiven = dayWasGiven
      self.options = options
      self.since = since
      self.documents = documents
      self.library = library
    }
  }

  /// Options that change results; all paths go from the folder of the run.
  package struct Options: Sendable, Equatable {
    package var paths: [String] = []
    package var packs: [String] = []
    package var formatFiles: [String] = []
    package var rulesDir: String?
    package var format: String?
    package var policy: String?
    package var noPolicy = false
    package var exclude: [String] = []
    package var noGitignore = false
    package var skipOthers = false
    package var failOn: String?
    package var failOnCarried = false
    package var noWaivers = false
    package var baseline: String?
    /// Files that the run wrote, which are no input.
    package var written: [String] = []

    package init() {}

    /// The names of all files and folders.
    package var files: [String] {
      paths + packs.filter(PolicyReader.isPath) + formatFiles + written
        + [rulesDir, policy, baseline].compactMap(\.self)
    }
  }

  /// The state of a repository with which a run compared.
  package struct Since: Sendable, Equatable {
    /// What was asked for.
    package var revision: String
    /// The full hash of the commit.
    package var commit: String

    package init(revision: String, commit: String) {
      self.revision = revision
      self.commit = commit
    }
  }

  /// A file by the hash of its bytes.
  package struct Digest: Sendable, Equatable {
    package var file: String
    package var hash: String

    package init(file: String, hash: String) {
      self.file = file
      self.hash = hash
    }
  }

  /// A document that guided the run.
  package struct Document: Sendable, Equatable {
    package enum Kind: String, CaseIterable, Sendable {
      case policy, pack, format, waivers, baseline
    }

    package var kind: Kind
    package var digest: Digest

    package init(_ kind: Kind, _ digest: Digest) {
      self.kind = kind
      self.digest = digest
    }
  }

  /// A file that was linted.
  package struct File: Sendable {
    package var digest: Digest
    /// Its size in bytes.
    package var byteCount: Int
    package var definitionCount: Int
    package var findings: [Finding]
    package var verdicts: [Verdict]
  }

  package struct Finding: Sendable, Hashable {
    package var rule: String
    package var severity: String
    package var definition: String
    package var path: String
    package var line: Int
    package var column: Int
    package var message: String
    package var fingerprint: String
    /// What a proposal, a waiver and a baseline make of it, each in a word.
    package var marks: [String]
  }

  package struct Verdict: Sendable, Equatable {
    package var definition: String
    package var name: String
    package var state: String
    package var weight: Int
  }

  /// What came of a rule.
  package struct Tally: Sendable, Equatable {
    package var rule: String
    package var tally: RuleTally
  }

  package var head: Head
  package var files: [File]
  package var tallies: [Tally]
  /// Findings that are gone since the state before, and entries of baselines whose finding is
  /// gone, in words.
  package var gone: [String]
  package var failures: [String]
  /// The exit status.
  package var status: Int

  /// The hash of a list of files, as of the output of `sha256sum`.
  package static func hash(of files: [Digest]) -> String {
    SHA256.text(of: files.flatMap { Array("\($0.hash)  \($0.file)\n".utf8) })
  }

  /// Whether a path may lead out of the folder that it starts from, as far as its text tells.
  package static func leadsOut(_ path: String) -> Bool {
    Path.isAbsolute(path) || path.utf8.contains(0)
      || path.split(separator: "/").contains { $0.utf8.elementsEqual("..".utf8) }
  }
}

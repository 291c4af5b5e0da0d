import YAMLTree

/// Finds the files to lint: those named and those below the folders named.
///
/// The answer is the same on every run: roots come in the order given, what a folder holds in the
/// order of the bytes of its names, and each file once, however many ways lead to it.
package struct FileWalker: Sendable {
  /// What a walk takes and leaves.
  package struct Options: Sendable {
    /// Whether ignore files of git count: each `.gitignore` met on the walk and, in a repository,
    /// those of the folders above and `.git/info/exclude`.
    package var respectsGitignore = true
    /// Patterns of files and folders to leave out.
    package var excludes: [GlobPattern] = []
    /// The folder that `excludes` are relative to. For what lies outside of it, they are relative
    /// to the folder that is walked.
    package var excludesFolder = "."
    /// The extensions of files to take in folders, without the dot; upper and lower case are one.
    package var extensions =
      ["yaml", "yml"] + TextLayout.jsonExtensions + TextLayout.lineExtensions
    /// Whether names with a leading dot are left out below the folders named. `.git` always is.
    package var skipsHidden = true
    /// Whether `excludes` and ignore files also count for what is named explicitly.
    package var forceExclude = false
    /// Whether a folder that was named and holds no file to take is a problem where another does.
    package var reportsEmptyFolders = false
    /// The size from which a file is a problem instead of a find; nil leaves it to the reader and
    /// saves a look at each file.
    package var maximumBytes: Int?

    package init() {}
  }

  package let options: Options

  package init(options: Options = Options()) {
    self.options = options
  }

  /// Finds the files for the given paths of files and folders.
  ///
  /// A file named explicitly is always taken, whatever its name, unless `forceExclude` is set, and
  /// a folder named is walked even where it is ignored; "-" stands for standard input. Links are
  /// followed; a folder or file that is reached both directly and through a link found on the walk
  /// counts with its direct path. Hard links to one file are one file.
  ///
  /// This never fails as a whole: what could not be found or read is in `problems`, in the order
  /// it was met.
  package func walk(_ roots: [String]) -> WalkResult {
    var walk = Walk(options: options)
    return walk.run(roots)
  }
}

/// What a walk found.
package struct WalkResult: Sendable {
  package var files: [FoundFile]
  package var problems: [FileProblem]

  package init(files: [FoundFile], problems: [FileProblem]) {
    self.files = files
    self.problems = problems
  }
}

extension FileWalker {
  /// The file of a folder that says what a walk leaves out.
  package static let ignoreFileName = ".gitignore"

  /// Whether walks take a file by its name.
  package static func takes(_ path: String) -> Bool {
    var name = Path.lastComponent(path)
    let filter = NameFilter(skipsHidden: false, extensions: Options().extensions)
    return name.withUTF8 { filter.wants($0) }
  }
}

/// A file to lint.
package struct FoundFile: Sendable, Hashable {
  /// The path as it is shown to people and opened: relative as given, normalised.
  package var path: String
  /// Whether the file itself was named, rather than a folder above it.
  package var wasNamedExplicitly: Bool

  package init(path: String, wasNamedExplicitly: Bool) {
    self.path = path
    self.wasNamedExplicitly = wasNamedExplicitly
  }
}

/// Something that should have been looked at and could not; always a failure to report.
package struct FileProblem: Sendable, Hashable {
  package var error: FileError
  /// Whether the path was named, rather than found in a folder.
  package var wasNamedExplicitly: Bool

  /// The path as it is shown to people.
  package var path: String { error.path }

  package init(error: FileError, wasNamedExplicitly: Bool) {
    self.error = error
    self.wasNamedExplicitly = wasNamedExplicitly
  }
}

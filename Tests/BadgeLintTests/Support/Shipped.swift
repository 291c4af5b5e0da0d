import BadgeLint

/// Everything that `rules/` ships, loaded once.
enum Shipped {
  static let library = Result { () throws(LoadFailure) in try RuleLibrary(.shipped) }
  static let today = CalendarDate(secondsSince1970: 1_793_491_200)

  /// The shipped files with few packs and no verdicts, for tests that load them over and over, as
  /// all of them take long.
  static let fewFiles = {
    let files = RuleFiles.shipped.files
    precondition(few.allSatisfy { pack in files.contains { $0.path == pack } }, "\(few)")
    return files.filter { file in
      !file.path.hasPrefix("verdicts/")
        && (!file.path.hasPrefix("packs/") || few.contains(file.path))
    }
  }()

  private static let few = ["structure", "core", "eu-2022", "inflation", "outcomes"].map {
    "packs/\($0).yaml"
  }
}

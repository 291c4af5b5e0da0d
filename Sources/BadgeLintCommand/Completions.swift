import ArgumentParser
import BadgeLint

/// What shells offer where the program itself knows the words.
enum Completions {
  /// The packs that are built in.
  static let packs = CompletionKind.custom { _, _, _ in names(in: "packs") }

  /// The formats that are built in, with the own one.
  static let formats = CompletionKind.custom { _, _, _ in
    [RuleLibrary.nativeFormat] + names(in: "formats")
  }

  /// All rules that are built in.
  static let rules = CompletionKind.custom { _, _, _ in
    (try? RuleLibrary(.shipped))?.ruleNames ?? []
  }

  /// The kinds of documents that have a schema.
  static let schemas = CompletionKind.custom { _, _, _ in
    (try? RuleLibrary(.shipped, packs: .standardAnd([])))?.schemas.map(\.name) ?? []
  }

  /// Files of rules, policies and the like.
  static let yamlFile = CompletionKind.file(extensions: ["yaml", "yml"])

  /// Branches and tags of the repository of the current folder.
  static let revisions = CompletionKind.shellCommand(
    "git for-each-ref --format='%(refname:short)' refs/heads refs/remotes refs/tags 2>/dev/null")

  /// The names of the shipped files of a folder, which packs and formats have, too; loading them
  /// would take too long for a key that is pressed.
  private static func names(in folder: String) -> [String] {
    RuleFiles.shipped.files(in: folder).map {
      String($0.path.dropFirst(folder.utf8.count + 1).dropLast(".yaml".utf8.count))
    }
  }
}

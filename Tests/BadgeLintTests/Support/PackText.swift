import BadgeLint
import YAMLTree

/// The text of a pack with one rule, whose parts a test can replace.
struct PackText {
  var name = "test"
  var sources = "{law: {title: A law}}"
  var parameters = "{}"
  var lets = "{}"
  var id = "test/rule"
  /// The lines between `dimension:` and `message:`, each with its key.
  var body = "require: has(definition.kind)"
  var message = "\"no kind\""
  var also = "[]"
  var cites = "[{source: law}]"
  var examples = "{passes: [{kind: badge}], fails: [{title: A}]}"

  var text: String {
    """
    pack: 1
    name: \(name)
    title: Test
    sources: \(sources)
    parameters: \(parameters)
    let: \(lets)
    rules:
      \(id):
        title: A title
        severity: warning
        concern: unclear
        dimension: clarity
        \(body.split(separator: "\n").joined(separator: "\n    "))
        message: \(message)
        also: \(also)
        why: because
        fix: do it
        cites: \(cites)
        examples: \(examples)

    """
  }

  /// The shipped library with this pack.
  func library() throws -> RuleLibrary {
    var library = try Shipped.library.get()
    try library.addPack(LoadedFile(name: "pack.yaml", bytes: Array(text.utf8)))
    return library
  }

  /// Lints a definition by this pack and the structure checks.
  func lint(_ text: String) throws -> Linted {
    try Linted(text, packs: [name], library: try library())
  }
}

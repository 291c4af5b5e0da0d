import YAMLTree

/// Something wrong in a file of rules, a policy or a format: the run cannot be trusted and stops.
package struct LoadProblem: Error, Sendable {
  /// The file as it is shown to people.
  package var file: String
  /// The place in the file; nil where the whole file is meant.
  package var range: ByteRange?
  /// What is wrong, without a full stop.
  package var message: String
  /// What to do about it.
  package var help: String?

  package init(file: String, range: ByteRange?, message: String, help: String? = nil) {
    self.file = file
    self.range = range
    self.message = message
    self.help = help
  }
}

/// All the problems that kept files from being loaded, with the texts they stand in.
package struct LoadFailure: Error, Sendable {
  package var problems: [LoadProblem]
  /// The bytes of the files that problems point into, by file name.
  package var sources: [String: [UInt8]]

  package init(_ problems: [LoadProblem], sources: [String: [UInt8]]) {
    self.problems = problems
    self.sources = sources
  }

  package init(_ problem: LoadProblem, sources: [String: [UInt8]] = [:]) {
    self.init([problem], sources: sources)
  }
}

/// A file of rules with its tree: what loading works on.
package struct LoadedFile: Sendable {
  package var name: String
  package var tree: YAMLTree
  /// What a schema makes of it, with the name of the schema, where that was worked out ahead.
  private(set) var bound: (schema: String, view: ObjectView)?

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.tree = YAMLTree(parsing: bytes)
  }

  /// Works out what a schema makes of it; what does not fit is told when the file is read.
  mutating func bind(by schema: Schema) {
    bound = (try? DocumentReader.read(self, by: schema)).map { (schema.name, $0) }
  }

  /// The root of the only document.
  ///
  /// Throws where the text is not YAML or holds no document or several.
  package func root() throws(LoadFailure) -> NodeID {
    let problems = tree.problems.map {
      LoadProblem(file: name, range: $0.span, message: $0.message)
    }
    if !problems.isEmpty { throw failure(problems) }
    guard let root = tree.documents.first, tree.documents.count == 1 else {
      throw failure([
        LoadProblem(
          file: name, range: nil,
          message: tree.documents.isEmpty
            ? "the file is empty: expected one YAML document"
            : "expected one YAML document, found \(tree.documents.count)")
      ])
    }
    return root
  }

  package func failure(_ problems: [LoadProblem]) -> LoadFailure {
    LoadFailure(problems, sources: [name: tree.bytes])
  }

  package func failure(
    at node: NodeID, _ message: String, help: String? = nil
  ) -> LoadFailure {
    failure([LoadProblem(file: name, range: tree.span(node), message: message, help: help)])
  }
}

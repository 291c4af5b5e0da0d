import CEL
import YAMLTree

/// What is told of the definitions of a folder over time: `rules/trend.yaml`, compiled.
package struct TrendLayout: Sendable {
  /// What is made of the values of all definitions.
  package enum Summary: String, Sendable {
    case median, share
  }

  package struct Figure: Sendable {
    package var name: String
    package var title: String
    package var about: String
    package var unit: String
    package var summary: Summary
    var source: Source
  }

  /// Where a value comes from.
  enum Source: Sendable {
    /// The position of a verdict in `RuleLibrary.verdicts`.
    case verdict(Int)
    case expression(condition: Program?, value: Program)
  }

  package var title: String
  package var language: String
  /// What the number of definitions is called.
  package var count: String
  package var figures: [Figure]
  /// Expressions with a name, in the order of their slots.
  var lets: [Program]

  static func read(
    _ file: LoadedFile, schema: Schema, types: RuleTypes, functions: FunctionTable,
    verdicts: [Verdict]
  ) throws(LoadFailure) -> TrendLayout {
    let root = try DocumentReader.read(file, by: schema)
    var compiler = ExpressionCompiler(
      file: file, types: types, functions: functions, fallback: root.span)
    compiler.use(
      placesOf: ExpressionCompiler.Each(
        ways: [[]], current: .object(types.schema.root), parent: nil), parameters: [])
    let lets = root.entries("let").compactMap { key, value in
      compiler.compileLet(
        key, root.record.string(value) ?? "", node: root.record.node(value).source, presuming: [])
    }
    var figures: [Figure] = []
    for (key, value) in root.entries("figures") {
      let view = root.view(value)
      let summary = view.text("summary").flatMap(Summary.init) ?? .share
      guard let source = source(view, summary, verdicts, &compiler) else { continue }
      figures.append(
        Figure(
          name: key.text, title: view.text("title") ?? "", about: view.text("about") ?? "",
          unit: view.text("unit") ?? "", summary: summary, source: source))
    }
    if !compiler.problems.isEmpty { throw file.failure(compiler.problems) }
    return TrendLayout(
      title: root.text("title") ?? "", language: root.text("language") ?? "",
      count: root.text("count") ?? "", figures: figures, lets: lets.map(\.program))
  }

  private static func source(
    _ view: ObjectView, _ summary: Summary, _ verdicts: [Verdict],
    _ compiler: inout ExpressionCompiler
  ) -> Source? {
    if let name = view.text("verdict") {
      guard let index = verdicts.firstIndex(where: { $0.name == name }) else {
        compiler.report(
          view.span("verdict"), "there is no verdict '\(name)'",
          help: closestMatch(to: name, in: verdicts.map(\.name)).map { "did you mean '\($0)'?" })
        return nil
      }
      if summary != .share {
        compiler.report(view.span("summary"), "of a verdict there is only a share")
      }
      return .verdict(index)
    }
    guard view.has("is") else {
      compiler.report(view.span("title"), "the figure has neither 'is' nor 'verdict'")
      return nil
    }
    let condition = compiler.compileField(view, "where", expecting: .bool, presuming: [])
    if view.has("where"), condition == nil { return nil }
    let value = compiler.compileField(
      view, "is", expecting: summary == .median ? .double : .bool,
      presuming: condition.map { [Presumption(program: $0, holds: true)] } ?? [])
    return value.map { .expression(condition: condition, value: $0) }
  }
}

import CEL
import YAMLTree

/// Plain words for the values of the closed lists of definitions.
struct LabelWords: Sendable {
  private var words: [String: [String: String]] = [:]

  /// Reads the words of a label. Every value of a list needs words, or a label would break where
  /// a definition uses one without.
  static func read(
    _ root: ObjectView, in file: LoadedFile, _ schema: Schema
  ) -> (words: LabelWords, problems: [LoadProblem]) {
    var result = LabelWords()
    var problems: [LoadProblem] = []
    func report(_ span: ByteRange?, _ message: String, help: String? = nil) {
      problems.append(
        LoadProblem(file: file.name, range: span ?? root.span, message: message, help: help))
    }
    for list in root.objects("words") {
      let name = list.text("choice") ?? ""
      guard let choice = schema.choices.first(where: { $0.name == name }) else {
        report(
          list.span("choice"), "definitions have no list of values '\(name)'",
          help: closestMatch(to: name, in: schema.choices.map(\.name)).map {
            "did you mean '\($0)'?"
          })
        continue
      }
      if result.words[name] != nil {
        report(list.span("choice"), "the words of '\(name)' are given already")
      }
      var words: [String: String] = [:]
      for (key, value) in list.entries("words") {
        guard choice.values.contains(key.text) else {
          report(
            key.span, "'\(key.text)' is not a value of '\(name)'",
            help: closestMatch(to: key.text, in: choice.values).map { "did you mean '\($0)'?" })
          continue
        }
        words[key.text] = list.record.string(value) ?? ""
      }
      for value in choice.values where words[value] == nil {
        report(list.span("words"), "there are no words for the value '\(value)' of '\(name)'")
      }
      result.words[name] = words
    }
    return (result, problems)
  }

  /// `inWords('supervision', self.supervision)`: the words for a value of a list.
  var function: FunctionDeclaration {
    let words = self.words
    let names = words.keys.sorted()
    return FunctionDeclaration(
      name: "inWords", parameters: [.string, .string], result: .string,
      resultSize: FunctionDeclaration.mostResults,
      // The name of the list is checked when the label is loaded, so it must be written out.
      checkLiterals: { arguments in
        guard case .string(let name)?? = arguments.first else {
          return "the name of the list of values must be written out"
        }
        if names.contains(name) { return nil }
        let suggestion = closestMatch(to: name, in: names).map { "; did you mean '\($0)'?" }
        return "'words' has no list '\(name)'\(suggestion ?? "")"
      },
      implementation: .binary { (list, value, _) throws(EvaluationError) in
        let (list, value) = (try list.text(), try value.text())
        guard let text = words[list]?[value] else {
          throw EvaluationError(
            .invalidArgument, "there are no words for the value '\(value)' of '\(list)'")
        }
        return .string(text)
      })
  }
}

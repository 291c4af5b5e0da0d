import OutcomeText

/// Reads files of `languages/`.
enum LanguageReader {
  /// The primary subtag of the language, with its reader of outcomes.
  static func read(
    _ file: LoadedFile, by schema: Schema
  ) throws(LoadFailure) -> (name: String, reader: OutcomeReader) {
    let root = try DocumentReader.read(file, by: schema)
    let sources = root.entries("sources").map(\.key.text)
    var lists = OutcomeLanguage.Lists()
    lists.findsVerbsAnywhere = root.text("verbPlace") == "anywhere"
    lists.capitalisesNouns = root.bool("capitalisesNouns") ?? false
    lists.foldsSpelling = root.bool("foldsSpelling") ?? false
    lists.leadIns = root.texts("leadIns")
    lists.abilities = root.texts("abilities")
    lists.adverbs = root.texts("adverbs")
    lists.adverbEnding = root.text("adverbEnding")
    lists.verbs = root.texts("verbs")
    lists.verbEndings = root.texts("verbEndings")
    lists.infix = root.text("infix")
    lists.endings = root.objects("endings").map { ending in
      OutcomeLanguage.Ending(
        isGerund: ending.text("form") == "gerund", of: ending.text("of") ?? "",
        becomes: ending.text("becomes") ?? "")
    }
    lists.irregular = root.entries("irregular").map { key, value in
      (key.text, root.view(value).texts("list"))
    }
    lists.nounEndings = root.texts("nounEndings")
    lists.conjunctions = root.texts("conjunctions")
    lists.determiners = root.texts("determiners")
    lists.nounMarkers = root.texts("nounMarkers")
    lists.contextMarkers = root.texts("contextMarkers")
    lists.subordinators = root.texts("subordinators")
    lists.emptyWords = root.texts("emptyWords")
    var problems: [LoadProblem] = []
    for view in root.objects("vague") {
      for (key, span) in view.located("source") where !sources.contains(key) {
        problems.append(
          LoadProblem(
            file: file.name, range: span, message: "'\(key)' is not among the sources of this file")
        )
      }
      lists.vague.append(
        OutcomeLanguage.Vague(
          phrases: view.texts("phrase"), instead: view.texts("instead"),
          isDisputed: view.bool("disputed") ?? false))
    }
    // Verbs that are split share the forms of their second part.
    let stems = Set(lists.verbs.compactMap { $0.split(separator: "|").last.map(String.init) })
    for (verb, _) in lists.irregular where !stems.contains(verb) {
      problems.append(
        LoadProblem(
          file: file.name, range: root.span("irregular"),
          message: "'\(verb)' is not among the verbs"))
    }
    if !problems.isEmpty { throw file.failure(problems) }
    return (root.text("name") ?? "", OutcomeReader(OutcomeLanguage(lists)))
  }
}

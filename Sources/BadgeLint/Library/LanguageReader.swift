import OutcomeText

/// Reads files of `languages/`.
package enum LanguageReader {
  /// The reader of a language.
  /// - Parameters:
  ///   - known: The languages that other files read.
  ///   - isTested: Whether tests check the lists, so that a run need not.
  package static func read(
    _ file: LoadedFile, by schema: Schema, known: some Collection<String>, isTested: Bool = false
  ) throws(LoadFailure) -> (name: String, reader: OutcomeReader) {
    let root = try DocumentReader.read(file, by: schema)
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
    lists.functionWords = root.texts("functionWords")
    lists.inflections = root.objects("inflections").map {
      ($0.text("ending") ?? "", $0.text("becomes") ?? "")
    }
    lists.numbers = root.entries("numbers").map { key, value in
      (key.text, root.record.number(value) ?? 0)
    }
    lists.leastPhrases = root.texts("leastPhrases")
    lists.hasDecimalComma = root.bool("decimalComma") ?? false
    for view in root.objects("vague") {
      lists.vague.append(
        OutcomeLanguage.Vague(
          phrases: view.texts("phrase"), instead: view.texts("instead"),
          isDisputed: view.bool("disputed") ?? false))
    }
    let name = root.text("name") ?? ""
    var problems = isTested ? LanguageProblems(file) : problems(of: root, in: file)
    if known.contains(name) {
      problems.add("'\(name)' is read by another file already", at: root.span("name"))
    }
    if !problems.problems.isEmpty { throw file.failure(problems.problems) }
    return (name, OutcomeReader(lists))
  }

  /// Lists whose entries are looked up as single words.
  private static let lists = [
    "adverbs", "conjunctions", "determiners", "nounMarkers", "contextMarkers", "subordinators",
    "emptyWords", "functionWords",
  ]

  /// What is wrong beyond the shape of the file.
  private static func problems(of root: ObjectView, in file: LoadedFile) -> LanguageProblems {
    var problems = LanguageProblems(file)
    let name = root.text("name") ?? ""
    // Languages of definitions are compared by their primary subtag in lower case.
    if Lexicon.primary(name) != name {
      problems.add(
        "'\(name)' is never the language of a definition", at: root.span("name"),
        help: "write '\(Lexicon.primary(name))'")
    }
    problems.checkPhrases(root.located("leadIns"), goesOn: true)
    problems.checkPhrases(root.located("abilities"))
    for list in lists { problems.checkWords(root.located(list)) }
    problems.checkVerbs(root.located("verbs"))
    // Verbs that are split share the forms of their second part.
    let stems = Set(
      root.texts("verbs").compactMap { $0.split(separator: "|").last.map(String.init) })
    for (verb, forms) in root.entries("irregular") {
      problems.checkWords(root.view(forms).located("list"))
      if !stems.contains(verb.text) {
        problems.add("'\(verb.text)' is not among the verbs", at: verb.span)
      }
    }
    let sources = root.entries("sources").map(\.key.text)
    for view in root.objects("vague") {
      for (key, span) in view.located("source") where !sources.contains(key) {
        problems.add("'\(key)' is not among the sources of this file", at: span)
      }
      problems.checkPhrases(view.located("phrase"), mayBeEnding: true)
    }
    return problems
  }
}

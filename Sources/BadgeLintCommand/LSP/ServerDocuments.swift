import BadgeLint
import BadgeLintReports

/// Documents that are opened, changed, saved and closed.
extension LanguageServer {
  private static func uri(_ parameters: JSONValue?) throws(ResponseError) -> String {
    guard let uri = parameters?["textDocument"]?["uri"]?.string else {
      throw ResponseError(.invalidParams, "`textDocument.uri` is missing")
    }
    return uri
  }

  mutating func opened(_ parameters: JSONValue?) throws(ResponseError) {
    let uri = try Self.uri(parameters)
    guard let text = parameters?["textDocument"]?["text"]?.string else {
      throw ResponseError(.invalidParams, "`textDocument.text` is missing")
    }
    documents[uri] = OpenDocument(
      uri: uri, version: parameters?["textDocument"]?["version"]?.int, text: Array(text.utf8))
    published[uri] = nil
    markStale(uri)
  }

  mutating func changed(_ parameters: JSONValue?) throws(ResponseError) {
    let uri = try Self.uri(parameters)
    guard let standing = documents[uri]?.standing else {
      throw ResponseError(.invalidParams, "a document changed that is not open: \(uri)")
    }
    let version = parameters?["textDocument"]?["version"]?.int
    guard documents[uri]?.isNew(version) == true else {
      let held = documents[uri]?.version.map(String.init) ?? ""
      log(
        "a change of \(uri) was ignored, as it makes version \(version.map(String.init) ?? "") and "
          + "\(held) is held")
      return
    }
    defer { markStale(uri) }
    do throws(ResponseError) {
      guard let changes = parameters?["contentChanges"], changes.isList else {
        documents[uri]?.lose(.outOfStep, version: version)
        throw ResponseError(.invalidParams, "`contentChanges` is missing")
      }
      // Changed where it stands, so that the text is not copied.
      try documents[uri]?.apply(changes.elements, version: version, capabilities.encoding)
      tellStanding(of: uri, before: standing, "")
    } catch {
      tellStanding(of: uri, before: standing, error.message)
      throw error
    }
  }

  /// Takes note that a message is lost that may have changed a text.
  mutating func lostText(
    of uri: String, _ method: String, version: Int?, _ error: ResponseError
  ) {
    let lost: OpenDocument.Standing = error.code == .parseError ? .outOfStep : .tooLarge
    let before = documents[uri]?.standing ?? .known
    switch method {
    case "textDocument/didOpen":
      documents[uri] = OpenDocument(uri: uri, version: version, text: [])
      published[uri] = nil
    case "textDocument/didChange" where documents[uri]?.isNew(version) == true: break
    default: return
    }
    documents[uri]?.lose(lost, version: version)
    tellStanding(of: uri, before: before, error.message)
    markStale(uri)
  }

  /// Says once that the text of a document is not known any more.
  private mutating func tellStanding(
    of uri: String, before: OpenDocument.Standing, _ problem: String
  ) {
    guard let document = documents[uri], document.standing != before else { return }
    let name = shownSafely(Path.lastComponent(document.name))
    switch document.standing {
    case .known: break
    case .outOfStep:
      show(EditorWords.fill(words.outOfStep, ["name": name, "problem": problem]))
    case .tooLarge:
      show(
        EditorWords.fill(
          words.tooLarge, ["name": name, "limit": "\(OpenDocument.mostBytes)"]))
    }
  }

  mutating func saved(_ parameters: JSONValue?) throws(ResponseError) {
    let uri = try Self.uri(parameters)
    guard let document = documents[uri] else { return }
    // Definitions say nothing of how others are judged; whatever else is saved may.
    if case .definitions = analysis(of: document.uri)?.kind { return }
    reload()
  }

  mutating func closed(_ parameters: JSONValue?) throws(ResponseError) {
    let uri = try Self.uri(parameters)
    guard let document = documents.removeValue(forKey: uri) else { return }
    judges.forget(document.name)
    stale.removeAll { $0 == uri }
    publish(uri, version: nil, Array("[]".utf8))
    publishFailures()
  }

  mutating func filesChanged(_ parameters: JSONValue?) {
    let uris = parameters?["changes"]?.elements.compactMap { $0["uri"]?.string } ?? []
    let isOther = uris.contains { uri in
      guard documents[uri] != nil, case .definitions = analysis(of: uri)?.kind else { return true }
      return false
    }
    if isOther { reload() }
  }

  /// Reads policies and what they name anew, and judges all documents again.
  private mutating func reload() {
    judges.reload()
    for uri in documents.keys.sorted() {
      documents[uri]?.analysis = nil
      markStale(uri)
    }
  }

  private mutating func markStale(_ uri: String) {
    if !stale.contains(uri) { stale.append(uri) }
  }

  // MARK: - Judging

  /// What is known of the text of a document, worked out once for each text.
  mutating func analysis(of uri: String) -> DocumentAnalysis? {
    guard let document = documents[uri] else { return nil }
    if let known = document.analysis { return known }
    let analysis = DocumentAnalysis(document, &judges)
    documents[uri]?.analysis = analysis
    return analysis
  }

  /// Judges the texts that changed and publishes what was found.
  mutating func judge() {
    let uris = stale
    stale = []
    for uri in uris {
      guard let analysis = analysis(of: uri), let document = documents[uri] else { continue }
      let writer = DiagnosticsWriter(
        uri: uri, positions: TextPositions(document.text, capabilities.encoding),
        capabilities: capabilities, rulePages: settings.rulePages, verdicts: library.verdicts,
        words: words)
      publish(
        uri, version: document.version, writer.diagnostics(analysis, name: document.name))
    }
    if !uris.isEmpty { publishFailures() }
  }

  private mutating func publish(_ uri: String, version: Int?, _ diagnostics: [UInt8]) {
    var json = JSONWriter()
    json.raw("{\"uri\": ")
    json.string(uri)
    if let version { json.member("version", version) }
    json.raw(", \"diagnostics\": ")
    json.json(diagnostics)
    json.raw("}")
    outgoing.notify("textDocument/publishDiagnostics", json.bytes)
  }

  /// Publishes what keeps documents from being judged in the files where it is wrong.
  private mutating func publishFailures() {
    var problems: [String: (bytes: [UInt8], problems: [LoadProblem])] = [:]
    for uri in documents.keys.sorted() {
      guard let failure = documents[uri]?.analysis?.failure else { continue }
      for problem in failure.problems {
        guard let path = try? Path.absolute(problem.file), isAnythingAt(path),
          let bytes = failure.sources[problem.file]
        else { continue }
        let place = FileURI.text(path)
        // What is open says so itself.
        if documents.values.contains(where: { $0.path == path }) { continue }
        var known = problems[place] ?? (bytes, [])
        let isKnown = known.problems.contains {
          $0.message == problem.message && $0.range == problem.range
        }
        if !isKnown { known.problems.append(problem) }
        problems[place] = known
      }
    }
    var now: [String: [UInt8]] = [:]
    for (uri, found) in problems {
      let writer = DiagnosticsWriter(
        uri: uri, positions: TextPositions(found.bytes, capabilities.encoding),
        capabilities: capabilities, rulePages: nil, verdicts: [], words: words)
      now[uri] = writer.diagnostics(found.problems)
    }
    for uri in published.keys.sorted() where now[uri] == nil {
      publish(uri, version: nil, Array("[]".utf8))
    }
    for uri in now.keys.sorted() {
      if let diagnostics = now[uri], diagnostics != published[uri] {
        publish(uri, version: nil, diagnostics)
      }
    }
    published = now
  }
}

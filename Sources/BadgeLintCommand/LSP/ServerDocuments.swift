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
    guard documents[uri] != nil else {
      throw ResponseError(.invalidParams, "a document changed that is not open: \(uri)")
    }
    guard let changes = parameters?["contentChanges"], changes.isList else {
      throw ResponseError(.invalidParams, "`contentChanges` is missing")
    }
    // Changed where it stands, so that the text is not copied.
    try documents[uri]?.apply(
      changes.elements, version: parameters?["textDocument"]?["version"]?.int,
      capabilities.encoding)
    markStale(uri)
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
        capabilities: capabilities, rulePages: settings.rulePages, verdicts: library.verdicts)
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
        capabilities: capabilities, rulePages: nil, verdicts: [])
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

import BadgeLint
import BadgeLintReports

/// Requests about a document, each answered by a file of its own.
extension LanguageServer {
  /// The document that a request is about, and what is known of it; nil where its text is not.
  private mutating func document(
    _ parameters: JSONValue?
  ) throws(ResponseError) -> (OpenDocument, DocumentAnalysis)? {
    guard let uri = parameters?["textDocument"]?["uri"]?.string else {
      throw ResponseError(.invalidParams, "`textDocument.uri` is missing")
    }
    guard let analysis = analysis(of: uri), let document = documents[uri] else {
      throw ResponseError(.invalidParams, "the document is not open: \(shownSafely(uri))")
    }
    guard case .known = document.standing else { return nil }
    return (document, analysis)
  }

  private static func position(_ parameters: JSONValue?) throws(ResponseError) -> TextPosition {
    guard let position = TextPositions.position(parameters?["position"]) else {
      throw ResponseError(.invalidParams, "`position` is missing or none")
    }
    return position
  }

  mutating func hover(_ parameters: JSONValue?) throws(ResponseError) -> [UInt8] {
    guard let (document, analysis) = try document(parameters) else { return Self.null }
    let position = try Self.position(parameters)
    let request = HoverRequest(
      document: document, analysis: analysis, library: library, capabilities: capabilities)
    return request.answer(at: position) ?? Self.null
  }

  mutating func completion(_ parameters: JSONValue?) throws(ResponseError) -> [UInt8] {
    guard let (document, analysis) = try document(parameters) else { return Self.null }
    let position = try Self.position(parameters)
    let request = CompletionRequest(
      document: document, analysis: analysis, library: library, capabilities: capabilities,
      words: words, definitions: definitionIDs(except: document.uri))
    return request.answer(at: position)
  }

  /// The ids of definitions in other open documents.
  private func definitionIDs(except uri: String) -> [String] {
    var ids: [String] = []
    for document in documents.values where document.uri != uri {
      guard document.analysis?.result != nil else { continue }
      for definition in document.analysis?.result?.verdicts ?? []
      where !definition.definition.isEmpty && !ids.contains(definition.definition) {
        ids.append(definition.definition)
      }
    }
    return ids.sorted()
  }

  mutating func codeAction(_ parameters: JSONValue?) throws(ResponseError) -> [UInt8] {
    guard let (document, analysis) = try document(parameters) else { return Self.null }
    let positions = TextPositions(document.text, capabilities.encoding)
    guard let range = positions.range(parameters?["range"]) else {
      throw ResponseError(.invalidParams, "`range` is missing or none")
    }
    let request = CodeActionRequest(
      document: document, analysis: analysis, capabilities: capabilities, words: words)
    return request.answer(in: range, parameters?["context"])
  }

  mutating func symbols(_ parameters: JSONValue?) throws(ResponseError) -> [UInt8] {
    guard let (document, analysis) = try document(parameters) else { return Self.null }
    let request = SymbolRequest(
      document: document, analysis: analysis, schema: library.definition,
      capabilities: capabilities, words: words)
    return request.answer()
  }
}

/// What the client said that it can do, as far as answers depend on it.
struct ClientCapabilities: Sendable {
  var encoding = PositionEncoding.utf16
  var readsMarkdown = false
  var readsCompletionMarkdown = false
  var hasSnippets = false
  /// Whether inserted lines stay as they are.
  var keepsInsertedIndent = false
  var hasRelatedInformation = false
  var knowsUnnecessary = false
  var hasCodeDescription = false
  var hasDocumentChanges = false
  var hasCodeActionLiterals = false
  var hasPreferredActions = false
  var hasSymbolTree = false
  /// Whether files can be watched by request.
  var watchesFiles = false

  init() {}

  init(_ value: JSONValue?) {
    let document = value?["textDocument"]
    let encodings = value?["general"]?["positionEncodings"]?.elements.compactMap(\.string) ?? []
    if encodings.contains(PositionEncoding.utf8.rawValue) { encoding = .utf8 }
    readsMarkdown = Self.holds(document?["hover"]?["contentFormat"], "markdown")
    let item = document?["completion"]?["completionItem"]
    readsCompletionMarkdown = Self.holds(item?["documentationFormat"], "markdown")
    hasSnippets = item?["snippetSupport"]?.bool ?? false
    keepsInsertedIndent =
      item?["insertTextModeSupport"]?["valueSet"]?.elements.contains { $0.int == 1 } ?? false
    let diagnostics = document?["publishDiagnostics"]
    hasRelatedInformation = diagnostics?["relatedInformation"]?.bool ?? false
    hasCodeDescription = diagnostics?["codeDescriptionSupport"]?.bool ?? false
    knowsUnnecessary =
      diagnostics?["tagSupport"]?["valueSet"]?.elements.contains { $0.int == 1 } ?? false
    hasDocumentChanges =
      value?["workspace"]?["workspaceEdit"]?["documentChanges"]?.bool ?? false
    hasCodeActionLiterals = document?["codeAction"]?["codeActionLiteralSupport"] != nil
    hasPreferredActions = document?["codeAction"]?["isPreferredSupport"]?.bool ?? false
    hasSymbolTree =
      document?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.bool ?? false
    watchesFiles =
      value?["workspace"]?["didChangeWatchedFiles"]?["dynamicRegistration"]?.bool ?? false
  }

  private static func holds(_ list: JSONValue?, _ word: String) -> Bool {
    list?.elements.contains { $0.string == word } ?? false
  }
}

import BadgeLint
import BadgeLintReports

/// The beginning of a session.
extension LanguageServer {
  mutating func initialize(_ parameters: JSONValue?) throws(ResponseError) -> [UInt8] {
    guard let parameters, parameters.isObject else {
      throw ResponseError(.invalidParams, "`initialize` needs parameters")
    }
    capabilities = ClientCapabilities(parameters["capabilities"])
    if let pages = parameters["initializationOptions"]?["rulePages"]?.string {
      guard (try? OutputOptions.check(rulePages: pages)) != nil else {
        throw ResponseError(.invalidParams, "`rulePages` is no address: \(shownSafely(pages))")
      }
      settings.rulePages = pages.hasSuffix("/") ? pages : "\(pages)/"
    }
    var json = JSONWriter()
    json.raw("{\"capabilities\": {\"positionEncoding\": ")
    json.string(capabilities.encoding.rawValue)
    json.raw(
      """
      , "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}}\
      , "hoverProvider": true\
      , "completionProvider": {"triggerCharacters": [":", " ", "-", "[", "{", ",", "\\"", "/"]}\
      , "documentSymbolProvider": true, "codeActionProvider":
      """)
    if capabilities.hasCodeActionLiterals {
      json.raw(" {\"codeActionKinds\": ")
      json.list([CodeActionRequest.quickFix, CodeActionRequest.fixAll]) { json, kind in
        json.string(kind)
      }
      json.raw("}")
    } else {
      json.raw(" false")
    }
    json.raw(
      """
      , "workspace": {"workspaceFolders": {"supported": true, "changeNotifications": true}}}\
      , "serverInfo": {"name": "badgelint", "version":
      """)
    json.raw(" ")
    json.string(programVersion)
    json.raw("}}")
    return json.bytes
  }

  /// Asks the client to tell of changes of files, as policies and packs may change beside it.
  mutating func watchFiles() {
    guard capabilities.watchesFiles else { return }
    var json = JSONWriter()
    json.raw(
      """
      {"registrations": [{"id": "files", "method": "workspace/didChangeWatchedFiles"\
      , "registerOptions": {"watchers": [{"globPattern": "**/*.{yaml,yml,json}"}]}}]}
      """)
    outgoing.request(nextRequest, "client/registerCapability", json.bytes)
    nextRequest += 1
  }
}

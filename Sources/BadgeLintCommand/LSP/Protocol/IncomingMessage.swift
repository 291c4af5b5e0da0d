/// A request or a notification of the client (JSON-RPC 2.0).
struct IncomingMessage: Sendable {
  /// The id as it was written, by which a request is answered; nil for notifications.
  var id: [UInt8]?
  var method: String
  var parameters: JSONValue?

  enum Read: Sendable {
    case message(IncomingMessage)
    /// An answer to a request of the server.
    case response
    case failure(ResponseError, id: [UInt8]?)
    /// A message whose body was not taken: it is too large, or no JSON.
    case lost(ResponseError, MessageSketch)
    /// What is wrong with the stream between messages, told in its turn.
    case fault(String)
  }

  static func read(_ bytes: [UInt8]) -> Read {
    guard let value = JSONValue(parsing: bytes) else {
      return .lost(ResponseError(.parseError, "the message is not JSON"), MessageSketch(bytes))
    }
    let id = value["id"]
    // `null` is for answers to messages whose id could not be read; no request may have it.
    let isID =
      id.map { $0.string != nil || $0.int != nil }
      ?? (!value.hasMember("id") || value["method"] == nil)
    guard value.isObject, isID else {
      return .failure(
        ResponseError(
          .invalidRequest,
          "expected one object with `method`, and an `id` that is a number or a text"), id: nil)
    }
    guard let method = value["method"] else {
      if value.hasMember("id"),
        value["result"] != nil || value["error"] != nil || hasNullResult(value)
      {
        return .response
      }
      return .failure(ResponseError(.invalidRequest, "`method` is missing"), id: id?.source)
    }
    guard let name = method.string else {
      return .failure(ResponseError(.invalidRequest, "`method` is no text"), id: id?.source)
    }
    return .message(
      IncomingMessage(id: id?.source, method: name, parameters: value["params"]))
  }

  /// Answers to what the server asks usually hold `null`.
  private static func hasNullResult(_ value: JSONValue) -> Bool {
    value["jsonrpc"] != nil
  }
}

/// Why a request was not answered.
struct ResponseError: Error, Sendable {
  /// The codes of JSON-RPC and LSP 3.17.
  enum Code: Int, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestCancelled = -32800
    case requestFailed = -32803
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

import BadgeLintReports

/// Messages to the client, as bytes that are ready to be sent.
struct OutgoingMessages: Sendable {
  private var bytes: [UInt8] = []

  /// Takes what there is to send.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  mutating func respond(to id: [UInt8], _ result: [UInt8]) {
    send { json in
      json.raw("\"id\": ")
      json.json(id)
      json.raw(", \"result\": ")
      json.json(result)
    }
  }

  /// Answers with an error; without an id, where it could not be read, with `null`.
  mutating func respond(to id: [UInt8]?, _ error: ResponseError) {
    send { json in
      json.raw("\"id\": ")
      json.json(id ?? Array("null".utf8))
      json.raw(", \"error\": {\"code\": ")
      json.number(error.code.rawValue)
      json.member("message", error.message)
      json.raw("}")
    }
  }

  mutating func notify(_ method: String, _ parameters: [UInt8]) {
    send { json in
      json.raw("\"method\": ")
      json.string(method)
      json.raw(", \"params\": ")
      json.json(parameters)
    }
  }

  mutating func request(_ id: Int, _ method: String, _ parameters: [UInt8]) {
    send { json in
      json.raw("\"id\": ")
      json.number(id)
      json.raw(", \"method\": ")
      json.string(method)
      json.raw(", \"params\": ")
      json.json(parameters)
    }
  }

  private mutating func send(_ body: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    json.raw("{\"jsonrpc\": \"2.0\", ")
    body(&json)
    json.raw("}")
    bytes += "Content-Length: \(json.bytes.count)\r\n\r\n".utf8
    bytes += json.bytes
  }
}

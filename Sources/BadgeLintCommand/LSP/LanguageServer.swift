import BadgeLint
import BadgeLintReports

/// The language server (LSP 3.17): bytes of the client in, bytes for it out.
///
/// It does no input or output and starts nothing: whoever runs it gives it what came in, lets it judge
/// when nothing more is waiting, and sends what it has to say.
struct LanguageServer: Sendable {
  enum Phase: Sendable {
    case waiting, running, shutDown
  }

  /// With what to end; nil while it runs.
  private(set) var exitCode: Int32?
  /// With what to end where the input cannot be read.
  private static let brokenInputCode: Int32 = 2
  /// What is to be said on standard error, as the client is not ready for it.
  private(set) var notes: [String] = []

  var phase = Phase.waiting
  var capabilities = ClientCapabilities()
  var outgoing = OutgoingMessages()
  var settings: ServerSettings
  let words: EditorWords
  var judges: Judges
  var documents: [String: OpenDocument] = [:]
  /// The addresses of documents whose diagnostics are out of date, in the order of their changes.
  var stale: [String] = []
  /// What was published for files that are not open, by address.
  var published: [String: [UInt8]] = [:]
  var nextRequest = 1

  private var framing: MessageFraming
  private var queue: [IncomingMessage.Read] = []

  /// - Parameter words: What it says; those of the library are read with `RuleLibrary.editor`.
  init(
    _ library: RuleLibrary, _ settings: ServerSettings, words: EditorWords,
    framing: MessageFraming = MessageFraming()
  ) {
    self.settings = settings
    self.words = words
    self.framing = framing
    judges = Judges(library, settings)
  }

  var library: RuleLibrary { judges.library }

  /// Whether there are texts to judge.
  var hasStaleDocuments: Bool { !stale.isEmpty }

  /// What there is to send to the client.
  mutating func takeOutput() -> [UInt8] { outgoing.take() }

  /// What there is to say to whoever started the server.
  mutating func takeNotes() -> [String] {
    defer { notes = [] }
    return notes
  }

  /// Takes bytes of the client and answers the requests in them.
  mutating func receive(_ bytes: [UInt8]) {
    framing.add(bytes)
    var broken: String?
    while let event = framing.next() {
      switch event {
      case .message(let body): queue.append(IncomingMessage.read(body))
      case .fault(let fault): queue.append(.fault(fault))
      case .passedOver(let sketch):
        queue.append(
          .lost(ResponseError(.requestFailed, "the message is too large to be read"), sketch))
      case .broken(let fault): broken = fault
      }
    }
    work()
    if let broken, exitCode == nil {
      notes.append(broken)
      exitCode = Self.brokenInputCode
    }
  }

  /// Takes note that nothing more will come.
  mutating func endInput() {
    if framing.isWithinMessage { log("the input ended within a message") }
    if exitCode == nil { exitCode = phase == .shutDown ? 0 : 1 }
  }

  /// Answers what came in, in its order; what was cancelled meanwhile is not worked on.
  private mutating func work() {
    let batch = queue
    queue = []
    let cancelled = Set(batch.compactMap(Self.cancelledID))
    for read in batch {
      if exitCode != nil { return }
      switch read {
      case .response: break
      case .fault(let fault): log(fault)
      case .failure(let error, let id):
        outgoing.respond(to: id, error)
        log("a message could not be read: \(error.message)")
      case .lost(let error, let sketch): lost(sketch, error)
      case .message(let message):
        if let id = message.id, cancelled.contains(id) {
          outgoing.respond(to: id, ResponseError(.requestCancelled, "cancelled by the client"))
        } else {
          handle(message)
        }
      }
    }
  }

  private static func cancelledID(_ read: IncomingMessage.Read) -> [UInt8]? {
    guard case .message(let message) = read, message.method == "$/cancelRequest" else { return nil }
    return message.parameters?["id"]?.source
  }

  // MARK: - Messages

  /// Answers a message whose body was not taken, as far as is known what it is.
  private mutating func lost(_ sketch: MessageSketch, _ error: ResponseError) {
    if error.code == .parseError {
      outgoing.respond(to: nil, error)
      log("a message could not be read: \(error.message)")
    } else if let id = sketch.id, sketch.method != nil {
      outgoing.respond(to: id, error)
    }
    guard phase == .running, sketch.id == nil, let method = sketch.method, let uri = sketch.uri
    else { return }
    lostText(of: uri, method, version: sketch.version, error)
  }

  private mutating func handle(_ message: IncomingMessage) {
    guard let id = message.id else {
      notified(message)
      return
    }
    do throws(ResponseError) {
      outgoing.respond(to: id, try answer(message))
      if message.method == "initialize" { phase = .running }
    } catch {
      outgoing.respond(to: id, error)
    }
  }

  private mutating func answer(_ message: IncomingMessage) throws(ResponseError) -> [UInt8] {
    switch (phase, message.method) {
    case (.waiting, "initialize"): return try initialize(message.parameters)
    case (.waiting, _):
      throw ResponseError(.serverNotInitialized, "`initialize` has to come first")
    case (.shutDown, _):
      throw ResponseError(.invalidRequest, "the server was shut down; only `exit` may follow")
    case (.running, "initialize"):
      throw ResponseError(.invalidRequest, "`initialize` may come only once")
    case (.running, "shutdown"):
      phase = .shutDown
      return Self.null
    case (.running, "textDocument/hover"): return try hover(message.parameters)
    case (.running, "textDocument/completion"): return try completion(message.parameters)
    case (.running, "textDocument/codeAction"): return try codeAction(message.parameters)
    case (.running, "textDocument/documentSymbol"): return try symbols(message.parameters)
    default:
      throw ResponseError(.methodNotFound, "there is no method '\(shownSafely(message.method))'")
    }
  }

  static let null = Array("null".utf8)

  private mutating func notified(_ message: IncomingMessage) {
    if message.method == "exit" {
      exitCode = phase == .shutDown ? 0 : 1
      return
    }
    guard phase == .running else { return }
    do throws(ResponseError) {
      switch message.method {
      case "initialized": watchFiles()
      case "textDocument/didOpen": try opened(message.parameters)
      case "textDocument/didChange": try changed(message.parameters)
      case "textDocument/didSave": try saved(message.parameters)
      case "textDocument/didClose": try closed(message.parameters)
      case "workspace/didChangeWatchedFiles": filesChanged(message.parameters)
      default: break
      }
    } catch {
      log("\(message.method): \(error.message)")
    }
  }

  /// Shows something to the people at the client.
  mutating func show(_ text: String) {
    var json = JSONWriter()
    json.raw("{\"type\": 2")
    json.member("message", text)
    json.raw("}")
    outgoing.notify("window/showMessage", json.bytes)
  }

  /// Tells the people at the client of something that went wrong.
  mutating func log(_ text: String) {
    guard phase != .waiting else {
      notes.append(text)
      return
    }
    var json = JSONWriter()
    json.raw("{\"type\": 1")
    json.member("message", "badgelint: \(text)")
    json.raw("}")
    outgoing.notify("window/logMessage", json.bytes)
  }
}

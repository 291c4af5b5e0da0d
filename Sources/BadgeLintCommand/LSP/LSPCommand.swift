import ArgumentParser
import BadgeLint

/// `badgelint lsp`: the language server for editors.
struct LSPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve editors by the Language Server Protocol on standard input and output.",
    discussion: """
      Editors start it; see docs/editors.md. It judges documents while they are written, by the \
      nearest \(Policy.fileName) upwards from each, and helps with fields, values, edits and waivers.

      Exit status: 0 after `shutdown` and `exit`, 1 where the client went away without them, 2 \
      wrong use or input that cannot be read any further.
      """)

  @OptionGroup var library: LibraryOptions

  @OptionGroup var outside: ReachOptions

  @Option(help: ArgumentHelp("Use this policy for all documents.", valueName: "file"))
  var policy: String?

  @Flag(help: "Use no policy files.")
  var noPolicy = false

  @Flag(help: "Show waived findings, too.")
  var noWaivers = false

  @Option(help: ArgumentHelp("Judge as on this day.", valueName: "date"))
  var asOf: CalendarDate?

  @Option(
    help: ArgumentHelp(
      "Address of the folder with the pages of 'badgelint rules docs', for links.",
      valueName: "url"))
  var rulePages: String?

  @Flag(help: "Do nothing; many clients pass it, and it is the only way to talk to the server.")
  var stdio = false

  /// The longest time in seconds that texts wait to be judged while more keeps coming.
  private static let longestWait = 0.5

  func validate() throws {
    if noPolicy, policy != nil {
      throw ValidationError("--policy and --no-policy exclude each other")
    }
    try OutputOptions.check(rulePages: rulePages)
  }

  func run() throws {
    var settings = ServerSettings()
    settings.policy = noPolicy ? .none : policy.map { .file($0) } ?? .discover
    settings.packs = library.pack
    settings.formatFiles = library.files.formatFile
    settings.day = asOf
    settings.reach = outside.reach
    settings.readsWaivers = !noWaivers
    settings.rulePages = rulePages.map { $0.hasSuffix("/") ? $0 : "\($0)/" }
    let library = try library.loadLibrary()
    var server = LanguageServer(library, settings, words: try Self.words(of: library))
    var lastJudged = Terminal.seconds
    while server.exitCode == nil {
      // Of several changes that wait only the last is judged.
      if server.hasStaleDocuments,
        !ServerInput.isWaiting || Terminal.seconds - lastJudged > Self.longestWait
      {
        server.judge()
        lastJudged = Terminal.seconds
        Self.send(&server)
        continue
      }
      if let bytes = ServerInput.read() { server.receive(bytes) } else { server.endInput() }
      Self.send(&server)
    }
    if let code = server.exitCode, code != 0 { throw ExitCode(code) }
  }

  private static func words(of library: RuleLibrary) throws -> EditorWords {
    do {
      return try library.editor()
    } catch {
      throw CommandFailure(error)
    }
  }

  private static func send(_ server: inout LanguageServer) {
    let bytes = server.takeOutput()
    if !bytes.isEmpty { Terminal.write(bytes, to: .standardOutput) }
    for note in server.takeNotes() {
      Terminal.write("badgelint lsp: \(note)\n", to: .standardError)
    }
  }
}

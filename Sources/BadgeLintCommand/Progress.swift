/// A bar on standard error for long runs, on a terminal only.
struct Progress {
  private static let delay = 1.0
  private static let interval = 0.1
  private let total: Int
  private let isShown: Bool
  private let start = Terminal.seconds
  private var done = 0
  private var lastDrawn = 0.0

  init(total: Int) {
    self.total = total
    isShown = Terminal.isTerminal(.standardError) && total > 1
  }

  mutating func advance() {
    done += 1
    guard isShown else { return }
    let now = Terminal.seconds
    guard now - start > Self.delay, now - lastDrawn > Self.interval else { return }
    lastDrawn = now
    let width = 30
    let filled = done * width / max(total, 1)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    Terminal.writeRaw(Array("\r[\(bar)] \(done) of \(total) files".utf8), to: .standardError)
  }

  /// Clears the line.
  func finish() {
    if lastDrawn > 0 { Terminal.writeRaw(Array("\r\u{1B}[K".utf8), to: .standardError) }
  }
}

import CEL

/// Keeps what a run needs until the program ends, as taking it apart piece by piece takes a
/// millisecond that nobody gains by.
enum UntilExit {
  private static let kept = Locked<[any Sendable]>([])

  static func keep(_ value: some Sendable) { kept.withLock { $0.append(value) } }
}

import Synchronization

/// A value that is made when it is asked for the first time, by whichever thread comes first.
package final class Lazily<Value: Sendable>: Sendable {
  private final class Made: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }

  private let make: @Sendable () -> Value
  private let made = AtomicLazyReference<Made>()

  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  package var value: Value {
    // Two threads may make it at once; all of them take the one that was kept.
    (made.load() ?? made.storeIfNil(Made(make()))).value
  }
}

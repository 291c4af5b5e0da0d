import Synchronization

/// A value that is made when it is asked for the first time, by whichever thread comes first.
///
/// Asked for in the innermost loops of other modules, for which only public code is specialised.
public final class Lazily<Value: Sendable>: Sendable {
  @usableFromInline final class Made: Sendable {
    @usableFromInline let value: Value

    @inlinable init(_ value: Value) { self.value = value }
  }

  @usableFromInline let make: @Sendable () -> Value
  @usableFromInline let made: AtomicLazyReference<Made>

  package init(_ make: @escaping @Sendable () -> Value) {
    self.make = make
    made = AtomicLazyReference()
  }

  /// One that was made already.
  package init(made value: Value) {
    make = { value }
    made = AtomicLazyReference()
    _ = made.storeIfNil(Made(value))
  }

  @inlinable public var value: Value {
    // Two threads may make it at once; all of them take the one that was kept.
    (made.load() ?? made.storeIfNil(Made(make()))).value
  }
}

/// A value that is made once, by whoever needs it first.
package final class KeptOnce<Value: Sendable>: Sendable {
  private let kept = AtomicLazyReference<Lazily<Value>>()

  package init() {}

  /// Nil until a value was kept.
  package var value: Value? { kept.load()?.value }

  /// Keeps a value, unless there is one.
  package func keep(_ value: Value) { _ = kept.storeIfNil(Lazily(made: value)) }
}

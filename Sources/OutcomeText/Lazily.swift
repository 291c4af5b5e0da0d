/// A value that is made when it is asked for the first time, by whichever thread comes first.
///
/// Public and inlinable for the reason that `KeptOnce` gives.
public final class Lazily<Value: Sendable>: Sendable {
  @usableFromInline let make: @Sendable () -> Value
  @usableFromInline let kept = KeptOnce<Value>()

  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// One that was made already.
  package init(made value: Value) {
    make = { value }
    kept.keep(value)
  }

  @inlinable public var value: Value {
    // Two threads may make it at once; all of them take the one that was kept.
    kept.value ?? kept.keep(make())
  }
}

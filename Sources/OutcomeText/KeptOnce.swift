import Synchronization

/// A value that is kept once, by whichever thread comes first.
///
/// Asked for in the innermost loops of other modules, for which only public code is specialised.
/// `AtomicLazyReference` looks the types of its parts up in every call.
public final class KeptOnce<Value: Sendable>: Sendable {
  @usableFromInline final class Box: Sendable {
    @usableFromInline let value: Value

    @inlinable init(_ value: Value) { self.value = value }
  }

  /// The address of the box; it is written once, and the box lives as long as this.
  @usableFromInline let box = Atomic<UInt>(0)

  @inlinable public init() {}

  deinit {
    if let box = UnsafeRawPointer(bitPattern: box.load(ordering: .acquiring)) {
      Unmanaged<Box>.fromOpaque(box).release()
    }
  }

  /// Nil until a value was kept.
  @inlinable public var value: Value? {
    guard let box = UnsafeRawPointer(bitPattern: box.load(ordering: .acquiring)) else { return nil }
    return withExtendedLifetime(self) {
      Unmanaged<Box>.fromOpaque(box)._withUnsafeGuaranteedRef { $0.value }
    }
  }

  /// Keeps a value, unless there is one; gives the one that is kept.
  @discardableResult
  @inlinable public func keep(_ value: Value) -> Value {
    let made = Unmanaged.passRetained(Box(value))
    let address = UInt(bitPattern: made.toOpaque())
    if box.compareExchange(expected: 0, desired: address, ordering: .acquiringAndReleasing)
      .exchanged
    {
      return value
    }
    made.release()
    return self.value ?? value
  }
}

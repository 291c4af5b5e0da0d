import Dispatch
import Synchronization
import Testing

@testable import OutcomeText

/// A value that is kept once is one for all threads, and goes with what keeps it.
@Suite struct KeptOnceTests {
  private final class Counted: Sendable {
    static let alive = Atomic<Int>(0)
    let number: Int

    init(_ number: Int) {
      self.number = number
      Self.alive.add(1, ordering: .relaxed)
    }

    deinit { Self.alive.subtract(1, ordering: .relaxed) }
  }

  @Test func `all threads take the value that came first`() {
    do {
      let kept = KeptOnce<Counted>()
      #expect(kept.value == nil)
      let taken = Mutex<Set<Int>>([])
      DispatchQueue.concurrentPerform(iterations: 64) { number in
        let value = kept.keep(Counted(number))
        taken.withLock { _ = $0.insert(value.number) }
      }
      #expect(taken.withLock(\.self) == [kept.value?.number])
      #expect(kept.keep(Counted(100)) === kept.value)
    }
    #expect(Counted.alive.load(ordering: .relaxed) == 0)
  }

  @Test func `what is made late is made when it is asked for`() {
    let count = Mutex(0)
    let lazily = Lazily { count.withLock { $0 += 1 } }
    #expect(count.withLock(\.self) == 0)
    lazily.value
    lazily.value
    #expect(count.withLock(\.self) == 1)
  }
}

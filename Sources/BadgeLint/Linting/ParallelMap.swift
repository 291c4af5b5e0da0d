/// Works on items with all cores and hands the results over in the order of the items.
package enum ParallelMap {
  /// Items that one task works on; large enough that handing over costs little.
  private static let chunkSize = 8

  /// Calls `consume` with the result of every item, in order, on the caller's task.
  ///
  /// Only a bounded number of results waits to be consumed, so memory does not grow with the
  /// number of items.
  package static func run<Item: Sendable, Output: Sendable>(
    _ items: [Item], workers: Int,
    transform: @escaping @Sendable (Item) -> Output,
    consume: (Output) async -> Void
  ) async {
    let chunkCount = (items.count + chunkSize - 1) / chunkSize
    if workers <= 1 || chunkCount <= 1 {
      for item in items { await consume(transform(item)) }
      return
    }
    var chunk = 0
    await run(
      workers: workers, inFlight: workers * 2,
      next: { () throws(Never) -> Range<Int>? in
        guard chunk < chunkCount else { return nil }
        defer { chunk += 1 }
        return chunk * chunkSize..<min((chunk + 1) * chunkSize, items.count)
      },
      transform: { range in items[range].map(transform) },
      consume: { outputs in
        for output in outputs { await consume(output) }
        return true
      })
  }
}

extension ParallelMap {
  /// Calls `consume` with the result of every item that `next` gives, in order, on the caller's task,
  /// until it gives false. `next` is asked only when a worker is free, so few items are there at once.
  ///
  /// What was asked for before an error of `next` is consumed before it is thrown.
  /// - Parameter inFlight: Most items that are worked on or wait for an earlier one; by default one
  ///   more than workers.
  package static func run<Item: Sendable, Output: Sendable, Failure: Error>(
    workers: Int, inFlight: Int? = nil, next: () throws(Failure) -> Item?,
    transform: @escaping @Sendable (Item) -> Output,
    consume: (Output) async -> Bool
  ) async throws(Failure) {
    if workers <= 1 {
      while let item = try next() {
        if !(await consume(transform(item))) { return }
      }
      return
    }
    let failure: Failure? = await withTaskGroup(of: (Int, Output).self) { group in
      var failure: Failure?
      var isAtEnd = false
      var started = 0
      var waiting: [Int: Output] = [:]
      var wanted = 0
      func start() {
        if isAtEnd { return }
        do throws(Failure) {
          guard let item = try next() else {
            isAtEnd = true
            return
          }
          let number = started
          started += 1
          group.addTask { (number, transform(item)) }
        } catch {
          failure = error
          isAtEnd = true
        }
      }
      for _ in 0..<(inFlight ?? workers + 1) { start() }
      while let (number, output) = await group.next() {
        waiting[number] = output
        // A slow item holds back new work, so that finished results do not pile up.
        while let ready = waiting.removeValue(forKey: wanted) {
          if !(await consume(ready)) { return nil }
          wanted += 1
          start()
        }
      }
      return failure
    }
    if let failure { throw failure }
  }
}

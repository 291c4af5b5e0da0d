import Dispatch

/// Calls a function with every item, on all cores, and gives the results in the order of the items.
///
/// For work before a run, which callers wait for; files go through `ParallelMap`.
func concurrentMap<Item: Sendable, Output: Sendable>(
  _ items: [Item], _ transform: @Sendable (Item) -> Output
) -> [Output] {
  let results = [Output](unsafeUninitializedCapacity: items.count) { buffer, count in
    // Every item writes a place of its own.
    nonisolated(unsafe) let places = buffer
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      places.initializeElement(at: index, to: transform(items[index]))
    }
    count = items.count
  }
  return results
}

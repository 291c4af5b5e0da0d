import OutcomeText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the search for near-duplicates costs for a catalogue, and which planted ones it finds.
struct CatalogueMeasure {
  let count: Int
  /// Seconds of processor time, without the time in which texts are made up.
  private(set) var shingling = 0.0
  private(set) var sketching = 0.0
  private(set) var storing = 0.0
  private(set) var joining = 0.0
  /// Seconds of the search by the clock.
  private(set) var joiningByClock = 0.0
  /// The highest resident memory of the process up to the end of the search, in MiB.
  private(set) var peak = 0
  private(set) var shingles = 0
  private(set) var found: NearDuplicates
  private(set) var isSpilled: Bool
  /// Near-duplicates that were planted and are at or above the threshold, and those in the result.
  private(set) var planted = (all: 0, found: 0)
  private(set) var copies = (all: 0, found: 0)

  /// Bytes of shingles that are kept in memory.
  static let memoryBytes = 64 << 20

  init(
    _ catalogue: SyntheticCatalogue, count: Int, threshold: Double, workers: Int
  ) async throws(SpillError) {
    self.count = count
    var store = ShingleStore(memoryBytes: Self.memoryBytes)
    var keys = BandTable()
    keys.reserve(count)
    var times = (shingling: 0.0, sketching: 0.0, storing: 0.0)
    for start in stride(from: 0, to: count, by: 1_000) {
      let texts = (start..<min(start + 1_000, count)).map { catalogue.text($0).parts }
      let begin = Self.processorTime
      let sets = texts.map { Shingles($0) }
      let cut = Self.processorTime
      let rows = sets.map { BandKeys($0) }
      let sketched = Self.processorTime
      for (set, row) in zip(sets, rows) {
        shingles += set.hashes.count
        try store.append(set)
        keys.append(row)
      }
      times.shingling += cut - begin
      times.sketching += sketched - cut
      times.storing += Self.processorTime - sketched
    }
    (shingling, sketching, storing) = times
    let clock = ContinuousClock()
    let begin = (time: clock.now, processor: Self.processorTime)
    found = try await NearDuplicates.find(
      keys, in: store, threshold: threshold, workers: workers)
    joining = Self.processorTime - begin.processor
    joiningByClock = Self.seconds(clock.now - begin.time)
    peak = Self.peakMemory
    isSpilled = store.isSpilled
    try check(catalogue, store, threshold)
  }

  private mutating func check(
    _ catalogue: SyntheticCatalogue, _ store: ShingleStore, _ threshold: Double
  ) throws(SpillError) {
    var groups: [Int: Int] = [:]
    for group in found.copies {
      for member in group { groups[member] = group[0] }
    }
    let pairs = Set(found.pairs.map { [$0.first, $0.second] })
    for index in 0..<count {
      switch catalogue.origin(index) {
      case .original: break
      case .copy(let source):
        copies.all += 1
        if let group = groups[index], group == groups[source] { copies.found += 1 }
      case .near(let source):
        let likeness = try Shingles.likeness(store.read(index), store.read(source))
        guard likeness >= threshold, likeness < 1 else { continue }
        planted.all += 1
        let pair = [groups[index] ?? index, groups[source] ?? source].sorted()
        if pairs.contains(pair) { planted.found += 1 }
      }
    }
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// The processor time of all threads in seconds.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static var peakMemory: Int {
    var usage = rusage()
    // The units and the type of the first argument differ between systems.
    #if canImport(Glibc)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss >> 10
    #elseif canImport(Musl)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss >> 10
    #else
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss >> 20
    #endif
  }
}

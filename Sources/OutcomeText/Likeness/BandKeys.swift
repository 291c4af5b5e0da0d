/// A sketch of a set of shingles: sets that are alike have at least one key in common.
///
/// Each row of a band keeps the least value that one hash function takes over the set; two sets
/// agree in it with the probability of their likeness (Broder 1997). A band agrees where all of its
/// rows do, so sets of likeness s share a key with the probability 1 − (1 − sʳ)ᵇ for b bands of r
/// rows (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3). With 20 bands of
/// 4 rows that is 0.99997 for a likeness of 0.8, 0.996 for 0.7, and 0.15 for 0.3. Only a hash of the
/// rows of each band is kept: 80 bytes for a definition.
package struct BandKeys: Sendable, Hashable {
  package static let bands = 20
  package static let rows = 4

  /// One key for each band; keys of different bands have nothing to do with each other.
  ///
  /// The keys of a set without shingles say nothing.
  package let keys: [UInt32]

  package init(_ shingles: Shingles) {
    keys = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.functions) { least in
      least.initialize(repeating: .max)
      Self.multipliers.withUnsafeBufferPointer { multipliers in
        Self.increments.withUnsafeBufferPointer { increments in
          for shingle in shingles.hashes {
            Self.lower(least, by: shingle, multipliers, increments)
          }
        }
      }
      return (0..<Self.bands).map { band in
        let rows = least[(band * Self.rows)..<((band + 1) * Self.rows)]
        return UInt32(truncatingIfNeeded: BitMix.digest(rows) >> 32)
      }
    }
  }

  // MARK: - Hash functions

  private static let functions = bands * rows
  /// The seeds of the hash functions. Keys of other seeds are not to be compared.
  private static let seed: UInt64 = 0x6261_6467_656c_696e
  /// Odd, so that a function gives each shingle another value.
  private static let multipliers = (0..<functions).map { number($0) | 1 }
  private static let increments = (0..<functions).map { number(functions + $0) }

  private static func number(_ index: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: BitMix.mixed(seed &+ BitMix.step &* UInt64(index + 1)) >> 32)
  }

  /// One multiplication for each row: shingles are hashes already, over which linear permutations
  /// are close to min-wise independent (Broder and others, *Min-wise independent permutations*, 2000).
  private static func lower(
    _ least: UnsafeMutableBufferPointer<UInt32>, by shingle: UInt32,
    _ multipliers: UnsafeBufferPointer<UInt32>, _ increments: UnsafeBufferPointer<UInt32>
  ) {
    guard let least = least.baseAddress, let multipliers = multipliers.baseAddress,
      let increments = increments.baseAddress
    else { return }
    var row = 0
    while row < functions {
      let value = multipliers[row] &* shingle &+ increments[row]
      // Always stored, so that the compiler takes several rows at once.
      least[row] = value < least[row] ? value : least[row]
      row += 1
    }
  }
}

/// The band keys of many definitions, one row for each, without room between them.
package struct BandTable: Sendable {
  private var keys: [UInt32] = []

  package init() {}

  /// The number of rows.
  package var count: Int { keys.count / BandKeys.bands }

  package mutating func reserve(_ rows: Int) { keys.reserveCapacity(rows * BandKeys.bands) }

  /// Adds a row at the end.
  package mutating func append(_ row: BandKeys) { keys.append(contentsOf: row.keys) }

  func key(_ row: Int, _ band: Int) -> UInt32 { keys[row * BandKeys.bands + band] }

  /// Compares two rows from a band on, and then from the first one up to it.
  ///
  /// The result is negative, zero or positive where the left row comes before, equals or follows.
  func order(_ left: Int, _ right: Int, from band: Int) -> Int {
    for step in 0..<BandKeys.bands {
      let place = (band + step) % BandKeys.bands
      let one = key(left, place)
      let two = key(right, place)
      if one != two { return one < two ? -1 : 1 }
    }
    return 0
  }
}

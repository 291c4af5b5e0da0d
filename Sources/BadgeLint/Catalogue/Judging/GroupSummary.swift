/// What a number comes to over a group.
package struct Spread: Sendable, Equatable {
  package var minimum: Double
  package var median: Double
  package var mean: Double
  package var maximum: Double
  package var total: Double
  package var known: Int

  /// Nil where no value is known.
  package init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    known = sorted.count
    minimum = first
    maximum = last
    let middle = sorted.count / 2
    median =
      sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    // Summed in rising order, so that the order of definitions does not show in the last digits.
    total = sorted.reduce(0, +)
    mean = total / Double(sorted.count)
  }
}

/// What the fields of profiles come to over a group.
package struct GroupSummary: Sendable {
  package enum Field: Sendable {
    case spread(Spread?)
    case share(known: Int, yes: Int)
    case variety(known: Int, distinct: Int)
    /// Nothing is summed up.
    case none
  }

  /// By the positions of `ProfileLayout.fields`.
  package var fields: [Field]
  package var count: Int

  /// Definitions from which the fields are gone through a few at a time, to save memory.
  private static let many = 100_000
  private static let fewFields = 5

  /// - Parameter indices: The profiles of the group, each once.
  init(_ indices: [Int], of store: ProfileStore) {
    let layout = store.layout
    count = indices.count
    fields = []
    let step = count < Self.many ? layout.fields.count : Self.fewFields
    for start in stride(from: 0, to: layout.fields.count, by: max(step, 1)) {
      let range = start..<min(start + step, layout.fields.count)
      fields += Self.fields(range, indices, store)
    }
  }

  private static func fields(
    _ range: Range<Int>, _ indices: [Int], _ store: ProfileStore
  ) -> [Field] {
    var numbers = Array(repeating: [Double](), count: range.count)
    var texts = Array(repeating: [UInt64](), count: range.count)
    var known = Array(repeating: 0, count: range.count)
    var yes = known
    for index in indices {
      let profile = store[index]
      for field in range {
        guard let value = profile.values[field] else { continue }
        let place = field - range.lowerBound
        known[place] += 1
        switch value {
        case .number(let number): numbers[place].append(number)
        case .bool(let isSo): yes[place] += isSo ? 1 : 0
        case .text(let text): texts[place].append(Fingerprint.of(text))
        case .texts, .date: break
        }
      }
    }
    return range.map { field in
      let place = field - range.lowerBound
      switch store.layout.fields[field].type {
      case .number: return .spread(Spread(numbers[place]))
      case .bool: return .share(known: known[place], yes: yes[place])
      case .text: return .variety(known: known[place], distinct: Self.distinct(&texts[place]))
      case .texts, .date: return .none
      }
    }
  }

  private static func distinct(_ hashes: inout [UInt64]) -> Int {
    hashes.sort()
    var count = 0
    for (position, hash) in hashes.enumerated()
    where position == 0 || hashes[position - 1] != hash { count += 1 }
    return count
  }
}

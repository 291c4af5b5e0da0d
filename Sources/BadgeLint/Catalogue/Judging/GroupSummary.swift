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

  /// - Parameter indices: The profiles of the group, each once.
  init(_ indices: some Sequence<Int>, of store: ProfileStore) {
    let layout = store.layout
    var numbers = Array(repeating: [Double](), count: layout.fields.count)
    var texts = Array(repeating: Set<UInt64>(), count: layout.fields.count)
    var known = Array(repeating: 0, count: layout.fields.count)
    var yes = known
    count = 0
    for index in indices {
      count += 1
      for (field, value) in store[index].values.enumerated() {
        guard let value else { continue }
        known[field] += 1
        switch value {
        case .number(let number): numbers[field].append(number)
        case .bool(let isSo): yes[field] += isSo ? 1 : 0
        case .text(let text): texts[field].insert(TextHash.of(text))
        case .texts, .date: break
        }
      }
    }
    fields = layout.fields.enumerated().map { field, shape in
      switch shape.type {
      case .number: .spread(Spread(numbers[field]))
      case .bool: .share(known: known[field], yes: yes[field])
      case .text: .variety(known: known[field], distinct: texts[field].count)
      case .texts, .date: .none
      }
    }
  }
}

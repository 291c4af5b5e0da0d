/// Compares two sorted sets by merging them, and gives up where they cannot be alike enough.
struct SetOverlap {
  private let left: Int
  private let right: Int
  /// Least number of common elements.
  private let needed: Int

  /// - Parameters:
  ///   - left: The number of elements of one set.
  ///   - right: The number of elements of the other.
  ///   - threshold: Least likeness that is of interest, from 0 to 1.
  init(_ left: Int, _ right: Int, threshold: Double) {
    self.left = left
    self.right = right
    // The estimate may be one off by rounding; what follows is exact.
    var needed = max(0, Int(threshold * Double(left + right) / (1 + threshold)) - 1)
    while needed <= min(left, right), Self.ratio(needed, left, right) < threshold { needed += 1 }
    self.needed = needed
  }

  /// Whether sets of these sizes can be alike enough at all.
  var isPossible: Bool { needed <= min(left, right) }

  /// The likeness where it is at least the threshold.
  func likeness(
    _ first: UnsafeBufferPointer<UInt32>, _ second: UnsafeBufferPointer<UInt32>
  ) -> Double? {
    // Elements that may be in one set only.
    let allowed = left + right - 2 * needed
    guard allowed >= 0, isPossible else { return nil }
    var index = 0
    var other = 0
    var common = 0
    while index < first.count, other < second.count {
      let one = first[index]
      let two = second[other]
      if one == two { common += 1 }
      if one <= two { index += 1 }
      if two <= one { other += 1 }
      if index + other - 2 * common > allowed { return nil }
    }
    return common >= needed ? Self.ratio(common, left, right) : nil
  }

  private static func ratio(_ common: Int, _ left: Int, _ right: Int) -> Double {
    let all = left + right - common
    return all == 0 ? 0 : Double(common) / Double(all)
  }
}

/// Compares sorted sets by merging them, and gives up where they cannot be alike enough.
struct SetOverlap: Sendable {
  /// Least likeness that is of interest, from 0 to 1.
  private let threshold: Double
  /// The part of the elements of both sets, counted twice where common, that must be common.
  private let share: Double

  init(threshold: Double) {
    self.threshold = threshold
    share = threshold / (1 + threshold)
  }

  /// Whether sets of these sizes can be alike enough at all.
  func isPossible(_ left: Int, _ right: Int) -> Bool {
    leastCommon(left + right) <= min(left, right)
  }

  /// The likeness of two sets where it is at least the threshold.
  func likeness(
    _ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>
  ) -> Double? {
    let size = left.count + right.count
    // Elements that may be in one set only.
    let allowed = size - 2 * leastCommon(size)
    var index = 0
    var other = 0
    var common = 0
    while index < left.count, other < right.count {
      let one = left[index]
      let two = right[other]
      if one == two { common += 1 }
      if one <= two { index += 1 }
      if two <= one { other += 1 }
      if index + other - 2 * common > allowed { return nil }
    }
    let likeness = size == 0 ? 0 : Double(common) / Double(size - common)
    return likeness >= threshold ? likeness : nil
  }

  /// A number of common elements that the threshold needs, never too high: rounding is left to the
  /// comparison of likenesses.
  private func leastCommon(_ size: Int) -> Int { max(0, Int(share * Double(size)) - 1) }
}

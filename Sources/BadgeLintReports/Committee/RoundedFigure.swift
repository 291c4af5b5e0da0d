import BadgeLint

/// A number as people read it, with as many decimals as it needs to be told from others.
enum RoundedFigure {
  /// Decimals beyond which a number is written in full: a number of this type has no more.
  private static let mostDecimals = 15

  /// A rounded number that is zero, or one of the others, only where it truly is.
  /// - Parameters:
  ///   - decimals: How many there are at most where that is enough.
  ///   - others: Numbers that stand beside it, such as bounds, and that it must not seem to be.
  static func text(
    _ value: Double, decimals: Int = 2, apartFrom others: [Double] = []
  ) -> String {
    guard value.isFinite else { return numberText(value) }
    let others = ([0] + others).filter { $0 != value && $0.isFinite }
    for count in decimals...max(decimals, mostDecimals) {
      guard let rounded = rounded(value, count) else { break }
      // Both are shown with the same rule, so neither the number nor its neighbour may move there.
      if others.allSatisfy({ $0 != rounded && Self.rounded($0, count) != rounded }) {
        return text(ofRounded: rounded, count)
      }
    }
    return value == value.rounded() ? numberText(value) : "\(value)"
  }

  private static func text(ofRounded value: Double, _ decimals: Int) -> String {
    let digits = (value * power(decimals)).rounded()
    guard abs(digits) < 9e15 else { return numberText(value) }
    return decimalText(Int64(digits), decimals: decimals)
  }

  private static func power(_ decimals: Int) -> Double {
    (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  }

  /// Nil where the number is too large to have such decimals.
  private static func rounded(_ value: Double, _ decimals: Int) -> Double? {
    let scaled = value * power(decimals)
    return scaled.isFinite ? scaled.rounded() / power(decimals) : nil
  }
}

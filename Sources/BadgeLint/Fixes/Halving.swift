/// Finds out which of many fixes can be made together, by trying halves of them, so that a few bad
/// ones among many cost few trials.
enum Halving {
  /// Takes the findings whose fixes can be made, in their order.
  /// - Parameters:
  ///   - most: After so many trials, what cannot be made together is refused together.
  ///   - objection: Why some fixes cannot be made together; nil where they can. The first are taken.
  static func take<Reason>(
    _ findings: [Finding], most: Int,
    objection: (_ taken: [Finding], _ further: [Finding]) -> Reason?
  ) -> (taken: [Finding], refused: [(findings: [Finding], reason: Reason)]) {
    var taken: [Finding] = []
    var refused: [(findings: [Finding], reason: Reason)] = []
    var parts = [findings]
    var trials = 0
    while let part = parts.popLast() {
      trials += 1
      guard let reason = objection(taken, part) else {
        taken += part
        continue
      }
      if part.count == 1 || trials > most {
        refused.append((part, reason))
      } else {
        let middle = part.count / 2
        parts += [Array(part[middle...]), Array(part[..<middle])]
      }
    }
    return (taken, refused)
  }
}

import Testing

@testable import BadgeLintReports

@Suite struct LineDifferenceTests {
  private func lines(_ texts: [String]) -> [ArraySlice<UInt8>] { texts.map { Array($0.utf8)[...] } }

  /// What is left of both texts must be the same lines.
  private func check(_ left: [String], _ right: [String]) -> (removed: Int, inserted: Int) {
    let (removed, inserted) = LineDifference.changed(lines(left), lines(right))
    let common = zip(left, removed).filter { !$0.1 }.map(\.0)
    #expect(common == zip(right, inserted).filter { !$0.1 }.map(\.0))
    return (removed.count { $0 }, inserted.count { $0 })
  }

  @Test func `few changes in a large text`() {
    let left = (0..<5000).map { $0.isMultiple(of: 3) ? "}" : "line \($0)" }
    var right = left
    right[10] = "other"
    right.remove(at: 2001)
    right.insert("new", at: 4000)
    #expect(check(left, right) == (2, 2))
    #expect(check(left, left) == (0, 0))
    #expect(check(left, []) == (5000, 0) && check([], left) == (0, 5000))
  }

  @Test(.timeLimit(.minutes(1))) func `a large text that changes throughout`() {
    let left = (0..<40000).map { $0.isMultiple(of: 5) ? "same \($0)" : "old \($0)" }
    let right = (0..<40000).map { $0.isMultiple(of: 5) ? "same \($0)" : "new \($0)" }
    #expect(check(left, right) == (32000, 32000))
    let all = (0..<40000).map { "new \($0)" }
    #expect(check(left, all) == (40000, 40000))
  }
}

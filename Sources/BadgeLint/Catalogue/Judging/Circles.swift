/// Finds circles in a graph (Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on
/// Computing 1, 1972), without recursion, as links may form long chains.
enum Circles {
  /// The sets of nodes of which each leads to every other, and nodes that lead to themselves.
  static func components(_ ways: [Int: [Int]]) -> [[Int]] {
    var index: [Int: Int] = [:]
    var low: [Int: Int] = [:]
    var isOnStack: Set<Int> = []
    var stack: [Int] = []
    var result: [[Int]] = []
    for start in ways.keys.sorted() where index[start] == nil {
      var work: [(node: Int, next: Int)] = [(start, 0)]
      while let (node, next) = work.last {
        if next == 0 {
          index[node] = index.count
          low[node] = index[node]
          stack.append(node)
          isOnStack.insert(node)
        }
        let ends = ways[node] ?? []
        if next < ends.count {
          work[work.count - 1].next += 1
          let end = ends[next]
          if index[end] == nil {
            work.append((end, 0))
          } else if isOnStack.contains(end) {
            low[node] = min(low[node] ?? 0, index[end] ?? 0)
          }
          continue
        }
        work.removeLast()
        if let above = work.last?.node { low[above] = min(low[above] ?? 0, low[node] ?? 0) }
        guard low[node] == index[node] else { continue }
        var component: [Int] = []
        while let last = stack.popLast() {
          isOnStack.remove(last)
          component.append(last)
          if last == node { break }
        }
        if component.count > 1 || ends.contains(node) { result.append(component.sorted()) }
      }
    }
    return result
  }
}

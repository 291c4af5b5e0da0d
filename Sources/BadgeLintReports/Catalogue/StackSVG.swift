import BadgeLint

/// Stacks as a picture: parts at the left, what they count towards at the right.
enum StackSVG {
  private static let boxWidth = 220.0
  private static let boxHeight = 44.0
  private static let columnGap = 90.0
  private static let rowGap = 16.0
  private static let margin = 24.0

  static func bytes(_ drawing: StackDrawing) -> [UInt8] {
    let columns = columns(drawing)
    let rows = rows(drawing, columns)
    let count = (columns.max() ?? -1) + 1
    let tallest = (0..<max(count, 1)).map { column in columns.count { $0 == column } }.max() ?? 0
    let width = 2 * margin + Double(max(count, 1)) * (boxWidth + columnGap) - columnGap
    let height = 2 * margin + 28 + Double(max(tallest, 1)) * (boxHeight + rowGap)
    var svg = SVGWriter()
    let title =
      drawing.nodes.isEmpty ? "Nothing counts towards anything" : "What counts towards what"
    svg.text(title, x: margin, y: margin + 8, size: 16, isBold: true)
    func corner(_ node: Int) -> (x: Double, y: Double) {
      (
        margin + Double(columns[node]) * (boxWidth + columnGap),
        margin + 28 + Double(rows[node]) * (boxHeight + rowGap)
      )
    }
    for arrow in drawing.arrows {
      let (from, to) = (corner(arrow.from), corner(arrow.to))
      let stroke = arrow.isInCircle ? "#b00020" : "#555"
      guard columns[arrow.from] < columns[arrow.to] else {
        svg.returningArrow(
          from: (from.x + boxWidth * 0.6, from.y + boxHeight),
          to: (to.x + boxWidth * 0.4, to.y + boxHeight), stroke: stroke, isDashed: !arrow.counts)
        continue
      }
      svg.arrow(
        from: (from.x + boxWidth, from.y + boxHeight / 2), to: (to.x, to.y + boxHeight / 2),
        sag: abs(columns[arrow.to] - columns[arrow.from]) > 1 ? 1.2 * boxHeight : 0,
        stroke: stroke, isDashed: !arrow.counts)
      svg.text(
        arrow.label, x: from.x + boxWidth + 8, y: (3 * from.y + to.y) / 4 + boxHeight / 2 - 5,
        size: 10)
    }
    for (index, node) in drawing.nodes.enumerated() {
      let place = corner(index)
      svg.box(
        x: place.x, y: place.y, width: boxWidth, height: boxHeight, isDashed: !node.isKnown)
      svg.text(
        LabelWording.clean(node.name, limit: 28), x: place.x + 8, y: place.y + 18, size: 13,
        isBold: true)
      svg.text(
        LabelWording.clean(node.detail, limit: 34), x: place.x + 8, y: place.y + 35, size: 11)
    }
    return svg.document(
      width: width, height: height, language: "en", title: title,
      description: drawing.arrows.map { arrow in
        let verb = arrow.counts ? "counts towards" : "is needed before"
        let (from, to) = (drawing.nodes[arrow.from].name, drawing.nodes[arrow.to].name)
        let credit = arrow.label.isEmpty ? "" : ", \(arrow.label)"
        return arrow.counts ? "\(from) \(verb) \(to)\(credit)" : "\(to) \(verb) \(from)"
      })
  }

  /// The column of each node: one to the right of all its parts. A circle is broken at the node that
  /// comes first, so that its last link leads back.
  private static func columns(_ drawing: StackDrawing) -> [Int] {
    var columns = Array(repeating: 0, count: drawing.nodes.count)
    var open = Array(repeating: 0, count: drawing.nodes.count)
    var leaving = Array(repeating: [Int](), count: drawing.nodes.count)
    for arrow in drawing.arrows where arrow.from != arrow.to {
      open[arrow.to] += 1
      leaving[arrow.from].append(arrow.to)
    }
    var isDone = Array(repeating: false, count: drawing.nodes.count)
    var ready = open.indices.filter { open[$0] == 0 }
    var firstLeft = 0
    while true {
      if ready.isEmpty {
        while firstLeft < isDone.count, isDone[firstLeft] { firstLeft += 1 }
        if firstLeft == isDone.count { break }
        ready = [firstLeft]
      }
      for node in ready { isDone[node] = true }
      var next: [Int] = []
      for node in ready {
        for end in leaving[node] where !isDone[end] {
          columns[end] = max(columns[end], columns[node] + 1)
          open[end] -= 1
          if open[end] == 0 { next.append(end) }
        }
      }
      ready = next
    }
    return columns
  }

  /// The row of each node in its column: near the parts that lead to it.
  private static func rows(_ drawing: StackDrawing, _ columns: [Int]) -> [Int] {
    var rows = Array(repeating: 0, count: drawing.nodes.count)
    for column in 0...(columns.max() ?? 0) {
      let members = drawing.nodes.indices.filter { columns[$0] == column }
      let weights = members.map { member -> (Double, Int) in
        let parts = drawing.arrows.filter { $0.to == member && columns[$0.from] < column }
          .map { Double(rows[$0.from]) }
        return (parts.isEmpty ? Double(member) : parts.reduce(0, +) / Double(parts.count), member)
      }
      for (row, weight) in weights.sorted(by: { $0 < $1 }).enumerated() { rows[weight.1] = row }
    }
    return rows
  }
}

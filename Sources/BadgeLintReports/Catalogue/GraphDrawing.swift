import BadgeLint

/// What counts towards what, as nodes and arrows.
struct StackDrawing {
  struct Node {
    var name: String
    /// Such as `30 h, EQF 6`; empty where nothing is known.
    var detail: String
    /// Whether it is in the catalogue.
    var isKnown: Bool
    var isProgramme: Bool
  }

  struct Arrow {
    var from: Int
    var to: Int
    /// Whether it closes a circle that is a finding.
    var isInCircle: Bool
    /// Whether the part is counted there, or only needed before.
    var counts: Bool
    var label: String
  }

  private(set) var nodes: [Node] = []
  private(set) var arrows: [Arrow] = []

  /// - Parameter name: What a definition is called.
  init(_ graph: LinkGraph, _ store: ProfileStore, name: (Profile) -> String = { $0.name }) {
    var positions: [LinkGraph.Target: Int] = [:]
    func node(_ target: LinkGraph.Target) -> Int {
      if let known = positions[target] { return known }
      positions[target] = nodes.count
      nodes.append(Self.node(target, store, name))
      return nodes.count - 1
    }
    for edge in graph.edges {
      let from = node(.definition(edge.part))
      let to = node(edge.target)
      let credit = edge.link.credit.map { "\(numberText($0)) \(edge.link.system)" } ?? ""
      arrows.append(
        Arrow(
          from: from, to: to, isInCircle: !edge.cycle.isEmpty, counts: edge.counts,
          label: credit))
    }
  }

  private static func node(
    _ target: LinkGraph.Target, _ store: ProfileStore, _ name: (Profile) -> String
  ) -> Node {
    switch target {
    case .definition(let index):
      let profile = store[index]
      let details = store.layout.summary(of: profile)
      return Node(name: name(profile), detail: details, isKnown: true, isProgramme: false)
    case .programme(let name):
      return Node(name: name, detail: "programme", isKnown: true, isProgramme: true)
    case .unknown(let name, let issuer):
      return Node(
        name: name, detail: issuer.isEmpty ? "not in the catalogue" : issuer, isKnown: false,
        isProgramme: false)
    }
  }
}

/// The formats in which stacks are drawn, by the end of the file's name.
package enum GraphFormat: String, CaseIterable, Sendable {
  case svg, dot

  package init?(path: String) {
    guard let format = Self.allCases.first(where: { path.hasSuffix(".\($0.rawValue)") }) else {
      return nil
    }
    self = format
  }

  package func bytes(_ graph: LinkGraph, _ store: ProfileStore) -> [UInt8] {
    let drawing = StackDrawing(graph, store)
    return switch self {
    case .svg: StackSVG.bytes(drawing)
    case .dot: StackDOT.bytes(drawing)
    }
  }
}

/// Stacks in the language of Graphviz.
enum StackDOT {
  static func bytes(_ drawing: StackDrawing) -> [UInt8] {
    var text = "digraph stacks {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n"
    for (index, node) in drawing.nodes.enumerated() {
      let label = node.detail.isEmpty ? node.name : "\(node.name)\n\(node.detail)"
      text += "  n\(index) [label=\(quoted(label))"
      if !node.isKnown { text += ", style=dashed" }
      if node.isProgramme { text += ", shape=folder" }
      text += "];\n"
    }
    for arrow in drawing.arrows {
      var parts: [String] = []
      if !arrow.label.isEmpty { parts.append("label=\(quoted(arrow.label))") }
      if !arrow.counts { parts.append("style=dotted") }
      if arrow.isInCircle { parts.append("color=red") }
      text += "  n\(arrow.from) -> n\(arrow.to)"
      text += parts.isEmpty ? ";\n" : " [\(parts.joined(separator: ", "))];\n"
    }
    return Array((text + "}\n").utf8)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      default:
        if scalar.value >= 0x20, scalar.value != 0x7F { result.unicodeScalars.append(scalar) }
      }
    }
    return result + "\""
  }
}

/// What counts towards one target, all parts together.
package struct Stack: Sendable {
  package var target: LinkGraph.Target
  package var name: String
  /// The positions of the profiles of the parts, each once, and those of their links in the graph.
  package var parts: [Int]
  /// The line of the first link of each part; 0 where it is not known.
  package var lines: [Int]
  package var edges: [Int]
  /// The credit system that all parts and the target have in common.
  package var system: String?
  /// In that system: what counts there, what the parts carry themselves, and what the target
  /// carries; nil where it is not known of all.
  package var countedCredit: Double?
  package var ownCredit: Double?
  package var targetCredit: Double?
}

extension LinkGraph {
  /// The stacks in the order of their first links.
  func stacks(_ store: ProfileStore) -> [Stack] {
    var positions: [Target: Int] = [:]
    var stacks: [Stack] = []
    for (position, edge) in edges.enumerated() where edge.counts {
      if let known = positions[edge.target] {
        stacks[known].edges.append(position)
        // Edges stand in the order of their parts.
        if stacks[known].parts.last != edge.part {
          stacks[known].parts.append(edge.part)
          stacks[known].lines.append(edge.link.line)
        }
      } else {
        positions[edge.target] = stacks.count
        stacks.append(
          Stack(
            target: edge.target, name: name(of: edge.target), parts: [edge.part],
            lines: [edge.link.line], edges: [position]))
      }
    }
    for position in stacks.indices { addCredit(to: &stacks[position], store) }
    return stacks
  }

  private func addCredit(to stack: inout Stack, _ store: ProfileStore) {
    let roles = store.layout.roles
    var systems = Set(stack.parts.map { store[$0].text(roles.creditSystem) })
    var targetCredit: Double?
    if case .definition(let index) = stack.target {
      let target = store[index]
      targetCredit = target.number(roles.credit)
      if targetCredit != nil { systems.insert(target.text(roles.creditSystem)) }
    }
    let links = stack.edges.map { edges[$0].link }
    for link in links where link.credit != nil { systems.insert(link.system) }
    guard systems.count == 1, let system = systems.first ?? nil, !system.isEmpty else { return }
    stack.system = system
    stack.targetCredit = targetCredit
    let own = stack.parts.compactMap { store[$0].number(roles.credit) }
    if own.count == stack.parts.count { stack.ownCredit = own.sorted().reduce(0, +) }
    let counted = links.compactMap(\.credit)
    if counted.count == links.count { stack.countedCredit = counted.sorted().reduce(0, +) }
  }
}

import CEL

/// What definitions count towards and need, with the targets found.
package struct LinkGraph: Sendable {
  /// What a link leads to.
  package enum Target: Sendable, Hashable {
    case definition(Int)
    case programme(String)
    /// Nothing in the catalogue: the name as it is written, and the issuer that is named for it.
    case unknown(name: String, issuer: String)
  }

  package struct Edge: Sendable {
    /// The position of the profile that says so.
    package var part: Int
    package var link: Profile.Link
    package var target: Target
    package var isForeign: Bool
    /// Whether the part is counted in the target.
    package var counts: Bool
    /// Names on the way back, where this link closes a circle that is told here.
    package var cycle: [String] = []
    /// Whether the part names the same target before, such as by its id and by its title.
    package var isRepeated = false
    /// Names of others that count towards the target and contain the part.
    package var alsoThrough: [String] = []
    /// A name in the catalogue that is spelt nearly so.
    package var suggestion: String?
  }

  /// In the order of the parts.
  package private(set) var edges: [Edge] = []
  private let store: ProfileStore

  /// - Parameter order: The positions of the profiles in the order of their places.
  init(_ store: ProfileStore, order: [Int]) {
    self.store = store
    let layout = store.layout
    var byName: [UInt64: [Int]] = [:]
    var programmes: Set<String> = []
    var isNeeded: Set<UInt64> = []
    for index in order {
      for link in store[index].links { isNeeded.insert(Fingerprint.of(Self.folded(link.target))) }
    }
    guard !isNeeded.isEmpty else { return }
    var identities: [Identity] = []
    for index in order {
      let profile = store[index]
      for field in [layout.roles.identity, layout.roles.title] {
        guard let name = profile.text(field) else { continue }
        let hash = Fingerprint.of(Self.folded(name))
        if isNeeded.contains(hash), byName[hash]?.last != index {
          byName[hash, default: []].append(index)
        }
        if field == layout.roles.identity, identities.count < Self.mostIdentities {
          identities.append(Identity(name: name, index: index))
        }
      }
      if let programme = profile.text(layout.roles.programme) { programmes.insert(programme) }
    }
    for index in order {
      let profile = store[index]
      var named: [Target: Set<Int>] = [:]
      for link in profile.links {
        let found = find(link, of: profile, index, byName, programmes)
        let kind = layout.links[link.kind]
        // What is needed before is free text, which rarely names a definition.
        if case .unknown = found.target, !kind.counts { continue }
        var edge = Edge(
          part: index, link: link, target: found.target, isForeign: found.isForeign,
          counts: kind.counts)
        edge.isRepeated = !named[found.target, default: []].insert(link.kind).inserted
        edges.append(edge)
      }
    }
    suggest(identities)
    findCycles()
    findDoubleCounts()
  }

  /// Identities among which a misspelt one is looked for; beyond, none is suggested.
  private static let mostIdentities = 20_000
  private static let mostSuggestions = 200
  /// Names that are tried for one that is missing.
  private static let mostTries = 10

  private static func folded(_ text: String) -> String { text.lowercased() }

  // MARK: - Targets

  private func find(
    _ link: Profile.Link, of part: Profile, _ index: Int, _ byName: [UInt64: [Int]],
    _ programmes: Set<String>
  ) -> (target: Target, isForeign: Bool) {
    let roles = store.layout.roles
    let own = part.text(roles.issuer) ?? ""
    let isForeign = !link.issuer.isEmpty && Self.folded(link.issuer) != Self.folded(own)
    let wanted = link.issuer.isEmpty ? own : link.issuer
    let name = Self.folded(link.target)
    let candidates = (byName[Fingerprint.of(name)] ?? []).filter { candidate in
      let profile = store[candidate]
      return [roles.identity, roles.title].contains {
        profile.text($0).map(Self.folded) == name
      }
    }
    let ofIssuer = candidates.filter {
      Self.folded(store[$0].text(roles.issuer) ?? "") == Self.folded(wanted)
    }
    if let found = ofIssuer.first { return (.definition(found), isForeign) }
    // A definition of another body only by that name is another one.
    if link.issuer.isEmpty, let found = candidates.first { return (.definition(found), false) }
    if programmes.contains(link.target), !isForeign {
      return (.programme(link.target), false)
    }
    return (.unknown(name: link.target, issuer: link.issuer), isForeign)
  }

  func name(of target: Target) -> String {
    switch target {
    case .definition(let index): store[index].name
    case .programme(let name): name
    case .unknown(let name, _): name
    }
  }

  // MARK: - Suggestions

  /// A definition by the name by which links find it.
  private struct Identity {
    var name: String
    var index: Int
  }

  private mutating func suggest(_ identities: [Identity]) {
    guard identities.count < Self.mostIdentities else { return }
    var positions: [String: [Int]] = [:]
    for (position, edge) in edges.enumerated() where !edge.isForeign {
      guard case .unknown(let name, _) = edge.target else { continue }
      positions[Self.folded(name), default: []].append(position)
    }
    let names = positions.keys.sorted { (positions[$0]?[0] ?? 0) < (positions[$1]?[0] ?? 0) }
    for name in names.prefix(Self.mostSuggestions) {
      guard let same = positions[name], let first = same.first else { continue }
      let parts = Set(same.map { edges[$0].part })
      let ways = ways(edges[first].link.kind)
      var left = identities.filter { !parts.contains($0.index) }
      // What contains a part already would become a part of itself.
      for _ in 0..<Self.mostTries {
        guard let nearest = closestMatch(to: name, in: left.map(\.name)),
          let found = left.first(where: { $0.name == nearest })
        else { break }
        if parts.contains(where: { reaches($0, from: found.index, ways) }) {
          left.removeAll { $0.index == found.index }
          continue
        }
        for position in same { edges[position].suggestion = nearest }
        break
      }
    }
  }

  // MARK: - Ways

  /// The positions of the edges that lead from each definition to another, for one kind of link.
  private func ways(_ kind: Int) -> [Int: [Int]] {
    var result: [Int: [Int]] = [:]
    for (position, edge) in edges.enumerated() where edge.link.kind == kind {
      if case .definition = edge.target { result[edge.part, default: []].append(position) }
    }
    return result
  }

  private func end(_ edge: Int) -> Int? {
    if case .definition(let index) = edges[edge].target { index } else { nil }
  }

  /// Tells each circle of links once, at its first part.
  private mutating func findCycles() {
    // Edges stand in the order of their parts.
    var rank: [Int: Int] = [:]
    for (position, edge) in edges.enumerated() where rank[edge.part] == nil {
      rank[edge.part] = position
    }
    for kind in store.layout.links.indices {
      let ways = ways(kind)
      for component in Circles.components(ways.mapValues { $0.compactMap(end) }) {
        guard let start = component.min(by: { rank[$0] ?? .max < rank[$1] ?? .max }) else {
          continue
        }
        let members = Set(component)
        guard let way = wayBack(to: start, within: members, ways) else { continue }
        if let first = way.first {
          edges[first].cycle = way.compactMap(end).map { store[$0].name }
        }
      }
    }
  }

  /// The shortest way from a definition back to itself.
  private func wayBack(
    to start: Int, within members: Set<Int>, _ ways: [Int: [Int]]
  ) -> [Int]? {
    var cameBy: [Int: Int] = [:]
    var waiting = [start]
    var next = 0
    while next < waiting.count {
      let current = waiting[next]
      next += 1
      for edge in ways[current] ?? [] {
        guard let end = end(edge), members.contains(end) else { continue }
        if end == start {
          var way = [edge]
          var at = current
          while at != start, let before = cameBy[at] {
            way.append(before)
            at = edges[before].part
          }
          return way.reversed()
        }
        if cameBy[end] == nil {
          cameBy[end] = edge
          waiting.append(end)
        }
      }
    }
    return nil
  }

  /// Notes where a part counts towards a target by itself and through another.
  private mutating func findDoubleCounts() {
    for kind in store.layout.links.indices where store.layout.links[kind].counts {
      let ways = ways(kind)
      var reachable = ReachableCache()
      for (_, own) in ways where own.count > 1 {
        // Once for each end of a link, however many parts count towards it.
        let below = own.map { edge in
          end(edge).map { start in reachable.value(start) { everything(from: start, ways) } } ?? []
        }
        for edge in own {
          guard let target = end(edge) else { continue }
          let others = zip(own, below).filter { $0.0 != edge && $0.1.contains(target) }.map(\.0)
          edges[edge].alsoThrough = others.compactMap(end).map { store[$0].name }
        }
      }
    }
  }

  /// Definitions that are looked at from one part; who nests deeper is not followed.
  private static let mostSteps = 10_000

  /// What was reached from definitions, as far as it is worth keeping.
  private struct ReachableCache {
    /// Most definitions that are kept in all sets together.
    private static let mostKept = 1_000_000

    private var sets: [Int: Set<Int>] = [:]
    private var count = 0

    mutating func value(_ start: Int, _ search: () -> Set<Int>) -> Set<Int> {
      if let known = sets[start] { return known }
      let found = search()
      if count + found.count > Self.mostKept {
        sets.removeAll()
        count = 0
      }
      sets[start] = found
      count += found.count
      return found
    }
  }

  /// What is reached from a definition by one link or more.
  private func everything(from start: Int, _ ways: [Int: [Int]]) -> Set<Int> {
    var seen: Set<Int> = []
    var waiting = [start]
    while let current = waiting.popLast(), seen.count < Self.mostSteps {
      for edge in ways[current] ?? [] {
        if let end = end(edge), seen.insert(end).inserted { waiting.append(end) }
      }
    }
    // A circle back to the start is told as such.
    seen.remove(start)
    return seen
  }

  private func reaches(_ target: Int, from start: Int, _ ways: [Int: [Int]]) -> Bool {
    if start == target { return false }
    var seen: Set<Int> = [start]
    var waiting = [start]
    while let current = waiting.popLast(), seen.count < Self.mostSteps {
      for edge in ways[current] ?? [] {
        guard let end = end(edge) else { continue }
        if end == target { return true }
        if seen.insert(end).inserted { waiting.append(end) }
      }
    }
    return false
  }
}

/// Which clauses of a document rules rest on, and which have none.
package struct ClauseCoverage: Sendable {
  package struct Clause: Sendable {
    package var clause: String
    /// Why no rule rests on it, where that is so on purpose.
    package var note: String?
    package var rules: [String]
    /// Whether the pack lists the clause, and does not only cite it.
    package var isListed: Bool
  }

  package var source: Pack.Source
  package var pack: Pack
  package var clauses: [Clause]

  /// The coverage of every source of a pack.
  package static func of(_ pack: Pack) -> [ClauseCoverage] {
    pack.sources.map { source in
      let cited = pack.rules.flatMap { rule in
        rule.cites.filter { $0.source == source.key }.map { (rule.id, $0.clause ?? "") }
      }
      func rules(_ clause: String) -> [String] { cited.filter { $0.1 == clause }.map(\.0) }
      var clauses = source.clauses.map {
        Clause(clause: $0.clause, note: $0.note, rules: rules($0.clause), isListed: true)
      }
      for (_, clause) in cited where !clauses.contains(where: { $0.clause == clause }) {
        clauses.append(Clause(clause: clause, note: nil, rules: rules(clause), isListed: false))
      }
      return ClauseCoverage(source: source, pack: pack, clauses: clauses)
    }
  }
}

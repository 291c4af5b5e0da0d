/// What of a document does not fit its schema, up to a number that people can mend.
package struct StructureProblems: Sendable {
  package private(set) var list: [StructureProblem]
  /// How many problems there are beside those in the list, by their checks.
  package private(set) var omitted: [StructureCheck: Int] = [:]

  /// Most problems of a document that are kept. Who mends ten thousand sees the others after that,
  /// and a file of megabytes that is no definition ends within a second.
  package static let most = 10_000

  package init(_ list: [StructureProblem] = []) { self.list = list }

  package var isFull: Bool { list.count >= Self.most }

  package mutating func add(_ problem: StructureProblem) {
    if isFull { omit(problem.check) } else { list.append(problem) }
  }

  /// Counts a problem that is not kept.
  package mutating func omit(_ check: StructureCheck) { omitted[check, default: 0] += 1 }

  /// Why not all problems that a check found are shown; nil where they are.
  package func omission(of check: StructureCheck) -> String? {
    omitted[check].map { count in
      "the definition has more than \(Self.most) problems of structure, and \(count) of this kind are "
        + "not shown; mend the others first"
    }
  }

  /// Takes out what the checks found of which that is true.
  mutating func remove(where isUnwanted: (StructureCheck) -> Bool) {
    list.removeAll { isUnwanted($0.check) }
    omitted = omitted.filter { !isUnwanted($0.key) }
  }

  /// Makes all problems those of an object.
  mutating func belong(to object: RecordID) {
    for index in list.indices { list[index].object = object }
  }
}

extension StructureProblems: RandomAccessCollection {
  package var startIndex: Int { list.startIndex }
  package var endIndex: Int { list.endIndex }
  package subscript(position: Int) -> StructureProblem { list[position] }
}

import YAMLTree

/// Reads what another search found alike: lines of JSON that name definitions by file and line.
///
/// `{"alike": [["a.yaml", 1], ["b.yaml", 7]], "likeness": 0.91}` is a pair,
/// `{"copies": [["a.yaml", 1], ["c.yaml", 3]]}` definitions with the same texts. Of those only the
/// first stands in pairs. `{"cutBuckets": 2}` says how often there were too many alike for all of
/// them to be compared.
package struct PairLineReader: Sendable {
  private struct Place: Hashable {
    var file: String
    var line: Int
  }

  private var positions: [Place: Int] = [:]
  /// Places of several definitions, such as those of one line.
  private var shared: Set<Place> = []
  package private(set) var found = FoundPairs()

  package init(_ store: ProfileStore) {
    for index in 0..<store.count {
      let profile = store[index]
      let place = Place(file: profile.file, line: profile.line)
      // Of a profile that came twice the first one counts.
      if let known = positions[place] {
        if store[known] != profile { shared.insert(place) }
      } else {
        positions[place] = index
      }
    }
  }

  package mutating func read(
    _ bytes: [UInt8], file: String, line: Int
  ) throws(ProfileLineError) {
    func error(_ message: String) -> ProfileLineError {
      ProfileLineError(file: file, line: line, message: message)
    }
    let tree = YAMLTree(parsing: bytes)
    guard tree.isComplete, let root = tree.documents.first, tree.kind(root) == .mapping else {
      throw error("one JSON object is expected on a line")
    }
    func places(_ node: NodeID) throws(ProfileLineError) -> [Int] {
      var result: [Int] = []
      for element in tree.elements(of: node) {
        let parts = tree.kind(element) == .sequence ? Array(tree.elements(of: element)) : []
        guard parts.count == 2, let number = tree.integer(parts[1]) else {
          throw error("a definition is named by its file and its line, such as [\"a.yaml\", 1]")
        }
        let place = Place(file: tree.text(parts[0]), line: Int(number))
        guard let index = positions[place] else {
          throw error("there is no profile of \(place.file):\(place.line)")
        }
        guard !shared.contains(place) else {
          throw error(
            "several definitions begin at \(place.file):\(place.line), which pairs cannot tell apart"
          )
        }
        result.append(index)
      }
      return result
    }
    if let copies = tree.value(in: root, forKey: "copies") {
      found.copies.append(try places(copies))
      return
    }
    if let cut = tree.value(in: root, forKey: "cutBuckets") {
      guard let count = tree.integer(cut), (0..<1 << 31).contains(count) else {
        throw error("'cutBuckets' should be a number of buckets")
      }
      found.cutBuckets += Int(count)
      return
    }
    guard let alike = tree.value(in: root, forKey: "alike"),
      let likeness = tree.value(in: root, forKey: "likeness").flatMap(tree.number)
    else { throw error("expected 'alike' with 'likeness', 'copies' or 'cutBuckets'") }
    let pair = try places(alike)
    guard pair.count == 2, pair[0] != pair[1], (0...1).contains(likeness) else {
      throw error("'alike' names two definitions, and 'likeness' is from 0 to 1")
    }
    found.pairs.append((one: pair[0], other: pair[1], likeness: likeness))
  }
}

extension TreeBuilder {
  /// Applies the merge keys `<<` of a mapping that has just been closed.
  ///
  /// The source is the merge key type of YAML 1.1 (yaml.org/type/merge.html): the value is a
  /// mapping or a list of mappings; own keys win over merged ones, earlier mappings of a list over
  /// later ones.
  mutating func applyMerges(to mapping: Int) {
    limitExpansion()
    var (own, merges) = splitEntries(of: mapping)
    var seen = own.count > 12 ? hashTable(of: own) : nil
    for merge in merges {
      for origin in mergeSources(merge.value.position) where !isStopped {
        let before = own.count
        for entry in effectiveEntries(of: origin) {
          let key = entry.key.position
          if nodes[key].kind == .scalar, isPresent(key, in: own, table: seen) { continue }
          own.append(MappingEntry(key: key, value: entry.value.position, isMerged: true))
          if seen != nil {
            if nodes[key].kind == .scalar {
              seen?.add(Int32(own.count - 1), hash: hash(ofContent: key))
            }
          } else if own.count > 12 {
            seen = hashTable(of: own)
          }
        }
        countExpanded(own.count - before)
      }
    }
    let first = mergedEntries.count
    mergedEntries.append(contentsOf: own)
    mergeLists.append(first..<mergedEntries.count)
    nodes[mapping].payload = UInt32(mergeLists.count)
  }

  /// Whether a node is a plain `<<` without a tag.
  func isMergeKey(_ node: Int) -> Bool {
    let node = nodes[node]
    return node.kind == .scalar && node.count == 2 && node.style == .plain
      && node.flags.isDisjoint(with: [.alias, .sideContent])
      && source[Int(node.payload)] == ASCII.less && source[Int(node.payload) + 1] == ASCII.less
  }

  private func splitEntries(of mapping: Int) -> (own: [MappingEntry], merges: [MappingEntry]) {
    var own: [MappingEntry] = []
    var merges: [MappingEntry] = []
    var key = mapping + 1
    let end = Int(nodes[mapping].next)
    while key < end {
      let value = Int(nodes[key].next)
      guard value < end else { break }
      let entry = MappingEntry(key: key, value: value, isMerged: false)
      if isMergeKey(key) { merges.append(entry) } else { own.append(entry) }
      key = Int(nodes[value].next)
    }
    return (own, merges)
  }

  /// The mappings that the value of a merge key names; everything else is reported.
  private mutating func mergeSources(_ value: Int) -> [Int] {
    let target = resolve(value)
    switch nodes[target].kind {
    case .mapping:
      return [target]
    case .scalar:
      if !isAliasWithoutTarget(target) { reportMerge(value) }
      return []
    case .sequence:
      var sources: [Int] = []
      var item = target + 1
      while item < Int(nodes[target].next) {
        let resolved = resolve(item)
        if nodes[resolved].kind == .mapping { sources.append(resolved) } else { reportMerge(item) }
        item = Int(nodes[item].next)
      }
      return sources
    }
  }

  /// Whether a null stands for an alias without a target, which has been reported.
  private func isAliasWithoutTarget(_ node: Int) -> Bool {
    let node = nodes[node]
    return node.type == .null && node.count == 0 && node.start < node.end
      && source[Int(node.start)] == ASCII.asterisk
  }

  private func effectiveEntries(of mapping: Int) -> [MappingEntry] {
    let list = Int(nodes[mapping].payload)
    if list > 0 { return Array(mergedEntries[mergeLists[list - 1]]) }
    return splitEntries(of: mapping).own
  }

  private func isPresent(_ key: Int, in entries: [MappingEntry], table: KeyTable?) -> Bool {
    if let table {
      return table.find(hash(ofContent: key)) {
        haveSameContent(entries[Int($0)].key.position, key)
      } != nil
    }
    return entries.contains {
      nodes[$0.key.position].kind == .scalar && haveSameContent($0.key.position, key)
    }
  }

  private func hashTable(of entries: [MappingEntry]) -> KeyTable {
    var table = KeyTable(capacity: entries.count * 2)
    for (index, entry) in entries.enumerated() where nodes[entry.key.position].kind == .scalar {
      table.add(Int32(index), hash: hash(ofContent: entry.key.position))
    }
    return table
  }

  private mutating func reportMerge(_ node: Int) {
    report(
      YAMLProblem(
        kind: .invalidMerge,
        message: "<< takes over the entries of another mapping, but this is not a mapping; "
          + "write an alias such as *name of a mapping, or put \"<<\" in quotes",
        span: nodes[node].span))
  }
}

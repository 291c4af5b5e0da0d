import CEL
import OutcomeText

/// Judges a catalogue by rules over many definitions.
package struct CatalogueJudge {
  private let store: ProfileStore
  private let rules: RuleSet
  private let subjects: [RuleTypes]
  private let surroundings: Surroundings
  private var result: CatalogueResult
  private var order: [Int] = []
  /// What builds the records; all subjects have the same types.
  private let records: SubjectRecords

  /// - Parameter subjects: `RuleLibrary.subjects(of: .catalogue)`; not empty.
  package init(_ store: ProfileStore, rules: RuleSet, library: RuleLibrary, today: CalendarDate) {
    self.store = store
    self.rules = rules
    subjects = library.subjects(of: .catalogue)
    surroundings = Surroundings(today: today, formatFields: [])
    result = CatalogueResult(
      tallies: Array(repeating: RuleTally(), count: rules.rules.count))
    records = SubjectRecords(subjects.first?.schema ?? library.definition, store)
  }

  /// The result does not depend on the order of the profiles, nor on the number of workers.
  /// - Parameter found: What another search found alike; by default it is searched for here.
  package mutating func judge(
    workers: Int, found: FoundPairs? = nil
  ) async throws(SpillError) -> CatalogueResult {
    let canonical = store.canonicalOrder()
    order = canonical.order
    result.repeatedCount = canonical.repeated
    judgeGroups()
    try await judgePairs(found, workers: workers)
    judgeLinks()
    judgeSkills()
    return result
  }

  // MARK: - Subjects

  private mutating func judgeGroups() {
    let summary = order.isEmpty ? nil : GroupSummary(order, of: store)
    result.summary = summary
    let all = order
    judgeAll(CatalogueSubjects.catalogue, [summary].compactMap(\.self)) {
      records, summary, draft in
      records.addGroup("", all, summary, to: &draft)
    }
    for group in store.layout.groups {
      let members = groups(by: group.field)
      judgeAll(group.name, members) { records, members, draft in
        let name = members.first.flatMap { records.store[$0].text(group.field) } ?? ""
        return records.addGroup(name, members, to: &draft)
      }
    }
  }

  /// The definitions with the same value of a field, in the order of their places; what stands alone
  /// is no group.
  private func groups(by field: Int) -> [[Int]] {
    // Sorted by hash, so that what stands alone takes no memory of its own.
    var entries: [(hash: UInt64, rank: UInt32)] = []
    entries.reserveCapacity(order.count)
    for (rank, index) in order.enumerated() {
      if let text = store[index].text(field) {
        entries.append((Fingerprint.of(text), UInt32(rank)))
      }
    }
    entries.sort { ($0.hash, $0.rank) < ($1.hash, $1.rank) }
    var groups: [[Int]] = []
    var firstRanks: [(rank: UInt32, group: UInt32)] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
      if end - start > 1 {
        firstRanks.append((entries[start].rank, UInt32(groups.count)))
        groups.append(entries[start..<end].map { order[Int($0.rank)] })
      }
      start = end
    }
    return firstRanks.sorted { $0.rank < $1.rank }.map { groups[Int($0.group)] }
  }

  private mutating func judgePairs(
    _ found: FoundPairs?, workers: Int
  ) async throws(SpillError) {
    guard isAsked(CatalogueSubjects.pair) else { return }
    let alike: AlikePairs
    if let found {
      alike = AlikePairs(found, store, order)
    } else {
      alike = try await AlikePairs.find(in: store, order: order, workers: workers)
    }
    result.cutBuckets = alike.cutBuckets
    let shape = SubjectShape(records.schema, CatalogueSubjects.pair)
    let title = store.layout.roles.title
    judgeAll(CatalogueSubjects.pair, alike.pairs) { records, pair, draft in
      let (first, second) = (records.store[pair.first], records.store[pair.second])
      let object = SubjectObject(shape, in: &draft)
      object.set("first", object: records.addProfile(pair.first, to: &draft), in: &draft)
      object.set("second", object: records.addProfile(pair.second, to: &draft), in: &draft)
      object.set("likeness", number: pair.likeness, in: &draft)
      object.set(
        "titleLikeness",
        number: Shingles.likeness(
          Shingles([first.text(title) ?? ""]), Shingles([second.text(title) ?? ""])), in: &draft)
      object.set("differences", texts: records.store.differences(first, second), in: &draft)
      object.set("isFirstKnown", bool: pair.isFirstKnown, in: &draft)
      object.set("copies", int: pair.copies, in: &draft)
      object.set("secondCopies", int: pair.secondCopies, in: &draft)
      return object.id
    }
  }

  private mutating func judgeLinks() {
    let graph = LinkGraph(store, order: order)
    result.graph = graph
    result.stacks = graph.stacks(store)
    let layout = store.layout
    let link = SubjectShape(records.schema, CatalogueSubjects.link)
    judgeAll(CatalogueSubjects.link, graph.edges) { records, edge, draft in
      let object = SubjectObject(link, in: &draft)
      draft.note(object.id, isProfile: edge.part, line: edge.link.line)
      object.set("kind", text: layout.links[edge.link.kind].kind, in: &draft)
      object.set("part", object: records.addProfile(edge.part, to: &draft), in: &draft)
      object.set("targetName", text: edge.link.target, in: &draft)
      Self.addTarget(edge.target, object, records, &draft)
      object.set("isForeign", bool: edge.isForeign, in: &draft)
      object.set("hasAgreement", bool: edge.link.hasAgreement, in: &draft)
      object.set("credit", number: edge.link.credit, in: &draft)
      object.set("system", text: edge.link.system.isEmpty ? nil : edge.link.system, in: &draft)
      object.set("total", number: edge.link.total, in: &draft)
      let totalSystem = edge.link.totalSystem
      object.set("totalSystem", text: totalSystem.isEmpty ? nil : totalSystem, in: &draft)
      object.set("isRepeated", bool: edge.isRepeated, in: &draft)
      object.set("cycle", texts: edge.cycle, in: &draft)
      object.set("alsoThrough", texts: edge.alsoThrough, in: &draft)
      object.set("suggestion", text: edge.suggestion, in: &draft)
      return object.id
    }
    let stack = SubjectShape(records.schema, CatalogueSubjects.stack)
    judgeAll(CatalogueSubjects.stack, result.stacks) { records, item, draft in
      let object = SubjectObject(stack, in: &draft)
      object.set("name", text: item.name, in: &draft)
      Self.addTarget(item.target, object, records, &draft)
      let parts = records.addGroup(item.name, item.parts, lines: item.lines, to: &draft)
      object.set("parts", object: parts, in: &draft)
      object.set("system", text: item.system, in: &draft)
      object.set("countedCredit", number: item.countedCredit, in: &draft)
      object.set("ownCredit", number: item.ownCredit, in: &draft)
      object.set("targetCredit", number: item.targetCredit, in: &draft)
      return object.id
    }
  }

  private mutating func judgeSkills() {
    guard isAsked(CatalogueSubjects.claimedSkill) else { return }
    var positions: [String: Int] = [:]
    var skills: [(name: String, claims: Int, assessed: Int, first: Int)] = []
    let roles = store.layout.roles
    for index in order {
      let profile = store[index]
      let assessed = Set(profile.texts(roles.assessedSkills))
      for name in profile.texts(roles.claimedSkills) {
        let position = positions[name] ?? skills.count
        if position == skills.count {
          positions[name] = position
          skills.append((name, 0, 0, index))
        }
        skills[position].claims += 1
        if assessed.contains(name) { skills[position].assessed += 1 }
      }
    }
    let shape = SubjectShape(records.schema, CatalogueSubjects.claimedSkill)
    judgeAll(CatalogueSubjects.claimedSkill, skills) { records, skill, draft in
      let object = SubjectObject(shape, in: &draft)
      object.set("name", text: skill.name, in: &draft)
      object.set("claims", int: skill.claims, in: &draft)
      object.set("assessed", int: skill.assessed, in: &draft)
      object.set("first", object: records.addProfile(skill.first, to: &draft), in: &draft)
      return object.id
    }
  }

  // MARK: - Judging

  private func isAsked(_ subject: String) -> Bool {
    !rules.positions(over: subject).isEmpty
  }

  /// Judges all things of one kind by the rules about it.
  private mutating func judgeAll<Item>(
    _ subject: String, _ items: [Item],
    _ make: (SubjectRecords, Item, inout RecordDraft) -> RecordID
  ) {
    let positions = rules.positions(over: subject)
    guard !positions.isEmpty, let types = subjects.first(where: { $0.subject == subject }) else {
      return
    }
    result.subjects.append((subject, items.count))
    for item in items {
      var draft = RecordDraft(types.schema)
      let root = make(records, item, &draft)
      let record = draft.finish(root)
      var judge = SubjectJudge(record, schema: types.schema, surroundings: surroundings)
      judge.judge(rules, at: positions, tallies: &result.tallies)
      result.faults += judge.faults
      let name = record.rootText("name", types.schema) ?? ""
      for breach in judge.breaches {
        result.findings.append(finding(breach, subject, name, draft))
      }
    }
  }

  private func finding(
    _ breach: SubjectJudge.Breach, _ subject: String, _ name: String, _ draft: RecordDraft
  ) -> CatalogueFinding {
    func place(_ id: RecordID) -> CatalogueFinding.Place? {
      var current = id
      while current >= 0 {
        if let shown = draft.profiles[current] {
          let profile = store[shown.index]
          return CatalogueFinding.Place(
            file: profile.file, line: shown.line > 0 ? shown.line : profile.line,
            name: profile.name, profile: shown.index)
        }
        current = draft.record.node(current).parent
      }
      return nil
    }
    let shown = place(breach.place)
    // A label on a list is one on each of its elements.
    let labels = breach.labels.flatMap { label in
      let isList = draft.record.node(label.place).kind == .list
      return (isList ? Array(draft.record.elements(label.place)) : [label.place])
        .compactMap(place).map { (place: $0, text: label.text) }
    }
    var fingerprint = Fingerprint()
    fingerprint.add(rules.rules[breach.rule].rule.id)
    fingerprint.add(subject)
    fingerprint.add(name)
    for place in ([shown] + labels.map { Optional($0.place) }).compactMap(\.self) {
      fingerprint.add(place.file)
      fingerprint.add(place.name)
    }
    return CatalogueFinding(
      rule: breach.rule, severity: breach.severity, message: breach.message, subject: subject,
      subjectName: name, place: shown, labels: labels, fingerprint: fingerprint.value)
  }

  private static func addTarget(
    _ target: LinkGraph.Target, _ object: SubjectObject, _ records: SubjectRecords,
    _ draft: inout RecordDraft
  ) {
    if case .definition(let index) = target {
      object.set("target", object: records.addProfile(index, to: &draft), in: &draft)
    }
    var (isKnown, isProgramme) = (true, false)
    switch target {
    case .definition: break
    case .programme: isProgramme = true
    case .unknown: isKnown = false
    }
    object.set("isKnown", bool: isKnown, in: &draft)
    object.set("isProgramme", bool: isProgramme, in: &draft)
  }
}

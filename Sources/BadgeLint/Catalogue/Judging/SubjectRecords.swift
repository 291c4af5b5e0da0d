/// Builds what rules judge from profiles.
struct SubjectRecords {
  let schema: Schema
  let store: ProfileStore
  private let profile: SubjectShape
  private let group: SubjectShape
  private let spread: SubjectShape
  private let share: SubjectShape
  private let variety: SubjectShape
  /// The positions of the fields of the layout, in profiles and in groups.
  private let profileFields: [Int?]
  private let groupFields: [Int?]

  init(_ schema: Schema, _ store: ProfileStore) {
    self.schema = schema
    self.store = store
    profile = SubjectShape(schema, CatalogueSubjects.profile)
    group = SubjectShape(schema, CatalogueSubjects.group)
    spread = SubjectShape(schema, "spread")
    share = SubjectShape(schema, "share")
    variety = SubjectShape(schema, "variety")
    let (profile, group) = (profile, group)
    profileFields = store.layout.fields.map { profile[$0.name] }
    groupFields = store.layout.fields.map { group[$0.name] }
  }

  /// Adds a profile to a draft.
  /// - Parameter line: The line to show; 0 for that where the definition begins.
  func addProfile(_ index: Int, line: Int = 0, to draft: inout RecordDraft) -> RecordID {
    let read = store[index]
    let object = SubjectObject(profile, in: &draft)
    object.set("name", text: read.name, in: &draft)
    object.set("file", text: read.file, in: &draft)
    object.set("line", int: read.line, in: &draft)
    for (position, value) in read.values.enumerated() {
      guard let value, let field = profileFields[position] else { continue }
      switch value {
      case .text(let text): draft.set(object.id, field, text: text)
      case .number(let number): draft.set(object.id, field, number: number)
      case .bool(let isSo): draft.set(object.id, field, bool: isSo)
      case .texts(let texts): draft.set(object.id, field, texts: texts)
      case .date(let seconds): draft.set(object.id, field, date: seconds)
      }
      if read.lines[position] > 0 {
        let value = draft.record.field(object.id, field)
        draft.note(value, isProfile: index, line: read.lines[position])
      }
    }
    draft.note(object.id, isProfile: index, line: line)
    return object.id
  }

  /// Adds a group to a draft.
  /// - Parameters:
  ///   - indices: Its profiles in the order of their places; at least one.
  ///   - lines: The line to show of each, where it is not the first one.
  func addGroup(
    _ name: String, _ indices: [Int], lines: [Int] = [], to draft: inout RecordDraft
  ) -> RecordID {
    addGroup(name, indices, lines: lines, GroupSummary(indices, of: store), to: &draft)
  }

  /// Most members of a group that are there to be named.
  private static let mostMembers = 5

  /// Adds a group of which the summary is known.
  func addGroup(
    _ name: String, _ indices: [Int], lines: [Int] = [], _ summary: GroupSummary,
    to draft: inout RecordDraft
  ) -> RecordID {
    let object = SubjectObject(group, in: &draft)
    object.set("name", text: name, in: &draft)
    object.set("count", int: summary.count, in: &draft)
    if let first = indices.first, let last = indices.last {
      object.set("first", object: addProfile(first, to: &draft), in: &draft)
      object.set("last", object: addProfile(last, to: &draft), in: &draft)
    }
    let members = indices.prefix(Self.mostMembers).enumerated().map { position, index in
      addProfile(index, line: position < lines.count ? lines[position] : 0, to: &draft)
    }
    object.set("members", objects: members, in: &draft)
    for (position, value) in summary.fields.enumerated() {
      guard let field = groupFields[position] else { continue }
      let summary: SubjectObject
      switch value {
      case .spread(let spread):
        summary = SubjectObject(self.spread, in: &draft)
        summary.set("known", int: spread?.known ?? 0, in: &draft)
        summary.set("minimum", number: spread?.minimum, in: &draft)
        summary.set("median", number: spread?.median, in: &draft)
        summary.set("mean", number: spread?.mean, in: &draft)
        summary.set("maximum", number: spread?.maximum, in: &draft)
        summary.set("total", number: spread?.total, in: &draft)
      case .share(let known, let yes):
        summary = SubjectObject(share, in: &draft)
        summary.set("known", int: known, in: &draft)
        summary.set("yes", int: yes, in: &draft)
        summary.set(
          "share", number: known > 0 ? Double(yes) / Double(known) : nil, in: &draft)
      case .variety(let known, let distinct):
        summary = SubjectObject(variety, in: &draft)
        summary.set("known", int: known, in: &draft)
        summary.set("distinct", int: distinct, in: &draft)
      case .none: continue
      }
      draft.set(object.id, field, to: summary.id)
    }
    return object.id
  }
}

/// What is noted of keys and values, and what may be written at the place.
extension TextOutline {
  mutating func newMapping(_ indent: Int, isFlow: Bool) -> Level {
    nextMapping += 1
    return Level(indent: indent, isSequence: false, isFlow: isFlow, mapping: nextMapping)
  }

  mutating func newSequence(_ indent: Int, isFlow: Bool) -> Level {
    nextMapping += 1
    return Level(indent: indent, isSequence: true, isFlow: isFlow, list: nextMapping)
  }

  mutating func pop(while isDeeper: (Level) -> Bool) {
    while let top = stack.last, !top.isFlow, isDeeper(top) { stack.removeLast() }
  }

  mutating func note(_ key: String) {
    guard let last = stack.indices.last else { return }
    stack[last].key = key
    stack[last].hasValue = false
    keys[stack[last].mapping, default: []].append(key)
    if stack.count == 1 { topKeys.append(key) }
  }

  mutating func noteFlow(_ text: String) {
    guard !text.isEmpty, !isKeyPlace else { return }
    noteScalar(text)
    endValue()
  }

  mutating func noteScalar(_ text: String) {
    var names: [String] = []
    for step in path(withKey: true) { if case .key(let key) = step { names.append(key) } }
    scalars.append(
      OutlineScalar(
        path: names.joined(separator: "."), mapping: stack.last?.mapping ?? -1,
        list: stack.last?.list,
        key: stack.last?.key ?? "", text: text))
  }

  func path(withKey: Bool) -> [OutlineStep] {
    stack.indices.compactMap { index in
      let level = stack[index]
      if level.isSequence { return .element }
      guard index < stack.count - 1 || withKey else { return nil }
      return level.key.map { .key($0) }
    }
  }

  func comment(_ start: Int, _ end: Int) -> OutlineContext {
    OutlineContext(
      role: .comment, path: [], typed: start..<end, isFlow: stack.last?.isFlow ?? false, indent: 0)
  }

  func flowContext(
    _ typed: Range<Int>, quote: UInt8?, isInside: Bool = false
  ) -> OutlineContext? {
    // The text of a quoted scalar over several lines is prose.
    if isInside { return nil }
    let isKey = isKeyPlace
    // Behind a value that has ended only a comma may stand.
    if !isKey, stack.last?.isFlow == true, stack.last?.hasValue == true { return nil }
    return OutlineContext(
      role: isKey ? .key : .value, path: path(withKey: !isKey), typed: typed, quote: quote,
      mapping: stack.last.flatMap { $0.isSequence ? nil : $0.mapping }, list: stack.last?.list,
      isFlow: stack.last?.isFlow ?? false, indent: 0)
  }

  /// What may be written at a column of a line that has no key yet.
  func blockContext(
    _ column: Int, typed: Range<Int>, afterHyphen: Bool
  ) -> OutlineContext? {
    var outline = self
    outline.pop { $0.indent > column || ($0.indent == column && $0.isSequence && !afterHyphen) }
    let path: [OutlineStep]
    var mapping: Int?
    var list: Int?
    if let top = outline.stack.last {
      if top.isSequence {
        guard afterHyphen else { return nil }
        path = outline.path(withKey: true)
        list = top.list
      } else if top.indent == column {
        path = outline.path(withKey: false)
        mapping = top.mapping
      } else {
        // Below a key without a value a new mapping begins.
        if top.hasValue { return nil }
        path = outline.path(withKey: true)
      }
    } else {
      path = []
      guard column == 0 || topKeys.isEmpty else { return nil }
    }
    return OutlineContext(
      role: afterHyphen ? .keyOrElement : .key, path: path, typed: typed, mapping: mapping,
      list: list, isFlow: false, indent: column)
  }
}

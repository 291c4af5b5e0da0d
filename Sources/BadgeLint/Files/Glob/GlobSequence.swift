/// A whole glob without braces: the parts between its slashes.
///
/// Matching takes at most (length of the glob × length of the path) steps: after a mismatch only
/// the last `**` needs to take more folders, because an earlier one could not reach further.
struct GlobSequence: Sendable, Hashable {
  /// One part of the glob.
  enum Part: Sendable, Hashable {
    /// `**`: any number of folders; at the end, at least one name.
    case anyDepth
    case component(GlobComponent)
  }

  private let parts: [Part]
  /// Set for the common form `**/x`, which looks at the last name only.
  private let lastName: GlobComponent?

  init(_ parts: [Part]) {
    var kept: [Part] = []
    for part in parts where part != .anyDepth || kept.last != .anyDepth {
      kept.append(part)
    }
    self.parts = kept
    if kept.count == 2, kept[0] == .anyDepth, case .component(let component) = kept[1] {
      lastName = component
    } else {
      lastName = nil
    }
  }

  /// Whether the whole relative path fits; `steps` grows with the work done.
  func matches(_ path: UnsafeBufferPointer<UInt8>, steps: inout Int) -> Bool {
    if let lastName {
      return lastName.matches(Self.lastName(of: path), steps: &steps)
    }
    // `place` is behind the end when all names are taken.
    var place = 0
    var next = 0
    var lastDepth: (next: Int, place: Int)?
    while true {
      steps += 1
      if next == parts.count {
        if place > path.count { return true }
      } else {
        switch parts[next] {
        case .anyDepth:
          next += 1
          if next == parts.count {
            if place <= path.count { return true }
          } else {
            lastDepth = (next, place)
            continue
          }
        case .component(let component):
          if place <= path.count {
            let end = Self.end(of: path, from: place)
            let name = UnsafeBufferPointer(rebasing: path[place..<end])
            if component.matches(name, steps: &steps) {
              next += 1
              place = end + 1
              continue
            }
          }
        }
      }
      guard let depth = lastDepth, depth.place <= path.count else { return false }
      place = Self.end(of: path, from: depth.place) + 1
      next = depth.next
      lastDepth = (next, place)
    }
  }

  /// The name behind the last slash.
  static func lastName(of path: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = path.count
    while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
    return UnsafeBufferPointer(rebasing: path[start...])
  }

  private static func end(of path: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
    return end
  }
}

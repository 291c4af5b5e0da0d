import YAMLTree

/// What mending the text of a file came to.
package struct FixedText: Sendable {
  /// A fix that was left aside, with the reason.
  package struct Held: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
      /// The finding was still there afterwards.
      case staysBroken
      /// It would bring a finding of this rule that nothing mends.
      case breaks(String)
      /// A finding of this rule that was open would be waived or known by a baseline.
      case excuses(String)
      /// Other values or comments would have changed, or the text would not have been readable.
      case changesMore
      /// With other fixes it goes round in circles.
      case goesInCircles
    }
    package var rule: String
    package var path: String
    package var reason: Reason

    package init(rule: String, path: String, reason: Reason) {
      self.rule = rule
      self.path = path
      self.reason = reason
    }
  }

  package var bytes: [UInt8]
  /// How many findings were mended, by the position of the rule.
  package var counts: [Int: Int] = [:]
  /// How many times the text was linted and mended.
  package var rounds = 0
  package var held: [Held] = []
  /// What linting the mended text gives.
  package var result: FileResult
  /// Findings that are left and would be mended with unsafe fixes.
  package var unsafeLeft = 0

  /// Whether anything changed.
  package var isChanged: Bool { !counts.isEmpty }
  package var fixedCount: Int { counts.values.reduce(0, +) }
}

extension FixedText.Held {
  /// The reason in words.
  package var text: String {
    let place = path.isEmpty ? "" : " at \(path)"
    return switch reason {
    case .staysBroken: "the edit of \(rule)\(place) does not end its finding"
    case .breaks(let other): "the edit of \(rule)\(place) would bring a finding of \(other)"
    case .excuses(let other):
      "the edit of \(rule)\(place) would let a waiver or a baseline excuse a finding of \(other) "
        + "that is open"
    case .changesMore: "the edit of \(rule)\(place) would change more than it says"
    case .goesInCircles: "the edits of \(rule)\(place) and of others undo each other"
    }
  }
}

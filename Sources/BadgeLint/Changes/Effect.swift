/// What a change of a definition means to those who hold the credential or trust it, the gravest
/// first.
package enum Effect: String, CaseIterable, Sendable, Comparable {
  /// It claims more than before, and carries no more.
  case inflated
  /// It carries less than before.
  case weakened
  /// It carries more than before.
  case strengthened
  /// It says the same in other words.
  case editorial

  /// Whether holders lose by it.
  package var isLoss: Bool { self == .inflated || self == .weakened }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The graver one is the lesser.
  package static func < (left: Effect, right: Effect) -> Bool { left.rank < right.rank }
}

import OutcomeText

/// What is kept of one definition for rules over many.
package struct Profile: Sendable, Equatable {
  package enum Value: Sendable, Equatable {
    case text(String)
    case number(Double)
    case bool(Bool)
    case texts([String])
    /// Seconds since the beginning of 1970.
    case date(Int64)
  }

  /// Something that the definition counts towards or needs.
  package struct Link: Sendable, Equatable {
    /// The position in `ProfileLayout.links`.
    package var kind: Int
    package var target: String
    /// Who awards the target; empty where it is not said.
    package var issuer: String
    package var hasAgreement: Bool
    package var credit: Double?
    /// The credit system; empty where it is not said.
    package var system: String
    /// Credit of the target as a whole, as the definition says it, with its system.
    package var total: Double?
    package var totalSystem: String
    /// The line where it stands; 0 where that is not known.
    package var line: Int

    package init(
      kind: Int, target: String, issuer: String, hasAgreement: Bool, credit: Double?,
      system: String, total: Double? = nil, totalSystem: String = "", line: Int = 0
    ) {
      self.kind = kind
      self.target = target
      self.issuer = issuer
      self.hasAgreement = hasAgreement
      self.credit = credit
      self.system = system
      self.total = total
      self.totalSystem = totalSystem
      self.line = line
    }
  }

  /// The file as it was named, and the line where the definition begins.
  package var file: String
  package var line: Int
  /// Its id, else its title, else its file.
  package var name: String
  /// By the positions of `ProfileLayout.fields`; nil where nothing is known.
  package var values: [Value?]
  /// The lines of those whose line the layout keeps; 0 where it is not known.
  package var lines: [Int]
  package var links: [Link]

  /// - Parameter lines: By the positions of the fields; none are known by default.
  package init(
    file: String, line: Int, name: String, values: [Value?], lines: [Int] = [], links: [Link]
  ) {
    self.file = file
    self.line = line
    self.name = name
    self.values = values
    self.lines = lines.isEmpty ? Array(repeating: 0, count: values.count) : lines
    self.links = links
  }

  package func text(_ field: Int) -> String? {
    if case .text(let text)? = values[field] { text } else { nil }
  }

  package func number(_ field: Int) -> Double? {
    if case .number(let number)? = values[field] { number } else { nil }
  }

  package func texts(_ field: Int) -> [String] {
    if case .texts(let texts)? = values[field] { texts } else { [] }
  }

  package func date(_ field: Int) -> Int64? {
    if case .date(let seconds)? = values[field] { seconds } else { nil }
  }
}

/// A profile with the hashes of its texts, by which it is compared with others.
package struct ReadProfile: Sendable {
  package var profile: Profile
  package var shingles: Shingles

  package init(_ profile: Profile, _ shingles: Shingles) {
    self.profile = profile
    self.shingles = shingles
  }
}

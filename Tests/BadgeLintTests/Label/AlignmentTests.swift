import BadgeLint
import Testing

/// Which assessment covers which outcome, and what is left over.
@Suite struct AlignmentTests {
  private func alignment(_ text: String) throws -> AlignmentContent {
    try Labelled("badgelint: 1\ntitle: A\n\(text)\n").alignment
  }

  private static let outcomes = "outcomes: [{id: LO1, text: One}, {id: LO2, text: Two}]\n"

  @Test func `cells are marked by the names of outcomes`() throws {
    let found = try alignment(
      Self.outcomes + "assessments: [{id: A1, outcomes: [LO2]}, {id: A2, outcomes: [LO2, LO9]}]")
    #expect(
      found.cells == [[.empty, .empty], [.assessed(.unknown), .assessed(.unknown)]])
    #expect(found.outcomes.map(\.label) == ["LO1", "LO2"])
    #expect(
      found.notes == [
        "Nothing assesses LO1: One", "A2 names the outcome 'LO9', which does not exist.",
      ])
    #expect(found.hasLinks)
  }

  @Test func `an assessment that assesses nothing`() throws {
    let found = try alignment(
      Self.outcomes
        + "assessments: [{title: Test, outcomes: [LO1, LO2]}, {title: Talk, type: oral-examination}]"
    )
    #expect(found.notes == ["Talk assesses no outcome."])
    #expect(found.assessments.map(\.text) == ["Test", "Talk (oral examination)"])
  }

  @Test func `no assessment says what it assesses`() throws {
    let found = try alignment(Self.outcomes + "assessments: [{title: Test}, {title: Talk}]")
    #expect(!found.hasLinks)
    #expect(found.notes.count == 1)
    #expect(found.notes.first?.hasPrefix("No assessment says which outcomes it assesses") == true)
  }

  @Test func `outcomes without assessments, and the reverse`() throws {
    #expect(
      try alignment(Self.outcomes).notes == [
        "No assessment is described: nothing shows that a holder can do any of this."
      ])
    #expect(
      try alignment("assessments: [{title: Test}]").notes == [
        "No outcome is described, so nobody can say what the assessments are for."
      ])
    #expect(
      try alignment("").notes == ["Neither outcomes nor assessments are described."])
  }

  @Test func `an outcome without an id can be named by nothing`() throws {
    let found = try alignment(
      "outcomes: [One, {id: LO2, text: Two}]\nassessments: [{id: A, outcomes: [LO2]}]")
    #expect(found.notes == ["No assessment can name this outcome, as it has no id: One"])
    #expect(found.cells == [[.empty], [.assessed(.unknown)]])
  }

  @Test func `outcomes that cannot be read are not left out`() throws {
    let found = try alignment(Self.outcomes + "assessments: [{id: A, outcomes: {LO1: x}}]")
    #expect(found.cells == [[.unreadable], [.unreadable]])
    #expect(!found.notes.contains { $0.hasPrefix("Nothing assesses") })
    #expect(found.problemCount == 1)
    let whole = try alignment(Self.outcomes + "assesments: [{id: A, outcomes: [LO1]}]")
    #expect(
      whole.notes.first == "Assessments: Something is written about this, but it cannot be read.")
    #expect(!whole.notes.contains { $0.hasPrefix("No assessment is described") })
  }
}

import BadgeLint
import Testing

/// Which definitions of two states belong together, and what is said where that is not clear.
@Suite struct MatchingTests {
  private static func text(
    _ title: String, id: String? = nil, outcomes: [String] = []
  ) -> String {
    var text = "badgelint: 1\ntitle: \(title)\n"
    if let id { text += "id: \(id)\n" }
    if !outcomes.isEmpty { text += "outcomes:\n" + outcomes.map { "  - \($0)\n" }.joined() }
    return text
  }

  private static let welding = ["Weld a long seam by hand.", "Test the seam for cracks."]

  private func signs(_ compared: Compared) -> [String] {
    compared.comparison.changes.map { change in
      "\(change.old?.name ?? "-") \(change.new?.name ?? "-") \(change.sign ?? "-")"
    }
  }

  @Test func `the id goes before title and file`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("A", id: "x"), "b.yaml": Self.text("B", id: "y")],
      new: ["a.yaml": Self.text("A", id: "y"), "b.yaml": Self.text("B", id: "x")])
    #expect(signs(compared) == ["y y id", "x x id"])
    #expect(compared.comparison.notices.isEmpty)
  }

  @Test func `then the title, whatever its signs and case`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("Welding, by Hand")],
      new: ["b.yaml": Self.text("welding by hand") + "kind: badge\n"])
    #expect(signs(compared) == ["Welding, by Hand welding by hand title"])
  }

  @Test func `then the file`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("Welding")], new: ["a.yaml": Self.text("Soldering")])
    #expect(signs(compared) == ["Welding Soldering file"])
    #expect(compared.ids == ["title"])
  }

  @Test func `a file that was given to something else is told`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("Welding", id: "w", outcomes: Self.welding)],
      new: ["a.yaml": Self.text("Baking", id: "b", outcomes: ["Bake bread of rye."])])
    #expect(compared.comparison.added.map(\.name) == ["b"])
    #expect(compared.comparison.removed.map(\.name) == ["w"])
    #expect(compared.comparison.notices.contains { $0.contains("little in common") })
  }

  @Test func `then the outcomes`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("Welding", id: "w", outcomes: Self.welding)],
      new: ["b.yaml": Self.text("Seams", id: "s", outcomes: Self.welding + ["Cut steel."])])
    #expect(signs(compared) == ["w s outcomes"])
    #expect(compared.comparison.changes.first?.wasRenamed == true)
    #expect((compared.comparison.changes.first?.likeness ?? 0) > 0.6)
  }

  @Test func `two that are as much alike are told`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("Welding", id: "w", outcomes: Self.welding)],
      new: [
        "b.yaml": Self.text("Seams", id: "s", outcomes: Self.welding),
        "c.yaml": Self.text("Cracks", id: "c", outcomes: Self.welding),
      ])
    #expect(compared.comparison.notices.contains { $0.contains("nearly as alike") })
    #expect(compared.comparison.added.count == 1)
  }

  @Test func `several of one id are told apart by their files, and it is said`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("A", id: "x"), "b.yaml": Self.text("B", id: "x")],
      new: ["a.yaml": Self.text("A2", id: "x"), "b.yaml": Self.text("B2", id: "x")])
    #expect(compared.comparison.changed.map(\.new?.title) == ["A2", "B2"])
    #expect(compared.comparison.changed.map(\.old?.title) == ["A", "B"])
    #expect(compared.comparison.notices.contains { $0.contains("told apart by their files") })
  }

  @Test func `a copy under the same id is told`() async throws {
    let compared = try await Compared(
      old: ["a.yaml": Self.text("A", id: "x")],
      new: ["b.yaml": Self.text("A", id: "x"), "c.yaml": Self.text("A", id: "x")])
    #expect(
      compared.comparison.notices.contains { $0.contains("does not tell which is which") })
    #expect(compared.comparison.newCount == 2)
  }

  @Test func `files that were named belong together`() async throws {
    let compared = try await Compared(
      Self.text("Welding", id: "w"), Self.text("Baking", id: "b"))
    #expect(signs(compared) == ["w b file"])
  }

  @Test func `several documents in a file are matched one by one`() async throws {
    let old = Self.text("A", id: "a") + "---\n" + Self.text("B", id: "b")
    let new = Self.text("B", id: "b") + "kind: badge\n---\n" + Self.text("A", id: "a")
    let compared = try await Compared(old: ["f.yaml": old], new: ["f.yaml": new])
    #expect(compared.comparison.changed.map(\.name) == ["b"])
    #expect(compared.comparison.unchangedCount == 1)
  }
}

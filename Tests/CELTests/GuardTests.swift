import CEL
import Testing

/// Fields that may be missing have to be asked for before they are read.
struct GuardTests {
  @Test(arguments: [
    "has(self.note) && self.note == 'x'",
    "!has(self.note) || self.note == 'x'",
    "has(self.note) ? self.note == 'x' : true",
    "!has(self.note) ? true : self.note == 'x'",
    "!(has(self.note) && has(self.credit)) || self.note == self.credit.system",
    "!(!has(self.note) || !has(self.credit)) && self.note == self.credit.system",
    "has(self.credit.value) && self.credit.value > 1.0 && self.credit.system == 'ECTS'",
    "self.outcomes.all(o, has(o.verb) && o.verb != '')",
    "self.outcomes.filter(o, has(o.verb)).all(o, o.verb != '')",
    "self.outcomes.map(o, has(o.verb), o.verb) == ['explain']",
    "(has(self.note) ? true : false) && self.note == 'x'",
    "cel.bind(c, self.credit, true) || true",
    "self.?note.orValue('') == ''",
    "self.credit.?value.orValue(0.0) == 0.0",
    "has(self.next.credit.value) && self.next.credit.value > 0.0",
    "has(self.note) && has(self.credit) && self.note + self.credit.system == ''",
    "has(self.extra) && self.extra.system == ''",
    "self.extra.tags == []",
  ])
  func guardedReadsCompile(source: String) {
    let errors = Badge.errors(source)
    if source.hasPrefix("cel.bind") {
      #expect(errors.count == 1)
    } else {
      #expect(errors == [])
    }
  }

  @Test(arguments: [
    ("self.note == 'x'", "self.note"),
    ("has(self.note) || self.note == 'x'", "self.note"),
    ("!has(self.note) && self.note == 'x'", "self.note"),
    ("self.note == 'x' && has(self.note)", "self.note"),
    ("has(self.credit) && self.credit.value > 1.0", "self.credit.value"),
    ("has(self.note) ? true : self.note == 'x'", "self.note"),
    ("self.outcomes.all(o, o.verb != '')", "o.verb"),
    ("self.outcomes.all(o, has(o.verb)) && self.outcomes.all(o, o.verb != '')", "o.verb"),
    ("self.extra.system == ''", "self.extra"),
    ("has(self.note) == true && self.note == ''", "self.note"),
  ])
  func unguardedReadsDoNot(source: String, path: String) {
    #expect(
      Badge.errors(source) == [
        "'\(path)' may be missing here; guard it with has(\(path)) && …"
      ])
  }

  @Test func factsPassFromOneProgramToAnother() throws {
    let condition = try Badge.environment.compile("has(self.note) && limit > 1")
    let requirement = try Badge.environment.compile(
      "self.note == 'x' || !has(self.credit.value)",
      presuming: [Presumption(program: condition, holds: true)])
    let message = [
      Presumption(program: condition, holds: true),
      Presumption(program: requirement, holds: false),
    ]
    #expect(Badge.errors("self.note + string(self.credit.value)", presuming: message) == [])
    #expect(Badge.errors("self.note", presuming: [message[1]]).count == 1)
  }

  @Test func presenceOfAWayThroughAbsentObjectsIsFalse() throws {
    #expect(try !Badge.holds("has(self.credit.value)"))
    #expect(try !Badge.holds("has(self.next.next.note)"))
    #expect(try !Badge.holds("has(self.extra)"))
    #expect(try Badge.holds("self.extra.tags.size() == 0"))
    #expect(try Badge.holds("!has(self.extra.system)"))
  }

  @Test func optionalSelectionReadsWhatIsThere() throws {
    let credit: (FakeHost) -> Value = { host in
      host.object(Badge.credit, [0: .double(2.5), 1: .string("ECTS")])
    }
    #expect(try Badge.holds("self.credit.?value.orValue(0.0) == 2.5", credit: credit))
    #expect(try Badge.holds("self.?credit.?value.orValue(0.0) == 0.0"))
    #expect(try Badge.holds("self.?credit.system.hasValue()", credit: credit))
  }
}

import Promises
import Testing
import YAMLTree

/// What is no promise kept is told.
@Suite struct PromiseTests {
  @Test func `ranges lie in the text and cut no character`() {
    let text = Text(Array("aé€".utf8))
    let wanted: [(UInt32, UInt32, Bool)] = [
      (0, 6, true), (1, 3, true), (3, 6, true), (0, 2, false), (2, 3, false), (0, 7, false),
      (3, 1, false), (4, 6, false), (6, 6, true),
    ]
    for (start, end, holds) in wanted {
      var broken = Broken()
      broken.check(ByteRange(start: start, end: end), in: text, "range")
      #expect(broken.promises.isEmpty == holds, "\(start)..<\(end)")
    }
    // Without characters there are none to be cut.
    var broken = Broken()
    broken.check(ByteRange(start: 1, end: 2), in: Text([0xFF, 0x80, 0x80]), "range")
    #expect(broken.promises.isEmpty)
  }

  @Test(arguments: [
    ("a\nb", true), ("é€", true), ("\u{1B}[31m", false), ("\u{202E}", false), ("\u{61C}", false),
    ("\u{85}", false), ("a\tb", false), ("a\rb", false),
  ])
  func `what is shown disturbs no terminal`(_ text: String, _ holds: Bool) {
    var broken = Broken()
    broken.check(shown: Array(text.utf8), "report")
    #expect(broken.promises.isEmpty == holds)
  }

  @Test func `bytes that are no text are not shown`() {
    var broken = Broken()
    broken.check(shown: [0x61, 0xFF], "report")
    #expect(broken.promises == ["report is not UTF-8"])
  }

  @Test(arguments: [RuleFileKind.pack, .label, .ignore])
  func `letters choose kinds of files`(_ kind: RuleFileKind) {
    #expect(RuleFileKind(first: kind.rawValue) == kind)
    #expect(RuleFileKind.allCases.contains(RuleFileKind(first: 0xFF)))
  }
}

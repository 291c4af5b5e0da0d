import BadgeLint
import Testing

@Suite struct ReadWriteTests {
  @Test(arguments: [0, 1, 65535, 65536, 65537, 300_000])
  func bytesComeBack(count: Int) throws {
    let tree = try TemporaryTree()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try writeFile(tree.at("a"), bytes)
    #expect(try readFile(tree.at("a"), maximumBytes: count) == bytes)
    if count > 0 {
      #expect(throws: FileError(.read, path: tree.at("a"), reason: .tooLarge(limit: count - 1))) {
        try readFile(tree.at("a"), maximumBytes: count - 1)
      }
    }
  }

  @Test func whatIsThereIsNotCreated() throws {
    let tree = try TemporaryTree()
    try createFile(tree.at("new"), [1, 2])
    #expect(try readFile(tree.at("new"), maximumBytes: 2) == [1, 2])
    try #require(tree.shell("mkdir d; ln -s gone l").status == 0)
    for way in ["new", "d", "l"] {
      #expect(throws: FileError(.write, path: tree.at(way), reason: .alreadyThere)) {
        try createFile(tree.at(way), [3])
      }
    }
    #expect(try readFile(tree.at("new"), maximumBytes: 2) == [1, 2])
    #expect(throws: FileError(.write, path: tree.at("no/a"), reason: .notFound)) {
      try createFile(tree.at("no/a"), [])
    }
  }

  @Test func filesOfUnknownSizeAreRead() throws {
    // The system gives no size for these.
    guard let bytes = try? readFile("/proc/self/status", maximumBytes: 1 << 20) else { return }
    #expect(!bytes.isEmpty)
    #expect(throws: FileError(.read, path: "/proc/self/status", reason: .tooLarge(limit: 10))) {
      try readFile("/proc/self/status", maximumBytes: 10)
    }
  }

  @Test func onlyRegularFilesAreRead() throws {
    let tree = try TemporaryTree()
    try #require(tree.shell("mkfifo p; ln -s gone l; mkdir d").status == 0)
    let cases: [(String, FileError.Reason)] = [
      ("p", .notARegularFile(.pipe)), ("l", .brokenLink), ("d", .isFolder), ("no", .notFound),
    ]
    for (way, reason) in cases {
      #expect(throws: FileError(.read, path: tree.at(way), reason: reason)) {
        try readFile(tree.at(way), maximumBytes: 10)
      }
    }
    #expect(throws: FileError(.read, path: "/dev/zero", reason: .notARegularFile(.device))) {
      try readFile("/dev/zero", maximumBytes: 10)
    }
    for path in ["", "/tmp\0/a"] {
      #expect(throws: FileError(.read, path: path, reason: .invalidPath)) {
        try readFile(path, maximumBytes: 10)
      }
    }
  }

  @Test func writingKeepsPermissionsAndLeavesNothingBehind() throws {
    let tree = try TemporaryTree()
    try tree.make("a", text: "old and longer")
    try #require(tree.shell("chmod 741 a").status == 0)
    try writeFile(tree.at("a"), Array("new".utf8))
    #expect(try readFile(tree.at("a"), maximumBytes: 100) == Array("new".utf8))
    let listing = tree.shell("ls -lA | tail -n +2 | cut -c 1-10; ls -A")
    #expect(String(decoding: listing.output, as: UTF8.self) == "-rwxr----x\na\n")
  }

  @Test func newFilesFollowTheMask() throws {
    let tree = try TemporaryTree()
    try writeFile(tree.at("a"), [])
    tree.shell("touch b")
    let modes = tree.shell("ls -l a b | cut -c 1-10 | sort -u | wc -l")
    #expect(modes.output.contains(UInt8(ascii: "1")))
  }

  @Test func writingGoesThroughLinks() throws {
    let tree = try TemporaryTree()
    try tree.make("d/real", text: "old")
    try #require(tree.link("one", to: "d/two"))
    try #require(tree.link("d/two", to: "real"))
    try #require(tree.link("fresh", to: "d/made"))
    try writeFile(tree.at("one"), [1])
    try writeFile(tree.at("fresh"), [2])
    #expect(try readFile(tree.at("d/real"), maximumBytes: 9) == [1])
    #expect(try readFile(tree.at("d/made"), maximumBytes: 9) == [2])
    #expect(tree.shell("test -L one && test -L d/two && test -L fresh").status == 0)
  }

  @Test func writingIntoADeviceDoesNotReplaceIt() throws {
    try writeFile("/dev/null", [1, 2, 3])
    #expect(throws: FileError(.read, path: "/dev/null", reason: .notARegularFile(.device))) {
      try readFile("/dev/null", maximumBytes: 10)
    }
  }

  @Test func writingFailsWithTheReason() throws {
    let tree = try TemporaryTree()
    try tree.make("d/", "f")
    try #require(tree.link("loop", to: "loop"))
    let cases: [(String, FileError.Reason)] = [
      ("d", .isFolder), ("no/a", .notFound), ("f/a", .notAFolder), ("loop", .linkLoop),
    ]
    for (way, reason) in cases {
      #expect(throws: FileError(.write, path: tree.at(way), reason: reason)) {
        try writeFile(tree.at(way), [1])
      }
    }
    #expect(String(decoding: tree.shell("ls -A").output, as: UTF8.self) == "d\nf\nloop\n")
  }

  @Test(.disabled(if: isSuperuser, "the superuser may write every file"))
  func readOnlyFilesAreRefused() throws {
    let tree = try TemporaryTree()
    try tree.make("a", text: "old")
    try #require(tree.shell("chmod 444 a").status == 0)
    #expect(throws: FileError(.write, path: tree.at("a"), reason: .permissionDenied)) {
      try writeFile(tree.at("a"), [1])
    }
  }

  @Test func messagesSayWhatToDo() {
    #expect(
      FileError(.read, path: "-", reason: .tooLarge(limit: 5)).description
        == "cannot read standard input: the file is larger than the limit of 5 bytes; split the"
        + " file or raise the limit")
    #expect(
      FileError(.list, path: "d", reason: .permissionDenied).description
        == "cannot list 'd': permission denied; check the owner and the permissions of the path"
        + " and its folders")
  }
}

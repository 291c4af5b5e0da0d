import BadgeLint
import Testing

/// Compares the ignore rules with git itself, for many ignore files and paths.
@Suite(.enabled(if: hasGit)) struct GitAgreementTests {
  static let files = [
    "a", "b", "a.yaml", "b.yaml", "a.b.yaml", "foobar", "foo", "bar.yaml", "x/a", "x/a.yaml",
    "x/foo", "x/y/a.yaml", "x/y/z/a.yaml", "x/y/foo/bar", "foo2/bar", "foo2/q/bar", "build/a.yaml",
    "build/keep/a.yaml", "x/build/a.yaml", "#hash", "!bang", "sp ace", "trail ", "trail  ", "tab\t",
    "back\\slash", "st*r", "qu?stion", "br[a]cket", "[", "]", "-", "ä", "ä.yaml", "x/ä/b.yaml",
    "new\nline", "{a,b}", "deep/a/b/c/d/e.yaml", "A.yaml", "X/a.yaml", "x.d/y.d/a.yaml",
    ".hidden/a.yaml", ".a", "cr\r", "0", "5", "ab", "abc", "a-b", "a^b", "a\\", "_", "foo.d/b/bar",
    "sub/fooz/k/bar", "sub/foobar", "sub/foo/bar",
  ]

  /// The text of one ignore file each.
  static let ignoreFiles: [String] = [
    // Comments, blanks and line ends.
    "#hash", "\\#hash", "\\!bang", "!bang", " a", "sp ace", "trail ", "trail\\ ", "trail\\  ",
    "trail\\ \\ ", "trail \\ ", "tab\t", "a\r\nb\r\n", "a\r", "\\cr\r", "cr\\\r", "\u{FEFF}a",
    "\n\n\na\n", "   ", "a   \nb", "a\0b", "\\ ", "a\n#b\n", "a #b",
    // Names at any depth, and from the folder of the file.
    "a", "a.yaml", "/a", "/a.yaml", "x/a.yaml", "/x/a.yaml", "y/a.yaml", "build", "build/",
    "/build/", "x/build/", "a/", "x/a/", "//a", "a//", "x//a", "/", "//", "!", "!/", "./a", "x/./a",
    "x/../a", "x/", "x/y", "x/y/", "/x/y/z", "build/keep",
    // Wildcards.
    "*", "*.yaml", "*a*", "*.*.yaml", "?", "??", "???", "?.yaml", "x/*", "x/*/", "x/*/a.yaml",
    "*/a.yaml", "/*", "/*/", "/*.yaml", "*/*", "*/*/*", "x?y", "x/?", "*/", "*b*", "a*b", "*\\*r",
    "st\\*r", "qu\\?stion", "qu??tion", ".*", "*.d", "*.d/", "*.d/*.d", "x*/a*", "f*o*b*r",
    "*oo*a*",
    // Two stars.
    "**", "**/", "/**", "**/a", "**/a.yaml", "**/y/a.yaml", "x/**", "x/**/", "x/**/a.yaml",
    "/x/**/a.yaml", "**/x/**", "**/foo/**", "a/**/b", "x/**/**/a.yaml", "**/**/a.yaml", "**/**",
    "x/***/a.yaml", "***", "***/a.yaml", "foo**", "foo**/bar", "/foo**", "foo**/", "x/foo**",
    "**bar", "/**bar", "x/**a.yaml", "x**/a.yaml", "x/y**/a.yaml", "deep/**/e.yaml", "deep/**/d/",
    "deep/a**e.yaml", "**foo/bar", "f**o/bar", "sub/foo**/bar", "sub/foo**", "sub/f**/bar",
    "foo**/**/bar", "foo**/*r", "foo**/**", "*foo**/bar", "foo*/**/bar", "foo.d**/bar",
    "/**\\/*b", "x/****\\/**/", "x/**\\/a.yaml",
    "foo\\**/bar", "foo**\\/bar", "f\\oo**/bar",
    // Sets.
    "[ab]", "[!ab]", "[^ab]", "[a-z]", "[a-b].yaml", "[!a-z].yaml",
    "[]]", "[[]", "[]-]", "[!]]",
    "[a-]", "[-a]",
    "[a\\-b]", "[z-a]", "[a", "[", "a[", "[]", "[!]", "[\\]]", "[[:alpha:]]",
    "[[:digit:]]", "[[:upper:]].yaml", "[[:alpha:][:digit:]]", "[[:foo:]]", "[[:alpha:]",
    "[:alpha:]", "[[:]", "[[::]]", "[[:alpha]", "x[/]a", "x/[a]", "[x/]/a", "x[!a]y", "[^^]",
    "a[\\^]b",
    "[!-_]", "[ä]", "ä", "??.yaml", "[[:punct:]]", "[[:space:]]", "[a-c-z]", "a[^a]b",
    "br[[]a]cket",
    "br\\[a]cket", "br\\[a\\]cket", "[[:alpha:]-z]", "[\\a-\\c]", "[--0]", "[+--]",
    // Escapes.
    "\\a", "a\\", "\\", "a\\\\", "back\\\\slash", "back\\slash", "x\\/a", "x/\\a", "\\x/a", "a\\/",
    "{a,b}", "\\{a,b\\}", "new\\nline",
    // Negation; the last match wins and parents stay closed.
    "*.yaml\n!a.yaml", "!a.yaml\n*.yaml", "build/\n!build/keep/", "build/*\n!build/keep/",
    "build/*\n!build/keep/\nbuild/keep/a.yaml", "/*\n!/x\n/x/*\n!/x/y", "*\n!*/\n!*.yaml",
    "*\n!a.yaml", "**\n!x/\n!x/a.yaml", "*\n!/x/\n!/x/a", "x\n!x/a.yaml", "x/*\n!x/a.yaml",
    "a\n!a\na", "!*", "*\n!**/", "*\n!**/\n!**/*.yaml", "*.yaml\n!/*.yaml", "*.yaml\n!x/**",
    "foo**\n!foobar", "x/**\n!x/y/\n!x/y/z/\n", "deep/*\n!deep/a\ndeep/a/b/*\n!deep/a/b/c",
    "\\!bang\n!\\!bang", "a*\n!a?*", "*\n!.*\n.a",
  ]

  @Test func decisionsAgree() throws {
    let compared = try compare(Self.ignoreFiles, on: Self.files)
    #expect(compared > 10_000)
  }

  @Test func decisionsOnRandomPatternsAgree() throws {
    let pieces = [
      "a", "b", "ab", ".", "*", "**", "?", "/", "/", "/**/", "**/", "/**", "[ab]", "[!a]", "\\a",
      "a*", "*b", "[a-c]", "-", " ", "\\", "[", "]",
    ]
    let names = ["a", "b", "ab", "a.b", "c", "-"]
    var files: [String] = []
    for first in names {
      for second in names {
        files += ["\(first).f/\(second)", "d\(first)/\(second)/a/ab", "\(first)/\(second)/b.a/c"]
      }
    }
    // A fixed start gives the same patterns on every run.
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(count))
    }
    let ignoreFiles = (0..<150).map { _ in
      (0..<(1 + random(3))).map { line in
        (line > 0 && random(2) == 0 ? "!" : "")
          + (0..<(1 + random(5))).map { _ in pieces[random(pieces.count)] }.joined()
      }.joined(separator: "\n")
    }
    #expect(try compare(ignoreFiles, on: files) > 20_000)
  }

  /// Compares the decisions of git and of the rules, for each ignore file on all paths.
  private func compare(_ ignoreFiles: [String], on files: [String]) throws -> Int {
    let tree = try TemporaryTree()
    try tree.make(files)
    try #require(tree.shell("git init -q . 2>/dev/null").status == 0)
    let folders = Set(
      files.flatMap { file in
        file.indices.filter { file[$0] == "/" }.map { String(file[..<$0]) }
      })
    let paths = (files + folders).filter { !$0.isEmpty }.sorted()
    try writeFile(tree.at(".git/paths"), Array(paths.joined(separator: "\0").utf8) + [0])
    var compared = 0
    for text in ignoreFiles {
      try writeFile(tree.at(".gitignore"), Array(text.utf8))
      let answer = tree.shell(
        "git -c core.excludesFile=/dev/null -c core.ignoreCase=false"
          + " check-ignore --no-index -z --stdin <.git/paths 2>/dev/null")
      let ignored = Set(
        answer.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
      let rules = IgnoreFile(parsing: Array(text.utf8), folder: ".")
      for path in paths {
        let ours = rules.ignores(path, isFolder: folders.contains(path))
        #expect(
          ours == ignored.contains(path),
          "rules \(text.debugDescription), path \(path.debugDescription)")
        compared += 1
      }
    }
    return compared
  }
}

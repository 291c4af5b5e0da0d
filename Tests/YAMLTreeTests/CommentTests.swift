import Testing

@testable import YAMLTree

@Suite struct CommentTests {
  private func comments(_ text: String) -> [String] {
    let tree = parse(text)
    return tree.comments.map { ($0.standsAlone ? "|" : "") + tree.source($0.span) }
  }

  @Test func commentsAreFoundEverywhereBetweenValues() {
    #expect(
      comments(
        """
        # first
        %YAML 1.2 # directive
        --- # start
        a: # value below
          # alone
          b: 1 # after plain
        c: [ # open
          x, # item
          y ] # close
        d: "q" # quoted
        e: | # literal
          # content
        f: >- # folded
          # content
         # less indented
        ? k # key
        : v # value
        g: &a # anchor
          h
        i: *a # alias
        j: !t # tag
        ... # end
        # last
        """) == [
          "|# first", "# directive", "# start", "# value below", "|# alone", "# after plain",
          "# open", "# item", "# close", "# quoted", "# literal", "# folded", "|# less indented",
          "# key", "# value", "# anchor", "# alias", "# tag", "# end", "|# last",
        ])
  }

  @Test func aHashInsideAValueIsNoComment() {
    #expect(
      comments(
        "a: b#c\nb: 'x # y'\nc: \"x # y\n  # z\"\nd: |\n # x\n\n # y\ne: d#\n  e#f\n#\ng: a\t# t\n")
        == ["|#", "# t"])
  }

  @Test func aCommentWithoutABlankIsReadAndReported() {
    let tree = parse("a: [x,#c\n y]\nb: \"z#\"#d\n")
    #expect(tree.comments.map { tree.source($0.span) } == ["#c", "#d"])
    #expect(tree.problems.map(\.kind) == [.portability, .portability])
    #expect(tree.isComplete)
  }

  @Test func commentsEndBeforeTheLineBreak() {
    #expect(comments("# a\r\n# b\r# ü\u{2028}# d\n#e") == ["|# a", "|# b", "|# ü", "|# d", "|#e"])
  }

  @Test func commentsBeforeASyntaxErrorAreKept() {
    let tree = parse("# a\nk: 1 # b\nl: \"open # c\n")
    #expect(tree.comments.map { tree.source($0.span) } == ["# a", "# b"])
    #expect(!tree.isComplete)
  }
}

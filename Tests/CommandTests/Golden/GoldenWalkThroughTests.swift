import Foundation
import Testing

/// `docs/walk-through.md`: every file in it is written and every command run, in its order, in one
/// folder; what is printed is what it shows.
@Suite(.serialized) struct GoldenWalkThroughTests {
  private static let document = Program.packageFolder.appending(path: "docs/walk-through.md")

  /// A part of the document between two fences.
  private enum Block {
    case file(name: String, text: String)
    case console(ClosedRange<Int>)
  }

  @Test func `every command does what is shown`() throws {
    let workspace = try Workspace(hasProbe: false)
    let tools = try Self.tools()
    defer { try? FileManager.default.removeItem(atPath: tools) }
    var lines = String(decoding: try Data(contentsOf: Self.document), as: UTF8.self)
      .components(separatedBy: "\n")
    var count = 0
    var replaced: [(ClosedRange<Int>, [String])] = []
    for block in Self.blocks(lines) {
      switch block {
      case .file(let name, let text): try workspace.write(name, text)
      case .console(let range):
        var shown: [String] = []
        for line in lines[range] where line.hasPrefix("$ ") {
          count += 1
          shown.append(line)
          shown += try Self.run(String(line.dropFirst(2)), in: workspace, tools)
        }
        if shown != Array(lines[range]) { replaced.append((range, shown)) }
      }
    }
    #expect(count >= 8)
    guard !replaced.isEmpty else { return }
    guard GoldenFile.isRenewing else {
      for (range, shown) in replaced {
        let difference = GoldenFile.firstDifference(
          lines[range].joined(separator: "\n"), shown.joined(separator: "\n"))
        Issue.record(
          "walk-through.md:\(range.lowerBound + 1): differs in its line \(difference ?? "")")
      }
      return
    }
    for (range, shown) in replaced.reversed() { lines.replaceSubrange(range, with: shown) }
    try Data(lines.joined(separator: "\n").utf8).write(to: Self.document, options: .atomic)
    Issue.record("docs/walk-through.md was renewed; read its diff, then test without RENEW_GOLDEN")
  }

  /// The files, named by the word behind the language of the fence, and the consoles.
  private static func blocks(_ lines: [String]) -> [Block] {
    var blocks: [Block] = []
    var start: Int?
    for (index, line) in lines.enumerated() where line.hasPrefix("```") {
      guard let begin = start else {
        start = index
        continue
      }
      start = nil
      let words = lines[begin].dropFirst(3).split(separator: " ")
      if words.first == "console", index > begin + 1 {
        blocks.append(.console(begin + 1...index - 1))
      } else if words.count == 2 {
        let text = lines[begin + 1..<index].joined(separator: "\n") + "\n"
        blocks.append(.file(name: String(words[1]), text: text))
      }
    }
    return blocks
  }

  /// A folder with the program under its name, as on the day of all tests.
  private static func tools() throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "badgelint-tools-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let program = try Program.binary().path
    let script = folder.appending(path: "badgelint")
    let text = """
      #!/bin/sh
      case "$1" in
        verify-record|rules) exec '\(program)' "$@" ;;
        *) exec '\(program)' "$@" --as-of \(Program.day) ;;
      esac

      """
    try Data(text.utf8).write(to: script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
    return folder.path
  }

  private static func run(
    _ command: String, in workspace: Workspace, _ tools: String
  ) throws -> [String] {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = workspace.folder
    shell.environment = ["PATH": "\(tools):/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8"]
    let output = Pipe()
    shell.standardOutput = output
    shell.standardError = output
    shell.standardInput = FileHandle.nullDevice
    try shell.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(shell.terminationStatus < 2, "\(command): \(String(decoding: data, as: UTF8.self))")
    var lines = String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}

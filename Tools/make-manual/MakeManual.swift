import Foundation

/// Writes the manual page of a program from its own help:
/// `badgelint --experimental-dump-help | make-manual SECTIONS > badgelint.1`.
///
/// The file of sections holds, in mdoc(7), what stands in no help.
@main
enum MakeManual {
  static func main() {
    do {
      guard CommandLine.arguments.count == 2 else {
        throw Failure(text: "expected the file of sections, and the help of a program as input")
      }
      let sections = try String(contentsOfFile: CommandLine.arguments[1], encoding: .utf8)
      let input = try FileHandle.standardInput.readToEnd() ?? Data()
      let help = try JSONDecoder().decode(HelpDump.self, from: input)
      guard help.serializationVersion == HelpDump.version else {
        throw Failure(
          text: "the help has version \(help.serializationVersion), expected \(HelpDump.version)")
      }
      let page = ManualPage(help.command, sections: sections)
      FileHandle.standardOutput.write(Data(page.text.utf8))
    } catch {
      FileHandle.standardError.write(Data("make-manual: \(error)\n".utf8))
      exit(2)
    }
  }

  struct Failure: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
  }
}

import Foundation

/// Writes a Swift file that holds the documents, templates and styles of a folder as string literals.
@main
struct EmbedRules {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("usage: embed-rules FOLDER OUTPUT")
      exit(2)
    }
    let folder = URL(filePath: arguments[1], directoryHint: .isDirectory)
    let paths =
      (try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false)))
      .filter { path in [".yaml", ".mustache", ".css"].contains { path.hasSuffix($0) } }.sorted()
    var source = """
      /// The files of `rules/`, made by the build; do not edit.
      enum ShippedRules {
        static let files: [(path: StaticString, content: StaticString)] = [

      """
    var compact = ""
    for path in paths {
      let content = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      source += "    (\(literal(path)),\n\(literal(content))),\n"
      let short = path.hasSuffix(".yaml") ? CompactDocument(Array(content.utf8))?.text : nil
      compact += "    (\(literal(path)),\n\(literal(short ?? content))),\n"
    }
    source += """
        ]

        /// The same in the form in which they are read fastest, without the examples of rules.
        static let compact: [(path: StaticString, content: StaticString)] = [
      \(compact)  ]
      }

      """
    // A file that stays as it is compiles nothing anew.
    let output = URL(filePath: arguments[2])
    if (try? Data(contentsOf: output)) != Data(source.utf8) {
      try source.write(to: output, atomically: true, encoding: .utf8)
    }
  }

  /// A raw string literal whose fence occurs nowhere in the text.
  private static func literal(_ text: String) -> String {
    var fence = "#"
    while text.contains("\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    // Control characters are spelt out; line breaks keep the literal on one source line each.
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\n": return "\\\(fence)n"
      case "\r": return "\\\(fence)r"
      case "\t": return "\\\(fence)t"
      default: return String(scalar)
      }
    }.joined()
    return "\(fence)\"\(escaped)\"\(fence)"
  }
}

import Foundation
import Testing

/// The YAML of README.md that people are meant to copy, by the key that it begins with.
enum ReadmeExamples {
  /// The blocks that begin with a key such as `pack:`, `format:` or `policy:`.
  static func beginning(with key: String) throws -> [String] {
    let readme = Program.packageFolder.appending(path: "README.md")
    let text = String(decoding: try Data(contentsOf: readme), as: UTF8.self)
    let blocks = text.components(separatedBy: "\n```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
    return blocks.filter { $0.hasPrefix("\(key):") }.map { $0 + "\n" }
  }

  /// A workspace with the pack and the format at the places that the policy of README.md names.
  static func workspace() throws -> Workspace {
    let workspace = try Workspace(hasProbe: false)
    let packs = try beginning(with: "pack")
    let formats = try beginning(with: "format")
    try #require(packs.count == 1 && formats.count == 1)
    try workspace.write("rules/our-faculty.yaml", packs[0])
    try workspace.write("formats/catalogue.yaml", formats[0])
    return workspace
  }
}

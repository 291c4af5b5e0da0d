import Foundation
import Testing

/// A run over the examples of a pack under a policy that chooses nothing but that pack.
struct PackRun {
  let examples: ExampleFiles
  let text: String
  let json: String

  init(_ examples: ExampleFiles) throws {
    self.examples = examples
    let workspace = try Workspace(hasProbe: false)
    for file in examples.files {
      let path = "\(examples.pack)/\(file.name)"
      try workspace.write(path, file.text)
      if let definition = file.definition {
        let folder = path.dropLast(".badgelint-baseline.yaml".utf8.count)
        try workspace.write(
          "\(folder).badgelint.yaml",
          "policy: 1\npacks: []\nbaseline: .badgelint-baseline.yaml\n")
        try workspace.write("\(folder)example.yaml", definition)
        continue
      }
      guard file.isRegister else { continue }
      // A register is read with a definition beside it.
      let folder = path.dropLast("waivers.yaml".utf8.count)
      try workspace.write("\(folder).badgelint.yaml", "policy: 1\npacks: []\n")
      try workspace.write("\(folder)a.yaml", "badgelint: 1\nid: a\ntitle: A\n")
    }
    // The structure pack applies everywhere and cannot be chosen alone.
    let packs = examples.pack == "structure" ? "[]" : "[\(examples.pack)]"
    try workspace.write("\(examples.pack)/.badgelint.yaml", "policy: 1\npacks: \(packs)\n")
    let run = try workspace.lint(
      "--output", "text", "--output", "json=report.json", examples.pack)
    try #require(run.status == 1, "\(run.said)")
    text = run.output
    json = try workspace.read("report.json")
  }

  private func isOwn(_ rule: String, _ path: String) -> Bool {
    examples.rules[String(path.dropFirst(examples.pack.utf8.count + 1))] == rule
  }

  /// The text of the findings of each rule in its own examples.
  func ownText() throws -> String {
    var result = ""
    for block in text.split(separator: "\n\n") {
      let lines = block.split(separator: "\n")
      guard lines.count > 1, let arrow = lines[1].firstRange(of: "--> ") else { continue }
      let head = lines[0].split(separator: "]")[0].split(separator: "[")
      let place = lines[1][arrow.upperBound...].split(separator: ":")
      if head.count == 2, isOwn(String(head[1]), String(place[0])) { result += block + "\n\n" }
    }
    return result
  }

  /// The lines of the JSON report of the findings of each rule in its own examples, with the
  /// tallies of all rules over all examples.
  func ownJSON() throws -> String {
    var lines: [String] = []
    var tallies: [String] = []
    for line in json.split(separator: "\n") where line.hasPrefix("    {\"rule\": ") {
      let bare = line.last == "," ? line.dropLast() : line
      let value = try JSONSerialization.jsonObject(with: Data(bare.utf8))
      let members = try #require(value as? [String: Any])
      if members["applied"] != nil {
        if (members["rule"] as? String).map(examples.rules.values.contains) == true {
          tallies.append(String(bare))
        }
      } else if let rule = members["rule"] as? String, let file = members["file"] as? String,
        isOwn(rule, file)
      {
        lines.append(String(bare))
      }
    }
    return "{\n  \"version\": 1,\n  \"findings\": [\n\(lines.joined(separator: ",\n"))\n  ],\n"
      + "  \"rules\": [\n\(tallies.joined(separator: ",\n"))\n  ]\n}\n"
  }
}

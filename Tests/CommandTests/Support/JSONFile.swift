import Foundation
import Testing

/// A JSON report as a program would read it.
struct JSONFile {
  let root: [String: Any]

  init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    root = try #require(value as? [String: Any])
  }

  var findings: [ReportedFinding] {
    get throws {
      try objects("findings").map { try ReportedFinding($0) }
    }
  }

  func objects(_ key: String) throws -> [[String: Any]] {
    try #require(root[key] as? [[String: Any]], "no list of objects under '\(key)'")
  }

  func strings(_ key: String) throws -> [String] {
    try #require(root[key] as? [String], "no list of texts under '\(key)'")
  }

  func number(_ key: String, in object: String) throws -> Int {
    let members = try #require(root[object] as? [String: Any])
    return try #require(members[key] as? Int, "no number under '\(object).\(key)'")
  }

  /// How often a rule failed; nil where it was off.
  func failures(of rule: String) throws -> Int? {
    try objects("rules").first { $0["rule"] as? String == rule }?["failed"] as? Int
  }
}

/// A finding of a JSON report, with the members that every finding has.
struct ReportedFinding {
  struct Position: Equatable {
    var line: Int
    var column: Int
    var byte: Int
  }

  let members: [String: Any]
  let rule: String
  let severity: String
  let concern: String
  let dimension: String
  let message: String
  let file: String
  let path: String
  let fingerprint: String
  let cites: [[String: Any]]
  let start: Position
  let end: Position

  init(_ members: [String: Any]) throws {
    func text(_ key: String) throws -> String {
      try #require(members[key] as? String, "no text under '\(key)' in \(members)")
    }
    func position(_ key: String) throws -> Position {
      let place = try #require(members[key] as? [String: Any], "no place under '\(key)'")
      return Position(
        line: try #require(place["line"] as? Int), column: try #require(place["column"] as? Int),
        byte: try #require(place["byte"] as? Int))
    }
    self.members = members
    rule = try text("rule")
    severity = try text("severity")
    concern = try text("concern")
    dimension = try text("dimension")
    message = try text("message")
    file = try text("file")
    path = try text("path")
    fingerprint = try text("fingerprint")
    cites = try #require(members["cites"] as? [[String: Any]])
    start = try position("start")
    end = try position("end")
  }
}

import BadgeLint

/// What became of waivers where findings are of a catalogue or of changes.
package struct WaiverOutcome: Sendable {
  package var waivedCount = 0
  /// Whether waivers were left aside.
  package var areIgnored = false
  package var notes: [OtherWaivers.Note] = []

  package init() {}

  /// For the end of a report in text.
  var lines: [String] {
    var lines: [String] = []
    if areIgnored {
      lines.append("waivers were left aside")
    } else if waivedCount > 0 {
      lines.append("waived: \(FindingWords.counted(waivedCount, "finding")) by register")
    }
    return lines + notes.map { "\(shownSafely($0.file)):\($0.line): \($0.message) [\($0.rule)]" }
  }

  /// A member `waivers` for reports in JSON.
  func write(to json: inout JSONWriter) {
    json.raw("\"waivers\": {\"waived\": ")
    json.number(waivedCount)
    if areIgnored { json.raw(", \"ignored\": true") }
    json.raw(", \"notes\": ")
    json.list(notes) { json, note in
      json.raw("{\"rule\": ")
      json.string(note.rule)
      json.member("file", note.file)
      json.member("line", note.line)
      json.member("message", note.message)
      json.raw("}")
    }
    json.raw("}")
  }
}

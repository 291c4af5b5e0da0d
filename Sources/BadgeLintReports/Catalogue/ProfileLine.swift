import BadgeLint
import OutcomeText

/// Writes a profile as one line of JSON; `docs/json.md` describes the members.
package enum ProfileLine {
  package static func bytes(_ read: ReadProfile, layout: ProfileLayout) -> [UInt8] {
    let profile = read.profile
    var json = JSONWriter()
    json.raw("{\"profile\": ")
    json.number(ProfileLineReader.version)
    json.member("file", profile.file)
    json.member("line", profile.line)
    json.member("name", profile.name)
    json.raw(", \"fields\": {")
    var isFirst = true
    for (field, value) in zip(layout.fields, profile.values) {
      guard let value else { continue }
      if !isFirst { json.raw(", ") }
      isFirst = false
      json.string(field.name)
      json.raw(": ")
      write(value, to: &json)
    }
    json.raw("}, \"lines\": {")
    isFirst = true
    for (field, line) in zip(layout.fields, profile.lines) where line > 0 {
      if !isFirst { json.raw(", ") }
      isFirst = false
      json.string(field.name)
      json.raw(": ")
      json.number(line)
    }
    json.raw("}, \"links\": ")
    json.list(profile.links) { json, link in
      write(link, kind: layout.links[link.kind].kind, to: &json)
    }
    json.raw(", \"text\": ")
    json.string(ProfileLineReader.text(of: read.shingles.hashes))
    json.member("bands", ProfileLineReader.text(of: BandKeys(read.shingles).keys))
    json.raw("}\n")
    return json.bytes
  }

  /// The shortest text that is read as the same number again.
  private static func exact(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }

  private static func write(_ value: Profile.Value, to json: inout JSONWriter) {
    switch value {
    case .text(let text): json.string(text)
    case .number(let number): json.text(exact(number))
    case .bool(let isSo): json.text(isSo ? "true" : "false")
    case .date(let seconds): json.string(CalendarDate(secondsSince1970: seconds).text)
    case .texts(let texts):
      json.list(texts) { json, text in json.string(text) }
    }
  }

  private static func write(_ link: Profile.Link, kind: String, to json: inout JSONWriter) {
    json.raw("{\"kind\": ")
    json.string(kind)
    json.member("target", link.target)
    if !link.issuer.isEmpty {
      json.member("issuer", link.issuer)
    }
    if link.hasAgreement { json.raw(", \"agreement\": true") }
    if let credit = link.credit {
      json.raw(", \"credit\": ")
      json.text(exact(credit))
    }
    if !link.system.isEmpty {
      json.member("system", link.system)
    }
    if let total = link.total {
      json.raw(", \"total\": ")
      json.text(exact(total))
      if !link.totalSystem.isEmpty { json.member("totalSystem", link.totalSystem) }
    }
    if link.line > 0 { json.member("line", link.line) }
    json.raw("}")
  }
}

import BadgeLint

/// The member `baseline` of the JSON report.
enum BaselineJSON {
  static func write(_ known: Int, _ stale: [StaleEntry], to json: inout JSONWriter) {
    json.raw(",\n  \"baseline\": {\"known\": ")
    json.number(known)
    json.raw(", \"stale\": [")
    for (index, stale) in stale.enumerated() {
      json.raw(index > 0 ? ",\n      " : "\n      ")
      let entry = stale.entry
      json.raw("{\"rule\": ")
      json.string(entry.rule)
      json.member("message", entry.message)
      json.member("file", entry.file)
      json.member("definition", entry.definition)
      json.member("path", entry.path)
      json.member("fingerprint", entry.fingerprint)
      json.member("missing", stale.missing)
      json.member("baseline", stale.baseline)
      json.member("line", stale.line)
      json.raw("}")
    }
    json.raw("]}")
  }
}

import BadgeLint

/// The member `baseline` of the JSON report.
enum BaselineJSON {
  static func write(_ known: Int, _ stale: [StaleEntry], to json: inout JSONWriter) {
    json.raw(",\n  \"baseline\": {\"known\": ")
    json.number(known)
    json.raw(", \"stale\": [")
    for (index, stale) in stale.enumerated() {
      json.raw(index > 0 ? ",\n    " : "\n    ")
      let entry = stale.entry
      json.raw("{\"rule\": ")
      json.string(entry.rule)
      json.raw(", \"message\": ")
      json.string(entry.message)
      json.raw(", \"file\": ")
      json.string(entry.file)
      json.raw(", \"definition\": ")
      json.string(entry.definition)
      json.raw(", \"path\": ")
      json.string(entry.path)
      json.raw(", \"fingerprint\": ")
      json.string(entry.fingerprint)
      json.raw(", \"missing\": ")
      json.number(stale.missing)
      json.raw(", \"baseline\": ")
      json.string(stale.baseline)
      json.raw(", \"line\": ")
      json.number(stale.line)
      json.raw("}")
    }
    json.raw("]}")
  }
}

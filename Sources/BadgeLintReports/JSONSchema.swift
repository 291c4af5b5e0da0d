import BadgeLint

/// A schema of `rules/` as a JSON Schema (draft 2020-12), for editors and other programs.
package struct JSONSchema {
  private let schema: Schema
  private var json = JSONWriter()

  /// The bytes of the JSON Schema.
  package static func bytes(of schema: Schema) -> [UInt8] {
    var writer = JSONSchema(schema)
    writer.writeDocument()
    return writer.json.bytes
  }

  private init(_ schema: Schema) { self.schema = schema }

  private mutating func writeDocument() {
    json.raw("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": ")
    json.string(schema.title)
    json.raw(",\n  \"$ref\": ")
    json.string(Self.reference(schema.types[schema.root].name))
    json.raw(",\n  \"$defs\": {")
    for (index, shape) in schema.types.enumerated() {
      json.raw(index > 0 ? ",\n    " : "\n    ")
      json.string(shape.name)
      json.raw(": ")
      writeType(shape)
    }
    json.raw("\n  }\n}\n")
  }

  private static func reference(_ type: String) -> String { "#/$defs/\(type)" }

  private mutating func writeType(_ shape: ObjectShape) {
    json.raw("{\"description\": ")
    json.string(shape.about)
    let short = shortForms(shape)
    if short.isEmpty {
      json.raw(", ")
      writeObject(shape)
    } else {
      json.raw(", \"anyOf\": [{")
      writeObject(shape)
      json.raw("}")
      for form in short {
        json.raw(", ")
        json.raw(form)
      }
      json.raw("]")
    }
    json.raw("}")
  }

  /// What a short form looks like: text or a number, or a list where it is one.
  private func shortForms(_ shape: ObjectShape) -> [StaticString] {
    guard !shape.shortForms.isEmpty else { return [] }
    let isList = shape.shortForms.contains { form in
      if form.pieces.count == 1, case .field(let index) = form.pieces[0] {
        return shape.fields[index].container == .list
      }
      return false
    }
    let scalar: StaticString = #"{"type": ["string", "number", "boolean"]}"#
    return isList ? [scalar, #"{"type": "array"}"#] : [scalar]
  }

  private mutating func writeObject(_ shape: ObjectShape) {
    json.raw("\"type\": \"object\", \"properties\": {")
    for (index, field) in shape.fields.enumerated() {
      if index > 0 { json.raw(", ") }
      json.string(field.name)
      json.raw(": ")
      writeField(field)
    }
    json.raw("}, \"additionalProperties\": false")
    if !schema.extensionPrefix.isEmpty {
      json.raw(", \"patternProperties\": {")
      json.string("^" + String(decoding: schema.extensionPrefix, as: UTF8.self))
      json.raw(": true}")
    }
    let required = shape.fields.filter(\.isRequired).map(\.name)
    if !required.isEmpty {
      json.raw(", \"required\": [")
      for (index, name) in required.enumerated() {
        if index > 0 { json.raw(", ") }
        json.string(name)
      }
      json.raw("]")
    }
  }

  private mutating func writeField(_ field: FieldShape) {
    json.raw("{\"description\": ")
    json.string(field.about)
    switch field.container {
    case .single:
      json.raw(", ")
      writeValue(field)
    case .list:
      // One value stands for a list of one; some fields have a word for an empty list.
      json.raw(", \"anyOf\": [{\"type\": \"array\", \"items\": {")
      writeValue(field)
      json.raw("}}, {")
      writeValue(field)
      json.raw("}")
      if !field.emptyWords.isEmpty {
        json.raw(", {\"enum\": [")
        for (index, word) in field.emptyWords.enumerated() {
          if index > 0 { json.raw(", ") }
          json.string(word)
        }
        json.raw("]}")
      }
      json.raw("]")
    case .map:
      json.raw(", \"type\": \"object\", \"additionalProperties\": {")
      writeValue(field)
      json.raw("}")
    }
    json.raw("}")
  }

  /// The members that describe one value.
  private mutating func writeValue(_ field: FieldShape) {
    switch field.kind {
    case .text, .identifier:
      json.raw(#""type": ["string", "number", "boolean", "null"]"#)
    case .url: json.raw(#""type": ["string", "null"], "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:\\S+$""#)
    case .language:
      json.raw(#""type": ["string", "null"], "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$""#)
    case .country:
      json.raw(#""type": ["string", "null"], "pattern": "^[A-Z]{2}(-[A-Za-z0-9]{1,3})?$""#)
    case .date:
      json.raw(#""anyOf": [{"type": "null"}, {"type": "integer"}, {"type": "string", "#)
      json.raw(#""pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2}([T ].*)?)?)?$"}]"#)
    case .bool: json.raw(#""enum": [true, false, "true", "false", null]"#)
    case .int:
      json.raw(#""type": ["integer", "null"]"#)
      writeBounds(field)
    case .number:
      json.raw(
        field.unit == nil
          ? #""type": ["number", "null"]"# : #""type": ["number", "string", "null"]"#)
      writeBounds(field)
    case .choice(let choice):
      json.raw("\"enum\": [")
      for value in schema.choices[choice].values {
        json.string(value)
        json.raw(", ")
      }
      json.raw("null]")
    case .object(let type):
      json.raw("\"$ref\": ")
      json.string(Self.reference(schema.types[type].name))
    case .raw: json.raw("\"$comment\": \"anything\"")
    }
  }

  private mutating func writeBounds(_ field: FieldShape) {
    for (name, bound) in [("minimum", field.minimum), ("maximum", field.maximum)] {
      guard let bound else { continue }
      json.raw(", ")
      json.string(name)
      json.raw(": ")
      json.text(numberText(bound))
    }
  }
}

import YAMLTree

/// Reads an object that is written as a scalar, such as `3 ECTS`.
package struct ShortFormReader {
  private let scalars: ScalarReader
  private var schema: Schema { scalars.schema }

  package init(_ scalars: ScalarReader) { self.scalars = scalars }

  /// Adds the object to a record; the forms are tried in their order.
  package func read(
    _ scalar: FoundScalar, type: Int, into record: inout Record
  ) throws(ScalarFault) -> RecordID {
    let shape = schema.types[type]
    let words = Self.words(scalar)
    // A form whose words fit but whose value does not tells more than the list of forms.
    var nearest: ScalarFault?
    for form in shape.shortForms {
      guard let parts = Self.match(form, words) else { continue }
      let checkpoint = record.checkpoint
      do {
        let object = record.addObject(
          type: type, fieldCount: shape.fields.count, span: scalar.span)
        for (field, part) in parts {
          var value = try scalars.read(part, as: shape.fields[field], into: &record)
          if shape.fields[field].container == .list {
            value = record.addList([value], span: part.span)
          }
          record.set(object, field: field, to: value)
        }
        for set in form.sets {
          let fixed = FoundScalar(text: set.text, type: .string, span: scalar.span)
          let value = try scalars.read(fixed, as: shape.fields[set.field], into: &record)
          record.set(object, field: set.field, to: value)
        }
        return object
      } catch {
        record.rollBack(to: checkpoint)
        if nearest == nil || error.check != .wrongType { nearest = error }
      }
    }
    if let nearest, shape.shortForms.count == 1 || nearest.check != .wrongType { throw nearest }
    throw ScalarFault(check: .wrongType, expected: shape.expectation)
  }

  private static func words(_ scalar: FoundScalar) -> [FoundScalar] {
    let bytes = Array(scalar.text.utf8)
    // The words keep exact places only where the text stands in the source as it is.
    let place = scalar.content ?? (scalar.isInPlace ? scalar.span : nil)
    let exact = place.flatMap { Int($0.end) - Int($0.start) == bytes.count ? $0 : nil }
    return bytes.indices.split { bytes[$0] == UInt8(ascii: " ") }.map { word in
      let text = String(decoding: bytes[word.startIndex..<word.endIndex], as: UTF8.self)
      let span =
        exact.map {
          ByteRange(
            start: $0.start + UInt32(word.startIndex), end: $0.start + UInt32(word.endIndex))
        } ?? scalar.span
      return FoundScalar(text: text, type: .string, span: span)
    }
  }

  /// The words that fill each field of a form; the last field takes all that is left.
  private static func match(
    _ form: ShortForm, _ words: [FoundScalar]
  ) -> [(field: Int, part: FoundScalar)]? {
    guard words.count >= form.pieces.count else { return nil }
    var result: [(field: Int, part: FoundScalar)] = []
    for (index, piece) in form.pieces.enumerated() {
      switch piece {
      case .word(let word):
        guard words[index].text.lowercased() == word else { return nil }
      case .field(let field):
        var part = words[index]
        if index == form.pieces.count - 1 {
          let rest = words[index...]
          part.text = rest.map(\.text).joined(separator: " ")
          part.span.end = rest.last?.span.end ?? part.span.end
        }
        result.append((field, part))
      }
    }
    if case .word = form.pieces.last, words.count > form.pieces.count { return nil }
    return result
  }
}

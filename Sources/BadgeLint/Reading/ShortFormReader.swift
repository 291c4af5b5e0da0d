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
      guard var parts = Self.match(form, words) else { continue }
      if let text = wholeText(scalar, form, shape) { parts = [text] }
      let checkpoint = record.checkpoint
      do throws(ScalarFault) {
        let object = record.addObject(
          type: type, fieldCount: shape.fields.count, span: scalar.span)
        for part in parts {
          let field = shape.fields[part.field]
          var value: RecordID
          do throws(ScalarFault) {
            value = try scalars.read(part.scalar, as: field, into: &record)
          } catch {
            throw error.inWords(words, part.words)
          }
          if field.container == .list {
            value = record.addList([value], span: part.scalar.span)
          }
          record.set(object, field: part.field, to: value)
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
    throw ScalarFault(
      check: .wrongType, expected: shape.expectation, suggestion: nearest?.suggestion ?? "")
  }

  /// What a form gives to a field.
  private struct Part {
    var field: Int
    var scalar: FoundScalar
    /// Which of the words it holds.
    var words: Range<Int>
  }

  /// A form that is one text takes it with its blanks, as the field itself would.
  private func wholeText(_ scalar: FoundScalar, _ form: ShortForm, _ shape: ObjectShape) -> Part? {
    guard form.pieces.count == 1, case .field(let field) = form.pieces[0],
      shape.fields[field].kind == .text
    else { return nil }
    let span = Self.exactPlace(scalar) ?? scalar.span
    return Part(
      field: field, scalar: FoundScalar(text: scalar.text, type: .string, span: span),
      words: 0..<0)
  }

  /// Where the text stands byte by byte; nil where it does not stand in the source as it is.
  private static func exactPlace(_ scalar: FoundScalar) -> ByteRange? {
    let place = scalar.content ?? (scalar.isInPlace ? scalar.span : nil)
    return place.flatMap { Int($0.end) - Int($0.start) == scalar.text.utf8.count ? $0 : nil }
  }

  private static func words(_ scalar: FoundScalar) -> [FoundScalar] {
    let bytes = Array(scalar.text.utf8)
    let exact = exactPlace(scalar)
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
  ) -> [Part]? {
    guard words.count >= form.pieces.count else { return nil }
    var result: [Part] = []
    for (index, piece) in form.pieces.enumerated() {
      switch piece {
      case .word(let word):
        guard words[index].text.lowercased() == word else { return nil }
      case .field(let field):
        var part = Part(field: field, scalar: words[index], words: index..<index + 1)
        if index == form.pieces.count - 1 {
          let rest = words[index...]
          part.words = index..<words.count
          part.scalar.text = rest.map(\.text).joined(separator: " ")
          part.scalar.span.end = rest.last?.span.end ?? part.scalar.span.end
        }
        result.append(part)
      }
    }
    if case .word = form.pieces.last, words.count > form.pieces.count { return nil }
    return result
  }
}

extension ScalarFault {
  /// The fault of some of the words of a text, with what was probably meant for the whole.
  fileprivate func inWords(_ words: [FoundScalar], _ faulty: Range<Int>) -> ScalarFault {
    guard !suggestion.isEmpty, !faulty.isEmpty else { return self }
    var fault = self
    fault.suggestion =
      (words[..<faulty.lowerBound].map(\.text) + [suggestion]
      + words[faulty.upperBound...].map(\.text)).joined(separator: " ")
    return fault
  }
}

import YAMLTree

/// Builds a record of what rules judge that no file holds, such as a pair.
struct RecordDraft {
  private(set) var record = Record()
  let schema: Schema
  /// The profiles in it, by the objects that stand for them.
  private(set) var profiles: [RecordID: (index: Int, line: Int)] = [:]

  private static let nowhere = ByteRange(start: 0, end: 0)

  init(_ schema: Schema) { self.schema = schema }

  /// Adds an object of a type of the schema whose fields are all absent.
  mutating func object(_ type: Int) -> RecordID {
    record.addObject(
      type: type, fieldCount: schema.types[type].fields.count, span: Self.nowhere)
  }

  /// Makes an object what is judged.
  mutating func finish(_ root: RecordID) -> Record {
    record.root = root
    return record
  }

  /// - Parameter line: The line to show; 0 for that where the definition begins.
  mutating func note(_ object: RecordID, isProfile index: Int, line: Int = 0) {
    profiles[object] = (index, line)
  }

  // MARK: - Values

  mutating func set(_ object: RecordID, _ field: Int, to value: RecordID) {
    record.set(object, field: field, to: value)
  }

  mutating func set(_ object: RecordID, _ field: Int, text: String) {
    set(object, field, to: record.addText(text, span: Self.nowhere))
  }

  mutating func set(_ object: RecordID, _ field: Int, number: Double) {
    set(object, field, to: record.addNumber(number, span: Self.nowhere))
  }

  mutating func set(_ object: RecordID, _ field: Int, int: Int) {
    set(object, field, to: record.add(.int, payload: Int64(int), span: Self.nowhere))
  }

  mutating func set(_ object: RecordID, _ field: Int, bool: Bool) {
    set(object, field, to: record.add(.bool, payload: bool ? 1 : 0, span: Self.nowhere))
  }

  mutating func set(_ object: RecordID, _ field: Int, date seconds: Int64) {
    set(object, field, to: record.add(.date, payload: seconds, span: Self.nowhere))
  }

  mutating func set(_ object: RecordID, _ field: Int, objects: [RecordID]) {
    set(object, field, to: record.addList(objects, span: Self.nowhere))
  }

  mutating func set(_ object: RecordID, _ field: Int, texts: [String]) {
    let elements = texts.map { record.addText($0, span: Self.nowhere) }
    set(object, field, to: record.addList(elements, span: Self.nowhere))
  }
}

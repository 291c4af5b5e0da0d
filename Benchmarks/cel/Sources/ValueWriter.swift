import BadgeLint
import BadgeLintReports
import CEL

/// Writes values as JSON, so that other implementations can be given the same data.
///
/// A time is written as `{"$seconds": n}`, seconds since 1970. A list that a definition leaves out
/// is written as an empty list, which is what expressions see.
struct ValueWriter {
  let host: RecordHost
  let schema: Schema
  private(set) var json = JSONWriter()

  init(host: RecordHost, schema: Schema) {
    self.host = host
    self.schema = schema
  }

  var bytes: [UInt8] { json.bytes }

  mutating func raw(_ text: StaticString) { json.raw(text) }

  /// A key with its colon.
  mutating func key(_ name: String) {
    json.string(name)
    json.raw(":")
  }

  mutating func string(_ text: String) { json.string(text) }

  mutating func number(_ number: Double) { json.text("\(number)") }

  mutating func value(_ value: Value) throws(BenchmarkFailure) {
    switch value {
    case .null: json.raw("null")
    case .bool(let flag): json.text("\(flag)")
    case .int(let number): json.text("\(number)")
    case .double(let number): json.text("\(number)")
    case .string(let text): json.string(text)
    case .timestamp(let time): json.text("{\"$seconds\":\(time.seconds)}")
    case .list(.native(let elements)): try list(elements)
    case .list(.host(let list)):
      try self.list((0..<host.count(list)).map { host.element(list, $0) })
    case .object(let object): try self.object(object)
    default: throw BenchmarkFailure("a value of this kind cannot be passed on: \(value)")
    }
  }

  private mutating func list(_ elements: [Value]) throws(BenchmarkFailure) {
    json.raw("[")
    for (position, element) in elements.enumerated() {
      if position > 0 { json.raw(",") }
      try value(element)
    }
    json.raw("]")
  }

  private mutating func object(_ object: HostReference) throws(BenchmarkFailure) {
    json.raw("{")
    var isFirst = true
    for (index, field) in schema.types[Int(object.type)].fields.enumerated() {
      let absent = field.container == .list ? Value.emptyList : nil
      guard let found = host.field(object, index) ?? absent else { continue }
      if !isFirst { json.raw(",") }
      isFirst = false
      key(field.name)
      try value(found)
    }
    json.raw("}")
  }
}

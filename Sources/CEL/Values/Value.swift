/// A value of an expression.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case timestamp(Timestamp)
  case duration(Duration)
  case list(ListValue)
  case map(MapValue)
  case type(TypeValue)
  case optional(OptionalValue)
  case object(HostReference)
}

/// A list: either values of its own or a list that the host holds.
package enum ListValue: Sendable {
  case native([Value])
  case host(HostList)
}

/// A type as a value, known by its name.
package struct TypeValue: Hashable, Sendable {
  /// The name of the type, such as `int`.
  package let name: String

  /// Makes the type value of a name.
  package init(name: String) { self.name = name }

  /// Whether both have one name.
  package static func == (left: TypeValue, right: TypeValue) -> Bool {
    left.name.hasSameBytes(as: right.name)
  }
}

/// A value that may be missing.
package struct OptionalValue: Sendable {
  private let box: Box?

  /// Wraps a value, or makes the optional without one.
  package init(_ value: Value?) { box = value.map(Box.init) }

  /// The optional without a value.
  package static let none = OptionalValue(nil)

  /// The value, or nil for none.
  package var wrapped: Value? { box?.value }

  private final class Box: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
}

extension Value {
  /// A list of values of its own.
  package static func list(_ elements: [Value]) -> Value { .list(.native(elements)) }

  /// The list without elements.
  package static let emptyList = Value.list(.native([]))
  /// The map without entries.
  package static let emptyMap = Value.map(MapValue.empty)
  /// The optional without a value.
  package static let emptyOptional = Value.optional(.none)

  /// The name of its type where objects need no name of their own.
  var typeName: String { typeName(UnsafeBufferPointer(start: nil, count: 0)) }

  /// The name of its type for messages and `type()`; objects are named by their declaration.
  func typeName(_ objectTypes: UnsafeBufferPointer<ObjectType>) -> String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .object(let reference):
      objectTypes.indices.contains(Int(reference.type))
        ? objectTypes[Int(reference.type)].name : "object"
    }
  }
}

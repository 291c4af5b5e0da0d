import CEL

/// A badge with outcomes and a credit, held by a host of its own, for expressions to read.
final class ExpressionRecord: Host {
  private enum Node {
    case object([Int: Value])
    case list([Value])
  }

  private var nodes: [Node] = []

  func field(_ object: HostReference, _ index: Int) -> Value? {
    guard nodes.indices.contains(Int(object.node)),
      case .object(let fields) = nodes[Int(object.node)]
    else { return nil }
    return fields[index]
  }

  func count(_ list: HostList) -> Int {
    guard nodes.indices.contains(Int(list.node)), case .list(let elements) = nodes[Int(list.node)]
    else { return 0 }
    return elements.count
  }

  func element(_ list: HostList, _ index: Int) -> Value {
    guard nodes.indices.contains(Int(list.node)), case .list(let elements) = nodes[Int(list.node)],
      elements.indices.contains(index)
    else { return .null }
    return elements[index]
  }

  private func object(_ type: ObjectTypeID, _ fields: [Int: Value]) -> Value {
    nodes.append(.object(fields))
    return .object(HostReference(store: 0, node: Int32(nodes.count - 1), type: Int32(type.index)))
  }

  private func list(_ elements: [Value]) -> Value {
    nodes.append(.list(elements))
    return .list(.host(HostList(store: 0, node: Int32(nodes.count - 1))))
  }

  // MARK: - What it holds

  static let badge = ObjectTypeID(index: 0)
  static let outcome = ObjectTypeID(index: 1)
  static let credit = ObjectTypeID(index: 2)

  /// The values of the variables; fields that may be missing are there or not.
  func variables(isFull: Bool) -> [Value] {
    let texts = ["Explain why ice floats", "", "Wärmeübertragung berechnen \u{1F9CA}"]
    let outcomes = texts.enumerated().map { index, text in
      var fields: [Int: Value] = [0: .string(text), 2: .int(Int64(index) * 3 - 2)]
      if isFull || index == 1 { fields[1] = .string("explain") }
      return object(Self.outcome, fields)
    }
    var fields: [Int: Value] = [
      0: .string("Ice and water"), 1: list(outcomes), 4: .string("beginner"),
    ]
    if isFull {
      fields[2] = object(
        Self.credit, [0: .double(2.5), 1: .string("ECTS"), 2: list([.string("a"), .string("b")])])
      fields[3] = .string("a+b (c)")
    }
    return [object(Self.badge, fields), .int(4), list([.string("beginner"), .string("advanced")])]
  }

  /// The most elements or bytes at a place, for bounds of cost.
  static func size(_ chain: FieldChain) -> Int? {
    switch chain.steps.last {
    case .field(badge, 1): 3
    case .field(credit, 2): 2
    case .element where chain.variable == 2: 12
    case nil where chain.variable == 2: 2
    case .field, .element: 64
    default: nil
    }
  }

  static let environment = Environment(
    objectTypes: [
      ObjectType(
        name: "badge",
        fields: [
          ObjectType.Field(name: "title", type: .string, presence: .required),
          ObjectType.Field(name: "outcomes", type: .list(.object(outcome)), presence: .defaulted),
          ObjectType.Field(name: "credit", type: .object(credit), presence: .optional),
          ObjectType.Field(name: "note", type: .string, presence: .optional),
          ObjectType.Field(
            name: "level", type: .enumeration(EnumerationID(index: 0)), presence: .required),
          ObjectType.Field(name: "extra", type: .object(credit), presence: .defaulted),
          ObjectType.Field(name: "next", type: .object(badge), presence: .optional),
        ]),
      ObjectType(
        name: "outcome",
        fields: [
          ObjectType.Field(name: "text", type: .string, presence: .required),
          ObjectType.Field(name: "verb", type: .string, presence: .optional),
          ObjectType.Field(name: "hours", type: .int, presence: .required),
        ]),
      ObjectType(
        name: "credit",
        fields: [
          ObjectType.Field(name: "value", type: .double, presence: .optional),
          ObjectType.Field(name: "system", type: .string, presence: .required),
          ObjectType.Field(name: "tags", type: .list(.string), presence: .required),
        ]),
    ],
    enumerations: [Enumeration(name: "level", values: ["beginner", "intermediate", "advanced"])],
    variables: [
      Variable(name: "self", type: .object(badge)), Variable(name: "limit", type: .int),
      Variable(name: "levels", type: .list(.enumeration(EnumerationID(index: 0)))),
    ])
}

import CEL

/// A host over a small tree of values, and the environment that describes it.
final class FakeHost: Host {
  enum Node {
    case object([Int: Value])
    case list([Value])
  }

  private var nodes: [Node] = []
  private(set) var reads = 0

  func object(_ type: ObjectTypeID, _ fields: [Int: Value]) -> Value {
    nodes.append(.object(fields))
    return .object(
      HostReference(store: 0, node: Int32(nodes.count - 1), type: Int32(type.index)))
  }

  func list(_ elements: [Value]) -> Value {
    nodes.append(.list(elements))
    return .list(.host(HostList(store: 0, node: Int32(nodes.count - 1))))
  }

  func field(_ object: HostReference, _ index: Int) -> Value? {
    reads += 1
    guard case .object(let fields) = nodes[Int(object.node)] else { return nil }
    return fields[index]
  }

  func count(_ list: HostList) -> Int {
    guard case .list(let elements) = nodes[Int(list.node)] else { return 0 }
    return elements.count
  }

  func element(_ list: HostList, _ index: Int) -> Value {
    guard case .list(let elements) = nodes[Int(list.node)] else { return .null }
    return elements[index]
  }
}

/// A badge with outcomes and a credit, as the tests see it.
enum Badge {
  static let badge = ObjectTypeID(index: 0)
  static let outcome = ObjectTypeID(index: 1)
  static let credit = ObjectTypeID(index: 2)
  static let level = EnumerationID(index: 0)

  // Fields of a badge, by index.
  static let title = 0
  static let outcomes = 1
  static let creditField = 2
  static let note = 3
  static let levelField = 4
  static let issuer = 5
  static let next = 6

  static let environment = Environment(
    objectTypes: [
      ObjectType(
        name: "badge",
        fields: [
          ObjectType.Field(name: "title", type: .string, presence: .required),
          ObjectType.Field(name: "outcomes", type: .list(.object(outcome)), presence: .defaulted),
          ObjectType.Field(name: "credit", type: .object(credit), presence: .optional),
          ObjectType.Field(name: "note", type: .string, presence: .optional),
          ObjectType.Field(name: "level", type: .enumeration(level), presence: .required),
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
    enumerations: [
      Enumeration(name: "level", values: ["beginner", "intermediate", "advanced"])
    ],
    variables: [
      Variable(name: "self", type: .object(badge)),
      Variable(name: "limit", type: .int),
      Variable(name: "levels", type: .list(.enumeration(level))),
    ],
    functions: [
      FunctionDeclaration(
        name: "hasWord", isMethod: true, parameters: [.string, .string], result: .bool,
        checkLiterals: { literals in
          guard case .string(let list) = literals[1] else { return nil }
          let known = ["award-words", "weak-verbs"]
          if known.contains(list) { return nil }
          return "no lexicon '\(list)'\(suggestion(for: list, in: known))"
        },
        implementation: .binary { _, list, _ in
          if case .string("award-words") = list { .bool(true) } else { .bool(false) }
        })
    ])

  /// A badge with two outcomes, of which only the first has a verb.
  static func variables(_ host: FakeHost, credit: Value? = nil, note: Value? = nil) -> [Value] {
    let outcomes = host.list([
      host.object(outcome, [0: .string("Explain it"), 1: .string("explain"), 2: .int(3)]),
      host.object(outcome, [0: .string("Know it"), 2: .int(5)]),
    ])
    var fields: [Int: Value] = [
      title: .string("Baking"), Badge.outcomes: outcomes, levelField: .string("beginner"),
    ]
    fields[creditField] = credit
    fields[Badge.note] = note
    return [
      host.object(badge, fields), .int(4),
      .list(.native([.string("beginner"), .string("advanced")])),
    ]
  }

  /// The messages of a source that does not compile; empty when it does.
  static func errors(_ source: String, presuming: [Presumption] = []) -> [String] {
    do {
      _ = try environment.compile(source, presuming: presuming)
      return []
    } catch {
      return error.errors.map(\.message)
    }
  }

  /// The truth of a source over the badge.
  static func holds(
    _ source: String, credit: ((FakeHost) -> Value)? = nil, note: Value? = nil
  ) throws -> Bool {
    let host = FakeHost()
    let program = try environment.compile(source, expecting: .bool)
    let variables = variables(host, credit: credit.map { $0(host) }, note: note)
    return try program.evaluateBool(variables, host: host)
  }
}

import CEL
import OutcomeText
import YAMLTree

/// How grave a breach of a rule is.
package enum Severity: String, CaseIterable, Sendable, Comparable {
  case info, warning, error

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A rule of a pack; shared, as every run of a file looks at all of them.
package final class Rule: Sendable {
  package let id: String
  package let pack: String
  /// What it judges, and by which name.
  package let judged: Judged
  package let subject: String
  package let title: String
  package let severity: Severity
  package let concern: String
  package let dimension: String
  package let why: String
  package let fix: String
  package let cites: [Citation]
  /// What a breach means to a holder, in packs that judge changes.
  package let effect: Effect?
  /// Whether only people can decide; such a rule never fails a run.
  package let isJudgement: Bool
  /// How much a finding counts in the verdict of its concern; nil where its severity says so.
  package let weight: Int?
  /// The days on which the rule itself holds.
  package let period: Period
  /// The texts of its expressions, for people.
  package let source: Source
  /// The structure check that it stands for; nil for rules with expressions.
  package let check: StructureCheck?
  /// The fields from the subject to the places that are judged, for each kind of place.
  package let ways: [[Int]]
  /// What structure checks say at the second place.
  package let related: String
  package let examples: Examples
  private let compiled: Lazily<Compiled>

  /// What it does, once its expressions are compiled.
  package var body: Body { compiled.value.body }
  package var message: MessageTemplate { compiled.value.texts.value.message }
  package var labels: [Label] { compiled.value.texts.value.labels }
  /// The changes by which a machine mends a breach; all of a finding are made together.
  package var edits: [RuleEdit] { compiled.value.texts.value.edits }

  /// Makes a rule of its parts.
  package init(
    id: String,
    pack: String,
    judged: Judged,
    subject: String,
    title: String,
    severity: Severity,
    concern: String,
    dimension: String,
    why: String,
    fix: String,
    cites: [Citation],
    effect: Effect?,
    isJudgement: Bool,
    weight: Int?,
    period: Period,
    source: Source,
    check: StructureCheck?,
    ways: [[Int]],
    compiled: Lazily<Compiled>,
    related: String,
    examples: Examples
  ) {
    self.id = id
    self.pack = pack
    self.judged = judged
    self.subject = subject
    self.title = title
    self.severity = severity
    self.concern = concern
    self.dimension = dimension
    self.why = why
    self.fix = fix
    self.cites = cites
    self.effect = effect
    self.isJudgement = isJudgement
    self.weight = weight
    self.period = period
    self.source = source
    self.check = check
    self.ways = ways
    self.compiled = compiled
    self.related = related
    self.examples = examples
  }

  /// The texts of a rule's expressions as they stand in the pack.
  package struct Source: Sendable {
    package var each: [String]
    package var lets: [(name: String, text: String)]
    package var condition: String?
    package var requirement: String?
    /// The message and the labels.
    package var messages: [String]

    /// Whether any expression or message uses a name.
    package func mentions(_ name: String) -> Bool {
      let texts = lets.map(\.text) + [condition, requirement].compactMap(\.self) + messages
      return texts.contains { Self.mentions(name, in: $0) }
    }

    /// Whether a text of an expression or a message uses a name.
    static func mentions(_ name: String, in text: String) -> Bool {
      var (text, name) = (text, name)
      return text.withUTF8 { text in name.withUTF8 { mentions($0, in: text) } }
    }

    private static func mentions(
      _ name: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
    ) -> Bool {
      guard let first = name.first, name.count <= text.count else { return false }
      var start = 0
      while start + name.count <= text.count {
        let end = start + name.count
        if text[start] == first, start == 0 || !isPartOfName(text[start - 1]),
          end == text.count || !isPartOfName(text[end]), text[start..<end].elementsEqual(name)
        {
          return true
        }
        start += 1
      }
      return false
    }

    /// Whether a byte can stand in a name; those of letters outside of ASCII count, as they do in
    /// texts around it.
    private static func isPartOfName(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
      default: false
      }
    }
  }

  /// Whether the rule holds on a day: on a day of its own period, and of that of one of the dated
  /// sources that it cites.
  package func isInForce(on day: CalendarDate) -> Bool {
    let periods = cites.map(\.period).filter { $0 != .always }
    return period.contains(day) && (periods.isEmpty || periods.contains { $0.contains(day) })
  }

  /// The parts that are compiled. What a finding says is needed by those rules only that find one.
  package struct Compiled: Sendable {
    var body: Body
    var texts: Lazily<FindingTexts>
  }

  /// What a finding says and proposes.
  package struct FindingTexts: Sendable {
    var message: MessageTemplate
    var labels: [Label]
    var edits: [RuleEdit]
  }

  package enum Body: Sendable {
    /// A structure check of the engine.
    case structure(StructureCheck)
    /// Expressions over the places of a definition.
    case expressions(Expressions)
  }

  /// Shared, as each definition that is judged looks at all of them.
  package final class Expressions: Sendable {
    /// The places that are judged, when the rule applies there, and the names it uses.
    package let scope: PlaceScope
    package let requirement: Program
    package let at: PlacePath

    init(scope: PlaceScope, requirement: Program, at: PlacePath) {
      self.scope = scope
      self.requirement = requirement
      self.at = at
    }

    package var condition: Program? { scope.condition }
    /// The variables that the expressions may use, by slot.
    package var variables: [Variable] { scope.variables }
  }

  package struct Label: Sendable {
    package var at: PlacePath
    package var text: MessageTemplate
  }

  package struct Examples: Sendable {
    package var passes: [NodeID]
    package var fails: [NodeID]
    package var ignores: [NodeID]
    /// Before and after the edits.
    package var fixed: [(before: NodeID, after: NodeID)]
  }
}

extension Rule {
  /// The label of a structure check at a second place, such as the first of two equal keys.
  func relatedLabel(_ span: ByteRange?) -> [Finding.Label] {
    span.map { [Finding.Label(span: $0, text: related)] } ?? []
  }
}

/// The clause of a document that a rule rests on.
package struct Citation: Sendable {
  package var source: String
  /// The title of the document.
  package var title: String
  package var url: String?
  package var clause: String?
  package var note: String?
  /// The days on which the document holds.
  package var period: Period

  /// The citation on one line.
  package var text: String {
    [title, clause].compactMap(\.self).joined(separator: ": ")
  }
}

/// The slots that every rule's expressions share.
package enum RuleSlot {
  /// The names that stand for these slots.
  static let names = ["definition", "self", "parent", "today", "formatFields"]

  package static let definition = 0
  package static let current = 1
  package static let parent = 2
  package static let today = 3
  package static let formatFields = 4
  package static let firstParameter = 5

  /// The values of the variables of expressions about a definition as a whole, by slot.
  static func values(_ host: RecordHost, _ surroundings: Surroundings) -> [Value] {
    let definition = host.value(host.record.root)
    return [definition, definition, .null, surroundings.today, surroundings.formatFields]
  }
}

/// A parameter of a pack with its default.
package struct Parameter: Sendable {
  package var name: String
  package var type: ParameterType
  package var value: Value
  package var about: String
  /// The least and the greatest value that make sense; nil where any does.
  package var minimum: Double?
  package var maximum: Double?
}

/// The type of a parameter.
package enum ParameterType: String, CaseIterable, Sendable {
  case int, number, text, bool, texts

  package var celType: CELType {
    switch self {
    case .int: .int
    case .number: .double
    case .text: .string
    case .bool: .bool
    case .texts: .list(.string)
    }
  }
}

/// Rules that belong together.
package struct Pack: Sendable {
  /// A document that rules rest on.
  package struct Source: Sendable {
    package var key: String
    package var title: String
    package var url: String?
    package var note: String?
    package var period: Period
    /// The clauses of the document, where the pack lists them.
    package var clauses: [(clause: String, note: String?)]
  }

  package var name: String
  package var title: String
  package var about: String
  package var file: LoadedFile
  package var sources: [Source]
  /// Whether a run fails where a rule of the pack applies to nothing.
  package var mustApply: Bool
  /// Whether it applies where no policy chooses packs.
  package var isStandard: Bool
  /// Whether a definition may name the pack as a scheme for which it is meant.
  package var isScheme: Bool
  package var judged: Judged
  package var parameters: [Parameter]
  /// The expressions that all its rules may use.
  package var lets: [(name: String, text: String)]
  /// What reports draw of the bounds that its rules set.
  package var bounds: [Bound]
  package var rules: [Rule]
}

import YAMLTree

/// The shape of one kind of document: its object types, their fields, and what each may hold.
///
/// Every YAML document badgelint reads is described by a schema file in `rules/`: definitions,
/// packs, formats, frameworks, lexicons and policies. Structure checks, the types that rules are
/// checked against and the field reference all come from it.
package struct Schema: Sendable {
  package var name: String
  package var title: String
  /// The start of keys that are an institution's own and are not checked; empty where none are.
  package var extensionPrefix: [UInt8] = []
  /// The elements of lists and the bytes of texts for which the cost of expressions is worked out.
  package var usualElements = 100
  package var usualBytes = 1000
  /// The bytes of identifiers, codes and addresses.
  package var usualNameBytes = 50
  /// The object types; the position is the type's number in records.
  package var types: [ObjectShape]
  /// The closed lists of values; the position is the number in `FieldKind.choice`.
  package var choices: [Choice]
  /// Words that may follow a number, by unit.
  package var units: [Unit]
  /// The type of a whole document.
  package var root: Int

  package func type(named name: String) -> Int? {
    types.firstIndex { $0.name == name }
  }
}

/// A closed list of values that a field may hold.
package struct Choice: Sendable {
  package var name: String
  package var values: [String]
}

/// A unit of measure with the words that stand for it and for its parts and multiples.
package struct Unit: Sendable {
  package var name: String
  /// The ISO 8601 designators that can be turned into this unit, with their factor, such as `H`.
  package var designators: [(letter: UInt8, afterT: Bool, factor: Double)]
  /// Words such as `h` or `minutes`, with the factor that turns them into this unit.
  package var words: [(word: String, factor: Double)]
}

/// One type of object: its fields and the short forms in which it may be written.
package struct ObjectShape: Sendable {
  package var name: String
  package var about: String
  package var fields: [FieldShape] = [] {
    didSet { fieldNames = KeyNames(fields.lazy.map(\.name)) }
  }
  package var shortForms: [ShortForm] = []
  /// The fields of which the first that is present names the object to people.
  package var namedBy: [Int] = []
  /// The names of the fields, for looking keys up.
  private(set) var fieldNames = KeyNames([])

  init(name: String, about: String = "") {
    self.name = name
    self.about = about
  }

  package func field(named name: String) -> Int? {
    fields.firstIndex { $0.name == name }
  }
}

/// One field of an object type.
package struct FieldShape: Sendable {
  package var name: String
  package var kind: FieldKind
  package var container: FieldContainer
  package var isRequired: Bool
  package var minimum: Double?
  package var maximum: Double?
  /// Whether a date is the end of a period, so that `2028-01` means its last day.
  package var endsPeriod = false
  /// The position of the field's unit in `Schema.units`.
  package var unit: Int?
  /// What is said of it; kept apart, as shapes are copied with each value that is read.
  private var texts: KeptTexts

  /// What is said of a field.
  package struct Texts: Sendable {
    /// Words that stand for an empty list that was left empty on purpose, such as `none`.
    package var emptyWords: [String] = []
    package var about = ""
    package var example = ""
    /// What people call it; empty where its name in words says it.
    package var title = ""
    /// The names of the concept elsewhere, by vocabulary.
    package var crosswalk: [(vocabulary: String, term: String)] = []
    /// Where names that the field may hold are listed, for suggestions; nil where they are not.
    package var names: NameSource?
  }

  private final class KeptTexts: Sendable {
    let said: Texts

    init(_ said: Texts) { self.said = said }
  }

  package init(
    name: String, kind: FieldKind, container: FieldContainer = .single, isRequired: Bool = false,
    texts: Texts = Texts()
  ) {
    self.name = name
    self.kind = kind
    self.container = container
    self.isRequired = isRequired
    self.texts = KeptTexts(texts)
  }

  /// The same field with other texts.
  func saying(_ texts: Texts) -> FieldShape {
    var field = self
    field.texts = KeptTexts(texts)
    return field
  }

  package var emptyWords: [String] { texts.said.emptyWords }
  package var about: String { texts.said.about }
  package var example: String { texts.said.example }
  package var title: String { texts.said.title }
  package var crosswalk: [(vocabulary: String, term: String)] { texts.said.crosswalk }
  package var names: NameSource? { texts.said.names }
}

/// A list of names that a field may hold, or the keys of a map.
package enum NameSource: Sendable, Equatable {
  case schemes, packs, rules, levelFrameworks, levels, creditSystems, definitions
  /// The values at a path of the same document, such as `outcomes.id`.
  case values(path: String)

  /// Nil where a name with no dot is none of the lists.
  init?(_ text: String) {
    switch text {
    case "schemes": self = .schemes
    case "packs": self = .packs
    case "rules": self = .rules
    case "levelFrameworks": self = .levelFrameworks
    case "levels": self = .levels
    case "creditSystems": self = .creditSystems
    case "definitions": self = .definitions
    default:
      guard text.utf8.contains(UInt8(ascii: ".")) else { return nil }
      self = .values(path: text)
    }
  }

  /// The lists as schema files name them.
  static let lists = [
    "schemes", "packs", "rules", "levelFrameworks", "levels", "creditSystems", "definitions",
  ]
}

extension FieldShape {
  /// What people call it: its title, else its name in words, such as `Design hours`.
  package var shownTitle: String {
    if !title.isEmpty { return title }
    let words = name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// How many values a field holds.
package enum FieldContainer: UInt8, Sendable {
  case single
  /// A list; one value alone counts as a list of one.
  case list
  /// A mapping with free keys.
  case map
}

/// What a value of a field may be.
package enum FieldKind: Sendable, Equatable {
  case text, int, number, bool, date, url, identifier, language, country
  /// One of a closed list of values.
  case choice(Int)
  case object(Int)
  /// Any YAML at all, kept as it stands in the tree.
  case raw

  /// The word for people, as in "expected a whole number".
  package var isScalar: Bool {
    switch self {
    case .object, .raw: false
    default: true
    }
  }
}

/// One way to write an object as a scalar, such as `{value} {system}` for `3 ECTS`.
package struct ShortForm: Sendable {
  package enum Piece: Sendable, Equatable {
    case word(String)
    case field(Int)
  }
  package var form: String
  package var pieces: [Piece]

  /// The number of words that belong to the form itself.
  var words: Int { pieces.count { if case .word = $0 { true } else { false } } }

  /// Fields that this form sets to a fixed value, as written in YAML.
  package var sets: [(field: Int, text: String)]
}

/// A map from keys to values that keeps the order in which its entries were written.
package struct MapValue: Sendable {
  private let storage: Storage

  /// The map without entries.
  package static let empty = MapValue(storage: Storage(keys: [], values: [], positions: [:]))

  private init(storage: Storage) { self.storage = storage }

  private final class Storage: Sendable {
    let keys: [Value]
    let values: [Value]
    let positions: [MapKey: Int]

    init(keys: [Value], values: [Value], positions: [MapKey: Int]) {
      self.keys = keys
      self.values = values
      self.positions = positions
    }
  }

  /// The number of entries.
  package var count: Int { storage.keys.count }
  /// The keys in the order of the entries.
  package var keys: [Value] { storage.keys }
  /// The values in the order of the entries.
  package var values: [Value] { storage.values }

  /// The value of a key; numbers find each other across their types.
  package func value(for key: Value) -> Value? {
    guard let key = MapKey(key), let position = storage.positions[key] else { return nil }
    return storage.values[position]
  }

  /// The value of a string key.
  package func value(forKey name: String) -> Value? {
    guard let position = storage.positions[.string(UTF8Key(name))] else { return nil }
    return storage.values[position]
  }

  /// Whether the key is there; numbers find each other across their types.
  package func contains(_ key: Value) -> Bool {
    guard let key = MapKey(key) else { return false }
    return storage.positions[key] != nil
  }

  /// Collects entries into a map.
  package struct Builder {
    private var keys: [Value] = []
    private var values: [Value] = []
    private var positions: [MapKey: Int] = [:]

    /// Starts a map without entries.
    package init() {}

    /// Adds an entry.
    /// - Throws: `invalidArgument` when the key is of a type that cannot be a key,
    ///   `duplicateKey` when it is there already.
    package mutating func add(_ key: Value, _ value: Value) throws(EvaluationError) {
      guard let mapKey = MapKey(key), mapKey.mayBeWritten(key) else {
        throw EvaluationError(
          .invalidArgument,
          "a \(key.typeName) cannot be the key of a map; expected bool, int, uint or string")
      }
      guard positions.updateValue(keys.count, forKey: mapKey) == nil else {
        throw EvaluationError(.duplicateKey, "the key \(key.quoted) is given twice")
      }
      keys.append(key)
      values.append(value)
    }

    /// The map of the entries so far.
    package func build() -> MapValue {
      MapValue(storage: Storage(keys: keys, values: values, positions: positions))
    }
  }
}

/// The key of a map with numbers brought to one form, so that 1, 1u and 1.0 find each other.
enum MapKey: Hashable, Sendable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string(UTF8Key)

  /// Nil for values that cannot be equal to any key.
  init?(_ value: Value) {
    switch value {
    case .bool(let flag): self = .bool(flag)
    case .int(let number): self = .int(number)
    case .uint(let number):
      if let small = Int64(exactly: number) { self = .int(small) } else { self = .uint(number) }
    case .double(let number):
      if let small = Int64(exactly: number) {
        self = .int(small)
      } else if let large = UInt64(exactly: number) {
        self = .uint(large)
      } else {
        return nil
      }
    case .string(let text): self = .string(UTF8Key(text))
    default: return nil
    }
  }

  /// Whether the value may be written as a key: a double can look up but not be a key.
  func mayBeWritten(_ value: Value) -> Bool {
    if case .double = value { false } else { true }
  }
}

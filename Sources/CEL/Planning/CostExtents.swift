/// The sizes of values and of their parts.
extension CostEstimator {
  /// The extent of a constant.
  func extent(_ value: Value) -> Extent {
    switch value {
    case .string(let text): .text(text.utf8.count)
    case .bytes(let bytes): .text(bytes.count)
    case .list(.native(let elements)):
      .list(count: elements.count, element: elements.map(extent).reduce(.scalar, larger))
    case .map(let map):
      .map(
        count: map.count, key: map.keys.map(extent).reduce(.scalar, larger),
        value: map.values.map(extent).reduce(.scalar, larger))
    case .list, .optional, .object: .unknown
    default: .scalar
    }
  }

  /// The most elements of a list or entries of a map; nil when there is no bound.
  func count(_ extent: Extent) -> Int? {
    switch extent {
    case .list(let count, _), .map(let count, _, _): count
    case .part(let chain, .list), .part(let chain, .map), .part(let chain, .dyn): sizes(chain)
    default: nil
    }
  }

  /// What a list or map holds.
  func element(_ extent: Extent) -> Extent {
    switch extent {
    case .list(_, let element): element
    case .map(_, _, let value): value
    case .part(let chain, .list(let element)): .part(chain.appending(.element), element)
    case .part(let chain, .map(_, let value)): .part(chain.appending(.element), value)
    default: .unknown
    }
  }

  /// The keys of a map, the positions of a list.
  func key(_ extent: Extent) -> Extent {
    switch extent {
    case .map(_, let key, _): key
    case .part(let chain, .map(let key, _)): .part(chain.appending(.element), key)
    case .list, .part(_, .list): .scalar
    default: .unknown
    }
  }

  /// What a macro with one variable runs over.
  func iterated(_ extent: Extent) -> Extent {
    switch extent {
    case .map, .part(_, .map): key(extent)
    default: element(extent)
    }
  }

  /// The steps of looking at all of a value; nil when there is no bound.
  func weight(_ extent: Extent, bytesPerStep: Int = 16) -> Int? {
    switch extent {
    case .scalar: return 1
    case .text(let bytes): return 2 + bytes / bytesPerStep
    case .list(let count, let element):
      return weight(element, bytesPerStep: bytesPerStep).map { sum(1, product(count, sum(1, $0))) }
    case .map(let count, let key, let value):
      guard let key = weight(key, bytesPerStep: bytesPerStep),
        let value = weight(value, bytesPerStep: bytesPerStep)
      else { return nil }
      return sum(1, product(count, sum(1, sum(key, value))))
    case .part(let chain, let type):
      switch type {
      case .string, .bytes: return sizes(chain).map { 2 + $0 / bytesPerStep }
      case .null, .bool, .int, .uint, .double, .timestamp, .duration, .enumeration, .type: return 1
      case .list, .map:
        guard let count = sizes(chain),
          let inner = weight(element(extent), bytesPerStep: bytesPerStep)
        else { return nil }
        return sum(1, product(count, sum(2, inner)))
      default: return nil
      }
    case .unknown: return nil
    }
  }

  /// The extent of what may be either.
  func larger(_ left: Extent, _ right: Extent) -> Extent {
    switch (scalarIfSmall(left), scalarIfSmall(right)) {
    case (.scalar, let other), (let other, .scalar): return other
    case (.text(let a), .text(let b)): return .text(max(a, b))
    case (.list(let a, let x), .list(let b, let y)):
      return .list(count: max(a, b), element: larger(x, y))
    case (.map(let a, let k, let x), .map(let b, let l, let y)):
      return .map(count: max(a, b), key: larger(k, l), value: larger(x, y))
    case (.part, .text), (.text, .part), (.part, .part):
      guard let a = bytes(left), let b = bytes(right) else { return .unknown }
      return .text(max(a, b))
    default: return .unknown
    }
  }

  /// The extent of the sum of two values.
  func joined(_ left: Extent, _ right: Extent) -> Extent {
    if case .scalar = left, case .scalar = right { return .scalar }
    if let a = bytes(left), let b = bytes(right) { return .text(sum(a, b)) }
    if let a = count(left), let b = count(right) {
      return .list(count: sum(a, b), element: larger(element(left), element(right)))
    }
    return .unknown
  }

  /// A part that is one number, time or truth value counts as a scalar.
  private func scalarIfSmall(_ extent: Extent) -> Extent {
    guard case .part(_, let type) = extent else { return extent }
    switch type {
    case .null, .bool, .int, .uint, .double, .timestamp, .duration, .enumeration: return .scalar
    default: return extent
    }
  }

  private func bytes(_ extent: Extent) -> Int? {
    switch extent {
    case .text(let bytes): bytes
    case .part(let chain, .string), .part(let chain, .bytes): sizes(chain)
    default: nil
    }
  }
}

import CEL
import YAMLTree

extension Parameter {
  /// The default as it stands in a pack.
  package var text: String { MessageTemplate.text(of: value, EmptyHost()) }
}

/// Reads values of parameters, from packs and from policies.
package enum ParameterReader {
  package struct Fault: Error, Sendable {
    package var message: String
  }

  package static func read(
    _ node: NodeID, in tree: YAMLTree, as type: ParameterType
  ) throws(Fault) -> Value {
    switch type {
    case .int:
      guard let value = scalar(node, tree).flatMap({ tree.integer($0) }) else {
        throw Fault(message: "expected a whole number")
      }
      return .int(value)
    case .number:
      guard let value = scalar(node, tree).flatMap({ tree.number($0) }) else {
        throw Fault(message: "expected a number")
      }
      return .double(value)
    case .bool:
      guard let value = scalar(node, tree).flatMap({ tree.boolean($0) }) else {
        throw Fault(message: "expected true or false")
      }
      return .bool(value)
    case .text:
      guard let value = scalar(node, tree) else { throw Fault(message: "expected a text") }
      return .string(tree.text(value))
    case .texts:
      guard tree.kind(node) == .sequence else { throw Fault(message: "expected a list of texts") }
      var values: [Value] = []
      for element in tree.elements(of: node) {
        guard let value = scalar(element, tree) else {
          throw Fault(message: "expected a list of texts")
        }
        values.append(.string(tree.text(value)))
      }
      return .list(.native(values))
    }
  }

  /// Throws where a number lies outside of what makes sense for a parameter.
  package static func check(
    _ value: Value, minimum: Double?, maximum: Double?
  ) throws(Fault) {
    let number: Double
    switch value {
    case .int(let int): number = Double(int)
    case .double(let double): number = double
    default: return
    }
    if let minimum, !(number >= minimum) {
      throw Fault(message: "expected at least \(numberText(minimum)), found \(numberText(number))")
    }
    if let maximum, !(number <= maximum) {
      throw Fault(message: "expected at most \(numberText(maximum)), found \(numberText(number))")
    }
  }

  private static func scalar(_ node: NodeID, _ tree: YAMLTree) -> NodeID? {
    tree.kind(node) == .scalar ? node : nil
  }
}

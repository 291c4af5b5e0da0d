import CEL
import YAMLTree

/// What holds of any text as an expression.
package enum ExpressionPromises {
  /// Steps that an evaluation may take.
  private static let limit = 50_000

  /// The promises that a text breaks.
  package static func broken(by bytes: [UInt8]) -> [String] {
    var broken = Broken()
    let source = String(decoding: bytes, as: UTF8.self)
    for isChecked in [true, false] {
      do throws(CompileFailure) {
        let program = try ExpressionRecord.environment.compile(source, checking: isChecked)
        check(program, isChecked, &broken)
      } catch {
        check(error, source, &broken)
      }
    }
    return broken.promises
  }

  private static func check(_ failure: CompileFailure, _ source: String, _ broken: inout Broken) {
    let text = Text(Array(source.utf8))
    broken.check(!failure.errors.isEmpty, "what does not compile has an error")
    for error in failure.errors {
      broken.check(!error.message.isEmpty, "an error says what is wrong")
      guard error.range.start >= 0, error.range.end >= error.range.start else {
        broken.check(false, "\(error.message) at \(error.range)")
        continue
      }
      broken.check(
        ByteRange(start: UInt32(error.range.start), end: UInt32(error.range.end)), in: text,
        "error '\(error.message)'")
      broken.check(!error.render(source).isEmpty, "an error is drawn")
    }
  }

  private static func check(_ program: Program, _ isChecked: Bool, _ broken: inout Broken) {
    let bound = program.costBound(sizes: ExpressionRecord.size)
    broken.check((bound ?? 0) >= 0, "the bound of cost is \(bound ?? 0)")
    for isFull in [true, false] {
      let first = outcome(of: program, isFull, limit)
      broken.check(
        outcome(of: program, isFull, limit).text == first.text, "two evaluations give the same")
      guard isChecked else { continue }
      switch first.failure {
      // An optional without a value has the same kind, and nothing is proven of those.
      case .missingField:
        broken.check(
          !first.text.contains("has no value for"), "a field is missing that was proven to be there"
        )
      case .unresolved: broken.check(false, "a checked name is unresolved")
      default: break
      }
      if let bound, bound < limit {
        broken.check(
          outcome(of: program, isFull, bound).failure != .stepLimit,
          "an evaluation takes more than its bound of \(bound) steps")
      }
      if program.resultType == .bool, first.failure == nil {
        let host = ExpressionRecord()
        let truth = try? program.evaluateBool(
          host.variables(isFull: isFull), host: host, limit: limit)
        broken.check(truth.map { "\($0)" } == first.text, "a truth value is the value")
      }
    }
  }

  private static func outcome(
    of program: Program, _ isFull: Bool, _ limit: Int
  ) -> (text: String, failure: EvaluationError.Kind?) {
    let host = ExpressionRecord()
    do throws(EvaluationError) {
      let value = try program.evaluate(host.variables(isFull: isFull), host: host, limit: limit)
      return (text(of: value, host), nil)
    } catch {
      return ("failure \(error.kind): \(error.message)", error.kind)
    }
  }

  /// A value in words, as far as it can be told from others.
  private static func text(of value: Value, _ host: any Host) -> String {
    switch value {
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)u"
    case .double(let number): "\(number)"
    case .string(let text): text.count > 1000 ? "\(text.utf8.count) bytes" : text
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .list(.native(let elements)):
      "[\(elements.prefix(20).map { text(of: $0, host) }.joined(separator: ", "))] \(elements.count)"
    case .list(.host(let list)): "a list of \(host.count(list))"
    case .map(let map): "a map of \(map.count)"
    case .optional(let optional): optional.wrapped.map { "some " + text(of: $0, host) } ?? "none"
    case .object(let reference): "object \(reference.type)"
    case .null, .timestamp, .duration, .type: "\(value)"
    }
  }
}

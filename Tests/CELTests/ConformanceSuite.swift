import CEL
import Foundation

/// Reads the conformance cases from their JSON files.
enum ConformanceSuite {
  static func folder() -> URL? {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["CEL_SUITE"] {
      candidates.append(URL(fileURLWithPath: named))
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    for relative in ["../shared/suites/cel", "../../shared/suites/cel"] {
      candidates.append(package.appendingPathComponent(relative).standardizedFileURL)
    }
    return candidates.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("basic.json").path)
    }
  }

  static func cases(in folder: URL) throws -> [ConformanceCase] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "json" }
    return try files.sorted { $0.path < $1.path }.flatMap { file in
      let content = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
      let name = file.deletingPathExtension().lastPathComponent
      return (content as? [[String: Any]] ?? []).map { ConformanceCase(file: name, $0) }
    }
  }
}

/// One case with its expression and what it has to give.
struct ConformanceCase {
  let id: String
  let expression: String
  private let fields: [String: Any]

  init(file: String, _ fields: [String: Any]) {
    let section = fields["section"] as? String ?? ""
    let name = fields["name"] as? String ?? ""
    id = "\(file)/\(section)/\(name)"
    expression = fields["expr"] as? String ?? ""
    self.fields = fields
  }

  private func flag(_ name: String) -> Bool { fields[name] as? Bool ?? false }

  /// What is wrong with the result; nil when the case passes.
  func run() -> String? {
    let bindings = fields["bindings"] as? [String: Any] ?? [:]
    let types = fields["types"] as? [String: String] ?? [:]
    let names = Set(bindings.keys).union(types.keys).sorted()
    let variables = names.map { name in
      Variable(name: name, type: types[name].flatMap(TypeText.read) ?? .dyn)
    }
    let environment = Environment(
      variables: variables, container: fields["container"] as? String ?? "")
    let program: Program
    do {
      program = try environment.compile(
        expression, checking: !flag("disable_check"),
        expandingMacros: !flag("disable_macros"))
    } catch {
      return flag("error") ? nil : "does not compile: \(error)"
    }
    if let expected = fields["type"] as? String {
      let found = environment.name(of: program.resultType)
      if found != expected { return "has the type \(found); expected \(expected)" }
    }
    if flag("check_only") { return nil }
    let values = names.map { name in bindings[name].flatMap(CaseValue.read) ?? .null }
    let host = EmptyHost()
    let result: Value
    do {
      result = try program.evaluate(values, host: host)
    } catch {
      return flag("error") ? nil : "fails: \(error)"
    }
    if flag("error") { return "gives \(CaseValue.show(result)); expected an error" }
    let expected = fields["value"].flatMap(CaseValue.read) ?? .bool(true)
    let found = CaseValue.show(result)
    let wanted = CaseValue.show(expected)
    return found == wanted ? nil : "gives \(found); expected \(wanted)"
  }
}

/// Reads the names of types as the cases write them.
enum TypeText {
  static func read(_ text: String) -> CELType? {
    switch text {
    case "dyn": return .dyn
    case "null_type": return .null
    case "bool": return .bool
    case "int": return .int
    case "uint": return .uint
    case "double": return .double
    case "string": return .string
    case "bytes": return .bytes
    case "google.protobuf.Timestamp", "timestamp": return .timestamp
    case "google.protobuf.Duration", "duration": return .duration
    default: break
    }
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let inner = String(text[text.index(after: open)...].dropLast())
    switch text[..<open] {
    case "list": return read(inner).map { .list($0) }
    case "optional_type": return read(inner).map { .optional($0) }
    case "map":
      guard let comma = inner.firstIndex(of: ",") else { return nil }
      let value = inner[inner.index(after: comma)...].drop { $0 == " " }
      guard let key = read(String(inner[..<comma])), let value = read(String(value)) else {
        return nil
      }
      return .map(key: key, value: value)
    default: return nil
    }
  }
}

/// Reads and shows values as the cases write them.
enum CaseValue {
  static func read(_ json: Any) -> Value? {
    guard let typed = json as? [String: Any], let (kind, content) = typed.first else {
      return nil
    }
    switch kind {
    case "null": return .null
    case "bool": return (content as? Bool).map { .bool($0) }
    case "int": return (content as? String).flatMap { Int64($0) }.map { .int($0) }
    case "uint": return (content as? String).flatMap { UInt64($0) }.map { .uint($0) }
    case "double":
      switch content as? String {
      case "NaN": return .double(.nan)
      case "Infinity": return .double(.infinity)
      case "-Infinity": return .double(-.infinity)
      default: return (content as? NSNumber).map { .double($0.doubleValue) }
      }
    case "string": return (content as? String).map { .string($0) }
    case "bytes":
      return (content as? String).flatMap { Data(base64Encoded: $0) }.map { .bytes(Array($0)) }
    case "list": return (content as? [Any]).map { .list(.native($0.compactMap(read))) }
    case "map":
      var builder = MapValue.Builder()
      for case let pair as [Any] in content as? [Any] ?? [] {
        guard let key = read(pair[0]), let value = read(pair[1]) else { return nil }
        try? builder.add(key, value)
      }
      return .map(builder.build())
    case "type": return (content as? String).map { .type(TypeValue(name: $0)) }
    case "timestamp":
      let (seconds, nanos) = time(content)
      return Timestamp(seconds: seconds, nanoseconds: Int32(nanos)).map { .timestamp($0) }
    case "duration":
      let (seconds, nanos) = time(content)
      return .duration(Duration(nanoseconds: seconds * 1_000_000_000 + nanos))
    default: return nil
    }
  }

  private static func time(_ content: Any) -> (Int64, Int64) {
    func number(_ name: String) -> Int64 {
      let value = (content as? [String: Any])?[name]
      return (value as? String).flatMap { Int64($0) } ?? (value as? NSNumber)?.int64Value ?? 0
    }
    return (number("seconds"), number("nanos"))
  }

  /// A text that is the same for equal values only; maps in the order of their keys.
  static func show(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .uint(let number): "\(number)u"
    case .double(let number): number.isNaN ? "NaN" : "double \(number)"
    case .string(let text): "\"\(Array(text.unicodeScalars).map { "\($0)" }.joined())\""
    case .bytes(let bytes): "b\(bytes)"
    case .timestamp(let time): "\(time)"
    case .duration(let span): "\(span)"
    case .list(.native(let elements)): "[\(elements.map(show).joined(separator: ", "))]"
    case .list(.host): "a host list"
    case .map(let map):
      "{"
        + zip(map.keys, map.values).map { "\(show($0)): \(show($1))" }.sorted()
        .joined(separator: ", ") + "}"
    case .type(let type): "type \(type.name)"
    case .optional(let optional): "optional(\(optional.wrapped.map(show) ?? "none"))"
    case .object: "an object"
    }
  }
}

extension StandardLibrary {
  /// `timestamp`, `duration` and the methods that take them apart.
  static let times: [FunctionDeclaration] =
    [CELType.timestamp, .string, .int].map { unary("timestamp", $0, .timestamp, toTimestamp) }
    + [CELType.duration, .string].map { unary("duration", $0, .duration, toDuration) }
    + part("getFullYear") { time, _ in time.year }
    + part("getMonth") { time, _ in time.month - 1 }
    + part("getDate") { time, _ in time.day }
    + part("getDayOfMonth") { time, _ in time.day - 1 }
    + part("getDayOfWeek") { _, seconds in CivilTime.dayOfWeek(seconds: seconds) }
    + part("getDayOfYear") { time, _ in time.dayOfYear }
    + part("getHours") { time, _ in time.hour }
    + part("getMinutes") { time, _ in time.minute }
    + part("getSeconds") { time, _ in time.second }
    + [
      unary("getMilliseconds", .timestamp, .int, isMethod: true, milliseconds),
      binary("getMilliseconds", .timestamp, .string, .int, isMethod: true) {
        (time, _, context) throws(EvaluationError) in try milliseconds(time, context)
      },
      span("getHours") { $0 / 3_600_000_000_000 },
      span("getMinutes") { $0 / 60_000_000_000 },
      span("getSeconds") { $0 / 1_000_000_000 },
      span("getMilliseconds") { $0 / 1_000_000 % 1_000 },
    ]

  private static func toTimestamp(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .timestamp: return value
    case .int(let seconds):
      if let time = Timestamp(seconds: seconds) { return .timestamp(time) }
    case .string(let text):
      if let time = Timestamp(text: text) { return .timestamp(time) }
    default: throw .noOverload("timestamp", value)
    }
    throw .cannotConvert(value, "timestamp")
  }

  private static func toDuration(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    switch value {
    case .duration: return value
    case .string(let text):
      if let duration = Duration(text: text) { return .duration(duration) }
    default: throw .noOverload("duration", value)
    }
    throw .cannotConvert(value, "duration")
  }

  /// A part of a time in UTC or in a zone, as two overloads.
  private static func part(
    _ name: String, _ read: @escaping @Sendable (CivilTime, Int64) -> Int64
  ) -> [FunctionDeclaration] {
    [
      unary(name, .timestamp, .int, isMethod: true) { (value, _) throws(EvaluationError) in
        guard case .timestamp(let time) = value else { throw .noOverload(name, value) }
        return .int(read(CivilTime(seconds: time.seconds), time.seconds))
      },
      binary(name, .timestamp, .string, .int, isMethod: true) {
        (value, zone, _) throws(EvaluationError) in
        guard case .timestamp(let time) = value else { throw .noOverload(name, value) }
        let local = try localSeconds(time.seconds, try zone.text(name))
        return .int(read(CivilTime(seconds: local), local))
      },
    ]
  }

  private static func localSeconds(
    _ seconds: Int64, _ zone: String
  ) throws(EvaluationError) -> Int64 {
    if let offset = fixedOffset(zone) { return seconds + offset }
    guard let table = TimeZoneTable.named(zone) else {
      throw EvaluationError(
        .invalidArgument, "no time zone '\(zone)'; expected an IANA name or an offset as +02:00")
    }
    return seconds + table.offset(at: seconds)
  }

  private static func milliseconds(
    _ value: Value, _ context: HostContext
  ) throws(EvaluationError) -> Value {
    guard case .timestamp(let time) = value else { throw .noOverload("getMilliseconds", value) }
    return .int(Int64(time.nanoseconds / 1_000_000))
  }

  private static func span(
    _ name: String, _ read: @escaping @Sendable (Int64) -> Int64
  ) -> FunctionDeclaration {
    unary(name, .duration, .int, isMethod: true) { (value, _) throws(EvaluationError) in
      guard case .duration(let span) = value else { throw .noOverload(name, value) }
      return .int(read(span.nanoseconds))
    }
  }
}

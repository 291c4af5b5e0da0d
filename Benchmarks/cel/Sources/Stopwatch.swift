import BadgeLint
import CEL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures evaluations in processor time, which other programs on the machine disturb least.
struct Stopwatch {
  let host: RecordHost
  /// The least time of one measurement in nanoseconds.
  let leastTime: Double

  /// Nanoseconds of one evaluation.
  func time(_ program: Program, _ values: [Value]) throws(EvaluationError) -> Double {
    var count = 64
    while true {
      let start = Self.now
      try repeated(program, values, count)
      let elapsed = Self.now - start
      if elapsed >= leastTime { return elapsed / Double(count) }
      count *= elapsed * 8 < leastTime ? 8 : 2
    }
  }

  /// Evaluates as the linter does: rules by `evaluateBool`, other values by `evaluate`.
  @inline(never)
  private func repeated(
    _ program: Program, _ values: [Value], _ count: Int
  ) throws(EvaluationError) {
    if program.resultType == .bool {
      for _ in 0..<count { _ = try program.evaluateBool(values, host: host) }
    } else {
      for _ in 0..<count { _ = try program.evaluate(values, host: host) }
    }
  }

  /// The processor time of this thread in nanoseconds.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}

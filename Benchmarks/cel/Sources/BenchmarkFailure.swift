import BadgeLint

/// Why the benchmark cannot run.
struct BenchmarkFailure: Error {
  /// What is wrong, without a full stop.
  let message: String

  init(_ message: String) { self.message = message }

  init(_ failure: LoadFailure) {
    message = failure.problems.map { "\($0.file): \($0.message)" }.joined(separator: "\n")
  }
}

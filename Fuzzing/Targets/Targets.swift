import Promises

/// What libFuzzer calls, one function for each target.

@_cdecl("fuzz_tree")
public func fuzzTree(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  stop(at: TreePromises.broken(by: bytes(data, count)))
}

@_cdecl("fuzz_expression")
public func fuzzExpression(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  stop(at: ExpressionPromises.broken(by: bytes(data, count)))
}

@_cdecl("fuzz_rules")
public func fuzzRules(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  stop(at: RuleFilePromises.broken(by: bytes(data, count)))
}

@_cdecl("fuzz_lint")
public func fuzzLint(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  stop(at: LintPromises.broken(by: bytes(data, count)))
}

private func bytes(_ data: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: count))
}

/// A broken promise is a crash, so that libFuzzer keeps the input.
private func stop(at broken: [String]) -> Int32 {
  guard !broken.isEmpty else { return 0 }
  fatalError("broken promises:\n" + broken.joined(separator: "\n"))
}

import CEL
import Foundation
import Testing

/// Runs the public conformance cases of the language, when their folder is there.
struct CELConformance {
  /// Cases that are left out, by file, section and name, each with the reason.
  static let leftOut: [String: String] = [:]

  @Test func allCasesPass() throws {
    guard let folder = ConformanceSuite.folder() else {
      print("CELConformance: left out, no folder named by CEL_SUITE or beside the package")
      return
    }
    var passed = 0
    var failures: [String] = []
    var skipped: [String] = []
    for test in try ConformanceSuite.cases(in: folder) {
      let problem = test.run()
      if let reason = CELConformance.leftOut[test.id] {
        skipped.append("\(test.id): \(reason)")
        if problem == nil { failures.append("\(test.id): is left out but passes") }
      } else if let problem {
        failures.append("\(test.id): \(test.expression): \(problem)")
      } else {
        passed += 1
      }
    }
    print(
      "CELConformance: \(passed) passed, \(failures.count) failed, \(skipped.count) left out")
    for line in skipped { print("  left out \(line)") }
    for line in failures { print("  failed \(line)") }
    #expect(failures.isEmpty)
    #expect(passed > 1_000)
  }
}

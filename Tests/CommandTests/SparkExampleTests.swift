import Foundation
import Testing

/// The example that spreads the work with Apache Spark, which comes from the Python Package Index
/// and needs Java; `make test-spark` runs it over many definitions.
@Suite(.enabled(if: SparkExample.missing == nil, "left out: \(SparkExample.missing ?? "")"))
struct SparkExampleTests {
  @Test func `the job reports what one process reports, and fails where badgelint fails`() throws {
    let result = try #require(SparkExample.python).run(
      [
        "-c",
        "import os, sys; os.environ.update(BADGELINT=sys.argv.pop(1), COUNT='500')\n"
          + "import unittest; unittest.main('test_catalogue')",
        Program.binary().path,
      ], in: SparkExample.folder.appending(path: "test"))
    #expect(result.status == 0, "\(result.said)")
  }
}

enum SparkExample {
  static let folder = Program.packageFolder.appending(path: "examples/spark")

  /// A Python that has PySpark: that of `make test-spark`, or the one in PATH.
  static let python: Tool? = {
    let own = Program.packageFolder.appending(path: ".build-venv-spark/bin/python")
    return [Tool(own), Tool("python3")].compactMap(\.self).first { python in
      let found = try? python.run(["-c", "import pyspark"], in: Program.packageFolder)
      return found?.status == 0
    }
  }()

  /// What is missing, in words; nil where all is there.
  static let missing: String? = {
    if python == nil { return "PySpark is not installed" }
    let home = ProcessInfo.processInfo.environment["JAVA_HOME"] ?? ""
    let java = URL(filePath: home).appending(path: "bin/java")
    return home.isEmpty && Tool("java") == nil || !home.isEmpty && Tool(java) == nil
      ? "Java is not installed" : nil
  }()
}

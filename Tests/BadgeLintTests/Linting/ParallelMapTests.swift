import BadgeLint
import Testing

/// Work that is spread over tasks and handed over in order.
@Suite struct ParallelMapTests {
  @Test(arguments: [1, 2, 8], [0, 1, 7, 8, 9, 16, 17, 64, 200, 1000])
  func `results come in the order of the items`(workers: Int, count: Int) async {
    var results: [Int] = []
    await ParallelMap.run(
      Array(0..<count), workers: workers,
      transform: { item in
        // The first items take longest, so that later chunks are done before them.
        var value = item
        for _ in 0..<max(0, 200 - item) * 20 { value = (value &* 31 &+ 7) % 1_000_003 }
        return value == -1 ? -1 : item * 2
      },
      consume: { results.append($0) })
    #expect(results == (0..<count).map { $0 * 2 })
  }

  @Test(arguments: [0, -1])
  func `no workers are one worker`(workers: Int) async {
    var results: [Int] = []
    await ParallelMap.run(
      Array(0..<20), workers: workers, transform: { $0 }, consume: { results.append($0) })
    #expect(results == Array(0..<20))
  }

  @Test func `linting gives the same with any number of workers`() async throws {
    let library = try Shipped.library.get()
    let rules = try Linted.rules(["core", "eu-2022"], library)
    let linter = FileLinter(library, forced: nil, today: Shipped.today)
    let fixtures = try PackageFolder.files(below: "fixtures/definitions").map { path in
      (path, try readFile(path, maximumBytes: 1 << 20))
    }
    let items = (0..<40).map { fixtures[$0 % fixtures.count] }
    var outputs: [[String]] = []
    for workers in [1, 2, 8] {
      var lines: [String] = []
      await ParallelMap.run(
        items, workers: workers,
        transform: { linter.lint($0.1, path: $0.0, rules: rules) },
        consume: { result in lines += result.findings.map { "\(result.path) \($0)" } })
      outputs.append(lines)
    }
    #expect(!outputs[0].isEmpty)
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0] == outputs[2])
  }
}

import OutcomeText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures the search for near-duplicates with made-up definitions.
///
/// `catalogue-benchmark generate N` prints N definitions, one JSON object on each line;
/// `catalogue-benchmark measure N WORKERS` and `catalogue-benchmark recall N` print rows of tables.
@main
enum CatalogueBenchmark {
  private static let catalogue = SyntheticCatalogue(seed: 2_026)
  private static let threshold = 0.8

  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    let numbers = arguments.dropFirst().compactMap { Int($0) }
    guard let command = arguments.first, numbers.count == arguments.count - 1,
      let count = numbers.first, numbers.allSatisfy({ $0 > 0 })
    else { fail("expected a command (generate, measure, recall) and numbers above 0") }
    do {
      switch command {
      case "generate":
        for index in 0..<count {
          print(SyntheticDefinition(catalogue: catalogue, index: index).line)
        }
      case "measure": try await measure(count, workers: numbers.count > 1 ? numbers[1] : 1)
      case "recall": try await recall(count)
      default: fail("there is no command '\(command)'")
      }
    } catch {
      fail("\(error)")
    }
  }

  private static func measure(_ count: Int, workers: Int) async throws(SpillError) {
    let measure = try await CatalogueMeasure(
      catalogue, count: count, threshold: threshold, workers: workers)
    let cells = [
      "\(count)", "\(workers)", decimal(Double(measure.shingles) / Double(count), 1),
      decimal(measure.shingling, 2), decimal(measure.sketching, 2), decimal(measure.storing, 2),
      decimal(measure.joining, 2), decimal(measure.joiningByClock, 2), "\(measure.peak)",
      measure.isSpilled ? "yes" : "no",
      "\(measure.found.pairs.count)", "\(measure.found.cutBuckets)",
      "\(measure.planted.found) of \(measure.planted.all)",
      "\(measure.copies.found) of \(measure.copies.all)",
    ]
    print("| \(cells.joined(separator: " | ")) |")
  }

  private static func recall(_ count: Int) async throws(SpillError) {
    let sets = (0..<count).map { Shingles(catalogue.text($0).parts) }
    for threshold in [0.7, 0.8] {
      let recall = try await RecallMeasure(sets, threshold: threshold)
      let all = Double(max(1, recall.all))
      print(
        "| \(decimal(threshold, 1)) | \(recall.all) | \(recall.found) "
          + "| \(decimal(Double(recall.found) / all, 4)) | \(decimal(recall.expected / all, 4)) |")
    }
  }

  /// A number that is not negative, rounded to some decimals.
  private static func decimal(_ value: Double, _ decimals: Int) -> String {
    var factor = 1
    for _ in 0..<decimals { factor *= 10 }
    let whole = Int((value * Double(factor)).rounded())
    let rest = String(whole % factor)
    return "\(whole / factor)." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  private static func fail(_ message: String) -> Never {
    var text = "catalogue-benchmark: \(message)\n"
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
  }
}

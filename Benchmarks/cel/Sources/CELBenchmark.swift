import BadgeLint
import CEL
import YAMLTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures the evaluation of expressions of the shipped packs over a real definition.
///
/// `cel-benchmark LIST DEFINITION MILLISECONDS` prints one round as JSON: the variables, the value
/// and the nanoseconds of each expression of the list, and the nanoseconds of the constant `true`.
/// Each measurement takes at least so many milliseconds.
@main
enum CELBenchmark {
  static func main() {
    do throws(BenchmarkFailure) {
      print(String(decoding: try round(CommandLine.arguments), as: UTF8.self))
    } catch {
      var text = "cel-benchmark: \(error.message)\n"
      text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
      exit(2)
    }
  }

  private static func round(_ arguments: [String]) throws(BenchmarkFailure) -> [UInt8] {
    guard arguments.count == 4, let milliseconds = Double(arguments[3]) else {
      throw BenchmarkFailure("expected three arguments: LIST DEFINITION MILLISECONDS")
    }
    let list = LoadedFile(name: arguments[1], bytes: try read(arguments[1]))
    let definition = YAMLTree(parsing: try read(arguments[2]))
    let library: RuleLibrary
    let entries: [BenchmarkEntry]
    do {
      library = try RuleLibrary(.shipped)
      entries = try BenchmarkEntry.readAll(list)
    } catch {
      throw BenchmarkFailure(error)
    }
    guard let found = DefinitionReader(library).read(definition).definitions.first else {
      throw BenchmarkFailure("'\(arguments[2])' holds no definition")
    }
    // A fixed day, so that all runs give the same values.
    guard let today = CalendarDate("2026-11-01") else {
      throw BenchmarkFailure("the day of the run is none")
    }
    let surroundings = Surroundings(today: today, schema: library.definition)
    let host = RecordHost(found.record, library.definition)
    let stopwatch = Stopwatch(host: host, leastTime: milliseconds * 1e6)
    var writer = ValueWriter(host: host, schema: library.definition)
    writer.raw("{\"constant\":")
    writer.number(try time(constant(library), [], stopwatch))
    writer.raw(",\"expressions\":[")
    for (position, entry) in entries.enumerated() {
      if position > 0 { writer.raw(",") }
      let measured = try BenchmarkCase(
        entry, library: library, host: host, surroundings: surroundings)
      try measure(measured, stopwatch, to: &writer)
    }
    writer.raw("]}")
    return writer.bytes
  }

  private static func read(_ path: String) throws(BenchmarkFailure) -> [UInt8] {
    do {
      return try readFile(path, maximumBytes: 1 << 20)
    } catch {
      throw BenchmarkFailure(error.description)
    }
  }

  private static func constant(_ library: RuleLibrary) throws(BenchmarkFailure) -> Program {
    do {
      return try library.environment([]).compile("true")
    } catch {
      throw BenchmarkFailure("the expression 'true' does not compile")
    }
  }

  private static func time(
    _ program: Program, _ values: [Value], _ stopwatch: Stopwatch
  ) throws(BenchmarkFailure) -> Double {
    do {
      return try stopwatch.time(program, values)
    } catch {
      throw BenchmarkFailure("the expression '\(program.source)' fails: \(error.message)")
    }
  }

  private static func measure(
    _ measured: BenchmarkCase, _ stopwatch: Stopwatch, to writer: inout ValueWriter
  ) throws(BenchmarkFailure) {
    let nanoseconds = try time(measured.program, measured.values, stopwatch)
    writer.raw("{\"rule\":")
    writer.string(measured.entry.rule)
    writer.raw(",\"origin\":")
    writer.string(measured.entry.origin.name)
    writer.raw(",\"shows\":")
    writer.string(measured.entry.shows)
    writer.raw(",\"text\":")
    writer.string(measured.program.source)
    writer.raw(",\"nanoseconds\":")
    writer.number(nanoseconds)
    writer.raw(",\"value\":")
    try writer.value(try measured.value(stopwatch.host))
    writer.raw(",\"variables\":{")
    for (position, variable) in measured.variables.enumerated() {
      if position > 0 { writer.raw(",") }
      writer.key(variable.name)
      try writer.value(variable.value)
    }
    writer.raw("}}")
  }
}

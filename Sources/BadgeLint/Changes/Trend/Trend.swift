import CEL
import YAMLTree

/// The figures of one state of a folder.
package struct TrendPoint: Sendable {
  /// Such as `2026-11`.
  package var month: String
  package var commit: String
  /// Whether no commit is of this month, so that the state of the month before holds.
  package var isCarried = false
  package var definitionCount: Int
  /// A value for each figure; nil where no definition says anything of it.
  package var values: [Double?]
  /// For how many definitions each figure is known.
  package var known: [Int]

  /// The points with one for each month between, in which all stayed as it was.
  package static func filled(_ points: [TrendPoint]) -> [TrendPoint] {
    var result: [TrendPoint] = []
    for point in points {
      while var last = result.last, let next = following(last.month), next < point.month {
        last.month = next
        last.isCarried = true
        result.append(last)
      }
      result.append(point)
    }
    return result
  }

  /// The month after one such as `2026-11`; nil for what is no month.
  private static func following(_ month: String) -> String? {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    let (year, number) = parts[1] == 12 ? (parts[0] + 1, 1) : (parts[0], parts[1] + 1)
    let digits = String(year)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      + (number < 10 ? "-0" : "-") + String(number)
  }

  /// Makes the point of a state from the values of its definitions.
  package init(
    month: String, commit: String, definitions: [[Double?]], figures: [TrendLayout.Figure]
  ) {
    self.month = month
    self.commit = commit
    definitionCount = definitions.count
    values = []
    known = []
    for (index, figure) in figures.enumerated() {
      let numbers = definitions.compactMap { $0[index] }.sorted()
      known.append(numbers.count)
      guard !numbers.isEmpty else {
        values.append(nil)
        continue
      }
      switch figure.summary {
      case .median:
        let middle = numbers.count / 2
        values.append(
          numbers.count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2)
      case .share: values.append(numbers.reduce(0, +) / Double(numbers.count))
      }
    }
  }
}

/// What a file gives to the figures of a state.
package struct TrendFile: Sendable {
  /// For each definition its value for each figure: a number, or 0 and 1 for no and yes.
  package var definitions: [[Double?]] = []
  /// Whether a part of the file could not be read, or a rule could not be judged.
  package var isDoubtful = false
}

/// Takes the figures of the definitions of files.
package struct TrendReader: Sendable {
  package let layout: TrendLayout
  private let linter: FileLinter
  private let surroundings: SurroundingsByFormat

  package init(
    _ library: RuleLibrary, forced: DefinitionReader.Forced?, today: CalendarDate
  ) throws(LoadFailure) {
    layout = try library.trend()
    linter = FileLinter(library, forced: forced, today: today)
    surroundings = SurroundingsByFormat(library, today: today)
  }

  package func read(_ bytes: [UInt8], path: String, rules: RuleSet) -> TrendFile {
    let linted = linter.lint(bytes, path: path, rules: rules)
    let tree = YAMLTree(parsing: bytes, path: path)
    var file = TrendFile(isDoubtful: !tree.isComplete || !linted.faults.isEmpty)
    let definitions = linter.reader.read(tree).definitions
    for (definition, verdicts) in zip(definitions, linted.verdicts) {
      let host = RecordHost(definition.record, linter.schema)
      var variables = RuleSlot.values(host, surroundings.of(definition.format))
      for program in layout.lets {
        variables.append((try? program.evaluate(variables, host: host)) ?? .null)
      }
      file.definitions.append(
        layout.figures.map { figure in
          switch figure.source {
          case .verdict(let index): verdicts.results[index].state == .reached ? 1 : 0
          case .expression(let condition, let value):
            Self.value(of: value, condition, variables, host)
          }
        })
    }
    return file
  }

  /// Nil where the condition does not hold, or what is asked for is not there or cannot be read.
  private static func value(
    of program: Program, _ condition: Program?, _ variables: [Value], _ host: RecordHost
  ) -> Double? {
    host.forgetMetUnreadable()
    do {
      if let condition, try !condition.evaluateBool(variables, host: host) { return nil }
      let value = try program.evaluate(variables, host: host)
      if host.hasMetUnreadable { return nil }
      switch value {
      case .bool(let bool): return bool ? 1 : 0
      case .double(let number): return number
      case .int(let number): return Double(number)
      default: return nil
      }
    } catch {
      return nil
    }
  }
}

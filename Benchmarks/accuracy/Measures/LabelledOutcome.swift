import OutcomeText

/// A learning outcome with the level that people gave it.
package struct LabelledOutcome: Sendable {
  package var text: String
  /// The level from 1 to 6.
  package var level: Int
}

/// Why labelled outcomes cannot be read.
package struct LabelledOutcomeError: Error, Sendable, Equatable {
  /// The line of the table, from 1.
  package var line: Int
  package var message: String
}

extension LabelledOutcome {
  /// The outcomes with a single level that are held out from training, each once.
  ///
  /// The table is CSV (RFC 4180) with the text in the column `text` and 0 or 1 for each level in
  /// the columns that are named as the levels.
  package static func heldOut(
    in table: [UInt8], levels: [String], language: OutcomeLanguage
  ) throws(LabelledOutcomeError) -> [LabelledOutcome] {
    let rows = try CSV.rows(table)
    guard let header = rows.first else {
      throw LabelledOutcomeError(line: 1, message: "the table is empty")
    }
    func column(_ name: String) throws(LabelledOutcomeError) -> Int {
      guard let place = header.cells.firstIndex(of: name) else {
        throw LabelledOutcomeError(line: 1, message: "there is no column '\(name)'")
      }
      return place
    }
    let textColumn = try column("text")
    var levelColumns: [Int] = []
    for level in levels { levelColumns.append(try column(level)) }

    var seen: Set<UInt64> = []
    var result: [LabelledOutcome] = []
    for row in rows.dropFirst() {
      guard row.cells.count == header.cells.count else {
        throw LabelledOutcomeError(
          line: row.line,
          message: "expected \(header.cells.count) cells, found \(row.cells.count)")
      }
      var given: [Int] = []
      for (index, place) in levelColumns.enumerated() {
        switch row.cells[place] {
        case "1": given.append(index + 1)
        case "0": break
        default:
          throw LabelledOutcomeError(
            line: row.line, message: "expected 0 or 1, found '\(row.cells[place])'")
        }
      }
      let text = row.cells[textColumn]
      let key = LevelSplit.key(language.tokens(text))
      guard seen.insert(key).inserted, given.count == 1, LevelSplit.isHeldOut(key) else { continue }
      result.append(LabelledOutcome(text: text, level: given[0]))
    }
    return result
  }
}

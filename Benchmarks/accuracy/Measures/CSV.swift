/// Tables as comma-separated values (RFC 4180).
enum CSV {
  struct Row {
    /// The line on which the row begins, from 1.
    var line: Int
    var cells: [String]
  }

  /// The rows of a table, with its header.
  static func rows(_ bytes: [UInt8]) throws(LabelledOutcomeError) -> [Row] {
    var rows: [Row] = []
    var row = Row(line: 1, cells: [])
    var cell: [UInt8] = []
    var line = 1
    var isQuoted = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func end() {
      row.cells.append(String(decoding: cell, as: UTF8.self))
      cell = []
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      switch byte {
      case UInt8(ascii: "\""):
        // Two quotation marks inside of quotes stand for one.
        if isQuoted, index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
          cell.append(byte)
          index += 1
        } else {
          isQuoted.toggle()
        }
      case UInt8(ascii: ",") where !isQuoted:
        end()
      case UInt8(ascii: "\r") where !isQuoted:
        break
      case UInt8(ascii: "\n") where !isQuoted:
        end()
        rows.append(row)
        row = Row(line: line, cells: [])
      default:
        cell.append(byte)
      }
    }
    if isQuoted {
      throw LabelledOutcomeError(line: row.line, message: "a quoted cell does not end")
    }
    if !cell.isEmpty || !row.cells.isEmpty {
      end()
      rows.append(row)
    }
    return rows
  }
}

import OutcomeText

/// Bytes that are written one behind the other and read when all are there; memory holds the latest of
/// them, and a temporary file the others.
///
/// A copy shares the file, so that only one of the two may be written to.
package struct SpilledBytes: Sendable {
  /// Most bytes that wait in memory.
  private let mostInMemory: Int
  private let folder: String
  private var latest: [UInt8] = []
  private var file: SpillFile?
  private var fileCount = 0
  /// Whether no more goes to the file, as there is no room for it.
  private var isFull = false

  /// - Parameters:
  ///   - mostInMemory: The bytes from which on a file is used.
  ///   - folder: The folder for temporary files; by default the usual one.
  package init(mostInMemory: Int = 1 << 20, folder: String? = nil) {
    self.mostInMemory = mostInMemory
    self.folder = folder ?? SpillFile.usualFolder
  }

  /// How many bytes there are.
  package var count: Int { fileCount + latest.count }
  package var isEmpty: Bool { count == 0 }

  /// Adds bytes. Where the temporary file does not take them, they stay in memory.
  package mutating func append(_ bytes: [UInt8]) {
    latest += bytes
    guard latest.count > mostInMemory, !isFull else { return }
    do throws(SpillError) {
      let file =
        if let file = self.file { file } else { try SpillFile(folder: folder) }
      self.file = file
      try file.write(latest, at: fileCount)
      fileCount += latest.count
      latest.removeAll(keepingCapacity: true)
    } catch {
      isFull = true
    }
  }

  /// Calls a body with all bytes in their order, some at a time; none of the parts ends within a character
  /// of UTF-8, where nothing that was added does.
  package func forEachChunk(
    _ body: ([UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    var done = 0
    while let file, done < fileCount {
      let count = min(fileCount - done, 1 << 18)
      var chunk: [UInt8]
      do throws(SpillError) {
        chunk = try file.read(count, at: done)
      } catch {
        throw FileError(.read, path: "a temporary file in \(folder)", code: error.code)
      }
      if done + count < fileCount { chunk.removeLast(Self.unfinishedCount(chunk)) }
      try body(chunk)
      done += chunk.count
    }
    if !latest.isEmpty { try body(latest) }
  }

  /// How many bytes at the end may begin a character that goes on behind them.
  private static func unfinishedCount(_ bytes: [UInt8]) -> Int {
    for count in 1...4 where count < bytes.count {
      let byte = bytes[bytes.count - count]
      if byte & 0xC0 != 0x80 { return byte >= 0xC0 ? count : 0 }
    }
    return 0
  }
}

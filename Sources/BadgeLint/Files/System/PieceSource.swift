#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import YAMLTree

/// Reads a large file, or standard input for `-`, in pieces of whole documents.
///
/// No more is in memory than a piece and what of the next one was read with it.
package final class PieceSource {
  /// How large files are read.
  package struct Bounds: Sendable {
    /// Most bytes of a file that is read as a whole.
    package var whole: Int
    /// Least bytes of a piece that is not the last.
    package var piece: Int
    /// Most bytes of a document.
    package var document: Int

    package init(whole: Int, piece: Int, document: Int) {
      self.whole = whole
      self.piece = piece
      self.document = document
    }
  }

  private let path: String
  private let descriptor: Int32
  private let layout: TextLayout
  private let bounds: Bounds
  /// The file when it was opened; nil for standard input.
  private let status: FileStatus?
  private var buffer: [UInt8]
  /// Up to where no place to cut was found.
  private var searched = 0
  private var isAtEnd = false
  private var origin = TextOrigin.start

  /// Offsets have 32 bits.
  private static let mostBytes = Int(UInt32.max) - 1

  /// Opens a file.
  /// - Parameter head: What was read of standard input before.
  package init(
    _ path: String, layout: TextLayout, bounds: Bounds, head: [UInt8] = []
  ) throws(FileError) {
    let (opened, found) = try Self.opened(path)
    self.path = path
    self.layout = layout
    self.bounds = bounds
    descriptor = opened
    status = found
    buffer = head
  }

  private static func opened(_ path: String) throws(FileError) -> (Int32, FileStatus?) {
    if path == "-" { return (STDIN_FILENO, nil) }
    let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard descriptor >= 0 else { throw FileError(.read, path: path, code: errno) }
    switch FileStatus.ofOpen(descriptor) {
    case .failure(let code):
      close(descriptor)
      throw FileError(.read, path: path, code: code.value)
    case .success(let status):
      guard status.kind == .regular, status.size <= mostBytes else {
        close(descriptor)
        throw FileError(
          .read, path: path,
          reason: status.kind == .regular
            ? .tooLarge(limit: mostBytes) : .notARegularFile(status.kind))
      }
      return (descriptor, status)
    }
  }

  deinit {
    if descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The next piece; nil at the end.
  package func next() throws(FileError) -> FilePiece? {
    while true {
      if let (start, lineEnd) = cut() { return take(start, lineEnd) }
      if isAtEnd {
        if buffer.isEmpty { return nil }
        return take(buffer.count, buffer.count)
      }
      guard buffer.count <= bounds.document else {
        throw FileError(
          .read, path: path,
          reason: .largeDocument(line: origin.line, limit: bounds.document))
      }
      try readMore()
    }
  }

  /// Where the next piece ends, and the end of the line behind it; nil where more must be read.
  private func cut() -> (Int, Int)? {
    guard buffer.count > bounds.piece else { return nil }
    let from = max(bounds.piece, searched)
    switch layout {
    case .lines:
      if let feed = buffer[(from - 1)...].firstIndex(of: 0x0A) { return (feed + 1, feed + 1) }
      searched = buffer.count
    case .documents:
      let bound = buffer.withUnsafeBufferPointer { DocumentBounds($0).first(from: from) }
      if let bound { return (bound.start, bound.lineEnd) }
      // The last line may not be there as a whole.
      searched = (buffer.lastIndex(of: 0x0A) ?? 0)
    }
    return nil
  }

  private func take(_ start: Int, _ lineEnd: Int) -> FilePiece {
    let piece = FilePiece(
      bytes: Array(buffer[..<start]), ahead: Array(buffer[start..<lineEnd]), origin: origin,
      layout: layout)
    origin = origin.after(piece.bytes)
    buffer.removeSubrange(..<start)
    searched = 0
    return piece
  }

  private func readMore() throws(FileError) {
    let wanted = max(bounds.piece, 1 << 16)
    var failure: Int32 = 0
    let block = [UInt8](unsafeUninitializedCapacity: wanted) { block, count in
      (count, isAtEnd, failure) = fill(UnsafeMutableRawBufferPointer(block), from: descriptor)
    }
    guard failure == 0 else { throw FileError(.read, path: path, code: failure) }
    buffer += block
    let total = origin.offset + buffer.count
    guard total <= Self.mostBytes else {
      throw FileError(.read, path: path, reason: .tooLarge(limit: Self.mostBytes))
    }
    guard let status else { return }
    guard total <= status.size, !isAtEnd || total == status.size && isUnchanged(status) else {
      throw FileError(.read, path: path, reason: .changed)
    }
  }

  private func isUnchanged(_ status: FileStatus) -> Bool {
    guard case .success(let now) = FileStatus.ofOpen(descriptor) else { return false }
    return now.size == status.size && now.modified == status.modified
  }
}

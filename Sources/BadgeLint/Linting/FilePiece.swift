import YAMLTree

/// A part of a file that holds whole documents.
package struct FilePiece: Sendable {
  package var bytes: [UInt8]
  /// The line behind it that begins the next document, by which an error at its end is told as in
  /// the whole file.
  package var ahead: [UInt8] = []
  package var origin: TextOrigin
  package var layout: TextLayout
}

/// What a result is of.
package enum FilePortion: Sendable {
  /// A whole file.
  case whole
  /// A piece of a file.
  case piece
  /// What can be said of a file only when all its pieces were linted.
  case end
}

extension FileResult {
  /// Where its lines are.
  package var lines: LineIndex {
    places.map { LineIndex(known: $0) } ?? LineIndex(bytes, origin: origin)
  }

  /// Which bytes the file held.
  package var fileDigest: FileDigest {
    digest ?? FileDigest(byteCount: bytes.count, hash: SHA256.text(of: bytes))
  }

  /// Counts all offsets from the start of the file.
  mutating func moveToFile() {
    let before = UInt32(clamping: origin.offset)
    if before == 0 { return }
    func moved(_ span: ByteRange) -> ByteRange {
      ByteRange(start: span.start + before, end: span.end + before)
    }
    for index in findings.indices { findings[index].move(moved) }
    for index in faults.indices { faults[index].span = moved(faults[index].span) }
    for index in verdicts.indices { verdicts[index].start += before }
    for index in unknownDocuments.indices { unknownDocuments[index] += before }
  }
}

extension Finding {
  fileprivate mutating func move(_ moved: (ByteRange) -> ByteRange) {
    span = moved(span)
    for index in labels.indices { labels[index].span = moved(labels[index].span) }
    guard var edits = fix?.edit.edits else { return }
    for index in edits.indices { edits[index].range = moved(edits[index].range) }
    fix?.edit.edits = edits
  }
}

/// Turns code point indices into byte offsets while a file is read from front to back.
///
/// libyaml counts code points and leaves out a byte order mark; everything else counts bytes.
/// The cursor remembers a run of ASCII and the code point it begins with; inside the run it only
/// adds. Outside it walks to the next run, in either direction, so that a whole file costs about
/// one pass.
struct CodePointCursor {
  private let source: UnsafeBufferPointer<UInt8>
  private let base: Int
  /// The code point and the offset where the current run of ASCII begins.
  private var index = 0
  private var offset: Int
  /// The number of bytes of the run.
  private var runLength: Int

  /// Starts at the first byte after the byte order mark, which is at `base`.
  init(source: UnsafeBufferPointer<UInt8>, base: Int, isASCII: Bool) {
    self.source = source
    self.base = base
    offset = base
    runLength = isASCII ? source.count - base : 0
    if !isASCII { measureRun() }
  }

  /// The byte offset of a code point; an index beyond the end means the end.
  @inline(__always)
  mutating func byteOffset(ofCodePoint target: Int) -> Int {
    let distance = target - index
    if distance >= 0, distance <= runLength { return offset + distance }
    return walk(to: target)
  }

  private mutating func walk(to target: Int) -> Int {
    if target < index {
      stepBack(to: target)
    } else {
      stepForward(to: target)
    }
    let distance = max(0, min(target - index, runLength))
    return offset + distance
  }

  /// Goes from run to run until the run holds `target` or the text ends.
  private mutating func stepForward(to target: Int) {
    while target - index > runLength {
      index += runLength
      offset += runLength
      guard offset < source.count else {
        runLength = 0
        return
      }
      while offset < source.count, source[offset] >= 0x80, index < target {
        offset += 1
        while offset < source.count, source[offset] & 0xC0 == 0x80 { offset += 1 }
        index += 1
      }
      measureRun()
    }
  }

  /// Goes back one code point after the other; libyaml's marks seldom ask for it.
  private mutating func stepBack(to target: Int) {
    while index > target, offset > base {
      offset -= 1
      if source[offset] & 0xC0 != 0x80 { index -= 1 }
    }
    measureRun()
  }

  /// Counts the bytes below 0x80 from `offset` on, eight at a time.
  private mutating func measureRun() {
    guard let start = source.baseAddress else { return runLength = 0 }
    var end = offset
    while end + 8 <= source.count {
      let word = UnsafeRawPointer(start + end).loadUnaligned(as: UInt64.self)
      let wide = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
      if wide != 0 {
        runLength = end + wide.trailingZeroBitCount / 8 - offset
        return
      }
      end += 8
    }
    while end < source.count, source[end] < 0x80 { end += 1 }
    runLength = end - offset
  }
}

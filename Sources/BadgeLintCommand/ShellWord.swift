/// A text as one word of a shell (POSIX, section 2.2.2), in quotes only where it needs them.
func shellWord(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "/._-+:@%,".utf8.contains(byte)
      }
    }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}

/// A path as one word of a shell that is not taken for an option.
func shellPath(_ path: String) -> String {
  shellWord(path.utf8.first == UInt8(ascii: "-") ? "./" + path : path)
}

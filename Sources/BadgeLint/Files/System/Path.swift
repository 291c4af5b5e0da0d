#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Works on paths as text, without looking at the disk.
///
/// A path is a `String` with "/" between its parts. `..` is never removed against the part before
/// it, because that part may be a symbolic link.
package enum Path {
  private static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")

  /// Whether the path starts at the root of the file system.
  package static func isAbsolute(_ path: String) -> Bool {
    path.utf8.first == slash
  }

  /// The path without "./", doubled slashes and a slash at the end.
  ///
  /// The empty path and "./" become ".". A file named "-" in the current folder stays "./-",
  /// because "-" alone means standard input.
  package static func normalised(_ path: String) -> String {
    if path.utf8.elementsEqual("-".utf8) || lastSlash(ofNormal: path) != nil { return path }
    let kept = parts(of: path)
    let joined = kept.joined(separator: "/")
    if isAbsolute(path) { return "/" + joined }
    if joined.isEmpty { return "." }
    return joined.utf8.elementsEqual("-".utf8) ? "./-" : joined
  }

  /// Puts `name` behind `folder`; an absolute `name` replaces it, a folder "." or "" vanishes.
  package static func joining(_ folder: String, _ name: String) -> String {
    if isAbsolute(name) || folder.isEmpty || folder.utf8.elementsEqual(".".utf8) { return name }
    if name.isEmpty || name.utf8.elementsEqual(".".utf8) { return folder }
    // In one piece, as adding to a string leaves room for more, and catalogues have many paths.
    let parts = folder.utf8.last == slash ? [folder, name] : [folder, "/", name]
    return String(decoding: parts.lazy.map(\.utf8).joined().map(\.self), as: UTF8.self)
  }

  /// The last part of the path; "/" for the root and "." for the empty path.
  package static func lastComponent(_ path: String) -> String {
    if let slash = lastSlash(ofNormal: path) {
      return String(decoding: path.utf8.dropFirst(slash + 1), as: UTF8.self)
    }
    guard let last = parts(of: path).last else { return isAbsolute(path) ? "/" : "." }
    return String(last)
  }

  /// The folder that holds the path: "." for a bare name, "/" for the root.
  package static func parent(_ path: String) -> String {
    if let slash = lastSlash(ofNormal: path),
      !path.utf8.dropFirst(slash + 1).elementsEqual("..".utf8)
    {
      return slash == 0 ? "/" : String(decoding: path.utf8.prefix(slash), as: UTF8.self)
    }
    var kept = parts(of: path)
    let absolute = isAbsolute(path)
    guard let last = kept.last else { return absolute ? "/" : ".." }
    if last.utf8.elementsEqual("..".utf8) {
      kept.append("..")
    } else {
      kept.removeLast()
    }
    let joined = kept.joined(separator: "/")
    return absolute ? "/" + joined : (joined.isEmpty ? "." : joined)
  }

  /// The text after the last dot of the last part, as it is written; "" when there is none.
  ///
  /// A dot at the start of a name makes it hidden and starts no extension.
  package static func `extension`(of path: String) -> String {
    let name = Array(lastComponent(path).utf8)
    guard let place = name.lastIndex(of: dot), name[..<place].contains(where: { $0 != dot })
    else { return "" }
    return String(decoding: name[(place + 1)...], as: UTF8.self)
  }

  /// The way from the folder `base` to `path`, with ".." where needed; "." when they are the same.
  ///
  /// Both must be absolute or both relative to the same folder; otherwise, and when `base` leads
  /// through a ".." that `path` does not share, the answer is nil.
  package static func relative(_ path: String, to base: String) -> String? {
    guard isAbsolute(path) == isAbsolute(base) else { return nil }
    let target = parts(of: path)
    let start = parts(of: base)
    var shared = 0
    while shared < target.count, shared < start.count,
      target[shared].utf8.elementsEqual(start[shared].utf8)
    {
      shared += 1
    }
    let climbed = start[shared...]
    if climbed.contains(where: { $0.utf8.elementsEqual("..".utf8) }) { return nil }
    let way = Array(repeating: Substring(".."), count: climbed.count) + target[shared...]
    return way.isEmpty ? "." : way.joined(separator: "/")
  }

  /// The path from the root of the file system; a relative one is taken from the current folder.
  package static func absolute(_ path: String) throws(FileError) -> String {
    if isAbsolute(path) { return normalised(path) }
    return normalised(joining(try currentFolder(), path))
  }

  /// The current folder of the process, as an absolute path.
  package static func currentFolder() throws(FileError) -> String {
    guard let text = getcwd(nil, 0) else {
      throw FileError(.find, path: ".", code: errno)
    }
    defer { free(text) }
    return String(cString: text)
  }

  /// The path from the root of the file system with all links followed; it must exist.
  package static func resolved(_ path: String) throws(FileError) -> String {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw FileError(.find, path: path, reason: .invalidPath)
    }
    guard let text = realpath(path, nil) else {
      let code = SystemCode.last
      throw FileError(.find, path: path, reason: FileStatus.reason(path: path, code: code))
    }
    defer { free(text) }
    return String(cString: text)
  }

  /// The place of the last slash of a path of several parts that is written in the shortest way, as most
  /// are; nil for any other.
  private static func lastSlash(ofNormal path: String) -> Int? {
    path.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      var last: Int?
      // Where the part begins that is gone through.
      var start = 0
      for index in 0...bytes.count where index == bytes.count || bytes[index] == slash {
        let length = index - start
        let isEmpty = length == 0 && index > 0
        if isEmpty || (length == 1 && bytes[start] == dot) { return nil }
        if index < bytes.count { last = index }
        start = index + 1
      }
      return last
    } ?? nil
  }

  /// The parts between the slashes, without empty ones and ".".
  private static func parts(of path: String) -> [Substring] {
    path.utf8.split(separator: slash).lazy
      .filter { !$0.elementsEqual(".".utf8) }
      .map { Substring($0) }
  }

  /// A path as it is shown to people: from the current folder where it lies below it.
  package static func shown(_ path: String) -> String {
    guard let folder = try? currentFolder(), let way = relative(path, to: folder),
      !way.utf8.starts(with: "../".utf8)
    else { return path }
    return way
  }
}

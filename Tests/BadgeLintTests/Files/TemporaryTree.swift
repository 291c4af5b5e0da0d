import BadgeLint

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder for one test; it vanishes with the value.
final class TemporaryTree: Sendable {
  /// The absolute path, links followed.
  let path: String

  init() throws {
    var template = Array("/tmp/badgelint-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
    guard made != nil else { throw FileError(.write, path: "/tmp", reason: .permissionDenied) }
    let text = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = try Path.resolved(text)
  }

  deinit {
    _ = shell("chmod -R u+rwx . && rm -rf \"$PWD\"")
  }

  /// The absolute path of something in the tree.
  func at(_ way: String) -> String { way.isEmpty ? path : path + "/" + way }

  /// Makes files with their folders; a way that ends in "/" makes a folder.
  func make(_ ways: String..., text: String = "") throws { try make(ways, text: text) }

  func make(_ ways: [String], text: String = "") throws {
    for way in ways {
      let parts = way.split(separator: "/", omittingEmptySubsequences: true)
      let folders = way.hasSuffix("/") ? parts[...] : parts.dropLast()
      var folder = path
      for part in folders {
        folder += "/" + part
        mkdir(folder, 0o777)
      }
      if !way.hasSuffix("/") { try writeFile(at(way), Array(text.utf8)) }
    }
  }

  func link(_ way: String, to target: String) -> Bool { symlink(target, at(way)) == 0 }

  /// Runs a command in the tree and gives what it prints.
  @discardableResult
  func shell(_ command: String) -> (status: Int32, output: [UInt8]) {
    // A git hook that runs the tests sets these for its own repository.
    let start = "unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE; cd '\(path)' &&"
    guard let pipe = popen("\(start) { \(command)\n}", "r") else { return (-1, []) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&chunk, 1, chunk.count, pipe), count > 0 {
      output += chunk[..<count]
    }
    return (pclose(pipe), output)
  }

  /// The paths that a walk of the whole tree finds, relative to it.
  func walk(_ change: (inout FileWalker.Options) -> Void = { _ in }) -> [String] {
    walk([""], change).files.map { Path.relative($0.path, to: path) ?? $0.path }
  }

  func walk(
    _ ways: [String], _ change: (inout FileWalker.Options) -> Void = { _ in }
  ) -> WalkResult {
    var options = FileWalker.Options()
    change(&options)
    return FileWalker(options: options).walk(ways.map(at))
  }
}

let isSuperuser = getuid() == 0

/// Whether git can be run; agreement with it is only checked where it is there.
let hasGit = system("git --version >/dev/null 2>&1") == 0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file of this process for what can be read from files only.
enum TemporaryFile {
  /// Its path, in a folder of its own, so that nothing is found beside it.
  static let path: String = {
    let folder = "/tmp/badgelint-promises-\(getpid())"
    mkdir(folder, 0o700)
    return folder + "/policy.yaml"
  }()
}

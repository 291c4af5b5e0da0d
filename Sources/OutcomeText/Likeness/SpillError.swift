#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A failure of the temporary file that holds what does not fit into memory.
///
/// `description` is a whole message for people.
package struct SpillError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was tried when the failure happened.
  package enum Operation: String, Sendable, Hashable {
    case create, write, read
  }

  package let operation: Operation
  /// The folder of the file, which has no name of its own.
  package let folder: String
  /// The number that the operating system gives the failure; 0 where the file is too short.
  package let code: Int32

  package var description: String {
    let reason =
      switch code {
      case 0: "it is shorter than what was written to it"
      case ENOSPC, EDQUOT: "no space is left on the disk"
      case EFBIG: "it has grown to the largest size that is allowed for files"
      case ENOENT: "the folder does not exist"
      case EACCES, EPERM: "permission denied"
      case EROFS: "the file system is read-only"
      default: "\(String(cString: strerror(code))) (error \(code))"
      }
    let failure = "cannot \(operation.rawValue) a temporary file in '\(folder)': \(reason)"
    return code == 0 || operation == .read
      ? failure : "\(failure); set TMPDIR to a folder with more room that you can write to"
  }
}

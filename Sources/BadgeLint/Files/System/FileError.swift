#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A failure to find, list, read or write a file, with the path it happened at.
///
/// `description` is a whole message for people: what was tried, on which path, why it failed and
/// what to do about it.
package struct FileError: Error, Sendable, Hashable {
  /// What was tried when the failure happened.
  package enum Operation: String, Sendable, Hashable {
    case find, list, read, write
  }

  /// Why it failed.
  package enum Reason: Sendable, Hashable {
    case notFound
    /// Something stands where a new file was to be.
    case alreadyThere
    case permissionDenied
    case brokenLink
    case linkLoop
    case isFolder
    /// A folder without a file to look at.
    case emptyFolder
    case notAFolder
    case notARegularFile(FileKind)
    case nameTooLong
    case invalidPath
    /// The name on disk is not valid UTF-8; the path shows replacement characters.
    case nameNotUTF8
    /// The file holds more than `limit` bytes.
    case tooLarge(limit: Int)
    /// The document that begins on a line of the file holds more than `limit` bytes.
    case largeDocument(line: Int, limit: Int)
    /// It was written while it was read.
    case changed
    case tooManyOpenFiles
    case noSpace
    case readOnlyFileSystem
    /// Any other failure, with the number and the text of the operating system.
    case system(code: Int32, text: String)
  }

  package let operation: Operation
  /// The path as it was given; `-` is standard input.
  package let path: String
  package let reason: Reason

  package init(_ operation: Operation, path: String, reason: Reason) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// Makes the error that belongs to an `errno` value.
  init(_ operation: Operation, path: String, code: Int32) {
    self.init(operation, path: path, reason: Reason(code: code))
  }
}

extension FileError.Reason {
  /// Translates an `errno` value.
  init(code: Int32) {
    switch code {
    case ENOENT: self = .notFound
    case EACCES, EPERM: self = .permissionDenied
    case ELOOP: self = .linkLoop
    case EISDIR: self = .isFolder
    case ENOTDIR: self = .notAFolder
    case ENAMETOOLONG: self = .nameTooLong
    case EINVAL: self = .invalidPath
    case EMFILE, ENFILE: self = .tooManyOpenFiles
    case ENOSPC, EDQUOT: self = .noSpace
    case EROFS: self = .readOnlyFileSystem
    case ENXIO: self = .notARegularFile(.other)
    default: self = .system(code: code, text: String(cString: strerror(code)))
    }
  }

  /// What went wrong, in plain words.
  package var text: String {
    switch self {
    case .notFound: "no such file or folder"
    case .alreadyThere: "something of this name is there already"
    case .permissionDenied: "permission denied"
    case .brokenLink: "the symbolic link points to a file that does not exist"
    case .linkLoop: "the symbolic links go round in a circle"
    case .isFolder: "it is a folder, expected a file"
    case .emptyFolder: "no file to judge is in it"
    case .notAFolder: "a part of the path is a file, expected a folder"
    case .notARegularFile(let kind): "it is \(kind.text), expected a regular file"
    case .nameTooLong: "the path is too long"
    case .invalidPath: "the path is empty or holds a NUL character"
    case .nameNotUTF8: "the name is not valid UTF-8"
    case .tooLarge(let limit): "the file is larger than the limit of \(limit) bytes"
    case .largeDocument(let line, let limit):
      "the documents from line \(line) on are larger than \(limit) bytes without a line '---' "
        + "between them"
    case .changed: "it changed while it was read"
    case .tooManyOpenFiles: "too many files are open"
    case .noSpace: "no space is left on the disk"
    case .readOnlyFileSystem: "the file system is read-only"
    case .system(let code, let text): "\(text) (error \(code))"
    }
  }

  /// What the user can do about it; empty when there is nothing useful to say.
  package var advice: String {
    switch self {
    case .notFound: "check the spelling and the current folder"
    case .alreadyThere: "choose another name"
    case .permissionDenied: "check the owner and the permissions of the path and its folders"
    case .brokenLink, .linkLoop: "repair or remove the link"
    case .isFolder: "name a file in the folder"
    case .emptyFolder:
      "check the path, and what ignore files, --exclude and the endings of names leave out"
    case .notAFolder: "check the slashes in the path"
    case .notARegularFile: "to read from a pipe, give - and feed it to standard input"
    case .nameTooLong: "use a shorter path or start in a deeper folder"
    case .invalidPath: "give the path of a file or folder"
    case .nameNotUTF8: "rename it"
    case .tooLarge: "split the file or raise the limit"
    case .largeDocument: "begin each document with '---', or split the file"
    case .changed: "run again when nothing writes to it"
    case .tooManyOpenFiles: "raise the limit of open files"
    case .noSpace: "free some space"
    case .readOnlyFileSystem: "choose another place"
    case .system: ""
    }
  }
}

extension FileError: CustomStringConvertible {
  /// One line: what was tried, the path, why it failed and what to do.
  package var description: String {
    let name = path == "-" && operation == .read ? "standard input" : "'\(path)'"
    let advice = reason.advice
    let failure = "cannot \(operation.rawValue) \(name): \(reason.text)"
    return advice.isEmpty ? failure : "\(failure); \(advice)"
  }
}

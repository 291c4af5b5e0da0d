#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open folder; it closes when it goes out of use.
struct OpenFolder: ~Copyable {
  #if canImport(Darwin)
    private let stream: UnsafeMutablePointer<DIR>
  #else
    private let stream: OpaquePointer
  #endif
  let identity: FileIdentity

  /// Opens the folder; links are followed.
  init(_ path: String) throws(FileError) {
    guard let stream = opendir(path) else {
      let code = SystemCode.last
      throw FileError(.list, path: path, reason: FileStatus.reason(path: path, code: code))
    }
    switch FileStatus.ofOpen(dirfd(stream)) {
    case .success(let status): identity = status.identity
    case .failure(let code):
      closedir(stream)
      throw FileError(.list, path: path, code: code.value)
    }
    self.stream = stream
  }

  deinit {
    closedir(stream)
  }

  /// Reads the entries; after a failure the listing holds those read before it.
  func list(_ filter: NameFilter) -> (listing: FolderListing, failure: SystemCode?) {
    var listing = FolderListing()
    var failure: SystemCode?
    let nameOffset = MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { failure = .last }
        break
      }
      // The record may be shorter than its type, so the name is read in place.
      let name = (UnsafeRawPointer(entry) + nameOffset).assumingMemoryBound(to: UInt8.self)
      listing.add(
        UnsafeBufferPointer(start: name, count: strlen(UnsafePointer<CChar>(OpaquePointer(name)))),
        kind: FileKind(entryType: entry.pointee.d_type),
        inode: UInt64(truncatingIfNeeded: entry.pointee.d_ino),
        filter: filter)
    }
    listing.sort()
    return (listing, failure)
  }
}

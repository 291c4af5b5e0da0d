#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The things in one folder that a walk may want, sorted by the bytes of their names.
struct FolderListing {
  struct Entry {
    fileprivate var start: Int
    fileprivate var count: Int
    /// Nil when the file system does not tell.
    var kind: FileKind?
    var inode: UInt64
  }

  private(set) var entries: [Entry] = []
  private(set) var holdsGit = false
  private(set) var holdsIgnoreFile = false
  private var names: [UInt8] = []

  /// The bytes of the name of an entry.
  func name(of entry: Entry) -> ArraySlice<UInt8> {
    names[entry.start..<(entry.start + entry.count)]
  }

  /// Notes an entry as the system gives it, unless the filter drops it.
  mutating func add(
    _ name: UnsafeBufferPointer<UInt8>, kind: FileKind?, inode: UInt64, filter: NameFilter
  ) {
    if name.first == UInt8(ascii: ".") {
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return }
      if name.elementsEqual(".git".utf8) {
        holdsGit = true
        return
      }
      if name.elementsEqual(FileWalker.ignoreFileName.utf8) { holdsIgnoreFile = true }
      if filter.skipsHidden { return }
    }
    switch kind {
    case .folder, .link, nil: break
    default: guard filter.wants(name) else { return }
    }
    let start = names.count
    names.append(contentsOf: name)
    entries.append(Entry(start: start, count: name.count, kind: kind, inode: inode))
  }

  mutating func sort() {
    let list = entries
    entries = names.withUnsafeBufferPointer { names in
      list.sorted { first, second in
        let a = UnsafeBufferPointer(rebasing: names[first.start..<(first.start + first.count)])
        let b = UnsafeBufferPointer(rebasing: names[second.start..<(second.start + second.count)])
        return a.precedes(b)
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes come first in the order of their values.
  func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    if let a = baseAddress, let b = other.baseAddress {
      let order = memcmp(a, b, Swift.min(count, other.count))
      if order != 0 { return order < 0 }
    }
    return count < other.count
  }
}

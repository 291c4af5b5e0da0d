import BadgeLint
import Testing

/// The folder of the package, for files that tests read from it.
enum PackageFolder {
  static let path: String = (0..<4).reduce("\(#filePath)") { path, _ in Path.parent(path) }

  /// The bytes of a file below the folder.
  static func read(_ way: String) throws -> [UInt8] {
    try readFile(Path.joining(path, way), maximumBytes: 64 << 20)
  }

  /// The paths of the files below a folder, in the order of a run.
  static func files(below way: String) -> [String] {
    FileWalker(options: FileWalker.Options()).walk([Path.joining(path, way)]).files.map(\.path)
  }
}

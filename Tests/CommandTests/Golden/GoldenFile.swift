import Foundation
import Testing

/// A file under `fixtures/golden/` that holds what the program said when it was last looked at.
struct GoldenFile {
  static let folder = Program.packageFolder.appending(path: "fixtures/golden")

  /// Whether files are to be renewed instead of compared.
  static var isRenewing: Bool {
    ProcessInfo.processInfo.environment["RENEW_GOLDEN"] == "1"
  }

  /// The path below the folder of golden files.
  let name: String

  /// The path below the folder of the package.
  private let path: String

  private var file: URL { Program.packageFolder.appending(path: path) }

  init(name: String) {
    self.name = name
    path = "fixtures/golden/\(name)"
  }

  /// A file elsewhere in the package, such as a picture that README.md shows.
  init(path: String) {
    name = path
    self.path = path
  }

  /// Compares with the file; renews it where that is asked for, which is no pass.
  func check(_ actual: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let expected = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    if Self.isRenewing {
      if expected.map({ $0.utf8.elementsEqual(actual.utf8) }) != true { try write(actual) }
      Issue.record(
        "\(path) was renewed; read its diff, then test without RENEW_GOLDEN",
        sourceLocation: sourceLocation)
      return
    }
    guard let expected else {
      Issue.record(
        "\(path) is missing; make golden writes it",
        sourceLocation: sourceLocation)
      return
    }
    if let difference = Self.firstDifference(expected, actual) {
      Issue.record(
        "\(path):\(difference)\n(make golden renews the files)",
        sourceLocation: sourceLocation)
    }
  }

  /// Reports a file that belongs to nothing any more; it goes where files are renewed.
  func reportLeftOver() throws {
    if Self.isRenewing { try FileManager.default.removeItem(at: file) }
    Issue.record("\(path) belongs to nothing any more; make golden removes it")
  }

  private func write(_ text: String) throws {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// The first line that differs, as it was and as it is; nil for equal texts.
  static func firstDifference(_ expected: String, _ actual: String) -> String? {
    if expected.utf8.elementsEqual(actual.utf8) { return nil }
    let old = expected.utf8.split(separator: 10, omittingEmptySubsequences: false)
    let new = actual.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for index in 0..<max(old.count, new.count) {
      let before = index < old.count ? String(Substring(old[index])) : "(the file ends)"
      let after = index < new.count ? String(Substring(new[index])) : "(the output ends)"
      if !before.utf8.elementsEqual(after.utf8) {
        return "\(index + 1):\n- \(before)\n+ \(after)"
      }
    }
    return nil
  }

  /// Every golden file that there is, by its path below the folder.
  static func all() throws -> [String] {
    try filesBelow(folder)
  }

  /// Paths of the files below a folder, in bytewise order; hidden files are left out.
  static func filesBelow(_ folder: URL) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return paths.filter { path in
      var isFolder: ObjCBool = false
      let full = folder.appending(path: path).path
      return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
        && !isFolder.boolValue && !path.hasPrefix(".") && !path.contains("/.")
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

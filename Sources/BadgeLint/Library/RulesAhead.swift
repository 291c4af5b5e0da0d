import CEL
import Synchronization

/// Reads the files of rules that are built in on other threads, beginning before it is known what a run
/// needs, so that the run finds most of them read.
package final class RulesAhead: Sendable {
  let schemas = OwnSchemas(.compact)
  /// The files by their paths. Who comes second waits for the first, as reading one again takes longer.
  private let files: [String: Locked<LoadedFile?>]
  private let isStopped = Atomic<Bool>(false)
  private let readsAllPacks = Atomic<Bool>(false)

  package init() {
    files = Dictionary(
      uniqueKeysWithValues: RuleFiles.compact.files.map { ($0.path, Locked<LoadedFile?>(nil)) })
  }

  /// Begins to read.
  package func begin() { read(Folder.allCases) }

  private func read(_ folders: [Folder]) {
    Task.detached(priority: .high) { [self] in
      for folder in folders {
        for file in RuleFiles.compact.files(in: folder.rawValue) {
          if isStopped.load(ordering: .relaxed) { return }
          _ = self.file(file, in: folder)
        }
      }
    }
  }

  /// Reads all packs, and not the standard ones alone.
  func readAllPacks() {
    readsAllPacks.store(true, ordering: .relaxed)
    read([.packs])
  }

  /// Ends reading after the file that is read.
  func stop() { isStopped.store(true, ordering: .relaxed) }

  /// A file with what its schema makes of it.
  func file(_ file: (path: String, bytes: [UInt8]), in folder: Folder) -> LoadedFile {
    func read(_ known: LoadedFile?) -> LoadedFile {
      var loaded =
        known ?? LoadedFile(name: RuleFiles.compact.shownName(file.path), bytes: file.bytes)
      // Packs that few runs need are bound where they are.
      let isNeeded =
        folder != .packs || readsAllPacks.load(ordering: .relaxed)
        || PackChoice.standardAnd([]).includes(loaded)
      if isNeeded, loaded.bound == nil { loaded.bind(by: schemas[folder.schema]) }
      return loaded
    }
    guard let place = files[file.path] else { return read(nil) }
    return place.withLock { known in
      let loaded = read(known)
      known = loaded
      return loaded
    }
  }

  /// The folders of `rules/`, in the order in which a library reads them.
  enum Folder: String, CaseIterable, Sendable {
    case frameworks, lexicons, languages, models, formats, packs, verdicts

    fileprivate var schema: OwnSchemas.Name {
      switch self {
      case .frameworks: .framework
      case .lexicons: .lexicon
      case .languages: .language
      case .models: .model
      case .formats: .format
      case .packs: .pack
      case .verdicts: .verdict
      }
    }
  }
}

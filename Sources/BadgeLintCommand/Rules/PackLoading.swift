import BadgeLint
import CEL

extension LibraryOptions {
  /// The library with the packs that `--pack` names by file.
  func loadPacks() throws -> RuleLibrary { try loadPacks(choosing: []).library }

  /// The library, and the packs that are named, by name or file; all where none is.
  func loadPacks(choosing names: [String]) throws -> (library: RuleLibrary, packs: [Pack]) {
    var library = try loadLibrary()
    var chosen: [Pack] = []
    do {
      for name in pack {
        if PolicyReader.isPath(name) {
          try library.addPack(Self.load(name))
        } else if library.pack(named: name) == nil {
          throw CommandFailure(
            "there is no pack '\(name)'",
            help: "there are: \(library.packs.map(\.name).joined(separator: ", "))")
        }
      }
      for name in names {
        if let known = library.pack(named: name) {
          chosen.append(known)
        } else if PolicyReader.isPath(name) {
          chosen.append(try library.addPack(Self.load(name)))
        } else {
          let known = library.packs.map(\.name)
          throw CommandFailure(
            "there is no pack '\(name)'",
            help: closestMatch(to: name, in: known).map { "did you mean '\($0)'?" }
              ?? "there are: \(known.joined(separator: ", ")); or give the path of a file")
        }
      }
    } catch let failure as LoadFailure {
      throw CommandFailure(failure)
    }
    return (library, names.isEmpty ? library.packs : chosen)
  }
}

import YAMLTree

/// Which packs of a folder are loaded: checking the expressions of all takes most of the time of a
/// run over few files.
package enum PackChoice: Sendable {
  case all
  /// The standard packs, the structure checks and those that are named.
  case standardAnd([String])

  /// Whether the pack of a file is loaded; what cannot be told is.
  func includes(_ file: LoadedFile) -> Bool {
    guard case .standardAnd(let names) = self else { return true }
    let tree = file.tree
    guard tree.isComplete, let root = tree.documents.first, tree.kind(root) == .mapping,
      let name = tree.value(in: root, forKey: "name")
    else { return true }
    if let judges = tree.value(in: root, forKey: "judges"),
      tree.text(judges) != Judged.definitions.rawValue
    {
      return names.contains(tree.text(name))
    }
    if let standard = tree.value(in: root, forKey: "standard"), tree.boolean(standard) != false {
      return true
    }
    return names.contains(tree.text(name)) || tree.equals(name, Policy.structurePack)
  }
}

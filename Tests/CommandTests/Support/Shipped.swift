import BadgeLint

/// The rules that are built into the program, loaded once, as that takes long.
enum Shipped {
  static let library = Result { () throws(LoadFailure) in try RuleLibrary(.shipped) }
}

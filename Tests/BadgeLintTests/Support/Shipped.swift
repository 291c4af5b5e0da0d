import BadgeLint

/// Everything that `rules/` ships, loaded once.
enum Shipped {
  static let library = Result { () throws(LoadFailure) in try RuleLibrary(.shipped) }
  static let today = CalendarDate(secondsSince1970: 1_793_491_200)
}

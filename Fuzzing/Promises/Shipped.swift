import BadgeLint

/// What the program ships, loaded once.
enum Shipped {
  static let today = CalendarDate(secondsSince1970: 1_793_491_200)

  /// A library that cannot be loaded is found by the tests of rules; here it stops everything.
  static let library: RuleLibrary = {
    do throws(LoadFailure) {
      return try RuleLibrary(.shipped)
    } catch {
      fatalError("\(error.problems)")
    }
  }()

  static func schema(_ name: String) -> Schema {
    guard let schema = library.schemas.first(where: { $0.name == name }) else {
      fatalError("there is no schema '\(name)'")
    }
    return schema
  }

  /// The rules of packs at their defaults, with the structure checks.
  static func rules(_ packs: [String], _ library: RuleLibrary) -> RuleSet? {
    var policy = Policy.standard
    policy.packs = packs.map { Policy.Named($0) }
    return try? RuleSetBuilder(library, packNames: [:], day: today)
      .build(policy, overrides: [], extraPacks: [])
  }

  /// The rules of all packs that judge definitions.
  static let allRules: RuleSet = {
    let names = library.packs.filter { $0.judged == .definitions }.map(\.name)
    return rules(names, library) ?? RuleSet([], schemes: [])
  }()
}

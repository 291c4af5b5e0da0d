/// Which pages show each other, and whether that comes to an end.
struct PageInclusion {
  /// What is wrong, with the page at which it shows.
  struct Trouble {
    var page: String
    var message: String
    var help: String?
  }

  /// Pages that one may show in all, each as often as it is shown: every page is written anew where it
  /// stands, so that pages which show others twice would grow without measure.
  private static let mostPages = 500
  /// How far pages may show pages that show pages.
  private static let mostSteps = 50

  private let shows: [String: [String]]
  /// How many pages a page shows in all, itself among them, for those that were gone through.
  private var counts: [String: Int] = [:]

  /// - Parameter shows: The pages that each page shows, as often as it does.
  init(_ shows: [String: [String]]) { self.shows = shows }

  /// What keeps a page from being shown; nil where nothing does.
  mutating func trouble(from page: String) -> Trouble? { trouble(from: page, way: []) }

  private mutating func trouble(from page: String, way: [String]) -> Trouble? {
    if counts[page] != nil { return nil }
    let way = way + [page]
    if way.dropLast().contains(page) {
      return Trouble(
        page: page,
        message: "pages show each other without end: \(way.joined(separator: ", "))")
    }
    if way.count > Self.mostSteps {
      return Trouble(
        page: page, message: "pages show each other in more than \(Self.mostSteps) steps",
        help: "write what they hold into fewer pages")
    }
    var count = 1
    for next in shows[page] ?? [] {
      if let trouble = trouble(from: next, way: way) { return trouble }
      count += counts[next] ?? 0
      if count > Self.mostPages {
        return Trouble(
          page: page,
          message: "the page '\(page)' shows more than \(Self.mostPages) pages, those counted that "
            + "they show",
          help: "show the same page less often")
      }
    }
    counts[page] = count
    return nil
  }
}

import BadgeLint

/// Appends elements of SVG to bytes.
struct SVGWriter {
  private var body: [UInt8] = []

  private static let fonts =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

  /// A place between two elements.
  var place: Int { body.count }

  /// A rectangle, behind what was drawn after a place where one is given.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, fill: String, at place: Int? = nil
  ) {
    let element =
      "<rect x=\"\(numberText(x))\" y=\"\(numberText(y))\" width=\"\(numberText(width))\" "
      + "height=\"\(numberText(height))\" fill=\"\(fill)\"/>\n"
    body.insert(contentsOf: element.utf8, at: place ?? body.count)
  }

  /// One line of text; `x` is where it begins: at the right for text from right to left.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double, isBold: Bool = false,
    language: String? = nil, isRightToLeft: Bool = false, anchor: String? = nil
  ) {
    var element =
      "<text x=\"\(numberText(x))\" y=\"\(numberText(y))\" font-size=\"\(numberText(size))\""
    if isBold { element += " font-weight=\"bold\"" }
    if let language { element += " xml:lang=\"\(XMLText.escaped(language))\"" }
    if let anchor { element += " text-anchor=\"\(anchor)\"" }
    if isRightToLeft { element += " direction=\"rtl\"" }
    element += ">\(XMLText.escaped(text))</text>\n"
    body += element.utf8
  }

  /// A line through points; one alone is none.
  mutating func line(_ points: [(x: Double, y: Double)]) {
    guard points.count > 1 else { return }
    let places = points.map { "\(Self.rounded($0.x)),\(Self.rounded($0.y))" }
    body +=
      "<polyline points=\"\(places.joined(separator: " "))\" fill=\"none\" stroke=\"#000\" "
      .utf8
    body += "stroke-width=\"1.5\"/>\n".utf8
  }

  mutating func circle(_ centre: (x: Double, y: Double), radius: Double) {
    body +=
      "<circle cx=\"\(Self.rounded(centre.x))\" cy=\"\(Self.rounded(centre.y))\" ".utf8
    body += "r=\"\(numberText(radius))\"/>\n".utf8
  }

  private static func rounded(_ number: Double) -> String {
    numberText((number * 10).rounded() / 10)
  }

  /// A box with a border, dashed where what it stands for is not there.
  mutating func box(x: Double, y: Double, width: Double, height: Double, isDashed: Bool) {
    let element =
      "<rect x=\"\(numberText(x))\" y=\"\(numberText(y))\" width=\"\(numberText(width))\" "
      + "height=\"\(numberText(height))\" rx=\"4\" fill=\"#f7f7f7\" stroke=\"#333\""
      + (isDashed ? " stroke-dasharray=\"5 4\"" : "") + "/>\n"
    body += element.utf8
  }

  /// A curved line that ends in an arrowhead; `sag` is how far it hangs down between its ends.
  mutating func arrow(
    from: (x: Double, y: Double), to: (x: Double, y: Double), sag: Double, stroke: String,
    isDashed: Bool
  ) {
    let bend = max(40, abs(to.x - from.x) / 2)
    let (x1, y1, x2, y2) = (
      numberText(from.x), numberText(from.y), numberText(to.x - 7), numberText(to.y)
    )
    let element =
      "<path d=\"M\(x1) \(y1)C\(numberText(from.x + bend)) \(numberText(from.y + sag)) "
      + "\(numberText(to.x - bend)) \(numberText(to.y + sag)) \(x2) \(y2)\" fill=\"none\" stroke=\"\(stroke)\""
      + (isDashed ? " stroke-dasharray=\"5 4\"" : "") + "/>\n"
      + "<path d=\"M\(x2) \(numberText(to.y - 4))l7 4l-7 4z\" fill=\"\(stroke)\"/>\n"
    body += element.utf8
  }

  /// A line below what stands between its ends, which comes back from below.
  mutating func returningArrow(
    from: (x: Double, y: Double), to: (x: Double, y: Double), stroke: String, isDashed: Bool
  ) {
    let (x1, y1, x2, y2) = (
      numberText(from.x), numberText(from.y), numberText(to.x), numberText(to.y + 7)
    )
    let element =
      "<path d=\"M\(x1) \(y1)C\(x1) \(numberText(from.y + 36)) \(x2) \(numberText(to.y + 36)) "
      + "\(x2) \(y2)\" fill=\"none\" stroke=\"\(stroke)\""
      + (isDashed ? " stroke-dasharray=\"5 4\"" : "") + "/>\n"
      + "<path d=\"M\(numberText(to.x - 4)) \(y2)l4 -7l4 7z\" fill=\"\(stroke)\"/>\n"
    body += element.utf8
  }

  /// The whole document: a white card with a black border around what was drawn.
  func document(
    width: Double, height: Double, language: String, title: String, description: [String]
  ) -> [UInt8] {
    let (width, height) = (numberText(width), numberText(height.rounded(.up)))
    let lines = description.map(XMLText.escaped).joined(separator: "\n")
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" xml:lang="\(XMLText.escaped(language))">
      <title>\(XMLText.escaped(title))</title>
      <desc>\(lines)</desc>
      <rect width="\(width)" height="\(height)" fill="#fff"/>
      <rect x="2" y="2" width="\(numberText((Double(width) ?? 4) - 4))" \
      height="\(numberText((Double(height) ?? 4) - 4))" fill="none" stroke="#000" \
      stroke-width="2"/>
      <g font-family="\(Self.fonts)" fill="#000">

      """
    return Array(head.utf8) + body + Array("</g>\n</svg>\n".utf8)
  }
}

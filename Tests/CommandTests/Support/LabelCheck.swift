import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// One label in JSON, against the same in other formats.
struct LabelCheck {
  /// Everything that the label says, text by text.
  let texts: [String]
  private let heading: String

  init(json: String) throws {
    let root = try JSONFile(json).root
    let labels = try #require(root["labels"] as? [[String: Any]])
    let label = try #require(labels.count == 1 ? labels.first : nil)
    heading = try #require(label["title"] as? String)
    let rows = try #require(label["rows"] as? [[String: Any]])
    let gaps = try #require(label["notSaid"] as? [[String: Any]])
    var texts = [heading]
    for row in rows {
      let values = try #require(row["values"] as? [String])
      // A row that says nothing is no row.
      #expect(!values.isEmpty)
      texts += [try #require(row["title"] as? String)] + values
    }
    for gap in gaps { texts.append(try #require(gap["text"] as? String)) }
    texts += try #require(label["notices"] as? [String])
    self.texts = texts
    #expect(!texts.contains(""))
    #expect(Set(gaps.compactMap { $0["text"] as? String }).count == gaps.count)
    for row in rows {
      let name = row["name"] as? String
      // What is written but cannot be read is not called missing.
      let isUnreadable = row["unreadable"] as? Bool ?? false
      let isSaid = (row["values"] as? [String])?.count ?? 0 > 1
      if isUnreadable, !isSaid { #expect(!gaps.contains { $0["row"] as? String == name }) }
    }
  }

  func check(text: String, svg: String) throws {
    let words = Self.squeezed(text)
    for text in texts { #expect(words.contains(Self.squeezed(text)), "\(text)") }
    let picture = try SVGFile(svg)
    #expect(picture.title.contains(heading))
    let shown = Self.squeezed(picture.texts.joined())
    for text in texts {
      #expect(picture.desc.contains(text), "\(text)")
      #expect(shown.contains(Self.squeezed(text)), "\(text)")
    }
  }

  /// A text without blanks and rules, so that it does not matter where lines are broken.
  private static func squeezed(_ text: String) -> String {
    let marks = "─━•".unicodeScalars
    var result = ""
    for scalar in text.unicodeScalars
    where !scalar.properties.isWhitespace && !marks.contains(scalar) {
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// An SVG file, read by a parser of XML.
final class SVGFile: NSObject, XMLParserDelegate {
  private(set) var title = ""
  private(set) var desc = ""
  private(set) var texts: [String] = []
  private(set) var root: [String: String] = [:]
  private(set) var elements: Set<String> = []
  /// The values of all attributes.
  private(set) var attributes: [String] = []
  private var open: [String] = []

  struct Broken: Error, CustomStringConvertible {
    let description: String
  }

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else {
      throw Broken(description: "\(parser.parserError.map { "\($0)" } ?? "not XML")")
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if open.isEmpty { root = attributes }
    elements.insert(name)
    self.attributes += attributes.values
    open.append(name)
    if name == "text" { texts.append("") }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    switch open.last {
    case "title": title += string
    case "desc": desc += string
    case "text": texts[texts.count - 1] += string
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}

/// When something of an old state is taken as the same in a new one; read from `matching.yaml`.
package struct Matching: Sendable {
  /// Least likeness of the outcomes of two definitions that are taken as one.
  package var definition: Double
  /// Least likeness of the titles of two definitions that are taken as one.
  package var title: Double
  /// Least part of an outcome that has to stand in others for it to be one of their parts.
  package var part: Double
  /// Least likeness of two outcomes that are taken as one.
  package var outcome: Double
  /// Difference of two likenesses below which it is said that the choice was close.
  package var closeCall: Double

  static func read(_ file: LoadedFile, schema: Schema) throws(LoadFailure) -> Matching {
    let root = try DocumentReader.read(file, by: schema)
    return Matching(
      definition: root.number("definition") ?? 1, title: root.number("title") ?? 1,
      part: root.number("part") ?? 1, outcome: root.number("outcome") ?? 1,
      closeCall: root.number("closeCall") ?? 0)
  }
}

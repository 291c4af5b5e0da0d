import BadgeLint

/// One output format of labels.
package protocol LabelReport: Sendable {
  /// The bytes for all labels of a run.
  /// - Parameters:
  ///   - failures: What could not be read, in words, for formats that programs read.
  func bytes(_ labels: [LabelContent], failures: [String]) -> [UInt8]
}

/// The output formats of labels by name; adding one takes a file and a line here.
package enum LabelFormat: String, CaseIterable, Sendable {
  case text, json, svg

  package func report(_ options: ReportOptions) -> any LabelReport {
    switch self {
    case .text: LabelText(options)
    case .json: LabelJSON(options)
    case .svg: LabelSVG()
    }
  }

  /// Whether it has room for one label only.
  package var showsOneLabel: Bool { self == .svg }
}

/// One output format of alignments.
package protocol AlignmentReport: Sendable {
  /// The bytes for all alignments of a run.
  func bytes(_ alignments: [AlignmentContent], failures: [String]) -> [UInt8]
}

/// The output formats of alignments by name; adding one takes a file and a line here.
package enum AlignmentFormat: String, CaseIterable, Sendable {
  case text, json

  package func report(_ options: ReportOptions) -> any AlignmentReport {
    switch self {
    case .text: AlignmentText(options)
    case .json: AlignmentJSON(options)
    }
  }
}

import BadgeLint
import BadgeLintReports
import YAMLTree

/// A run that could not do its work: exit status 2, with what to do.
struct CommandFailure: Error {
  var text: String
  /// What went wrong, without the place and without what to do.
  var message: String
  /// The problems of files that it is about, where it is about such.
  var loading: LoadFailure?

  init(_ message: String, help: String? = nil) {
    self.message = message
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
    text = style.colour("failure", .red) + style.bold(": \(shownSafely(message))") + "\n"
    if let help { text += "  \(style.bold("help")): \(shownSafely(help))\n" }
  }

  /// The problems of files of rules, policies and formats, each with its place.
  init(_ failure: LoadFailure) {
    message = failure.problems.first?.message ?? ""
    loading = failure
    let style = TextStyle(usesColour: Terminal.wantsColour(.standardError))
    text = ""
    for problem in failure.problems {
      text += style.colour("failure", .red) + style.bold(": \(shownSafely(problem.message))") + "\n"
      if let bytes = failure.sources[problem.file], let range = problem.range {
        let frame = SourceFrame(
          lines: LineIndex(bytes), style: style, width: Terminal.width - 8)
        let mark = SourceFrame.Mark(span: range, text: "", isPrimary: true)
        for line in frame.lines(file: problem.file, marks: [mark], colour: .red).lines {
          text += line + "\n"
        }
      } else {
        text += "  in \(shownSafely(problem.file))\n"
      }
      if let help = problem.help {
        text += "  \(style.bold("help")): \(shownSafely(help))\n"
      }
      text += "\n"
    }
  }
}

/// A manual page in mdoc(7): all commands with their options, then sections of one's own.
struct ManualPage {
  private(set) var text = ""

  /// - Parameter sections: mdoc that stands behind the commands.
  init(_ program: HelpDump.Command, sections: String) {
    let name = program.commandName
    text += ".\\\" Made from the help of the program.\n"
    // Without a day, the page of one version is the same wherever it is made.
    text += ".Dd $Mdocdate$\n.Dt \(name.uppercased()) 1\n.Os\n"
    text += ".Sh NAME\n.Nm \(name)\n.Nd \(Self.lowered(program.abstract ?? ""))\n"
    text += ".Sh SYNOPSIS\n"
    for command in Self.shown(program) where command.subcommands == nil {
      synopsis(command, of: name)
    }
    text += ".Sh DESCRIPTION\n"
    if let discussion = program.discussion { paragraphs(discussion) }
    text += ".Sh COMMANDS\n"
    for command in Self.shown(program) where command.subcommands == nil {
      text += ".Ss \(Self.escaped(command.words.joined(separator: " ")))\n"
      if let abstract = command.abstract { paragraphs(abstract) }
      if let discussion = command.discussion { text += ".Pp\n" + Self.paragraphs(discussion) }
      arguments(Self.own(command))
    }
    text += sections
    if !text.hasSuffix("\n") { text += "\n" }
  }

  /// The commands that have a help, each before those below it.
  private static func shown(_ command: HelpDump.Command) -> [HelpDump.Command] {
    let below = (command.subcommands ?? []).filter {
      $0.shouldDisplay != false && $0.commandName != "help"
    }
    return [command] + below.flatMap(shown)
  }

  /// The arguments of a command without those that every command has.
  private static func own(_ command: HelpDump.Command) -> [HelpDump.Argument] {
    (command.arguments ?? []).filter {
      $0.shouldDisplay && !["help", "version"].contains($0.preferredName?.name ?? "")
    }
  }

  private mutating func synopsis(_ command: HelpDump.Command, of program: String) {
    let arguments = Self.own(command)
    text += ".Nm\n"
    if command.words.count > 1 {
      text += ".Cm \(Self.escaped(command.words.dropFirst().joined(separator: " ")))\n"
    }
    if arguments.contains(where: { $0.kind != .positional }) { text += ".Op Ar option ...\n" }
    for argument in arguments where argument.kind == .positional {
      let value = Self.escaped(argument.valueName ?? "value")
      let dots = argument.isRepeating ? " ..." : ""
      text += argument.isOptional ? ".Op Ar \(value)\(dots)\n" : ".Ar \(value)\(dots)\n"
    }
  }

  private mutating func arguments(_ arguments: [HelpDump.Argument]) {
    guard !arguments.isEmpty else { return }
    text += ".Bl -tag -width Ds\n"
    for argument in arguments {
      text += ".It " + Self.head(argument) + "\n"
      var about = argument.abstract ?? ""
      if let value = argument.defaultValue { about += " (default: \(value))" }
      text += Self.paragraphs(about)
    }
    text += ".El\n"
  }

  /// The names of an argument with its value.
  private static func head(_ argument: HelpDump.Argument) -> String {
    let value = escaped(argument.valueName ?? "value")
    if argument.kind == .positional { return "Ar \(value)" }
    let names = (argument.names ?? []).map { name in
      switch name.kind {
      case .short, .longWithSingleDash: "Fl \(escaped(name.name))"
      case .long: "Fl \\-\(escaped(name.name))"
      }
    }
    return names.joined(separator: " , ") + (argument.kind == .option ? " Ar \(value)" : "")
  }

  private mutating func paragraphs(_ words: String) { text += Self.paragraphs(words) }

  /// Text in paragraphs; a sentence begins on a line of its own, as mdoc wants it.
  private static func paragraphs(_ words: String) -> String {
    words.split(separator: "\n\n").map { part in
      var lines = [""]
      for word in part.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        if word.hasSuffix("."), word.count > 2 { lines.append("") }
      }
      return lines.filter { !$0.isEmpty }.map { escapedLine($0) + "\n" }.joined()
    }.joined(separator: ".Pp\n")
  }

  /// A text that begins with a small letter and ends without a full stop.
  private static func lowered(_ text: String) -> String {
    let text = text.hasSuffix(".") ? text.dropLast() : text[...]
    return escaped(text.prefix(1).lowercased() + text.dropFirst())
  }

  /// A line of text that is none of mdoc's commands.
  private static func escapedLine(_ line: String) -> String {
    let escaped = escaped(line)
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// Text whose signs stand for themselves.
  private static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "`", "'": result += "\\(aq"
      case "|": result += "\\(ba"
      case "…": result += "..."
      case "\"": result += "\\(dq"
      default: result.append(character)
      }
    }
    return result
  }
}

import BadgeLint
import OutcomeText

/// Gives the features of learning outcomes to the trainer of the model of levels.
///
/// `outcome-features LANGUAGE CONJUNCTIONS` reads an outcome a line and prints a line for each: the
/// key of the outcome in hexadecimal digits, 1 where it is held out and else 0, and its features
/// as numbers. Conjunctions are parted by commas.
@main
enum OutcomeFeatures {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      throw FeatureFailure(message: "expected two arguments: LANGUAGE CONJUNCTIONS")
    }
    guard let reader = try RuleLibrary(.shipped).outcomeReaders[arguments[1]] else {
      throw FeatureFailure(message: "no file in rules/languages reads '\(arguments[1])'")
    }
    let features = LevelFeatures(
      conjunctions: arguments[2].split(separator: ",").map(String.init))
    while let line = readLine() {
      let text = reader.language.tokens(line)
      let key = LevelSplit.key(text)
      let verb = reader.levelVerb(reader.read(text), in: text)
      var output = String(key, radix: 16) + (LevelSplit.isHeldOut(key) ? " 1" : " 0")
      text.tokens.withUnsafeBufferPointer { words in
        features.forEach(words, verb: verb) { output += " \($0)" }
      }
      print(output)
    }
  }
}

/// Why no features can be given.
struct FeatureFailure: Error {
  var message: String
}

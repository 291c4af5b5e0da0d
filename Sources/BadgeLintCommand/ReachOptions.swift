import ArgumentParser
import BadgeLint

/// The option that says where the files lie that policies may name.
struct ReachOptions: ParsableArguments {
  @Flag(help: "Let policies name files outside of their repository.")
  var allowOutside = false

  var reach: PolicyReach { PolicyReach(allowsOutside: allowOutside) }
}

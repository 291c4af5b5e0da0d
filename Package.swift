// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "badgelint",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "badgelint", targets: ["BadgeLintCommand"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "YAMLTree", dependencies: ["CLibYAML"], swiftSettings: strict),
    .systemLibrary(
      name: "CRE2", pkgConfig: "re2", providers: [.apt(["libre2-dev"]), .brew(["re2"])]),
    .target(name: "CRE2Shim", dependencies: ["CRE2"]),
    .target(name: "CEL", dependencies: ["CRE2Shim"], swiftSettings: strict),
    .target(name: "OutcomeText", swiftSettings: strict),
    .target(
      name: "BadgeLint",
      dependencies: ["YAMLTree", "CEL", "OutcomeText"],
      swiftSettings: strict,
      plugins: ["EmbedRules"]),
    .target(
      name: "BadgeLintReports",
      dependencies: [
        "BadgeLint", "YAMLTree", .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "BadgeLintCommand",
      dependencies: [
        "BadgeLint", "BadgeLintReports", "YAMLTree",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "embed-rules", dependencies: ["YAMLTree"], path: "Tools/embed-rules",
      swiftSettings: strict),
    .executableTarget(
      name: "make-manual", path: "Tools/make-manual", exclude: ["sections.mdoc"],
      swiftSettings: strict),
    .plugin(name: "EmbedRules", capability: .buildTool(), dependencies: ["embed-rules"]),
    .target(
      name: "OutcomeAccuracy", dependencies: ["OutcomeText"], path: "Benchmarks/accuracy/Measures",
      swiftSettings: strict),
    .target(
      name: "Promises",
      dependencies: ["BadgeLint", "BadgeLintReports", "CEL", "OutcomeText", "YAMLTree"],
      path: "Fuzzing/Promises", swiftSettings: strict),
    .testTarget(name: "PromiseTests", dependencies: ["Promises"], exclude: ["kept"]),
    .testTarget(name: "YAMLTreeTests", dependencies: ["YAMLTree"]),
    .testTarget(name: "CELTests", dependencies: ["CEL"]),
    .testTarget(name: "OutcomeTextTests", dependencies: ["OutcomeText"]),
    .testTarget(
      name: "BadgeLintTests", dependencies: ["BadgeLint", "BadgeLintReports", "OutcomeAccuracy"]),
    .testTarget(
      name: "CommandTests", dependencies: ["BadgeLintCommand", "BadgeLint", "YAMLTree"],
      exclude: ["LSP/neovim.lua"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)

// Benchmarks are built only when they are asked for: see Benchmarks/README.md.
if Context.environment["BADGELINT_BENCHMARKS"] != nil {
  package.targets += [
    .executableTarget(
      name: "cel-benchmark",
      dependencies: ["BadgeLint", "BadgeLintReports", "CEL", "YAMLTree"],
      path: "Benchmarks/cel/Sources",
      swiftSettings: strict),
    .executableTarget(
      name: "outcome-features",
      dependencies: ["BadgeLint", "OutcomeText"],
      path: "Tools/train-bloom/Sources",
      swiftSettings: strict),
    .executableTarget(
      name: "outcome-accuracy",
      dependencies: ["BadgeLint", "OutcomeAccuracy", "OutcomeText"],
      path: "Benchmarks/accuracy/Sources",
      swiftSettings: strict),
    .executableTarget(
      name: "catalogue-benchmark",
      dependencies: ["OutcomeText"],
      path: "Benchmarks/catalogue/Sources",
      swiftSettings: strict),
  ]
}

// The entries of libFuzzer are built only when they are asked for: see CONTRIBUTING.md.
if Context.environment["BADGELINT_FUZZING"] != nil {
  package.products += [.library(name: "Fuzzing", type: .dynamic, targets: ["Fuzzing"])]
  package.targets += [
    .target(
      name: "Fuzzing", dependencies: ["Promises"], path: "Fuzzing/Targets", swiftSettings: strict)
  ]
}

import Foundation
import Testing

/// Paths in policies stay in the repository, unless they are allowed to leave it.
@Suite struct PolicyReachTests {
  /// How a policy may try to name a file beside its repository.
  enum Way: String, CaseIterable, CustomTestStringConvertible {
    case upwards = "../outside/"
    case upwardsLater = "sub/../../outside/"
    case absolute
    case link = "link-"
    case linkedFolder = "folder/"
    var testDescription: String { rawValue }
  }

  static let fields = ["extends", "packs", "formats", "waivers", "baseline"]

  private static let files: [String: (name: String, text: String)] = [
    "extends": ("policy.yaml", "policy: 1\nfailOn: never # secret\n"),
    "packs": ("pack.yaml", Probe.pack + "# secret\n"),
    "formats": ("format.yaml", "format: 1 # secret\n"),
    "waivers": ("waivers.yaml", "waivers: 1 # secret\n"),
    "baseline": ("baseline.yaml", "baseline: 1\nfindings: [] # secret\n"),
  ]

  /// A repository with a policy, beside a folder that is in none.
  private func workspace(_ field: String, _ way: Way) throws -> Workspace {
    let workspace = try Workspace(hasProbe: false)
    let (name, text) = try #require(Self.files[field])
    try workspace.write("outside/\(name)", text)
    try workspace.write("repository/.git/HEAD", "ref: refs/heads/main\n")
    try workspace.write("repository/a.yaml", Probe.clean)
    try workspace.write("repository/sub/b.yaml", Probe.clean)
    try workspace.link("repository/link-\(name)", to: "../outside/\(name)")
    try workspace.link("repository/folder", to: "../outside")
    let path =
      way == .absolute
      ? workspace.folder.appending(path: "outside/\(name)").path : way.rawValue + name
    let list = ["waivers", "baseline"].contains(field) ? path : "[\(path)]"
    try workspace.write("repository/.badgelint.yaml", "policy: 1\n\(field): \(list)\n")
    return workspace
  }

  private func run(_ arguments: [String], _ workspace: Workspace) throws -> Program.Outcome {
    try Program.run(arguments, in: workspace.folder.appending(path: "repository"))
  }

  @Test(arguments: fields, Way.allCases) func `no way leads out`(_ field: String, _ way: Way) throws
  {
    let workspace = try workspace(field, way)
    let refused = try run(["lint", "a.yaml"], workspace)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("outside of the repository"), "\(refused.said)")
    #expect(refused.errors.contains("--allow-outside"))
    #expect(refused.errors.contains(".badgelint.yaml:2:"), "\(refused.said)")
    #expect(!refused.said.contains("secret"))
    let allowed = try run(["lint", "--allow-outside", "a.yaml"], workspace)
    #expect(!allowed.said.contains("outside of the repository"), "\(allowed.said)")
  }

  @Test(arguments: [
    ["fix", "--diff", "a.yaml"], ["report", "a.yaml"], ["label", "a.yaml"],
    ["alignment", "a.yaml"],
    ["catalogue", "a.yaml"], ["diff", "a.yaml", "sub/b.yaml"],
    ["baseline", "--file", "b", "a.yaml"],
    ["policy", "a.yaml"], ["new", "--no-questions", "n.yaml"], ["init"],
  ]) func `every command that reads policies keeps to it`(_ arguments: [String]) throws {
    let workspace = try workspace("extends", .upwards)
    let refused = try run(arguments, workspace)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("outside of the repository"), "\(refused.said)")
    let allowed = try run(arguments + ["--allow-outside"], workspace)
    #expect(!allowed.said.contains("outside of the repository"), "\(allowed.said)")
    #expect(allowed.status != 2, "\(allowed.said)")
  }

  @Test func `a policy that is a link out is not read`() throws {
    let workspace = try workspace("extends", .upwards)
    try workspace.write("outside/secret.txt", "key: secret\n")
    let policy = workspace.folder.appending(path: "repository/.badgelint.yaml")
    try FileManager.default.removeItem(at: policy)
    try workspace.link("repository/.badgelint.yaml", to: "../outside/secret.txt")
    let refused = try run(["lint", "a.yaml"], workspace)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("outside of the repository"), "\(refused.said)")
    #expect(!refused.said.contains("key: secret"))
  }

  @Test func `a register beside the policy that is a link out is not read`() throws {
    let workspace = try workspace("waivers", .upwards)
    try workspace.write("repository/.badgelint.yaml", "policy: 1\n")
    try workspace.link("repository/waivers.yaml", to: "../outside/waivers.yaml")
    let refused = try run(["lint", "a.yaml"], workspace)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("outside of the repository"), "\(refused.said)")
    #expect(try run(["lint", "--allow-outside", "a.yaml"], workspace).status != 2)
  }

  @Test func `within a repository paths go where they want`() throws {
    let workspace = try workspace("extends", .upwards)
    try workspace.write("repository/.badgelint.yaml", "policy: 1\nfailOn: never\n")
    try workspace.write(
      "repository/sub/.badgelint.yaml", "policy: 1\nextends: ../.badgelint.yaml\n")
    #expect(try run(["lint", "sub/b.yaml"], workspace).status == 0)
    // Without a repository there is no bound.
    try FileManager.default.removeItem(at: workspace.folder.appending(path: "repository/.git"))
    try workspace.write(
      "repository/.badgelint.yaml", "policy: 1\nextends: ../outside/policy.yaml\n")
    #expect(try run(["lint", "a.yaml"], workspace).status == 0)
  }

  @Test func `globs of policies that lead upwards reach nothing`() throws {
    let workspace = try workspace("extends", .upwards)
    try workspace.write("a.yaml", Probe.clean)
    try workspace.write(
      "repository/.badgelint.yaml", "policy: 1\nexclude: [\"../a.yaml\", \"/a.yaml\"]\n")
    let run = try run(["lint", "../a.yaml"], workspace)
    #expect(run.output.contains("1 definition in 1 file"), "\(run.said)")
  }
}

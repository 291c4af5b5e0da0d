import Foundation
import PackagePlugin

/// Builds the files of `rules/` into the program as Swift source.
@main
struct EmbedRules: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let rules = context.package.directoryURL.appending(path: "rules")
    let output = context.pluginWorkDirectoryURL.appending(path: "ShippedRules.swift")
    let found = FileManager.default.enumerator(at: rules, includingPropertiesForKeys: nil)
    let files = (found?.allObjects as? [URL] ?? []).filter {
      ["yaml", "mustache", "css"].contains($0.pathExtension)
    }
    return [
      .buildCommand(
        displayName: "Embedding rules",
        executable: try context.tool(named: "embed-rules").url,
        arguments: [rules.path(percentEncoded: false), output.path(percentEncoded: false)],
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}

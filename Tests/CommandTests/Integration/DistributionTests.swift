import Foundation
import Testing

/// The scripts behind `make dist`, with a stub for the program; `make test-dist` tests what they make
/// of the real one.
@Suite struct DistributionTests {
  private static let python = Tool("python3")
  private static let folder = Program.packageFolder.appending(path: "Tools/dist")

  /// A workspace with a program that says its version and its arguments, and with shared files.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace(hasProbe: false)
    try workspace.write("program", "#!/bin/sh\necho \"9.8.7 $*\"\nexit 1\n")
    for name in ["badgelint.1", "badgelint.bash", "badgelint.zsh", "badgelint.fish"] {
      try workspace.write("share/\(name)", name)
    }
    try workspace.write("THIRD-PARTY-LICENSES.txt", "none")
    try workspace.write("bill.json", "{}")
    return workspace
  }

  private func makeWheel(
    _ workspace: Workspace, version: String = "9.8.7", output: String = "."
  ) throws -> (status: Int32, said: String) {
    let script = Self.folder.appending(path: "make_wheel.py").path
    return try #require(Self.python).run(
      [
        script, "--program", "program", "--version", version, "--machine", "x86_64",
        "--share", "share", "--bill", "bill.json", "--licence", "THIRD-PARTY-LICENSES.txt",
        "--output", output,
      ], in: workspace.folder)
  }

  private func wheel(_ said: String, _ workspace: Workspace) -> URL {
    workspace.folder.appending(path: said.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test(.enabled(if: python != nil, "left out: Python is not installed"))
  func `the same files make the same wheel`() throws {
    let workspace = try workspace()
    let first = try makeWheel(workspace)
    #expect(first.status == 0, "\(first.said)")
    let bytes = try Data(contentsOf: wheel(first.said, workspace))
    // Neither the time nor the order in which files were made counts.
    try workspace.write("share/badgelint.1", "badgelint.1")
    try workspace.write("again/.keep", "")
    let again = try makeWheel(workspace, output: "again")
    #expect(try Data(contentsOf: wheel(again.said, workspace)) == bytes)
    try workspace.write("share/badgelint.1", "another page")
    let other = try makeWheel(workspace)
    #expect(try Data(contentsOf: wheel(other.said, workspace)) != bytes)
  }

  @Test(.enabled(if: python != nil, "left out: Python is not installed"))
  func `pip installs the wheel, and takes all of it away`() throws {
    let python = try #require(Self.python)
    let workspace = try workspace()
    let made = try makeWheel(workspace)
    #expect(made.status == 0, "\(made.said)")
    let venv = try python.run(["-m", "venv", "venv"], in: workspace.folder)
    try #require(venv.status == 0, "\(venv.said)")
    let bin = workspace.folder.appending(path: "venv/bin")
    let own = try #require(Tool(bin.appending(path: "python")))
    let options = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
    // pip checks the hashes of RECORD only where it is asked to, so they are checked here.
    let record = """
      import base64, csv, hashlib, io, sys, zipfile
      archive = zipfile.ZipFile(sys.argv[1])
      names = archive.namelist()
      rows = list(csv.reader(io.StringIO(archive.read(names[-1]).decode())))
      assert [row[0] for row in rows] == names and names[-1].endswith("/RECORD")
      for name, digest, size in rows[:-1]:
          content = archive.read(name)
          found = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
          assert digest == "sha256=" + found and int(size) == len(content), name
      """
    let checked = try python.run(
      ["-c", record, wheel(made.said, workspace).path], in: workspace.folder)
    #expect(checked.status == 0, "\(checked.said)")

    let install = try own.run(
      options + ["install", "--no-index", "--find-links", ".", "badgelint==9.8.7"],
      in: workspace.folder)
    try #require(install.status == 0, "\(install.said)")
    let program = try #require(Tool(bin.appending(path: "badgelint")))
    let direct = try program.run(["a b", "--c"], in: workspace.folder)
    #expect(direct.status == 1)
    #expect(direct.said == "9.8.7 a b --c\n")
    let module = try own.run(["-m", "badgelint", "a b", "--c"], in: workspace.folder)
    #expect(module.status == 1)
    #expect(module.said == direct.said)
    #expect(try workspace.read("venv/share/man/man1/badgelint.1") == "badgelint.1")
    #expect(try workspace.read("venv/share/zsh/site-functions/_badgelint") == "badgelint.zsh")

    let uninstall = try own.run(
      options + ["uninstall", "--yes", "badgelint"], in: workspace.folder)
    #expect(uninstall.status == 0, "\(uninstall.said)")
    let left = FileManager.default.enumerator(atPath: bin.deletingLastPathComponent().path)?
      .compactMap { $0 as? String }.filter { $0.contains("badgelint") }
    #expect(left == [], "\(left ?? [])")
  }

  @Test(.enabled(if: python != nil, "left out: Python is not installed"))
  func `a version that pip does not know is refused`() throws {
    let run = try makeWheel(workspace(), version: "v9 beta")
    #expect(run.status == 1)
    #expect(run.said == "make_wheel: 'v9 beta' is no version that pip knows\n")
  }

  @Test(
    .enabled(if: python != nil && Tool("dpkg-query") != nil, "left out: needs Python and dpkg"))
  func `what was linked and is not described has no bill of materials`() throws {
    let workspace = try workspace()
    try workspace.write("libstray.a", "!<arch>\n")
    let stray = workspace.folder.appending(path: "libstray.a").resolvingSymlinksInPath().path
    let script = Self.folder.appending(path: "make_sbom.py").path
    func run(_ archives: String, objects: String) throws -> (status: Int32, said: String) {
      try workspace.write("linked.tsv", "members\textracted\tarchive\n\(archives)")
      try workspace.write("objects", objects)
      try workspace.write("build/workspace-state.json", #"{"object": {"dependencies": []}}"#)
      return try #require(Self.python).run(
        [
          script, "--program", "program", "--version", "9.8.7", "--archives", "linked.tsv",
          "--objects", "objects", "--build", "build", "--bill", "out.json", "--licences", "out.txt",
        ], in: workspace.folder)
    }
    let known = try run("3\t0\t\(stray)\n", objects: "/b/release/CEL.build/A.swift.o\n")
    #expect(known.status == 0, "\(known.said)")
    #expect(try workspace.read("out.json").contains("\"specVersion\": \"1.6\""))
    let archive = try run("3\t1\t\(stray)\n", objects: "/b/release/CEL.build/A.swift.o\n")
    #expect(archive.status == 1)
    #expect(archive.said.contains("\(stray) was linked and belongs to no package"))
    let module = try run("", objects: "/b/release/Stray.build/A.swift.o\n")
    #expect(module.status == 1)
    #expect(module.said.contains("make_sbom: of no known package: Stray"))
  }

  #if os(Linux)
    @Test(.enabled(if: Tool("readelf") != nil, "left out: needs binutils"))
    func `a program that needs libraries is refused`() throws {
      let shell = try #require(Tool("bash"))
      let script = Self.folder.appending(path: "check-binary.sh").path
      let run = try shell.run([script, shell.file.path], in: Program.packageFolder)
      #expect(run.status == 1)
      #expect(run.said.contains("check-binary: it needs libc.so.6"), "\(run.said)")
      #expect(run.said.firstMatch(of: /it is not static and needs GLIBC_2\.\d+/) != nil)
    }
  #endif
}

#!/usr/bin/env python3
"""Measures how long the language server takes from a change to the findings, and what it keeps.

    measure.py PROGRAM DOCUMENT [--changes N] [--limit MILLISECONDS]

Types into the document one sign after the other, as an editor does, and waits for the findings of
each version. Ends with 1 where half of the changes take longer than the limit, or where memory grows
by more than a tenth over the second half of them.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "lsp", "--as-of", "2026-11-01"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(self, method, params, number=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if number is not None:
            message["id"] = number
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = int(self.process.stdout.readline().split(b":")[1])
        self.process.stdout.readline()
        return json.loads(self.process.stdout.read(length))

    def findings(self, version):
        while True:
            message = self.receive()
            if message.get("params", {}).get("version") == version:
                return message["params"]["diagnostics"]

    def memory(self):
        """MiB in use; None where the system does not say."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return None
        line = next(l for l in status.read_text().splitlines() if l.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("document", type=pathlib.Path)
    parser.add_argument("--changes", type=int, default=400)
    parser.add_argument("--limit", type=float, default=20)
    options = parser.parse_args()
    text = options.document.read_text()
    uri = options.document.resolve().as_uri()
    server = Server(options.program)
    begin = time.perf_counter()
    server.send("initialize", {"capabilities": {}}, 1)
    server.receive()
    server.send("initialized", {})
    start = time.perf_counter() - begin
    begin = time.perf_counter()
    server.send("textDocument/didOpen", {
        "textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
    found = len(server.findings(1))
    opened = time.perf_counter() - begin
    lines = text.split("\n")
    line = next(i for i, l in enumerate(lines) if "text:" in l or "description:" in l)
    column = lines[line].index(":") + 12
    times, memory = [], None
    for change in range(options.changes):
        # A word is typed and taken back, so that the text stays of one size.
        typing = change % 20 < 10
        end = column + (0 if typing else 1)
        place = {"start": {"line": line, "character": column}, "end": {"line": line, "character": end}}
        begin = time.perf_counter()
        server.send("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": change + 2},
            "contentChanges": [{"range": place, "text": "x" if typing else ""}]})
        server.findings(change + 2)
        times.append((time.perf_counter() - begin) * 1000)
        if change == options.changes // 2:
            memory = server.memory()
    grown = server.memory()
    server.send("shutdown", None, 2)
    server.receive()
    server.send("exit", None)
    status = server.process.wait()
    times.sort()
    half, most = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"{options.document.name}: {len(text.encode())} bytes, {found} findings")
    print(f"start {start * 1000:.0f} ms, first findings {opened * 1000:.0f} ms")
    print(f"{len(times)} changes: median {half:.1f} ms, 95 of 100 within {most:.1f} ms")
    if memory:
        print(f"memory {memory:.0f} MiB after half of them, {grown:.0f} MiB at the end")
    if status != 0:
        sys.exit("the server ended with another status than 0")
    if half > options.limit:
        sys.exit(f"too slow: at most {options.limit} ms are wanted")
    if memory and grown > memory * 1.1:
        sys.exit("memory grows with the number of changes")


main()

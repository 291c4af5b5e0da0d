#!/usr/bin/env python3
"""Runs badgelint and three other programs over hostile inputs and writes what each does as a table.

    measure.py BADGELINT FOLDER-OF-THE-OTHERS [--suite FOLDER] [--only badgelint] [--output FILE]
               [--results FILE] [--seconds COUNT]

With --results, what the others did is kept in a file, and runs that stand there are not repeated.

Fails where badgelint misses its target: a message, status 1 or 2 (0 where nothing is wrong), one second
of a processor and 256 MiB.
"""

import argparse
import collections
import ctypes
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import inputs

LIMIT_SECONDS = 30
LIMIT_BYTES = 6 << 30
TARGET_SECONDS = 1.0
TARGET_MIB = 256

Run = collections.namedtuple("Run", "status seconds mib message crashed")


class Programs:
    def __init__(self, badgelint, others, only, schema, results, seconds):
        self.deadline = time.monotonic() + seconds if seconds is not None else None
        self.results_file = results
        self.results = {}
        if results and os.path.exists(results):
            with open(results, encoding="utf-8") as file:
                self.results = json.load(file)
        self.badgelint = os.path.abspath(badgelint)
        self.names = [only] if only else ["badgelint", "yamllint", "ryl", "check-jsonschema"]
        self.others = os.path.abspath(others)
        self.schema = schema

    def command(self, name, path):
        path = os.fsencode(path)
        if name == "badgelint":
            return [self.badgelint, "lint", "--as-of", "2026-11-01", path]
        program = os.path.join(self.others, name)
        if name == "check-jsonschema":
            return [program, "--color", "never", "--schemafile", self.schema, path]
        # ryl takes what ends in .json for YAML only where it is told so.
        check = ["check", "--no-cache"] if name == "ryl" else []
        rules = "{extends: relaxed, yaml-files: ['*.yaml', '*.json']}"
        return [program, *check, "-d", rules, "-f", "parsable", path]

    def run(self, title, measure, size=0):
        """Runs all programs, as told, for one row of the table; size is that of the input in bytes."""
        # In a hurry the others are left out where they take long, and at the end of the time.
        is_late = self.deadline is not None and (
            size > 1_000_000 or time.monotonic() > self.deadline)
        row = {}
        for name in self.names:
            known = self.results.setdefault(title, {})
            if name != "badgelint" and name not in known and is_late:
                continue
            if name == "badgelint" or name not in known:
                known[name] = measure(name)
            row[name] = Run(*known[name])
        if self.results_file:
            with open(self.results_file, "w", encoding="utf-8") as file:
                json.dump(self.results, file, indent=1)
        return row

    def version(self, name):
        program = self.badgelint if name == "badgelint" else os.path.join(self.others, name)
        said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
        return re.search(r"\d[\d.]*", said).group()


def without_rights():
    """Gives up the right of the superuser to read and write everything, and limits memory."""
    libc = ctypes.CDLL(None)
    for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        libc.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))
    os.setsid()


def run(command, folder, stdout=None, meanwhile=None):
    """Runs a command in an empty folder; what it says goes to files, so that nothing waits."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL,
            stdout=out if stdout is None else stdout, stderr=err, preexec_fn=without_rights)
        ended = threading.Event()
        late = threading.Event()

        def stop():
            if not ended.wait(LIMIT_SECONDS):
                late.set()
                os.killpg(process.pid, signal.SIGKILL)

        watcher = threading.Thread(target=stop)
        watcher.start()
        worker = None
        if meanwhile:
            worker = threading.Thread(target=meanwhile, args=(ended,))
            worker.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        watcher.join()
        if worker:
            worker.join()
        said = [head_and_tail(file) for file in (err, out)]
    seconds = usage.ru_utime + usage.ru_stime
    status = "no end" if late.is_set() else process.returncode
    text, crashed = first_message(said, folder)
    return Run(status, seconds, usage.ru_maxrss / 1024, text, crashed or (
        isinstance(status, int) and status < 0))


def head_and_tail(file):
    file.seek(0)
    head = file.read(8000)
    file.seek(0, 2)
    end = file.tell()
    file.seek(max(0, end - 2000))
    return head.decode(errors="replace"), file.read().decode(errors="replace")


def first_message(said, folder):
    """The first line that says something, and whether it is that of a crash."""
    for head, tail in said:
        if "Traceback (most recent call last)" in head:
            return shown(tail.strip().splitlines()[-1], folder), True
        if "panicked at" in head:
            return shown(head.strip(), folder), True
    for head, _ in said:
        for line in head.splitlines():
            # Some name the file first, or speak of their own options.
            if "is deprecated" in line:
                continue
            if line.strip() and not line.rstrip().endswith((".yaml", ".json")):
                return shown(line, folder), False
    return "", False


def shown(line, folder):
    line = line.replace(folder + "/", "").replace(folder, ".").replace(os.path.basename(folder) + "/", "").strip()
    line = "".join(c if c.isprintable() else "\ufffd" for c in line)
    line = re.sub(r"(d/){9,}", "d/d/…", re.sub(r"(.)\1{30,}", r"\1\1\1…", line))
    line = line if len(line) <= 110 else line[:109] + "…"
    return line.replace("`", "'").replace("|", "\\|")


def cell(result):
    status = (
        "no end in 30 s" if result.status == "no end" else f"signal {-result.status}"
        if result.status < 0 else f"{'crash, ' if result.crashed else ''}status {result.status}")
    text = f"<br>`{result.message}`" if result.message else ""
    return f"{status}, {result.seconds:.2f} s, {result.mib:.0f} MiB{text}"


def misses(result, may_be_silent=False):
    """Why a run of badgelint misses its target; empty where it does not."""
    reasons = []
    if result.status not in (0, 1, 2):
        reasons.append(f"ends with {result.status}")
    if not result.message and not may_be_silent:
        reasons.append("says nothing")
    if result.seconds > TARGET_SECONDS:
        reasons.append(f"{result.seconds:.2f} s")
    if result.mib > TARGET_MIB:
        reasons.append(f"{result.mib:.0f} MiB")
    return reasons


class Table:
    def __init__(self, programs):
        self.programs = programs
        self.lines = []
        self.misses = []

    def heading(self, text):
        names = self.programs.names
        self.lines += ["", text, "", f"| input | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]

    def row(self, name, results, may_be_silent=False):
        for program, result in results.items():
            reasons = misses(result, may_be_silent) if program == "badgelint" else []
            if reasons:
                self.misses.append(f"{name}: {', '.join(reasons)}")
        cells = [cell(results[p]) if p in results else "–" for p in self.programs.names]
        self.lines.append(f"| {name} | {' | '.join(cells)} |")
        print(f"{name}: " + "; ".join(f"{p} {cell(r)}" for p, r in results.items()), file=sys.stderr)


def measure_texts(programs, table, folder):
    table.heading("### What files hold")
    for name, file, content in inputs.texts():
        path = os.path.join(folder, file)
        inputs.write(path, content)
        table.row(name, programs.run(
            name, lambda p: run(programs.command(p, path), folder), os.path.getsize(path)))
        os.remove(path)


def measure_places(programs, table, folder):
    table.heading("### What is no ordinary file")
    for name, path in inputs.places(folder):
        size = 1 << 40 if path == "/dev/zero" else 0
        table.row(
            name, programs.run(name, lambda p: run(programs.command(p, path), folder), size))


def measure_changes(programs, table, folder):
    table.heading("### What changes while it is read")
    path = os.path.join(folder, "changing.yaml")
    body = [inputs.HEAD, b"x-a:\n", *inputs.chunks(inputs.MEGA, b"- word\n")]

    def restore():
        if not os.path.exists(path) or os.path.getsize(path) != sum(map(len, body)):
            inputs.write(path, body)

    def again_and_again(step):
        def work(ended):
            while not ended.is_set():
                try:
                    step()
                except OSError:
                    pass
                time.sleep(0.001)
        return work

    def grow():
        with open(path, "ab") as file:
            file.write(b"- more\n" * 1000)

    def shrink():
        os.truncate(path, max(0, os.path.getsize(path) - 100_000))

    def vanish():
        os.remove(path)

    def replace():
        inputs.write(path + ".new", inputs.HEAD)
        os.replace(path + ".new", path)

    def become_folder():
        os.remove(path)
        os.mkdir(path)

    for name, step in [
        ("grows", grow), ("shrinks", shrink), ("vanishes", vanish), ("is replaced", replace),
        ("becomes a folder", become_folder),
    ]:
        def measure(program):
            if os.path.isdir(path):
                os.rmdir(path)
            restore()
            return run(programs.command(program, path), folder, meanwhile=again_and_again(step))

        table.row(name, programs.run(name, measure, sum(map(len, body))))


def measure_outputs(programs, table, folder):
    table.heading("### Where the output cannot go")
    path = os.path.join(folder, "findings.yaml")
    inputs.write(path, [inputs.HEAD, *inputs.chunks(3000, b"title: again \n")])
    with open("/dev/full", "wb") as full:
        table.row("full disk", programs.run(
            "full disk", lambda p: run(programs.command(p, path), folder, full)))

    def closed(program):
        reader, writer = os.pipe()

        def read_little(ended):
            os.close(writer)
            os.read(reader, 1)
            os.close(reader)

        return run(programs.command(program, path), folder, writer, read_little)

    name = "reader that goes away, as `head -1`"
    table.row(name, programs.run(name, closed), may_be_silent=True)
    # Only badgelint writes reports to files.
    names, programs.names = programs.names, ["badgelint"]
    locked = os.path.join(folder, "locked")
    os.mkdir(locked)
    os.chmod(locked, 0o555)
    for name, target in [
        ("report into a folder that may not be written", os.path.join(locked, "r.json")),
        ("report into a folder that is missing", os.path.join(folder, "none/r.json")),
        ("report into a folder instead of a file", folder), ("report to a full disk", "/dev/full"),
        ("report over the input", path),
    ]:
        command = programs.command("badgelint", path)
        command[2:2] = ["--output", f"json={target}"]
        table.row(name, programs.run(name, lambda p: run(command, folder)))
    programs.names = names
    os.chmod(locked, 0o755)


def measure_suite(programs, table, folder, suite):
    """Counts what the programs do with the inputs of the public test suite of YAML."""
    files = sorted(
        os.path.join(way, name) for way, _, names in os.walk(suite) for name in names
        if name == "in.yaml")
    if not files:
        table.lines += ["", "The public test suite of YAML was not there."]
        return
    counts = {p: collections.Counter() for p in programs.names}
    slowest = {p: 0.0 for p in programs.names}
    path = os.path.join(folder, "suite.yaml")
    for file in files:
        shutil.copyfile(file, path)
        title = "suite/" + os.path.relpath(file, suite)
        for program, result in programs.run(
            title, lambda p: run(programs.command(p, path), folder)).items():
            kind = (
                "crash" if result.crashed else "no end" if result.status == "no end"
                else "accept" if result.status == 0 else "refuse")
            counts[program][kind] += 1
            slowest[program] = max(slowest[program], result.seconds)
    table.lines += [
        "", f"### The public test suite of YAML, {len(files):,} inputs", "",
        "None of them is a definition: badgelint and check-jsonschema refuse those that are well-formed, "
        "too. Linters may refuse an input for its style.", "",
        "| program | accepts | refuses | crashes | no end | slowest |", "|---|---|---|---|---|---|"]
    for program, count in counts.items():
        table.lines.append(
            f"| {program} | {count['accept']} | {count['refuse']} | {count['crash']} | "
            f"{count['no end']} | {slowest[program]:.2f} s |")
    if counts.get("badgelint", {}).get("crash"):
        table.misses.append("public test suite: a crash")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("badgelint")
    parser.add_argument("others")
    parser.add_argument("--suite", default="")
    parser.add_argument("--only")
    parser.add_argument("--results", help="a file of earlier runs of the others")
    parser.add_argument("--seconds", type=int, help="time for the others; without, all are run")
    parser.add_argument("--output", help="a file of which the section between the marks is replaced")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="robustness-") as folder:
        schema = os.path.join(folder, "schema.json")
        with open(schema, "wb") as file:
            subprocess.run([arguments.badgelint, "schema", "definition"], stdout=file, check=True)
        programs = Programs(arguments.badgelint, arguments.others, arguments.only, schema, arguments.results, arguments.seconds)
        table = Table(programs)
        work = os.path.join(folder, "work")
        for measure in (measure_texts, measure_places, measure_changes, measure_outputs):
            os.mkdir(work)
            measure(programs, table, work)
            subprocess.run(["chmod", "-R", "u+rwX", work], check=True)
            shutil.rmtree(os.fsencode(work))
        os.mkdir(work)
        measure_suite(programs, table, work, arguments.suite)
    versions = ", ".join(f"{name} {programs.version(name)}" for name in programs.names)
    lines = [
        f"Measured: {versions}. Times are seconds of a processor, memory is the peak.", *table.lines]
    if arguments.output:
        replace_section(arguments.output, "\n".join(lines))
    for miss in table.misses:
        print(f"target missed: {miss}", file=sys.stderr)
    return 1 if table.misses else 0


def replace_section(path, text):
    with open(path, encoding="utf-8") as file:
        before, rest = file.read().split("<!-- hostile inputs: begin -->\n")
        _, after = rest.split("<!-- hostile inputs: end -->")
    with open(path, "w", encoding="utf-8") as file:
        file.write(
            f"{before}<!-- hostile inputs: begin -->\n{text}\n\n<!-- hostile inputs: end -->{after}")


if __name__ == "__main__":
    sys.exit(main())

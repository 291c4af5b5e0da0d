"""Compares badgelint with the least that reading takes and with its peers, and writes a page.

    measure.py BADGELINT [--large COUNT] [--rounds N] [--output FILE]

Everything is measured in one run on the same made-up definitions. Figures are medians of the rounds;
the programs take turns in each. Times by the clock are those of hyperfine.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
WORK = pathlib.Path(".build-bench/speed")


def fail(message):
    sys.exit(f"measure.py: {message}")


def corpus(count):
    """A folder of definitions, made anew where the generator has changed."""
    mark = hashlib.sha256((HERE / "generate.py").read_bytes()).hexdigest()
    folder = WORK / f"corpus-{count}"
    stamp = folder / "made-by"
    if not stamp.exists() or stamp.read_text() != mark:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, HERE / "generate.py", folder / "files", str(count)], check=True)
        stamp.write_text(mark)
    return folder / "files"


def files(folder, kind="*"):
    return sorted(str(path) for path in folder.rglob(f"*.{kind}") if path.is_file())


# Runs a command and tells what it took. A process begins with the peak of the one that starts it, which is why
# that is a small one.
RUN = """
import json, os, subprocess, sys
started = os.times().elapsed
with open(sys.argv[1], "rb") as given, open(os.devnull, "wb") as sink:
    process = subprocess.Popen(sys.argv[2:], stdin=given, stdout=sink, stderr=sink)
    _, status, usage = os.wait4(process.pid, 0)
elapsed = os.times().elapsed - started
print(json.dumps([usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)]))
"""


def run_once(command, stdin=None):
    """Seconds of processor time, seconds by the clock, peak memory in bytes, and the exit status."""
    result = subprocess.run([sys.executable, "-S", "-c", RUN, stdin or os.devnull, *command], stdout=subprocess.PIPE,
                            check=True)
    return tuple(json.loads(result.stdout))


def in_turns(commands, rounds, accepted=(0, 1)):
    """The medians of what `run_once` gives, by name; the commands take turns."""
    seen = {name: [] for name in commands}
    for _ in range(rounds):
        for name, (command, stdin) in commands.items():
            result = run_once(command, stdin)
            if result[3] not in accepted:
                fail(f"{name} ended with status {result[3]}")
            seen[name].append(result)
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in seen.items()}


def by_clock(commands, rounds):
    """Medians by the clock in seconds, by name, from hyperfine."""
    if not shutil.which("hyperfine"):
        fail("hyperfine is not installed; it is a package of Debian")
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        arguments = ["hyperfine", "--ignore-failure", "--shell=none", "--warmup", "1", "--runs", str(rounds),
                     "--export-json", out.name, "--style", "none"]
        for name, command in commands.items():
            # A program that refuses to work would be the fastest.
            status = run_once(command.split())[3]
            # 2 of sourcemeta's program is a file that does not fit the schema.
            if status not in ((0, 2) if "validate" in command.split() else (0, 1)):
                fail(f"{name} ended with status {status}: {command[:200]}")
            arguments += ["--command-name", name, command]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return {row["command"]: row["median"] for row in json.load(open(out.name))["results"]}


def peers(schema):
    """The commands of the peers without the files, from their packages."""
    venv = WORK / "venv"
    if not (venv / "bin/python").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    subprocess.run([venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "-r",
                    HERE / "requirements.txt"], check=True)
    program = lambda name: str(venv / "bin" / name)
    return {
        "ryl": f"{program('ryl')} check --no-cache --enable ALL",
        "sourcemeta jsonschema": f"{program('jsonschema')} validate {schema}",
        "check-jsonschema": f"{program('check-jsonschema')} --schemafile {schema}",
        "yamllint": program("yamllint"),
    }


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join(["---"] + ["--:"] * (len(head) - 1)) + "|"]
    return lines + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def milliseconds(seconds):
    return f"{seconds * 1000:,.0f}" if seconds >= 0.1 else f"{seconds * 1000:.1f}"


def first_line(*command):
    result = subprocess.run(command, capture_output=True, encoding="utf-8")
    return result.stdout.strip().partition("\n")[0]


def heading(chosen):
    model = next((line.partition(":")[2].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
                 "unknown processor")
    return [
        "# Benchmark of linting", "",
        f"- Date: {datetime.date.today()}",
        f"- Command: `make bench` ({chosen.rounds} rounds)",
        f"- badgelint: commit {first_line('git', 'rev-parse', '--short', 'HEAD')}, release build",
        f"- {platform.system()} {platform.machine()}, {model}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f} at the start", "",
        "Made-up definitions of 1 to 20 kB, four in five in YAML and one in five in JSON; a third of them has",
        "something to be found. Figures are medians. `badgelint` reads, judges by all packs that apply where no",
        "policy chooses any, and writes JSON. Processor time is of all threads.", "",
    ]


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("program")
    options.add_argument("--large", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--without", nargs="*", default=[], help="peers to leave out, as those that take minutes")
    options.add_argument("--output")
    chosen = options.parse_args()
    if chosen.rounds < 5:
        fail("at least 5 rounds make a median worth naming")
    program = str(pathlib.Path(chosen.program).resolve())
    WORK.mkdir(parents=True, exist_ok=True)
    events = WORK / "parse-events"
    subprocess.run(["cc", "-O2", "-o", events, HERE / "parse-events.c", "-lyaml"], check=True)
    schema = WORK / "definition.schema.json"
    schema.write_bytes(subprocess.run([program, "schema", "definition"], check=True, capture_output=True).stdout)
    lint = lambda *paths, jobs=1: ([program, "lint", "--jobs", str(jobs), "--output", "json", *map(str, paths)], None)
    page = heading(chosen)

    # Processor time against the parser's.
    page += ["## Processor time against the parser of the same files", "",
             "The program in C opens and reads each file and runs libyaml's event parser over it, and nothing else.", ""]
    small, large = corpus(1000), corpus(chosen.large)
    rows = []

    def compare(label, folder, kind, rounds):
        listing = WORK / "listing"
        listing.write_text("\n".join(files(folder, kind)) + "\n")
        number = len(listing.read_text().split("\n")) - 1
        result = in_turns({"events": ([str(events)], str(listing)), "lint": lint(folder)}, rounds)
        base, own = result["events"][0], result["lint"][0]
        rows.append([f"{number:,} {label}", milliseconds(base), milliseconds(own), f"{own / base:.1f}",
                     f"{own / number * 1e6:.0f}"])
        return result["lint"]

    compare("YAML", small / "yaml", "yaml", chosen.rounds)
    compare("JSON", small / "json", "json", chosen.rounds)
    compare("both", small, "*", chosen.rounds)
    many = compare("both, one run", large, "*", 1)
    page += table(["files", "libyaml ms", "badgelint ms", "ratio", "badgelint µs a file"], rows)

    # Memory and workers.
    page += ["## Workers and memory", ""]
    turns = in_turns({str(jobs): lint(small, jobs=jobs) for jobs in (1, 2)}, chosen.rounds)
    both = run_once(*lint(large, jobs=2))
    page += table(["", "1 worker", "2 workers", "1 ÷ 2"], [
        ["1,000 files, s by the clock"] + [f"{turns[jobs][1]:.2f}" for jobs in ("1", "2")]
        + [f"{turns['1'][1] / turns['2'][1]:.2f}"],
        [f"{chosen.large:,} files, s by the clock, one run", f"{many[1]:.1f}", f"{both[1]:.1f}",
         f"{many[1] / both[1]:.2f}"],
        ["1,000 files, peak MiB"] + [f"{turns[jobs][2] / 2**20:.0f}" for jobs in ("1", "2")] + [""],
        [f"{chosen.large:,} files, peak MiB", f"{many[2] / 2**20:.0f}", f"{both[2] / 2**20:.0f}", ""]])
    judged = {count: run_once([program, "catalogue", "--output", "json", str(corpus(count))])[2]
              for count in (1000, chosen.large)}
    grown = (judged[chosen.large] - judged[1000]) / (chosen.large - 1000)
    page += [f"`badgelint catalogue` over the same files peaks at {judged[chosen.large] / 2**20:.0f} MiB: "
             f"{grown:.0f} bytes more for each definition above 1,000.", ""]

    # Peers.
    others = {name: command for name, command in peers(schema).items() if name not in chosen.without}
    page += ["## By the clock, beside its peers", "",
             "Whole processes on the same YAML files; each does what it is made for, which is not the same work.", ""]
    if chosen.without:
        page += [f"Left out in this run: {', '.join(chosen.without)}.", ""]
    yaml = small / "yaml"
    given = " ".join(files(small, "yaml"))
    takes = {"ryl": str(yaml), "yamllint": str(yaml)}
    commands = {"badgelint": f"{program} lint --output json {yaml}"}
    commands |= {name: f"{command} {takes.get(name, given)}" for name, command in others.items()}
    clock = by_clock(commands, chosen.rounds)
    one_file = files(corpus(1), "yaml")[0]
    commands = {"badgelint": f"{program} lint --output json {one_file}"}
    commands |= {name: f"{command} {one_file}" for name, command in others.items()}
    cold = by_clock(commands, chosen.rounds * 4)
    page += table(["", "800 YAML files ms", "÷ badgelint", "one file ms", "÷ badgelint"], [
        [name, milliseconds(clock[name]), f"{clock[name] / clock['badgelint']:.2f}", milliseconds(cold[name]),
         f"{cold[name] / cold['badgelint']:.2f}"] for name in commands])

    text = "\n".join(page).rstrip() + "\n"
    sys.stdout.write(text)
    if chosen.output:
        pathlib.Path(chosen.output).write_text(text, encoding="utf-8")


main()

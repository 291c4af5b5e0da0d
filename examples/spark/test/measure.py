#!/usr/bin/env python3
"""Measures one process of badgelint and the job over files of definitions, and prints a table.

    measure.py --badgelint PROGRAM [--runs 3] FILE...

Seconds are medians: by the clock, and of processor time of all processes that take part.
"""

import argparse
import ctypes
import os
import pathlib
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time

JOB = pathlib.Path(__file__).parent.parent / "badgelint_catalogue.py"
SUBREAPER = 36


def adopt_orphans():
    """Lets this process wait for all that it starts, as Spark leaves its own processes behind."""
    if ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0) != 0:
        raise SystemExit("measure: the system does not give orphans to this process")


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measured(command, folder, environment):
    """Seconds by the clock and of processor time, and the report."""
    before, begin = spent(), time.monotonic()
    report = folder / "report.json"
    run = subprocess.run(
        [*command, "--quiet", "--output", f"json={report}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    clock = time.monotonic() - begin
    if run.returncode not in (0, 1):
        raise SystemExit(f"measure: {command[0]} failed\n{run.stderr}")
    while True:
        # What Spark left behind ends by itself.
        try:
            os.wait()
        except ChildProcessError:
            break
    return clock, spent() - before, report.read_bytes()


def main():
    parser = argparse.ArgumentParser(description="Measures one process and the job with Spark.")
    parser.add_argument("files", nargs="+", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--badgelint", required=True, metavar="PROGRAM")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--master", default="local[2]")
    arguments = parser.parse_args()
    adopt_orphans()
    environment = os.environ | {
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_SUBMIT_ARGS": f"--master {arguments.master} --driver-memory 4g pyspark-shell",
    }
    program = [str(pathlib.Path(arguments.badgelint).resolve()), "catalogue", "--no-policy"]

    def one_process(jobs):
        return lambda file, _: [*program, "--jobs", str(jobs), "--json-lines", file]

    def job(file, run):
        options = ["--work", f"work-{run}", "--command", shlex.join(program)]
        return [sys.executable, JOB, *options, file, "--"]

    ways = {
        "one process, 1 worker": one_process(1),
        "one process, 2 workers": one_process(2),
        f"Spark, {arguments.master}": job,
    }
    print("| definitions | how | seconds | processor seconds |\n|--:|---|--:|--:|")
    for file in map(pathlib.Path.resolve, arguments.files):
        with file.open("rb") as lines:
            count = sum(1 for line in lines if line.strip())
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            reports = set()
            for way, command in ways.items():
                runs = [
                    measured(command(file, run), folder, environment)
                    for run in range(arguments.runs)
                ]
                reports |= {report for _, _, report in runs}
                clock, processor = (statistics.median(run[part] for run in runs) for part in (0, 1))
                print(f"| {count:,} | {way} | {clock:.1f} | {processor:.1f} |", flush=True)
            if len(reports) > 1:
                raise SystemExit("measure: the reports differ")


if __name__ == "__main__":
    main()

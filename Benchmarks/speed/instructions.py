"""Counts the instructions of a start and of judging one definition, and compares them with those kept.

    instructions.py BADGELINT [--renew]

Counts do not depend on what else the machine does. They do on the compiler, the processor
and whether libraries are shared, so that those of another kind are not compared; the program says so. More than 5 %
above what is kept in instructions.json is a failure.
"""

import argparse
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
KEPT = HERE / "instructions.json"
MOST = 1.05
# More than a run that loads only the rules that can apply.
FEW, MANY = 80, 160


def fail(message):
    sys.exit(f"instructions.py: {message}")


def count(program, path, work):
    """The instructions of one run."""
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={work}/out", program, "lint", "--jobs", "1",
               "--as-of", "2026-11-01", "--output", "json", str(path)]
    # Hashes that differ from run to run would make counts differ too.
    environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
    result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
                            env=environment)
    found = re.search(r"Collected : (\d+)", result.stderr)
    if not found or result.returncode not in (0, 1):
        fail(f"valgrind ended with status {result.returncode}:\n{result.stderr[-2000:]}")
    return int(found[1])


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("program")
    options.add_argument("--renew", action="store_true", help="keep these counts")
    chosen = options.parse_args()
    for tool in ("valgrind", "objcopy", "readelf"):
        if not shutil.which(tool):
            fail(f"{tool} is not installed")
    with tempfile.TemporaryDirectory() as work:
        # Valgrind cannot read the notes for debuggers that Swift writes.
        program = f"{work}/badgelint"
        subprocess.run(["objcopy", "--strip-debug", chosen.program, program], check=True)
        dynamic = subprocess.run(["readelf", "--dynamic", program], capture_output=True, check=True, encoding="utf-8")
        linked = "shared" if "(NEEDED)" in dynamic.stdout else "static"
        for number in (1, FEW, MANY):
            subprocess.run([sys.executable, HERE / "generate.py", f"{work}/{number}", str(number)], check=True)
        start = count(program, next(pathlib.Path(work, "1").rglob("*.yaml")), work)
        few, many = count(program, f"{work}/{FEW}", work), count(program, f"{work}/{MANY}", work)
    found = {"start": start, "definition": (many - few) // (MANY - FEW)}
    swift = subprocess.run([os.environ.get("SWIFT", "swift"), "--version"], capture_output=True, encoding="utf-8").stdout
    made = {"compiler": (re.search(r"Swift version \S+", swift) or ["unknown"])[0], "machine": platform.machine(),
            "linked": linked}
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for name, number in found.items():
        before = kept.get(name)
        print(f"{name}: {number:,} instructions" + (f", {number / before - 1:+.1%} of {before:,}" if before else ""))
    if chosen.renew:
        KEPT.write_text(json.dumps({**made, **found}, indent=2) + "\n")
    elif {key: kept.get(key) for key in made} != made:
        print(f"not compared: kept with {', '.join(str(kept.get(key)) for key in made)}; "
              f"found {', '.join(made.values())}")
    else:
        slower = [name for name, number in found.items() if number > kept[name] * MOST]
        if slower:
            fail(f"more than 5 % above what is kept: {', '.join(slower)}; "
                 "where that is meant, run 'make bench-instructions RENEW=--renew'")


main()

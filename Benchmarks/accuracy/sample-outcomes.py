#!/usr/bin/env python3
"""Draws outcomes at random, flagged ones and others, for a person to judge.

An outcome is flagged if it opens with a topic, or with a word for what cannot be observed while no
other verb says more. Outcomes are taken from definitions, or from the first column of a CSV file.
What is drawn is printed and belongs in no repository.
"""
import argparse
import csv
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", help="files and folders with definitions, or a CSV file")
    parser.add_argument("--badgelint", default=".build/debug/badgelint")
    parser.add_argument("--rules-dir", default="rules")
    parser.add_argument("--format-file", help="format of the definitions")
    parser.add_argument("--language", choices=["de", "en"], default="de")
    parser.add_argument("--half", choices=["even", "odd", "both"], default="both",
                        help="definitions whose title has an even or odd hash")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", nargs="*", default=[], help="output of earlier runs to leave out")
    return parser.parse_args()


def readings(options, folder):
    """The outcomes with how they open and what is vague in them, and the title of each definition."""
    pack = pathlib.Path(__file__).with_name("reading.yaml").read_text()
    (folder / "reading.yaml").write_text(pack.replace("default: de", f"default: {options.language}"))
    paths = list(options.paths)
    if len(paths) == 1 and paths[0].endswith(".csv"):
        with open(paths[0], newline="") as file:
            rows = [row[0] for row in csv.reader(file)][1:]
        definitions = folder / "definitions"
        definitions.mkdir()
        for start in range(0, len(rows), 500):
            outcomes = [{"text": text} for text in rows[start:start + 500]]
            name = definitions / f"{start}.yaml"
            name.write_text(json.dumps({"badgelint": 1, "title": "x", "outcomes": outcomes}))
        paths = [str(definitions)]
    command = [options.badgelint, "--rules-dir", options.rules_dir, "--no-policy",
               "--pack", str(folder / "reading.yaml"), "--output", "json"]
    if options.format_file:
        command += ["--format-file", options.format_file]
    done = subprocess.run(command + paths, capture_output=True, text=True, timeout=600)
    # 1 stands for findings, which there are; 2 for files that are no definitions.
    if done.returncode not in (0, 1, 2) or not done.stdout:
        sys.exit(f"badgelint ended with status {done.returncode}: {done.stderr}")
    for finding in json.loads(done.stdout)["findings"]:
        if finding["rule"] == "reading/outcome":
            yield finding["message"].split("|", 4), finding["definition"]


def is_odd(title):
    return int(hashlib.sha256(title.encode()).hexdigest(), 16) % 2 == 1


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as name:
        found = list(readings(options, pathlib.Path(name)))
    seen = {reading[4] for reading, title in found if is_odd(title) != (options.half == "odd")}
    earlier = "".join(pathlib.Path(path).read_text() for path in options.without)
    flagged, others = {}, {}
    for (opening, vague, disputed, verbs, text), title in found:
        # A sentence that the other half holds too has been looked at.
        if options.half != "both" and text in seen or text in earlier:
            continue
        is_flagged = opening == "topic" or opening == "vague" and vague != ""
        (flagged if is_flagged else others)[text] = f"{opening} {vague or disputed} {verbs}".strip()
    generator = random.Random(options.seed)
    print(f"{len(flagged)} flagged, {len(others)} others")
    for kind, texts in (("flagged", flagged), ("other", others)):
        chosen = generator.sample(sorted(texts), min(options.count, len(texts)))
        for number, text in enumerate(chosen, 1):
            print(f"{kind} {number} [{texts[text]}] {text}")


main()

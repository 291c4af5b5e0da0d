"""Compares badgelint's CEL with two others over the same expressions and data.

Run it by `make bench-cel`, which builds and installs what it needs.
"""

import argparse
import statistics
import sys

import engines
import report

EXPRESSIONS = "Benchmarks/cel/expressions.yaml"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="the built cel-benchmark")
    parser.add_argument(
        "--definition",
        default="fixtures/definitions/good/data-visualisation.yaml",
        help="the definition that expressions read",
    )
    parser.add_argument("--rounds", type=int, default=7, help="rounds of which the median counts")
    parser.add_argument(
        "--milliseconds", type=int, default=20, help="least processor time of one measurement"
    )
    parser.add_argument("--output", help="also write the results to this file")
    return parser.parse_args()


def require_equal(entries, rounds):
    """Stops the run where an implementation gives another value or another type."""
    differences = []
    for position, entry in enumerate(entries):
        values = {name: of_engine[0].values[position] for name, of_engine in rounds.items()}
        expected = values["badgelint"]
        for name, value in values.items():
            if type(value) is not type(expected) or value != expected:
                differences.append(
                    f"{entry['text']}\n  {name}: {value!r}; badgelint: {expected!r}"
                )
    if differences:
        raise SystemExit("the values differ:\n" + "\n".join(differences))


def main():
    arguments = parse_arguments()
    if arguments.rounds < 5:
        raise SystemExit(f"--rounds is {arguments.rounds}; expected at least 5")
    rounds = {name: [] for name in report.ENGINES}
    # The implementations take turns, so that a change in the machine's load meets all of them.
    for number in range(arguments.rounds):
        entries, of_badgelint = engines.run_badgelint(
            arguments.program, EXPRESSIONS, arguments.definition, arguments.milliseconds
        )
        rounds["badgelint"].append(of_badgelint)
        for name, prepare in (("Rust", engines.prepare_rust), ("C++", engines.prepare_cpp)):
            rounds[name].append(engines.run_python(prepare, entries, arguments.milliseconds))
        if number == 0:
            require_equal(entries, rounds)
        print(f"round {number + 1} of {arguments.rounds}", file=sys.stderr)
    medians = {
        name: report.Medians(
            constant=statistics.median(one.constant for one in of_engine),
            nanoseconds=[
                statistics.median(times) for times in zip(*(one.nanoseconds for one in of_engine))
            ],
        )
        for name, of_engine in rounds.items()
    }
    text = report.render(entries, medians, rounds, arguments)
    print(text)
    if arguments.output:
        with open(arguments.output, "w", encoding="utf-8") as file:
            file.write(text)


if __name__ == "__main__":
    main()

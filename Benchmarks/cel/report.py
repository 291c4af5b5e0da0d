"""Turns the figures of a comparison into a page."""

import datetime
import importlib.metadata
import os
import platform
import statistics
import subprocess
from dataclasses import dataclass

ENGINES = ("badgelint", "Rust", "C++")
OTHERS = ENGINES[1:]
PACKAGES = {"Rust": "common-expression-language", "C++": "cel-expr-python"}


@dataclass
class Medians:
    """Nanoseconds of one evaluation, the median of all rounds."""

    constant: float
    nanoseconds: list


def first_line(*command):
    """The first line of what a command prints; empty where it cannot be run."""
    try:
        result = subprocess.run(command, capture_output=True, encoding="utf-8")
    except OSError:
        return ""
    return result.stdout.strip().partition("\n")[0]


def processor():
    """The model of the processor, as far as the system tells."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            for line in file:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def net(medians, name, position):
    """Nanoseconds without those that the constant `true` takes; never below 0."""
    return max(0.0, medians[name].nanoseconds[position] - medians[name].constant)


def ratio(part, whole):
    """A ratio as text; above 1 badgelint is faster."""
    return f"{part / whole:.2f}" if part > 0 else "0"


def row(label, own, gross, nets):
    cells = [label, f"{own:.0f}"] + [f"{value:.0f}" for value in gross]
    cells += [ratio(value, own) for value in gross] + [f"{value:.0f}" for value in nets]
    cells += [ratio(value, own) for value in nets]
    return "| " + " | ".join(cells) + " |"


def table(entries, medians):
    """The figures of all expressions, then the geometric means of the ratios."""
    heads = ["expression", "badgelint", "Rust", "C++", "Rust ÷", "C++ ÷"]
    heads += ["Rust net", "C++ net", "Rust net ÷", "C++ net ÷"]
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "--:|" * (len(heads) - 1)]
    own = medians["badgelint"].nanoseconds
    for position, entry in enumerate(entries):
        gross = [medians[name].nanoseconds[position] for name in OTHERS]
        nets = [net(medians, name, position) for name in OTHERS]
        label = f"{position + 1}. {entry['shows']}"
        lines.append(row(label, own[position], gross, nets))
    constants = [medians[name].constant for name in ENGINES]
    cells = ["the constant `true`"] + [f"{value:.0f}" for value in constants] + [""] * 6
    lines.append("| " + " | ".join(cells) + " |")
    means = []
    for values in (
        lambda name, position: medians[name].nanoseconds[position],
        lambda name, position: max(1.0, net(medians, name, position)),
    ):
        means.append(
            [
                statistics.geometric_mean(
                    values(name, position) / own[position] for position in range(len(entries))
                )
                for name in OTHERS
            ]
        )
    cells = ["geometric mean", "", "", ""] + [f"{mean:.2f}" for mean in means[0]]
    cells += ["", ""] + [f"{mean:.2f}" for mean in means[1]]
    lines.append("| " + " | ".join(cells) + " |")
    return lines


def close_calls(entries, rounds):
    """Where some rounds find badgelint slower, net, though the medians may not."""
    lines = []
    for name in OTHERS:
        for position in range(len(entries)):
            ratios = [
                max(0.0, other.nanoseconds[position] - other.constant) / own.nanoseconds[position]
                for own, other in zip(rounds["badgelint"], rounds[name])
            ]
            if min(ratios) < 1:
                lines.append(
                    f"- Close: expression {position + 1} against {name}, net, from "
                    f"{min(ratios):.2f} to {max(ratios):.2f} over the rounds."
                )
    return lines


def slower(entries, medians):
    """Where badgelint is slower than another without the call from Python."""
    lines = []
    for name in OTHERS:
        places = [
            str(position + 1)
            for position in range(len(entries))
            if net(medians, name, position) < medians["badgelint"].nanoseconds[position]
        ]
        where = f"slower in {len(places)} ({', '.join(places)})" if places else "slower in none"
        lines.append(f"- Against {name}, net: badgelint is {where} of {len(entries)}.")
    return lines


def spread(rounds):
    """The median over all expressions of how far the rounds lie apart, in percent, by engine."""
    result = []
    for name in ENGINES:
        widths = []
        for times in zip(*(one.nanoseconds for one in rounds[name])):
            low, _, high = statistics.quantiles(times, n=4)
            widths.append((high - low) / statistics.median(times))
        result.append(f"{name} {100 * statistics.median(widths):.0f} %")
    return ", ".join(result)


def versions(arguments):
    compiler = first_line(os.environ.get("SWIFT", "swift"), "--version")
    commit = first_line("git", "rev-parse", "--short", "HEAD")
    changed = first_line("git", "status", "--porcelain", "--", "Sources", "rules", "Benchmarks/cel")
    lines = [
        f"- Date: {datetime.date.today().isoformat()}",
        f"- Command: `make bench-cel` ({arguments.rounds} rounds of at least "
        f"{arguments.milliseconds} ms for each expression)",
        f"- badgelint: commit {commit}{' with changes' if changed else ''}, {compiler}, "
        "release build",
    ]
    for name, package in PACKAGES.items():
        lines.append(f"- {name}: {package} {importlib.metadata.version(package)} from PyPI")
    lines.append(
        f"- {platform.python_implementation()} {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {processor()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f} at the end"
    )
    return lines


EXPLANATION = """\
Nanoseconds of processor time for one evaluation; each figure is the median of the rounds, in which
the implementations take turns. Expressions are compiled once. Every implementation gave the same
value of the same type for every expression; else the run would have failed.

- **badgelint** is measured as the linter evaluates: a compiled program, called from Swift, over the
  record of `{definition}`. Its figures are never lessened.
- **Rust** and **C++** are measured as Python packages over the same data as a `dict`, each by its
  fastest call: `Program.execute` with a `Context`, and `Expression.eval` with an `Activation`, both
  made before the measurement. Their figures hold the call from Python, the loop around it, and the
  object that is made for the result.
- **net** takes off what the constant `true` costs in the same way. That is more than the call from
  Python, as each implementation also sets up an evaluation for it; this favours the others.
  What it does not take off is the conversion of data that depends on the expression: of a string
  that is the result, and of what the bindings read from Python objects during an evaluation.
- Columns with **÷** are ratios to badgelint; above 1 badgelint is faster.
- cel-expr-python takes no times among values of several types. Where an expression compares a
  time of an object, it is given the object with its times only; elsewhere it is given numbers for
  times, which no expression reads.
- The time that `matches` takes in the others grows with the pattern, even over four letters of text,
  as if it were compiled at each evaluation; badgelint compiles it once.
- The types differ: badgelint knows the fields of a definition and their types when it compiles, as
  rules are checked; the others find the keys of maps while they run. These figures compare how the
  packages evaluate this data, not the languages they are written in.
"""


def render(entries, medians, rounds, arguments):
    """The whole page as Markdown."""
    lines = ["# Benchmark of the expression language", ""]
    lines += versions(arguments)
    lines += ["", EXPLANATION.format(definition=arguments.definition)]
    lines += table(entries, medians)
    lines += ["", *slower(entries, medians), *close_calls(entries, rounds)]
    lines.append(f"- Middle half of the rounds, of the median: {spread(rounds)}.")
    lines += ["", "## Expressions", ""]
    for position, entry in enumerate(entries):
        source = {"text": "from"}.get(entry["origin"], f"`{entry['origin']}` of")
        lines.append(f"{position + 1}. {source} `{entry['rule']}`:")
        lines.append(f"   `{' '.join(entry['text'].split())}`")
    return "\n".join(lines) + "\n"

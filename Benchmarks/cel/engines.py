"""The implementations that are compared, each behind one function that measures a round."""

import datetime
import gc
import itertools
import json
import re
import subprocess
import time

import cel as rust
from cel_expr_python import cel as cpp

CONSTANT = "true"


class Round:
    """What one implementation gave in one round: values and nanoseconds by expression."""

    def __init__(self, constant, nanoseconds, values):
        self.constant = constant
        self.nanoseconds = nanoseconds
        self.values = values


def read_time(entry):
    """Turns `{"$seconds": n}` into a time; other objects stay as they are."""
    if "$seconds" in entry:
        return datetime.datetime.fromtimestamp(entry["$seconds"], datetime.timezone.utc)
    return entry


def run_badgelint(program, expressions, definition, milliseconds):
    """Runs cel-benchmark; returns its expressions, with variables and texts, and its round."""
    command = [program, expressions, definition, str(milliseconds)]
    result = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if result.returncode != 0:
        raise SystemExit(result.returncode)
    output = json.loads(result.stdout, object_hook=read_time)
    entries = output["expressions"]
    return entries, Round(
        output["constant"],
        [entry["nanoseconds"] for entry in entries],
        [entry["value"] for entry in entries],
    )


def names_in(text):
    """All names that stand in an expression."""
    return set(re.findall(r"[A-Za-z_]\w*", text))


def used_variables(entry):
    """The variables whose names stand in the expression."""
    names = names_in(entry["text"])
    return {name: value for name, value in entry["variables"].items() if name in names}


def time_calls(function, argument, milliseconds):
    """Nanoseconds of one call in processor time of this thread, loop included."""
    least = milliseconds * 1_000_000
    count = 64
    while True:
        start = time.thread_time_ns()
        for _ in itertools.repeat(None, count):
            function(argument)
        elapsed = time.thread_time_ns() - start
        if elapsed >= least:
            return elapsed / count
        count *= 8 if elapsed * 8 < least else 2


def prepare_rust(text, variables):
    """A call that evaluates, its argument, and a function from its result to a plain value."""
    return rust.compile(text).execute, rust.Context(variables), lambda result: result


CPP_TYPES = {
    bool: cpp.Type.BOOL,
    int: cpp.Type.INT,
    float: cpp.Type.DOUBLE,
    str: cpp.Type.STRING,
    datetime.datetime: cpp.Type.TIMESTAMP,
    list: cpp.Type.List(cpp.Type.DYN),
    dict: cpp.Type.Map(cpp.Type.STRING, cpp.Type.DYN),
}


def without_times(value):
    """The value with times as seconds since 1970."""
    if isinstance(value, dict):
        return {key: without_times(part) for key, part in value.items()}
    if isinstance(value, list):
        return [without_times(part) for part in value]
    return value.timestamp() if isinstance(value, datetime.datetime) else value


def typed_for_cpp(value, names):
    """A variable and its type as cel-expr-python takes them.

    It takes times only where they are declared, so not among values of several types. An object
    whose times are used is cut down to them; elsewhere times become numbers, which are only asked
    for with `has`.
    """
    if isinstance(value, dict):
        times = {
            key: part
            for key, part in value.items()
            if key in names and isinstance(part, datetime.datetime)
        }
        if times:
            return times, cpp.Type.Map(cpp.Type.STRING, cpp.Type.TIMESTAMP)
        value = without_times(value)
    return value, CPP_TYPES[type(value)]


def prepare_cpp(text, variables):
    """A call that evaluates, its argument, and a function from its result to a plain value."""
    names = names_in(text)
    typed = {name: typed_for_cpp(value, names) for name, value in variables.items()}
    environment = cpp.NewEnv(variables={name: type_ for name, (_, type_) in typed.items()})
    activation = environment.Activation({name: value for name, (value, _) in typed.items()})
    return environment.compile(text).eval, activation, lambda result: result.plain_value()


def run_python(prepare, entries, milliseconds):
    """Measures a round of an implementation that is called from Python."""
    gc.collect()
    gc.disable()
    try:
        function, argument, _ = prepare(CONSTANT, {})
        constant = time_calls(function, argument, milliseconds)
        nanoseconds, values = [], []
        for entry in entries:
            function, argument, plain = prepare(entry["text"], used_variables(entry))
            values.append(plain(function(argument)))
            nanoseconds.append(time_calls(function, argument, milliseconds))
    finally:
        gc.enable()
    return Round(constant, nanoseconds, values)

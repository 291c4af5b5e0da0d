#!/bin/sh
# Builds cel-benchmark, installs the other implementations, and compares all three in one run.
# Options are those of compare.py.
set -eu
cd "$(dirname "$0")/../.."

export BADGELINT_BENCHMARKS=1
swift=${SWIFT:-swift}
flags=${RELEASE:--c release}
$swift build $flags --product cel-benchmark
program=$($swift build $flags --show-bin-path)/cel-benchmark

venv=.build-bench/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Benchmarks/cel/requirements.txt

exec "$venv/bin/python" Benchmarks/cel/compare.py --program "$program" "$@"

#!/usr/bin/env bash
# Runs tests, and the program with several workers, under sanitizers: a filter of tests, then
# `thread` and `address`. Each is built in a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

SWIFT="${SWIFT:-swift}"
FILTER="$1"
shift
# A finding ends the process. Swift keeps signs in unused bits of pointers, so that LeakSanitizer
# takes what lives for lost.
export TSAN_OPTIONS="${TSAN_OPTIONS:-halt_on_error=1}" ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}"
export SWIFT_BACKTRACE=enable=no

for sanitizer in "$@"; do
  options=(--sanitize="$sanitizer" --scratch-path ".build-$sanitizer")
  "$SWIFT" build --build-tests "${options[@]}"
  # A filter that matches nothing is no failure of `swift test`.
  listed="$("$SWIFT" test list --skip-build "${options[@]}")"
  IFS='|' read -ra names <<<"$FILTER"
  for name in "${names[@]}"; do
    grep -Eq -- "$name" <<<"$listed" || { echo "test-sanitizers: there is no test $name" >&2; exit 1; }
  done
  "$SWIFT" test --skip-build "${options[@]}" --filter "$FILTER"
  program="$("$SWIFT" build "${options[@]}" --show-bin-path)/badgelint"
  out=".build-$sanitizer/reports"
  mkdir -p "$out"
  # Findings are meant to be there (1), and files of rules are no definitions; nothing else is.
  run() {
    local status=0
    "$program" "$@" >"$out/out.txt" 2>"$out/err.txt" || status=$?
    if [ "$status" -gt 1 ] || grep -q Sanitizer "$out/err.txt"; then
      echo "$sanitizer: badgelint $* ended with $status" >&2
      head -60 "$out/err.txt" >&2
      exit 1
    fi
  }
  run --jobs 4 --as-of 2026-11-01 fixtures
  run --jobs 4 --as-of 2026-11-01 --output sarif fixtures
  run fix --diff --as-of 2026-11-01 fixtures/fix fixtures/definitions
  run catalogue --jobs 4 --as-of 2026-11-01 fixtures/catalogue
  run report --jobs 4 --as-of 2026-11-01 -o "$out/report.html" fixtures/definitions
  run diff --jobs 4 fixtures/changes/before.yaml fixtures/changes/after.yaml
  run rules test
  echo "$sanitizer: nothing found"
done

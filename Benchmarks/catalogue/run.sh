#!/bin/sh
# Builds catalogue-benchmark, measures catalogues of several sizes, each in a process of its own, and
# writes the tables to a file: run.sh FILE
set -eu
cd "$(dirname "$0")/../.."
output=$1

export BADGELINT_BENCHMARKS=1
swift=${SWIFT:-swift}
flags=${RELEASE:--c release}
$swift build $flags --product catalogue-benchmark
program=$($swift build $flags --show-bin-path)/catalogue-benchmark

processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
processors=$(getconf _NPROCESSORS_ONLN)
draft=$(mktemp)
trap 'rm -f "$draft"' EXIT

{
  echo "# Benchmark of the search for near-duplicates"
  echo
  echo "- Date: $(date -u +%Y-%m-%d)"
  echo "- Command: \`make bench-catalogue\`"
  echo "- badgelint: commit $(git rev-parse --short HEAD), $($swift --version 2>/dev/null | sed -n 's/.*\(Swift version.*\)/\1/p' | head -n 1), release build"
  echo "- $(uname -sm), ${processor:-unknown processor}, $processors processors, load $(uptime | sed 's/.*average[s]*: *\([0-9.]*\).*/\1/') at the start"
  cat Benchmarks/catalogue/what-is-measured.md
  echo
  echo "## Time and memory"
  echo
  echo "| definitions | workers | shingles each | shingling s | keys s | storing s | search s | search by the clock s | peak MiB | spilled | pairs | cut buckets | planted found | copies found |"
  echo "|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|"
  for count in 10000 100000 1000000; do
    for workers in 1 2; do "$program" measure "$count" "$workers"; done
  done
  echo
  echo "## Recall against all pairs"
  echo
  echo "| likeness from | pairs | found | recall | expected |"
  echo "|--:|--:|--:|--:|--:|"
  "$program" recall 5000
} > "$draft"

# A run that fails leaves the old figures as they are.
cat "$draft" > "$output"
cat "$output"

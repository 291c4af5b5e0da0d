#!/usr/bin/env bash
# Fuzzes the targets that are named, or all: what they promise stands in Fuzzing/Promises.
#
# FUZZ_SECONDS        seconds for each target (60)
# FUZZ_SEEDS          how many seeds of the repository, which are tried first (all)
# FUZZ_CONFIGURATION  release, or debug, which builds faster and runs slower
# FUZZ_FOLDER         where it is built, and what it found is kept (.build-fuzz)
# FUZZ_FLAGS          more options of libFuzzer
set -euo pipefail
cd "$(dirname "$0")/.."

SWIFT="${SWIFT:-swift}"
CONFIGURATION="${FUZZ_CONFIGURATION:-release}"
SECONDS_EACH="${FUZZ_SECONDS:-60}"
OUT="${FUZZ_FOLDER:-.build-fuzz}"
TARGETS=("$@")
[ "${#TARGETS[@]}" -gt 0 ] || TARGETS=(tree expression rules lint)

if [ "$(uname -s)" != Linux ]; then
  echo "fuzz: the Swift toolchain brings libFuzzer on Linux only" >&2
  exit 2
fi

# The longest inputs, in bytes, and the words that inputs are made of.
most_bytes() { case "$1" in tree) echo 2048 ;; expression) echo 400 ;; rules) echo 6000 ;; *) echo 4096 ;; esac; }
words() { case "$1" in expression) echo cel ;; *) echo yaml ;; esac; }

BUILD=("$SWIFT" build -c "$CONFIGURATION" --product Fuzzing --scratch-path "$OUT" --sanitize=address
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table)
BADGELINT_FUZZING=1 "${BUILD[@]}"
BIN="$(BADGELINT_FUZZING=1 "${BUILD[@]}" --show-bin-path)"
CLANG="$(dirname "$(readlink -f "$(command -v "$SWIFT")")")/clang"
[ -x "$CLANG" ] || CLANG=clang
for target in "${TARGETS[@]}"; do
  # The linker warns of every function of AddressSanitizer.
  "$CLANG" -fsanitize=fuzzer,address -DFUZZ_TARGET="fuzz_$target" Fuzzing/Entry/Entry.c \
    -L"$BIN" -lFuzzing "-Wl,-rpath,\$ORIGIN" -o "$BIN/fuzz-$target" 2>"$BIN/link.log" ||
    { cat "$BIN/link.log" >&2; exit 2; }
done

# Swift keeps signs in unused bits of pointers, so that LeakSanitizer takes what lives for lost.
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}" SWIFT_BACKTRACE=enable=no
status=0
for target in "${TARGETS[@]}"; do
  seeds="$OUT/seeds/$target" corpus="$OUT/corpus/$target" found="$OUT/found/$target"
  rm -rf "$seeds"
  mkdir -p "$corpus" "$found"
  # shellcheck disable=SC2086
  python3 Fuzzing/seeds.py "$target" "$seeds" ${FUZZ_SEEDS:-}
  echo "fuzz: $target for $SECONDS_EACH s from $(find "$seeds" -type f | wc -l) seeds"
  # shellcheck disable=SC2086
  if ! "$BIN/fuzz-$target" -max_total_time="$SECONDS_EACH" -max_len="$(most_bytes "$target")" \
    -dict="Fuzzing/dictionaries/$(words "$target").dict" -rss_limit_mb=2048 -timeout=10 \
    -artifact_prefix="$found/" -print_final_stats=1 ${FUZZ_FLAGS:-} "$corpus" "$seeds" \
    >"$found.log" 2>&1; then
    status=1
    grep -aE -A20 'Fatal error|ERROR: ' "$found.log" | head -60 >&2
    echo "fuzz: $target found something: $BIN/fuzz-$target with a file of $found does it again" >&2
  elif [ "$(grep -aoE '^#[0-9]+[[:space:]]+(INITED|DONE)' "$found.log" | grep -oE '[0-9]+' | sort -u | wc -l)" -lt 2 ]; then
    # All seeds are tried before anything is made up.
    status=1
    echo "fuzz: $target made nothing up in $SECONDS_EACH s; give it more, or fewer seeds" >&2
  fi
  grep -aE '^Done|number_of_executed_units|DONE' "$found.log" | sed "s/^/fuzz: $target: /" || true
done
exit $status

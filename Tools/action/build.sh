#!/usr/bin/env bash
# Gets the program for action.yml.
#   build.sh name    says where it is to be, and by which key it may be kept
#   build.sh build   builds it into BADGELINT_FOLDER, unless it is there
set -euo pipefail
source="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"

fail() {
  printf '::error title=badgelint::%s\n' "$1"
  exit 2
}

digest() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

case "${1:-}" in
  name)
    if [ -n "${INPUT_PROGRAM:-}" ]; then
      # A program of the user needs no key and is not built.
      printf 'program=%s\nkey=\n' "${INPUT_PROGRAM//$'\n'/}" >> "$GITHUB_OUTPUT"
      exit 0
    fi
    command -v swift >/dev/null ||
      fail 'swift is not installed; use a runner with Swift 6.2 or newer, or name a program with the input program'
    folder="$RUNNER_TEMP/badgelint"
    # What is linked at run time differs between systems, so the key says all that goes into it.
    resolved=()
    if [ -e "$source/Package.resolved" ]; then resolved=(Package.resolved); fi
    key="$({
      # Names count as contents do.
      (cd "$source" &&
        LC_ALL=C find Package.swift "${resolved[@]}" Sources Plugins Tools/embed-rules Tools/setup.sh Tools/link-options.sh \
          Tools/action rules -type f -print0 | LC_ALL=C sort -z | while IFS= read -r -d '' file; do
          printf '%s\0' "$file"
          cat "$file"
        done)
      swift --version 2>/dev/null
      uname -sm
      cat /etc/os-release 2>/dev/null || true
    } | digest | cut -c1-32)"
    printf 'program=%s/badgelint\nfolder=%s\nkey=badgelint-%s\n' "$folder" "$folder" "$key" \
      >> "$GITHUB_OUTPUT"
    ;;
  build)
    "$source/Tools/setup.sh" || fail 'libyaml and RE2 could not be installed; the log says why'
    if [ -x "$BADGELINT_FOLDER/badgelint" ]; then exit 0; fi
    cd "$source"
    options=(-c release --product badgelint)
    if [ "$(uname -s)" = Linux ]; then
      read -ra linking <<< "$("$source/Tools/link-options.sh")"
      options+=("${linking[@]}")
    fi
    swift build "${options[@]}" || fail 'badgelint could not be built; the log says why'
    mkdir -p "$BADGELINT_FOLDER"
    cp "$(swift build "${options[@]}" --show-bin-path)/badgelint" "$BADGELINT_FOLDER/badgelint"
    ;;
  *)
    echo 'build.sh: expected name or build' >&2
    exit 2
    ;;
esac

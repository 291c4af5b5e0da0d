#!/usr/bin/env bash
# Checks that a program runs on any Linux of its architecture: it asks for no library and no loader,
# and says its version and lints in a root folder that holds nothing else
# but /proc, where the Swift runtime finds out about itself.
#   check-binary.sh PROGRAM
set -euo pipefail
export LC_ALL=C
source="$(cd "$(dirname "$0")/../.." && pwd)"
program=$1

fail() { echo "check-binary: $1" >&2; exit 1; }

dynamic="$(readelf --dynamic --wide "$program")"
if needed="$(grep -o 'Shared library: \[[^]]*\]' <<< "$dynamic")"; then
  # Undefined symbols name the version of the library in which they came; the largest is the least.
  least="$(objdump -T "$program" | grep -oE '\(?GLIBC_[0-9.]+' | tr -d '(' | sort -Vu | tail -1)"
  echo "$needed" | sed 's/.*\[\(.*\)\]/check-binary: it needs \1/' >&2
  missing="$("$source/Tools/link-options.sh" --missing)"
  fail "it is not static and needs ${least:-no glibc}${missing:+; not there as archives: $missing}"
fi
if readelf --program-headers --wide "$program" | grep -q INTERP; then
  fail 'it asks for a loader'
fi

root="$(mktemp -d)"
trap 'rm -rf "$root"' EXIT
cp "$program" "$root/badgelint"
mkdir "$root/proc"
cp "$source/fixtures/definitions/good/data-visualisation.yaml" "$root/good.yaml"
cp "$source/fixtures/definitions/draft.yaml" "$root/draft.yaml"
alone=(unshare --pid --fork "--mount-proc=$root/proc")
if [ "$(id -u)" != 0 ]; then alone=(unshare --user --map-root-user "${alone[@]:1}"); fi
if "${alone[@]}" true 2>/dev/null; then
  inside() { "${alone[@]}" env -i "$(command -v chroot)" "$root" /badgelint "$@"; }
else
  echo 'check-binary: no leave to change the root folder; it runs without variables alone' >&2
  inside() { (cd "$root" && env -i ./badgelint "$@"); }
fi
inside --version > "$root/said" || fail 'it does not run in a folder of its own'
inside lint good.yaml > "$root/said" 2>&1 || { cat "$root/said" >&2; fail 'it refuses a good definition'; }
status=0
inside lint --as-of 2026-11-01 draft.yaml > "$root/said" 2>&1 || status=$?
[ "$status" -eq 1 ] || { cat "$root/said" >&2; fail "it ends with $status for a draft with errors"; }
grep -q 'error\[core/' "$root/said" || fail 'it does not say what is wrong with a draft'

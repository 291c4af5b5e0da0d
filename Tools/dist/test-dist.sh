#!/usr/bin/env bash
# Tests what `make dist` made: installs and uninstalls it, lints with it, lets pre-commit use the wheel,
# and has it checked by what Tools/dist/requirements.txt names. Needs PyPI once.
#   test-dist.sh FOLDER
set -euo pipefail
export LC_ALL=C
source="$(cd "$(dirname "$0")/../.." && pwd)"
dist="$(cd "$1" 2>/dev/null && pwd)" || { echo "test-dist: $1 is not there; run make dist" >&2; exit 2; }
good="$source/fixtures/definitions/good/data-visualisation.yaml"
draft="$source/fixtures/definitions/draft.yaml"

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
said="$scratch/said"
: > "$said"
passed=0
pass() { passed=$((passed + 1)); echo "test-dist: $1"; }
fail() { cat "$said" >&2; echo "test-dist: FAILED: $1" >&2; exit 1; }
# Fails with a sentence, unless a command ends with 0.
must() { local sentence=$1; shift; "$@" > "$said" 2>&1 || fail "$sentence"; }
# A program that works: it says its version, takes a good definition and refuses a draft.
must_lint() {
  must 'it does not say its version' "$@" --version
  [ "$(cat "$said")" = "$version" ] || fail "it is not version $version"
  must 'a good definition is refused' "$@" lint "$good"
  local status=0
  "$@" lint --as-of 2026-11-01 "$draft" > "$said" 2>&1 || status=$?
  [ "$status" -eq 1 ] || fail "a draft ends with $status"
}

tools="$source/.build-venv-dist"
if ! cmp -s "$source/Tools/dist/requirements.txt" "$tools/installed"; then
  python3 -m venv --clear "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check -r "$source/Tools/dist/requirements.txt"
  cp "$source/Tools/dist/requirements.txt" "$tools/installed"
fi

archive="$(echo "$dist"/badgelint-*.tar.gz)"
wheel="$(echo "$dist"/badgelint-*.whl)"
bill="$(echo "$dist"/badgelint-*.cdx.json)"
name="$(basename "$archive" .tar.gz)"
version="$(cut -d- -f2 <<< "$name")"

# Checksums: of all files, and of no other.
must 'checksums differ' sh -c 'cd "$1" && sha256sum --check --strict SHA256SUMS' sh "$dist"
[ "$(cut -c67- "$dist/SHA256SUMS" | sort)" = "$(cd "$dist" && find . -type f ! -name SHA256SUMS | cut -c3- | sort)" ] ||
  fail 'SHA256SUMS does not name all files'
grep -q 'programVersion = "'"$version"'"' "$source/Sources/BadgeLintCommand/Main.swift" ||
  fail "the sources are not of version $version"
pass 'checksums hold'

# The archive: in order, without traces of who made it, and as a prefix it works.
tar --list --file "$archive" > "$scratch/names"
grep -v '/$' "$scratch/names" > "$scratch/files"
must 'names of the archive are not in order' sort --check "$scratch/files"
if tar --list --verbose --numeric-owner --file "$archive" | awk '{ print $2 }' | grep -qv '^0/0$'; then
  fail 'files of the archive have an owner'
fi
[ "$(tar --list --verbose --full-time --file "$archive" | awk '{ print $4, $5 }' | sort -u | wc -l)" = 1 ] ||
  fail 'files of the archive have different times'
mkdir "$scratch/prefix"
tar --extract --file "$archive" --strip-components=1 --directory "$scratch/prefix"
for file in bin/badgelint share/man/man1/badgelint.1 share/bash-completion/completions/badgelint \
  share/zsh/site-functions/_badgelint share/fish/vendor_completions.d/badgelint.fish \
  share/doc/badgelint/README.md share/doc/badgelint/CHANGELOG.md share/doc/badgelint/docs/ci.md \
  share/doc/badgelint/THIRD-PARTY-LICENSES.txt; do
  [ -s "$scratch/prefix/$file" ] || fail "the archive has no $file"
done
must 'the program is not self-contained' "$source/Tools/dist/check-binary.sh" "$scratch/prefix/bin/badgelint"
must_lint "$scratch/prefix/bin/badgelint"
if grep -qaF "$source" "$scratch/prefix/bin/badgelint"; then fail 'the program names the folder of its build'; fi
pass 'the archive has all files, and its program runs alone'

# The bill: valid by the schema of its makers, of this program, and all that was linked.
cat > "$scratch/validate.py" <<'END'
import hashlib, json, sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
file, program = sys.argv[1:]
text = open(file, encoding="utf-8").read()
validator = JsonStrictValidator(SchemaVersion.V1_6)
if error := validator.validate_str(text): sys.exit(f"{file}: {error}")
if not validator.validate_str(text.replace('"type": "library"', '"type": "libary"')): sys.exit("nothing is checked")
bill = json.loads(text)
digest = hashlib.sha256(open(program, "rb").read()).hexdigest()
if bill["metadata"]["component"]["hashes"][0]["content"] != digest: sys.exit("it is of another program")
names = {part["name"] for part in bill["components"]}
wanted = {"swift", "swift-corelibs-foundation", "swift-foundation", "swift-foundation-icu", "swift-argument-parser",
          "swift-mustache", "libyaml", "re2", "glibc", "gcc"}
if wanted - names: sys.exit(f"it does not name {sorted(wanted - names)}")
for part in bill["components"]:
    if not part["version"] or not part["licenses"]: sys.exit(f"{part['name']} has no version or licence")
END
must 'the bill of materials is wrong' "$tools/bin/python" "$scratch/validate.py" "$bill" "$scratch/prefix/bin/badgelint"
pass 'the bill of materials is valid and of this program'

# The wheel.
must 'twine refuses the wheel' "$tools/bin/twine" check --strict "$wheel"
must 'the wheel has wrong contents' "$tools/bin/check-wheel-contents" --toplevel badgelint "$wheel"
must 'the wheel cannot be listed' python3 -m zipfile -l "$wheel"
must 'the wheel is broken' python3 -m zipfile -t "$wheel"
python3 -m venv "$scratch/venv"
(cd "$scratch/venv" && find . -not -name '*.pyc' | sort) > "$scratch/before"
pip=("$scratch/venv/bin/pip" --disable-pip-version-check)
must 'pip does not install the wheel' "${pip[@]}" install --no-index --find-links "$dist" "badgelint==$version"
must 'pip finds something broken' "${pip[@]}" check
must_lint "$scratch/venv/bin/badgelint"
must_lint "$scratch/venv/bin/python" -m badgelint
cmp "$scratch/venv/bin/badgelint" "$scratch/prefix/bin/badgelint" || fail 'wheel and archive have different programs'
for file in man/man1/badgelint.1 bash-completion/completions/badgelint zsh/site-functions/_badgelint \
  fish/vendor_completions.d/badgelint.fish; do
  cmp "$scratch/venv/share/$file" "$scratch/prefix/share/$file" || fail "the wheel has another $file"
done
must 'pip does not uninstall' "${pip[@]}" uninstall --yes badgelint
(cd "$scratch/venv" && find . -not -name '*.pyc' | sort) > "$scratch/after"
comm -13 "$scratch/before" "$scratch/after" | { grep -v '^\./share' || true; } > "$said"
[ ! -s "$said" ] || fail 'something is left when it is uninstalled'
[ -z "$(find "$scratch/venv/share" -type f)" ] || fail 'shared files are left when it is uninstalled'
must 'pip does not install into a folder' "${pip[@]}" install --no-index --find-links "$dist" \
  --target "$scratch/target" badgelint
must_lint env PYTHONPATH="$scratch/target" "$scratch/venv/bin/python" -m badgelint
pass 'the wheel is installed, used and uninstalled'

# pre-commit with the wheel, as docs/ci.md says; what it builds itself needs setuptools.
mkdir "$scratch/wheels" "$scratch/work"
cp "$wheel" "$scratch/wheels/"
must 'setuptools cannot be had' "$tools/bin/pip" download --quiet --disable-pip-version-check --no-deps \
  --dest "$scratch/wheels" setuptools
export PRE_COMMIT_HOME="$scratch/cache" PRE_COMMIT_COLOR=never
export PIP_NO_INDEX=1 PIP_FIND_LINKS="$scratch/wheels"
export GIT_AUTHOR_NAME=Test GIT_AUTHOR_EMAIL=test@example.org
export GIT_COMMITTER_NAME=Test GIT_COMMITTER_EMAIL=test@example.org
cd "$scratch/work"
git init --quiet
awk '/check: pre-commit wheel/ { found = 1; next } found && /^```$/ { exit } found && !/^```/' \
  "$source/docs/ci.md" > .pre-commit-config.yaml
grep -q "additional_dependencies: \[badgelint==$version\]" .pre-commit-config.yaml ||
  fail "docs/ci.md does not say how version $version is used"
cp "$draft" proposal.yaml
echo '{"name": "other"}' > package.json
git add --all
must 'pre-commit cannot be set up' "$tools/bin/pre-commit" install --install-hooks
if git commit --quiet --message draft > "$said" 2>&1; then fail 'the draft was committed'; fi
grep -q 'error\[core/credit-hours-gross\]' "$said" || fail 'the draft was refused for another reason'
cp "$good" proposal.yaml
git add --all
must 'the mended proposal was refused' git commit --quiet --message mended
cd "$source"
pass 'pre-commit refuses a draft and takes a good definition, by the wheel'

must 'the container file has faults' "$tools/bin/hadolint" Containerfile
pass 'the container file has no faults'
echo "test-dist: all $passed hold"

#!/usr/bin/env bash
# Lets pre-commit clone this repository, build the program as the hook `badgelint` says, refuse a
# commit and accept it when it is mended. Takes some minutes and needs pre-commit on PATH.
set -euo pipefail
source="$(cd "$(dirname "$0")/.." && pwd)"
if [ -x "$source/.build-venv/bin/pre-commit" ]; then PATH="$PATH:$source/.build-venv/bin"; fi
command -v pre-commit >/dev/null ||
  { echo 'test-hooks: pre-commit is not installed; pip install pre-commit' >&2; exit 2; }
if [ -n "$(git -C "$source" status --porcelain)" ]; then
  echo 'test-hooks: what is not committed is not tested' >&2
fi

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
export PRE_COMMIT_HOME="$scratch/cache" PRE_COMMIT_COLOR=never
export GIT_AUTHOR_NAME=Test GIT_AUTHOR_EMAIL=test@example.org
export GIT_COMMITTER_NAME=Test GIT_COMMITTER_EMAIL=test@example.org

fail() { echo "test-hooks: $1" >&2; cat "$scratch/said" >&2; exit 1; }

mkdir "$scratch/work"
cd "$scratch/work"
git init --quiet
cat > .pre-commit-config.yaml <<END
repos:
  - repo: $source
    rev: $(git -C "$source" rev-parse HEAD)
    hooks: [{id: badgelint}]
END
cp "$source/fixtures/definitions/draft.yaml" proposal.yaml
echo '{"name": "other"}' > package.json
git add --all
pre-commit install > "$scratch/said" 2>&1 || fail 'pre-commit could not be set up'
echo 'test-hooks: pre-commit builds the program' >&2
pre-commit install-hooks > "$scratch/said" 2>&1 || fail 'the program could not be built'
if git commit --quiet --message draft > "$scratch/said" 2>&1; then fail 'the draft was accepted'; fi
grep -q 'error\[core/credit-hours-gross\]' "$scratch/said" || fail 'the draft was refused for another reason'
cp "$source/fixtures/definitions/good/data-visualisation.yaml" proposal.yaml
git add --all
git commit --quiet --message mended > "$scratch/said" 2>&1 || fail 'the mended proposal was refused'
echo 'test-hooks: the draft was refused, the mended proposal accepted'

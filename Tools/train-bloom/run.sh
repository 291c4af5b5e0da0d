#!/bin/sh
# Builds outcome-features, installs what the trainer needs, and trains the model of Bloom levels.
set -eu
cd "$(dirname "$0")/../.."

table=${1:?"usage: run.sh TABLE"}
if [ ! -f "$table" ]; then
  echo "train-bloom: $table is not there; see Tools/train-bloom/README.md for where it comes from" >&2
  exit 1
fi
export BADGELINT_BENCHMARKS=1
swift=${SWIFT:-swift}
flags=${RELEASE:--c release}
$swift build $flags --product outcome-features
program=$($swift build $flags --show-bin-path)/outcome-features

venv=.build-train/venv
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Tools/train-bloom/requirements.txt

exec "$venv/bin/python" Tools/train-bloom/train.py \
  --features "$program" --data "$table" --output rules/models/bloom-en.yaml

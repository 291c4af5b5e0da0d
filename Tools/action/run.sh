#!/usr/bin/env bash
# Runs badgelint for action.yml, with what the environment says: BADGELINT is the program, INPUT_…
# are the inputs. Inputs are passed on as whole arguments and never read as commands.
set -euo pipefail

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

if ! command -v "${BADGELINT:?no program}" >/dev/null 2>&1; then
  printf '::error title=badgelint::there is no program %s\n' "${BADGELINT//[$'\r\n']/ }"
  exit 2
fi

# An option with its value in one word, so that no value is taken for an option.
options=(--output github)
add() { if [ -n "$2" ]; then options+=("$1=$2"); fi; }
add --policy "${INPUT_POLICY:-}"
add --fail-on "${INPUT_FAIL_ON:-}"
add --baseline "${INPUT_BASELINE:-}"
add --since "${INPUT_SINCE:-}"
while IFS= read -r pack; do add --pack "${pack%$'\r'}"; done <<< "${INPUT_PACKS:-}"
# The report goes to its place only when it was made, so that no older one is taken for it.
sarif=
if [ -n "${INPUT_SARIF:-}" ]; then
  sarif="$scratch/report.sarif"
  options+=("--output=sarif=$sarif")
fi
summary=
if [ "${INPUT_SUMMARY:-true}" = true ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  summary="$scratch/summary.md"
  options+=("--output=markdown=$summary")
fi
paths=()
while IFS= read -r path; do
  path="${path%$'\r'}"
  if [ -n "$path" ]; then paths+=("$path"); fi
done <<< "${INPUT_PATHS:-.}"
if [ "${#paths[@]}" -eq 0 ]; then paths=(.); fi

status=0
"$BADGELINT" lint "${options[@]}" -- "${paths[@]}" 2> "$scratch/errors" || status=$?
# What could not be judged is an annotation, too; the text is one line of a command of the runner.
if [ -s "$scratch/errors" ]; then
  # The runner reads commands in all that is printed; what was read from files is none.
  token="badgelint-$$-$RANDOM$RANDOM"
  echo "::stop-commands::$token"
  cat "$scratch/errors"
  printf '\n::%s::\n' "$token"
  if [ "$status" -ge 2 ]; then
    text="$(head -c 4000 "$scratch/errors")"
    text="${text//'%'/%25}"
    text="${text//$'\r'/%0D}"
    text="${text//$'\n'/%0A}"
    printf '::error title=badgelint::%s\n' "$text"
  fi
fi
if [ -n "$summary" ] && [ -s "$summary" ]; then cat "$summary" >> "$GITHUB_STEP_SUMMARY"; fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "status=$status" >> "$GITHUB_OUTPUT"
fi
if [ -n "$sarif" ] && [ -s "$sarif" ]; then
  place="${INPUT_SARIF//[$'\r\n']/}"
  case "$place" in /*) ;; *) place="$PWD/$place" ;; esac
  if [ -e "$place" ] && ! grep -q '"version": *"2.1.0"' "$place"; then
    printf '::error title=badgelint::%s is no SARIF report and is not replaced\n' "${place//'%'/%25}"
    exit 2
  fi
  mv "$sarif" "$place"
  if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "sarif=$place" >> "$GITHUB_OUTPUT"; fi
elif [ -n "$sarif" ] && [ -n "${INPUT_SARIF:-}" ] && [ -f "$INPUT_SARIF" ]; then
  echo "badgelint: no report was made; $INPUT_SARIF is of another run" >&2
fi
exit "$status"

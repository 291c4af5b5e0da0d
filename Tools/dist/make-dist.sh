#!/usr/bin/env bash
# Makes what people download: an archive and a wheel with the program, the manual page and completions,
# what it was linked from, and checksums. `make dist` calls it after the build.
#   make-dist.sh SHARE OUTPUT     SWIFT and RELEASE say how the program was built
#   SHARE    the folder with the manual page and the completions
#   OUTPUT   a folder, which is made anew
# With the same program, commit and tools, the files have the same bytes.
set -euo pipefail
export LC_ALL=C TZ=UTC
cd "$(dirname "$0")/../.."
share=$1
output=$2
swift=${SWIFT:-swift}
read -ra release <<< "${RELEASE:--c release}"

fail() { echo "dist: $1" >&2; exit 1; }

[ "$(uname -s)" = Linux ] || fail 'archives and wheels are made on Linux'
for command in python3 readelf objdump strip tar gzip sha256sum dpkg-query; do
  command -v "$command" >/dev/null || fail "$command is not installed"
done
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
  SOURCE_DATE_EPOCH="$(git log -1 --format=%ct 2>/dev/null)" || SOURCE_DATE_EPOCH=315532800
fi
export SOURCE_DATE_EPOCH
if [ -n "$(git status --porcelain 2>/dev/null)" ]; then
  echo 'dist: the tree holds what is not committed' >&2
fi

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

# Linked once more, so that the linker says of what; the objects are there, and the name of the file is
# a new one each time, without which it would not be linked again.
linked="$scratch/linked.tsv"
"$swift" build "${release[@]}" -Xlinker "--print-archive-stats=$linked" --product badgelint
[ -s "$linked" ] || fail "the linker did not say what it linked: $(Tools/link-options.sh --missing)"
folder="$("$swift" build "${release[@]}" --show-bin-path)"
# What tells builds in different folders apart is in parts that nobody needs to run it.
strip --strip-all --remove-section=.note.gnu.build-id --remove-section=.comment \
  -o "$scratch/badgelint" "$folder/badgelint"
Tools/dist/check-binary.sh "$scratch/badgelint"

version="$("$scratch/badgelint" --version)"
machine="$(uname -m)"
name="badgelint-$version-linux-$machine"
bill="$scratch/$name.cdx.json"
python3 Tools/dist/make_sbom.py --program "$scratch/badgelint" --version "$version" \
  --archives "$linked" --objects "$folder/badgelint.product/Objects.LinkFileList" --build .build \
  --bill "$bill" --licences "$scratch/THIRD-PARTY-LICENSES.txt"

licences=("$scratch/THIRD-PARTY-LICENSES.txt")
for file in LICENSE LICENSE.txt LICENSE.md NOTICE; do
  if [ -f "$file" ]; then licences+=("$file"); fi
done

rm -rf "$output"
mkdir -p "$output"
options=()
for licence in "${licences[@]}"; do options+=(--licence "$licence"); done
python3 Tools/dist/make_wheel.py --program "$scratch/badgelint" --version "$version" \
  --machine "$machine" --share "$share" --bill "$bill" "${options[@]}" --output "$output"

# Laid out as in a prefix: tar --strip-components=1 --directory ~/.local puts it where it belongs.
tree="$scratch/$name"
doc="$tree/share/doc/badgelint"
install -D -m 755 "$scratch/badgelint" "$tree/bin/badgelint"
install -D -m 644 "$share/badgelint.1" "$tree/share/man/man1/badgelint.1"
install -D -m 644 "$share/badgelint.bash" "$tree/share/bash-completion/completions/badgelint"
install -D -m 644 "$share/badgelint.zsh" "$tree/share/zsh/site-functions/_badgelint"
install -D -m 644 "$share/badgelint.fish" "$tree/share/fish/vendor_completions.d/badgelint.fish"
mkdir -p "$doc"
cp -r README.md CHANGELOG.md docs "${licences[@]}" "$doc/"
cp "$bill" "$doc/badgelint.cdx.json"
chmod -R u=rwX,go=rX "$tree"
tar --create --directory "$scratch" --sort=name --format=ustar --mtime="@$SOURCE_DATE_EPOCH" \
  --owner=0 --group=0 --numeric-owner "$name" | gzip --no-name -9 > "$output/$name.tar.gz"
cp "$bill" "$output/"

(cd "$output" && sha256sum -- * > "$scratch/SHA256SUMS" && mv "$scratch/SHA256SUMS" SHA256SUMS)
(cd "$output" && du -b -- * | sed 's/^/dist: /')

#!/bin/sh
# Installs what the build needs and is missing: libyaml and RE2 with their headers, pkg-config.
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

if has pkg-config && pkg-config --exists yaml-0.1 re2; then
  exit 0
fi

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif has sudo; then sudo "$@"; else
    echo "setup: need root to run: $*" >&2
    echo "setup: install libyaml, RE2 (with headers) and pkg-config by hand, then try again" >&2
    exit 2
  fi
}

if has apt-get; then
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libyaml-dev libre2-dev pkg-config
elif has brew; then
  brew install libyaml re2 pkg-config
else
  echo "setup: neither apt-get nor brew is here" >&2
  echo "setup: install libyaml, RE2 (with headers) and pkg-config by hand, then try again" >&2
  exit 2
fi
pkg-config --exists yaml-0.1 re2

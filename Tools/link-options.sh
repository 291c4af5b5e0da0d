#!/bin/sh
# Says how the program is linked on Linux: with nothing shared, so that it runs on any Linux of its
# architecture, where all libraries are there as archives; else with the Swift runtime alone inside.
# Only a static program that can be loaded at any address finds its unwind tables by their index; else
# the first end of a thread sorts them, which takes as long as linting a file.
# The C library refuses to start such a program that has a search path for libraries.
set -eu

archives='rcrt1.o libc.a libm.a libgcc.a libgcc_eh.a libstdc++.a libyaml.a libre2.a'
compiler=
for name in gcc cc clang; do
  if command -v "$name" >/dev/null 2>&1; then
    compiler=$name
    break
  fi
done

missing=
for archive in $archives; do
  # A compiler repeats the name of a file that it does not find.
  path=
  if [ -n "$compiler" ]; then path=$("$compiler" -print-file-name="$archive") || path=; fi
  case $path in
    /*) [ -e "$path" ] || missing="$missing $archive" ;;
    *) missing="$missing $archive" ;;
  esac
done

if [ "${1:-}" = --missing ]; then
  printf '%s\n' "${missing# }"
elif [ -z "$missing" ]; then
  # lld finds what archives need of each other in whatever order they are named.
  echo '--disable-local-rpath --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -Xclang-linker -Xswiftc -static-pie -Xswiftc -use-ld=lld'
else
  echo '--static-swift-stdlib'
fi

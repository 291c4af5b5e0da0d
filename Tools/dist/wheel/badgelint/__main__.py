"""Runs the program: `python -m badgelint` is the same as `badgelint`."""

import os
import sys

from badgelint import find_program

if __name__ == "__main__":
    try:
        program = find_program()
    except FileNotFoundError as error:
        print(f"badgelint: {error}", file=sys.stderr)
        sys.exit(2)
    # The program takes the place of this process, and so do its signals and its exit status.
    os.execv(program, [program, *sys.argv[1:]])

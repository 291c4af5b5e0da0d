"""Finds the program badgelint, which this package installs beside other scripts."""

import os
import sysconfig

__all__ = ["find_program"]


def find_program():
    """The path of the program, wherever pip put the scripts of this installation.

    Raises FileNotFoundError with the folders that were searched.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    folders = [
        sysconfig.get_path("scripts"),
        # pip install --user, --prefix and --target.
        sysconfig.get_path("scripts", scheme=f"{os.name}_user"),
        os.path.normpath(os.path.join(here, *[os.pardir] * 4, "bin")),
        os.path.normpath(os.path.join(here, os.pardir, "bin")),
    ]
    for folder in folders:
        program = os.path.join(folder, "badgelint")
        if os.path.isfile(program) and os.access(program, os.X_OK):
            return program
    raise FileNotFoundError("badgelint is in none of " + ", ".join(folders))

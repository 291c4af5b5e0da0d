"""Makes the wheel that carries the program, so that pip and pre-commit need no Swift.

    make_wheel.py --program FILE --version VERSION --machine x86_64 --share FOLDER --output FOLDER
                  [--bill FILE] [--licence FILE]...

FOLDER is what `make man completions` fills. The same files make the same bytes: names are in order,
and times are those of SOURCE_DATE_EPOCH. The path of the wheel is printed.
"""

import argparse
import base64
import hashlib
import os
import pathlib
import re
import sys
import time
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# A static program needs no C library, so these are the oldest that pip knows of either kind.
PLATFORMS = {
    "x86_64": ["manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"],
    "aarch64": ["manylinux_2_17_aarch64", "manylinux2014_aarch64", "musllinux_1_1_aarch64"],
}
SHARED = {
    "badgelint.1": "share/man/man1/badgelint.1",
    "badgelint.bash": "share/bash-completion/completions/badgelint",
    "badgelint.zsh": "share/zsh/site-functions/_badgelint",
    "badgelint.fish": "share/fish/vendor_completions.d/badgelint.fish",
}
PROGRAM_MODE, FILE_MODE = 0o100755, 0o100644


def description():
    """What README.md says of the program: its beginning and how it is used, without pictures."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=## )", text)
    kept = [parts[0], *(part for part in parts if part.startswith("## Use\n"))]
    lines = [line for line in "".join(kept).splitlines() if not line.startswith("![")]
    # Links into the repository lead nowhere from elsewhere.
    return re.sub(r"\[([^\]]+)\]\((?!https?:)[^)]*\)", r"\1", "\n".join(lines)).rstrip() + "\n"


def metadata(version, licences):
    head = (HERE / "wheel" / "METADATA").read_text(encoding="utf-8").rstrip("\n").split("\n")
    head.insert(2, f"Version: {version}")
    head += [f"License-File: {licence.name}" for licence in licences]
    return "\n".join(head) + "\n\n" + description()


def contents(options, tags):
    """Names in the wheel with their bytes and modes; RECORD is not among them."""
    version = options.version
    about, data = f"badgelint-{version}.dist-info", f"badgelint-{version}.data"
    yield f"{data}/scripts/badgelint", pathlib.Path(options.program).read_bytes(), PROGRAM_MODE
    for name, target in SHARED.items():
        yield f"{data}/data/{target}", (pathlib.Path(options.share) / name).read_bytes(), FILE_MODE
    for file in sorted((HERE / "wheel" / "badgelint").glob("*.py")):
        yield f"badgelint/{file.name}", file.read_bytes(), FILE_MODE
    licences = [pathlib.Path(file) for file in options.licence]
    yield f"{about}/METADATA", metadata(version, licences).encode(), FILE_MODE
    wheel = ["Wheel-Version: 1.0", "Generator: badgelint", "Root-Is-Purelib: false"]
    wheel += [f"Tag: py3-none-{tag}" for tag in tags]
    yield f"{about}/WHEEL", ("\n".join(wheel) + "\n").encode(), FILE_MODE
    for licence in licences:
        yield f"{about}/licenses/{licence.name}", licence.read_bytes(), FILE_MODE
    if options.bill:
        yield f"{about}/sboms/badgelint.cdx.json", pathlib.Path(options.bill).read_bytes(), FILE_MODE


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "version", "share", "output"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--machine", required=True, choices=sorted(PLATFORMS))
    parser.add_argument("--bill")
    parser.add_argument("--licence", action="append", default=[])
    options = parser.parse_args()
    if not re.fullmatch(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?", options.version):
        raise ValueError(f"'{options.version}' is no version that pip knows")

    tags = PLATFORMS[options.machine]
    # Zip knows no time before 1980.
    seconds = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315532800)
    moment = time.gmtime(seconds)[:6]
    target = pathlib.Path(options.output) / f"badgelint-{options.version}-py3-none-{'.'.join(tags)}.whl"
    record = f"badgelint-{options.version}.dist-info/RECORD"
    rows = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:

        def add(name, content, mode):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = mode << 16
            archive.writestr(entry, content)

        for name, content, mode in contents(options, tags):
            add(name, content, mode)
            rows.append(f"{name},sha256={digest(content)},{len(content)}")
        add(record, ("\n".join([*rows, f"{record},,"]) + "\n").encode(), FILE_MODE)
    print(target)


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError) as error:
        sys.exit(f"make_wheel: {error}")

"""Makes the seeds of a fuzz target from what the repository holds: seeds.py TARGET FOLDER [COUNT].

Without a count all are made, else so many from all over them; what was kept is always there.
"""

import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The letters by which inputs of the target `rules` begin: see Promises/RuleFileKind.swift.
LETTERS = {
    "formats": "f", "frameworks": "w", "lexicons": "x", "languages": "l", "models": "m",
    "verdicts": "v",
}
SINGLE = {"label": "t", "report": "e", "start": "a", "trend": "d", "matching": "h"}
MOST_BYTES = 16_384


def read(path):
    return path.read_bytes()


def files(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".yaml", ".json", ".jsonld") and path.is_file():
                yield path


def dedented(lines):
    """Lines of a list item as a text of its own."""
    margin = len(lines[0]) - len(lines[0].lstrip())
    first = lines[0].lstrip()[2:]
    return "\n".join([first] + [line[margin + 2 :] for line in lines[1:]]) + "\n"


def examples():
    """The examples of all packs, as definitions."""
    for path in files("rules/packs"):
        lines = path.read_text().split("\n")
        number = 0
        while number < len(lines):
            if not re.match(r" +(passes|fails|ignores|fixed):$", lines[number]):
                number += 1
                continue
            margin = len(lines[number]) - len(lines[number].lstrip())
            number += 1
            item = []
            while number < len(lines):
                line = lines[number]
                depth = len(line) - len(line.lstrip())
                if line.strip() and depth <= margin:
                    break
                if line.lstrip().startswith("- ") and depth == margin + 2 and item:
                    yield definition(dedented(item))
                    item = []
                item.append(line)
                number += 1
            if item:
                yield definition(dedented(item))


def definition(text):
    if text.startswith("{"):
        return "{badgelint: 1, " + text[1:]
    if text.startswith("|"):
        return "\n".join(line[2:] for line in text.split("\n")[1:])
    return "badgelint: 1\n" + text


def single_rules():
    """Packs with one of their rules each, so that they are small."""
    for path in files("rules/packs"):
        head, _, body = path.read_text().partition("\nrules:\n")
        for rule in re.split(r"(?m)^(?=  [a-z0-9-]+/[a-z0-9-]+:$)", body):
            if rule.startswith("  ") and "/" in rule:
                yield "p" + head + "\nrules:\n" + rule


def expressions():
    """What stands in packs where expressions do, and the texts of the tests of the language."""
    key = r"(?m)^ +(?:- )?(?:where|require|value|least|most|that|when|safe|by|[a-z][A-Za-z]+): *"
    for path in files("rules/packs", "rules/verdicts"):
        text = path.read_text()
        for match in re.finditer(key + r"([^>|\n\[{ ].*)$", text):
            yield match.group(1).strip("\"'")
        for match in re.finditer(key + r">-\n((?: +.*\n)+?)(?= *[a-z]+:|\n)", text):
            yield " ".join(match.group(1).split())
        for match in re.finditer(r"\{([a-zA-Z][^{}]{4,200})\}", text):
            yield match.group(1)
    for path in sorted((ROOT / "Tests/CELTests").glob("*.swift")):
        for match in re.finditer(r'"((?:[^"\\\n]|\\.)+)"', path.read_text()):
            yield match.group(1).replace('\\"', '"').replace("\\\\", "\\")


def seeds(target):
    if target == "tree":
        yield from (read(path) for path in files("fixtures", "rules") if "golden" not in path.parts)
        yield from (text.encode() for text in examples())
    elif target == "expression":
        yield from (text.encode() for text in expressions())
    elif target == "rules":
        yield from (text.encode() for text in single_rules())
        for path in files("rules"):
            letter = LETTERS.get(path.parent.name) or SINGLE.get(path.stem)
            if letter:
                yield letter.encode() + read(path)
            if path.parent.name == "rules":
                yield b"s" + read(path)
        yield from (b"f" + read(path) for path in files("fixtures/formats"))
        yield b"r" + read(ROOT / "fixtures/waivers/waivers.yaml")
        yield b"opolicy: 1\npacks: [core, eu-2022]\nexclude: ['*.tmp/**']\nfailOn: warning\n" \
            b"rules: {core/kind-missing: off, core/credit-hours: {severity: error, reason: x}}\n" \
            b"parameters: {core: {hoursTolerance: 0.2, criteriaWords: 5}}\n" \
            b"overrides: [{files: ['a/**', '{b,c}.yaml'], packs: [core], rules: {core/no-skill: info}}]\n"
        yield b"bbaseline: 1\nfiles:\n  a.yaml:\n    - definition: A\n      rule: core/credit-hours\n" \
            b"      path: credit\n      message: m\n      fingerprint: 0123456789abcdef\n"
        for pattern in ("**/*.yaml", "{a,b}/[!c-d]?/**", "a\\*b/**/c", "[[:alpha:]]*", "**a**/b{1,2}"):
            yield b"g" + pattern.encode() + b"\na/b/c.yaml\nx"
            yield b"i# files\n!" + pattern.encode() + b"\n" + pattern.encode() + b"/\n"
    elif target == "lint":
        for path in files("fixtures/definitions", "fixtures/fix", "fixtures/labels",
                          "fixtures/waivers", "fixtures/catalogue", "fixtures/changes"):
            yield read(path)
        yield from (text.encode() for text in examples())


def main():
    target, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    kept = ROOT / "Tests/PromiseTests/kept" / target
    made = [seed for seed in seeds(target) if 0 < len(seed) <= MOST_BYTES]
    if len(sys.argv) > 3:
        made = made[:: max(1, len(made) // int(sys.argv[3]))]
    for seed in made + [read(path) for path in sorted(kept.glob("*"))]:
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)


main()

"""Makes up definitions of micro-credentials to measure with.

    generate.py FOLDER COUNT [--seed N]
    generate.py --stream yaml|jsonl COUNT > FILE

Writes COUNT definitions, four in five as YAML and one in five as JSON, into folders of a thousand
below FOLDER/yaml and FOLDER/json. Sizes are spread evenly on a logarithmic scale from 1 to 20 kB. The
same arguments make the same bytes. About one definition in three has something to be found: hours
that do not add up, a vague outcome, an assessment of an outcome that does not exist, no quality
assurance.
"""

import argparse
import json
import math
import pathlib
import random
import sys

VERBS = "Analyse Compare Design Estimate Justify Plan Calculate Explain Assess Build Defend Measure".split()
VAGUE = ["Understand", "Know", "Be aware of"]
THINGS = [
    "a tide record", "the wear of a bearing", "the menu of a canteen", "a soil sample", "a weld seam",
    "the accounts of an association", "a timber joint", "the timetable of a bus line", "a water meter",
    "the noise of a workshop", "a lesson on fractions", "the stock of a small shop", "an irrigation plan",
    "the light of a street", "a hedge in winter", "the records of a clinic", "a map of a flood plain",
]
WAYS = [
    "with its uncertainty", "by cost and effect", "for a named audience", "within two hours",
    "against the rules in force", "with figures of one's own", "in writing and before a panel",
    "from data of at least one season", "together with those concerned", "without a template",
]
FIELDS = [("0532", "Earth sciences"), ("0612", "Database and network design and administration"),
          ("0715", "Mechanics and metal trades"), ("0811", "Crop and livestock production")]
NOUNS = "Coasts Bearings Canteens Soils Welds Accounts Timber Buses Meters Noise Fractions Stock Water Light Hedges".split()
STATUS = ["proposed", "offered", "draft"]


def sentence(r):
    return f"{r.choice(VERBS)} {r.choice(THINGS)} {r.choice(WAYS)} and {r.choice(VERBS).lower()} {r.choice(THINGS)}."


def paragraph(r, size):
    text = ""
    while len(text) < size:
        text += sentence(r) + " "
    return text.strip()


def definition(r, number):
    """One definition as a dictionary whose YAML takes about `size` bytes."""
    size = int(math.exp(r.uniform(math.log(1000), math.log(20000))))
    outcomes = max(2, min(9, size // 400))
    hours = 25 * outcomes
    contact = hours // 4
    ids = [f"LO{i + 1}" for i in range(outcomes)]
    flaw = r.randrange(12)
    isced, name = r.choice(FIELDS)
    made = {
        "badgelint": 1,
        "id": f"course-{number}",
        "title": f"{r.choice(NOUNS)} and {r.choice(NOUNS)} {number}",
        "kind": "microcredential",
        "version": f"{r.randrange(1, 4)}.{r.randrange(9)}.0",
        "status": r.choice(STATUS),
        "language": "en",
        "description": paragraph(r, size // 6),
        "issuer": {"name": "Example University", "url": "https://example.edu", "country": "IE",
                   "accreditation": [{"body": "QQI", "reference": f"PG{number}", "validUntil": "2029-12-31"}]},
        "field": {"isced": isced, "name": name},
        "level": r.choice(["EQF 5", "EQF 6", "EQF 7"]),
        "workload": {"hours": hours if flaw else hours + 7, "contact": contact,
                     "independent": hours - contact - 10, "assessment": 10, "weeks": 10},
        "credit": f"{hours / 25:g} ECTS",
        "prerequisites": [sentence(r)],
        "outcomes": [{"id": i, "type": r.choice(["skill", "competence"]),
                      "text": (r.choice(VAGUE) + " " + r.choice(THINGS) + ".") if flaw == 1 and i == "LO2" else sentence(r),
                      **({"skills": [{"name": r.choice(THINGS), "framework": "ESCO",
                                      "url": f"http://data.europa.eu/esco/skill/{r.getrandbits(60):015x}"}
                                     for _ in range(size // 4000 + 1)]} if size > 2000 else {})}
                     for i in ids],
        "criteria": paragraph(r, size // 8),
    }
    made["assessments"] = []
    pieces = max(1, outcomes // 4)
    for a in range(pieces):
        about = ids[a::pieces]
        if flaw == 2 and a == 0:
            about = about + ["LO99"]
        made["assessments"].append({
            "id": f"A{a + 1}", "title": f"Report {a + 1}", "type": "marked-assignment", "summative": True, "outcomes": about,
            "criteria": paragraph(r, size // (3 * pieces)), "evidence": ["report"],
            "supervision": "unsupervised" if flaw == 4 else "supervised-identified"})
    made["delivery"] = {"mode": "blended", "participation": "Ten evenings and a project"}
    if flaw != 3:
        made["quality"] = {"type": "programme review", "body": "QQI", "url": "https://example.edu/quality",
                           "reviewed": "2026-03-01", "reviewMonths": 24, "feedback": ["learners", "employers"]}
    made["validity"] = "never"
    made["stacking"] = {"standalone": True}
    if size > 3000:
        made["staffing"] = {"designHours": 60, "assessorHoursPerLearner": 1.5, "learnersPerYear": 80}
    return made


def plain(value):
    """Whether a text can stand in YAML without quotes."""
    return value[0].isalpha() and ": " not in value and " #" not in value


def scalar(value):
    if value is True:
        return "true"
    if isinstance(value, str):
        return value if plain(value) else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def lines(value, indent):
    """YAML as people write it: blocks for what is long, flow for lists of words, folded paragraphs."""
    space = "  " * indent
    for key, item in value.items():
        if isinstance(item, dict):
            yield f"{space}{key}:"
            yield from lines(item, indent + 1)
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            yield f"{space}{key}:"
            for entry in item:
                block = list(lines(entry, indent + 2))
                block[0] = f"{space}  - {block[0].strip()}"
                yield from block
        elif isinstance(item, list):
            yield f"{space}{key}: [{', '.join(item)}]"
        elif isinstance(item, str) and len(item) > 90:
            yield f"{space}{key}: >"
            line = space + " "
            for word in item.split():
                if len(line) + len(word) > 98:
                    yield line
                    line = space + " "
                line += " " + word
            yield line
        else:
            yield f"{space}{key}: {scalar(item)}"


def yaml(value):
    return "\n".join(lines(value, 0)) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("folder", nargs="?")
    options.add_argument("count", type=int)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--stream", choices=["yaml", "jsonl"])
    chosen = options.parse_args()
    if chosen.stream:
        for number in range(chosen.count):
            made = definition(random.Random(f"{chosen.seed}-{number}"), number)
            if chosen.stream == "yaml":
                sys.stdout.write("---\n" + yaml(made))
            else:
                sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")
        return
    for number in range(chosen.count):
        made = definition(random.Random(f"{chosen.seed}-{number}"), number)
        kind = "json" if number % 5 == 4 else "yaml"
        folder = pathlib.Path(chosen.folder) / kind / f"{number // 1000:03}"
        if number % 1000 in (0, 4):
            folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(made, indent=2, ensure_ascii=False) + "\n" if kind == "json" else yaml(made)
        (folder / f"course-{number}.{kind}").write_text(text, encoding="utf-8")


main()

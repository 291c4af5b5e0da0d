"""Makes up definitions for tests, the same in every run, as lines of JSON."""

import json
import random

VERBS = """
    apply arrange assess calculate classify compare construct design diagnose draft estimate
    evaluate explain measure model operate plan present repair select test verify
""".split()
ADJECTIVES = """
    annual coastal common digital early financial local medical portable public regional rural safe
    seasonal shared simple social thermal urban written
""".split()
NOUNS = """
    account bridge budget cable cargo claim climate contract crop database drainage engine filter
    forest harvest journal kitchen layout lesson loom machine map meal network orchard panel patient
    pipe pump quarry recipe region reservoir river road roof sample school sensor soil station
    survey task tool trial valve vessel vineyard voyage weld wetland workshop
""".split()
JOINTS = "for from under with within".split()
# Words that no other text has, so that exchanging one changes its neighbours only.
REPLACEMENTS = "brisk candid elaborate handy lively modest neat novel subtle tidy vivid".split()

SHARE_OF_NEAR = 0.15
SHARE_OF_COPIES = 0.05
PROGRAMME = 25


def sentence(numbers, words):
    result = [numbers.choice(VERBS)]
    while len(result) < words:
        # Nouns of two others, so that texts which have nothing to do with each other differ.
        noun = numbers.choice(NOUNS) + numbers.choice(NOUNS)
        result += [numbers.choice(ADJECTIVES), noun, numbers.choice(JOINTS)]
    return " ".join(result[:-1]).capitalize() + "."


def original(numbers):
    outcomes = [sentence(numbers, numbers.randrange(8, 20)) for _ in range(numbers.randrange(3, 7))]
    first, second = sentence(numbers, 16).lower(), sentence(numbers, 16).lower()
    return outcomes, f"Holders can {first} They also {second}"


def near(numbers, texts, share):
    """Texts with a share of their words exchanged."""

    def exchanged(text):
        return " ".join(
            numbers.choice(REPLACEMENTS) if numbers.random() < share else word
            for word in text.split(" ")
        )

    return [exchanged(text) for text in texts[0]], exchanged(texts[1])


def definition(numbers, index, texts):
    outcomes, description = texts
    credit = numbers.randrange(1, 7)
    result = {
        "badgelint": 1,
        "id": f"made-up-{index}",
        "title": f"{numbers.choice(ADJECTIVES)} {numbers.choice(NOUNS)} in practice".capitalize(),
        "kind": "microcredential",
        "language": "en",
        "description": description,
        "programme": f"programme-{index // PROGRAMME}",
        "issuer": {"name": f"Müller Academy {index // PROGRAMME // 8}", "country": "IE"},
        "level": [f"EQF {numbers.randrange(4, 8)}"],
        "workload": {"hours": credit * 25},
        "credit": [f"{credit} ECTS"],
        "outcomes": [{"id": f"LO{place}", "text": text} for place, text in enumerate(outcomes, 1)],
    }
    if numbers.random() < 0.1 and index % PROGRAMME:
        # Some of the targets are not there.
        target = index // PROGRAMME * PROGRAMME if index % 7 else "nowhere"
        result["stacking"] = {"into": [{"id": f"made-up-{target}"}]}
    if numbers.random() < 0.3:
        result["awards"] = {"since": f"20{numbers.randrange(10, 26)}-01-15"}
    return result


def lines(count, family=0, seed=2026):
    """Definitions with near-duplicates, copies and some without texts among them, with empty lines
    and line ends of Windows here and there.

    The last ones are a family: their texts differ in one word, so that they stand in the same
    buckets, which are cut where the family is larger than their bound.
    """
    numbers = random.Random(seed)
    known = []
    for index in range(count):
        chance = numbers.random()
        if index >= count - family:
            texts = known[0][0], f"{known[0][1]} group{index}"
        elif known and chance < SHARE_OF_NEAR:
            texts = near(numbers, numbers.choice(known), numbers.uniform(0.01, 0.2))
        elif known and chance < SHARE_OF_NEAR + SHARE_OF_COPIES:
            texts = numbers.choice(known)
        else:
            texts = original(numbers)
            known.append(texts)
        made = definition(numbers, index, texts)
        if numbers.random() < 0.01:
            del made["outcomes"], made["description"]
        yield json.dumps(made, ensure_ascii=index % 2 == 0) + ("\r\n" if index % 7 == 0 else "\n")
        if index % 50 == 10:
            yield "\n"

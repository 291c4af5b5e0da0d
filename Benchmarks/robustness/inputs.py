"""Inputs that were made to break a reader, or merely broke on the way."""

import codecs
import os
import socket

HEAD = b"badgelint: 1\nid: clean\ntitle: Clean\n"
MEGA = 1_000_000


def chunks(count, text):
    """Yields a text many times, in blocks, so that the maker itself stays small."""
    block = text * max(1, 65536 // len(text))
    size = len(block) // len(text)
    while count >= size:
        yield block
        count -= size
    yield text * count


def numbered(count, text):
    """Yields a text with %d for each number, in blocks."""
    for start in range(0, count, 5000):
        yield b"".join(text % number for number in range(start, min(start + 5000, count)))


def bomb():
    text = HEAD + b"x-0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in range(1, 10):
        aliases = b",".join([b"*a%d" % (level - 1)] * 10)
        text += b"x-%d: &a%d [%s]\n" % (level, level, aliases)
    return text


def merge_bomb():
    text = HEAD + b"x-0: &a0 {k: v}\n"
    for level in range(1, 40):
        text += b"x-%d: &a%d {<<: [*a%d, *a%d], k%d: v}\n" % (level, level, level - 1, level - 1, level)
    return text


def encoded(name, mark):
    return mark + HEAD.decode().encode(name)


def blocks(depth):
    for level in range(depth):
        yield b" " * (level + 1) + b"a:\n"


def texts():
    """Name, name of the file and what it holds: bytes or blocks of bytes."""
    yield "5,000 open brackets", "a.yaml", HEAD + b"x-a: " + b"[" * 5000
    yield "5,000 brackets that are closed", "a.yaml", HEAD + b"x-a: " + b"[" * 5000 + b"]" * 5000
    yield "5,000 mappings of JSON in each other", "a.json", b'{"a":' * 5000
    yield "1,500 block mappings in each other", "a.yaml", [HEAD, b"x-a:\n", *blocks(1500)]
    yield "100,000 `- ` on a line", "a.yaml", [HEAD, b"x-a:\n  ", *chunks(100_000, b"- "), b"a\n"]
    yield "100,000 `? ` on a line", "a.yaml", [*chunks(100_000, b"? "), b"a\n"]
    yield "alias bomb, a thousand million values", "a.yaml", bomb()
    yield "the same by merge keys", "a.yaml", merge_bomb()
    yield "alias that holds itself", "a.yaml", HEAD + b"x-a: &a [*a]\n"
    yield "100,000 aliases of one list", "a.yaml", [
        HEAD, b"x-a: &a [1, 2, 3]\nx-b:\n", *chunks(100_000, b"- *a\n")]
    yield "100,000 anchors", "a.yaml", [HEAD, b"x-a:\n", *numbered(100_000, b"- &a%d x\n")]
    yield "Latin-1", "a.yaml", HEAD + "description: Café\n".encode("latin-1")
    yield "UTF-8 that is cut off", "a.yaml", HEAD + b"description: \xf0\x9f\x98"
    yield "surrogates in UTF-8", "a.yaml", HEAD + b"description: \xed\xa0\x80\n"
    yield "NUL", "a.yaml", HEAD + b"description: a\0b\n"
    yield "NUL only, 1 MB", "a.yaml", chunks(MEGA, b"\0")
    yield "random bytes, 1 MB", "a.yaml", random_bytes(MEGA)
    yield "mark of UTF-8", "a.yaml", encoded("utf-8", codecs.BOM_UTF8)
    yield "mark of UTF-8 within the text", "a.yaml", HEAD + codecs.BOM_UTF8 + b"x-a: 1\n"
    yield "UTF-16, little-endian", "a.yaml", encoded("utf-16-le", codecs.BOM_UTF16_LE)
    yield "UTF-16, big-endian", "a.yaml", encoded("utf-16-be", codecs.BOM_UTF16_BE)
    yield "UTF-16 without a mark", "a.yaml", encoded("utf-16-le", b"")
    yield "UTF-32, little-endian", "a.yaml", encoded("utf-32-le", codecs.BOM_UTF32_LE)
    yield "UTF-32, big-endian", "a.yaml", encoded("utf-32-be", codecs.BOM_UTF32_BE)
    yield "CRLF", "a.yaml", HEAD.replace(b"\n", b"\r\n")
    yield "CR alone", "a.yaml", HEAD.replace(b"\n", b"\r")
    yield "all line breaks mixed", "a.yaml", b"badgelint: 1\r\nid: clean\rtitle: Clean\n"
    yield "next line, line separator", "a.yaml", HEAD + "description: a\u0085b\u2028c\n".encode()
    yield "tab as indentation", "a.yaml", HEAD + b"issuer:\n\tname: X\n"
    yield "tabs behind values", "a.yaml", HEAD.replace(b"\n", b"\t\n")
    yield "escape sequence in a value", "a.yaml", HEAD + b'description: "\\e]0;x\\a"\n'
    yield "escape sequence as bytes", "a.yaml", HEAD + b"description: \x1b]0;x\x07\n"
    yield "overrides of direction", "a.yaml", HEAD + "titel: \u202eneppah\u202c\n".encode()
    yield "empty", "a.yaml", b""
    yield "only a mark of UTF-8", "a.yaml", codecs.BOM_UTF8
    yield "only comments", "a.yaml", b"# a\n# b\n"
    yield "a million comments", "a.yaml", [HEAD, *chunks(MEGA, b"# a\n")]
    yield "a million blank lines", "a.yaml", [HEAD, *chunks(MEGA, b"\n")]
    yield "100 MB plain scalar", "a.yaml", [HEAD, b"description: ", *chunks(20 * MEGA, b"word "), b"x\n"]
    yield "100 MB quoted scalar", "a.yaml", [
        HEAD, b'description: "', *chunks(20 * MEGA, b"word "), b'"\n']
    yield "100 MB block scalar", "a.yaml", [
        HEAD, b"description: |\n", *chunks(MEGA, b"  " + b"word " * 19 + b"end\n")]
    yield "100 MB string of JSON", "a.json", [
        b'{"badgelint": 1, "title": "Clean", "description": "', *chunks(20 * MEGA, b"word "), b'"}\n']
    yield "quote that never ends, 10 MB", "a.yaml", [
        HEAD, b'description: "', *chunks(MEGA, b"word word\n")]
    yield "line of 10 MB", "a.yaml", [HEAD, b"x-a: [", *chunks(2 * MEGA, b"word,"), b"x]\n"]
    yield "key of 1 MB", "a.yaml", [HEAD, *chunks(MEGA, b"k"), b": v\n"]
    yield "a million keys", "a.yaml", [HEAD, b"x-a:\n", *numbered(MEGA, b"  k%d: v\n")]
    yield "a million keys of JSON", "a.json", [
        b'{"badgelint": 1, "title": "Clean", "x-a": {', *numbered(MEGA, b'"k%d": 1,\n'),
        b'"k": 1}}\n']
    yield "a million unknown keys", "a.yaml", [HEAD, *numbered(MEGA, b"k%d: v\n")]
    yield "a million items", "a.yaml", [HEAD, b"x-a:\n", *chunks(MEGA, b"- v\n")]
    yield "a million items in brackets", "a.yaml", [HEAD, b"x-a: [", *chunks(MEGA, b"v,\n"), b"]\n"]
    yield "a million outcomes", "a.yaml", [
        HEAD, b"outcomes:\n", *chunks(MEGA, b"- Explain it.\n")]
    yield "a million documents, all empty", "a.yaml", [HEAD, *chunks(MEGA, b"---\n")]
    yield "a million tags", "a.yaml", [HEAD, b"x-a:\n", *chunks(MEGA, b"- !t v\n")]
    yield "a key twice", "a.yaml", HEAD + b"title: Other\n"
    yield "10,000 equal keys", "a.yaml", [HEAD, *chunks(10_000, b"x-a: 1\n")]
    yield "10,000 wrong values", "a.yaml", [
        HEAD, b"outcomes:\n", *chunks(10_000, b"- {text: [], level: {}}\n")]
    yield "5,000 definitions without anything", "a.yaml", chunks(
        5_000, b"---\nbadgelint: 1\n")
    yield "number of a million digits", "a.yaml", [HEAD, b"workload: ", *chunks(MEGA, b"9"), b"\n"]
    yield "list as a key", "a.yaml", HEAD + b"? [a, b]\n: c\n"
    yield "tag that makes objects", "a.yaml", HEAD + b"description: !!python/object:os.system x\n"
    yield "unknown directive", "a.yaml", b"%YAML 9.9\n---\n" + HEAD
    yield "merge conflict", "a.yaml", (
        HEAD + b"<<<<<<< ours\nlevel: EQF 5\n=======\nlevel: EQF 6\n>>>>>>> theirs\n")
    yield "page of HTML", "a.yaml", b"<!DOCTYPE html>\n<html><body>404: not found</body></html>\n"


def random_bytes(count):
    """Bytes of a generator with a fixed start, so that each run has the same."""
    state = 1
    result = bytearray()
    while len(result) < count:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        result += (state >> 16).to_bytes(6, "big")
    return bytes(result[:count])


def write(path, content):
    with open(path, "wb") as file:
        for block in [content] if isinstance(content, bytes) else content:
            file.write(block)


def places(folder):
    """Name and path of what is no ordinary file; some need a program without special rights."""
    def at(name):
        return os.path.join(folder, name)

    write(at("unreadable.yaml"), HEAD)
    os.chmod(at("unreadable.yaml"), 0)
    yield "file that may not be read", at("unreadable.yaml")
    os.mkdir(at("closed"))
    write(at("closed/a.yaml"), HEAD)
    os.chmod(at("closed"), 0)
    yield "folder that may not be entered", at("closed/a.yaml")
    os.mkdir(at("folder.yaml"))
    yield "empty folder with the name of a file", at("folder.yaml")
    os.mkfifo(at("pipe.yaml"))
    yield "pipe that nobody writes to", at("pipe.yaml")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(at("socket.yaml"))
    yield "socket", at("socket.yaml")
    listener.close()
    yield "device without end, `/dev/zero`", "/dev/zero"
    yield "empty device, `/dev/null`", "/dev/null"
    yield "memory of a process", "/proc/self/mem"
    yield "missing file", at("missing.yaml")
    os.symlink("nothing.yaml", at("broken.yaml"))
    yield "link that leads nowhere", at("broken.yaml")
    os.symlink("circle-b.yaml", at("circle-a.yaml"))
    os.symlink("circle-a.yaml", at("circle-b.yaml"))
    yield "links in a circle", at("circle-a.yaml")
    os.mkdir(at("loop"))
    write(at("loop/a.yaml"), HEAD + b"title: Other\n")
    os.symlink(".", at("loop/again"))
    yield "folder that links to itself", at("loop")
    os.mkdir(at("name"))
    write(os.fsencode(at("name/")) + b"caf\xe9.yaml", HEAD)
    yield "name that is not UTF-8", os.fsencode(at("name/")) + b"caf\xe9.yaml"
    yield "folder with such a name", at("name")
    os.mkdir(at("escape"))
    write(at("escape/\x1b]0;x\x07\n.yaml"), HEAD + b"title: Other\n")
    yield "name with an escape sequence and a line break", at("escape/\x1b]0;x\x07\n.yaml")
    yield "path of 5,000 bytes", at("d/" * 2500 + "a.yaml")
    yield "name of 300 bytes", at("n" * 295 + ".yaml")
    write(at("-q.yaml"), HEAD)

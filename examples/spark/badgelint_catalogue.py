#!/usr/bin/env python3
"""Judges a catalogue of definitions with Apache Spark.

    badgelint_catalogue.py --work FOLDER FILE... [-- OPTION...]

Processes of badgelint beside the workers make profiles of the lines of the files, Spark finds
definitions that are nearly the same, and one run of badgelint judges. Report and exit status are
those of `badgelint catalogue --json-lines FILE...`; options after -- are for the run that judges,
such as --output json=report.json.
"""

import argparse
import datetime
import itertools
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

COULD_NOT_JUDGE = 2
PLACE = "struct<file: string, line: bigint>"


class Failure(Exception):
    """Why nothing was judged, in words."""


class Limits(NamedTuple):
    """How much is compared of definitions with a key in common, as in `NearDuplicates.swift`."""

    bucket: int = 1_000
    heads: int = 32
    neighbours: int = 32


# Profiles


def piped(lines, command, place):
    """The lines that a program makes of other lines: at least one of each that is not empty.

    `RDD.pipe` would do, but gives all partitions the same arguments, and what a program says before
    it fails stays in the logs of workers.
    """

    def feed(target):
        count = 0
        try:
            with target:
                for line in lines:
                    count += bool(line.strip(blanks))
                    target.write(line + b"\n")
        except BrokenPipeError:
            return None
        return count

    # What badgelint takes for blank.
    blanks = bytes(range(0x21))

    with (
        tempfile.TemporaryFile() as messages,
        ThreadPoolExecutor(1) as feeder,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=messages
        ) as process,
    ):
        try:
            fed = feeder.submit(feed, process.stdin)
            made = 0
            for line in process.stdout:
                made += 1
                yield line.decode().removesuffix("\n")
            wanted = fed.result()
            status = process.wait()
        except BaseException:
            process.kill()
            raise
        if status == 0 and wanted is not None and made >= wanted:
            return
        messages.seek(0)
        said = messages.read().decode(errors="replace").strip()
        if status < 0:
            how = f"was ended by signal {-status}"
        elif status > 0:
            how = f"ended with status {status}"
        elif wanted is None:
            how = "stopped reading"
        else:
            how = f"made {made} lines of {wanted}"
        raise Failure(f"{command[0]} {how} in the lines from {place} on\n{said}".strip())


def numbered(spark, path):
    """The lines of a file as bytes, and the number of the first line of each partition."""
    # As in badgelint, \n alone ends lines; and what is no UTF-8 is for badgelint to say.
    lines = spark.read.text(path, lineSep="\n")
    parts = (
        lines.groupBy(F.spark_partition_id().alias("partition"), "_metadata.file_path")
        .agg(F.min("_metadata.file_block_start").alias("start"), F.count("*").alias("lines"))
        .orderBy("start")
        .collect()
    )
    if len({part.file_path for part in parts}) > 1:
        raise Failure(f"{path} stands for several files; name each of them")
    first_lines = itertools.accumulate((part.lines for part in parts), initial=1)
    rows = lines.select(F.col("value").cast("binary")).rdd
    return rows, {part.partition: first for part, first in zip(parts, first_lines)}


def profile_lines(spark, path, command):
    """An RDD of profiles as lines of JSON, with the lines of the whole file in them."""
    rows, first_lines = numbered(spark, path)

    def profile(partition, rows):
        if partition not in first_lines:
            return iter(())
        first = first_lines[partition]
        arguments = ["--json-lines", "-", "--stdin-filename", path, "--first-line", str(first)]
        return piped(
            (bytes(row.value) for row in rows),
            [*command, *arguments, "--profiles", "-", "--jobs", "1"],
            f"{path}:{first}",
        )

    return rows.mapPartitionsWithIndex(profile)


# Near-duplicates


def digest(words):
    """The hash of a row of numbers that `BitMix.digest` gives."""
    whole, step = (1 << 64) - 1, 0x9E37_79B9_7F4A_7C15

    def mixed(value):
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9 & whole
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB & whole
        return value ^ (value >> 31)

    result = step
    for word in words:
        result = mixed((result + word) & whole) + step & whole
    return mixed(result)


def words_of(data):
    """Numbers of four bytes each, the lowest first."""
    return [int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4)]


def compared_in_cut_bucket(band, members, limits):
    """The pairs that are compared where there are too many for all: those of each definition with
    the first ones and with its neighbours, in the order of `BandJoin.swift`."""

    def rank(member):
        keys = words_of(member.bands)
        return keys[band + 1 :] + keys[: band + 1], digest(words_of(member.hashes))

    places = [member.place for member in sorted(members, key=rank)]
    pairs = []
    for at, place in enumerate(places):
        heads = min(limits.heads, at)
        nearest = max(heads, at - limits.neighbours)
        pairs += [sorted((other, place)) for other in places[:heads] + places[nearest:at]]
    return pairs


def likeness(one, other):
    """The share of common hashes in all hashes (Jaccard index)."""
    one, other = set(memoryview(one).cast("I")), set(memoryview(other).cast("I"))
    common = len(one & other)
    return common / (len(one) + len(other) - common)


def near_duplicates(profiles, least_likeness, limits):
    """Pairs of places with their likeness, groups of places with the same texts, and the number of
    buckets that were too large for all of their pairs to be compared.

    Of definitions with the same texts only the first one stands in pairs. Definitions without texts
    are like nothing.
    """
    # A definition that came twice is no copy of itself.
    groups = (
        profiles.where("text != ''")
        .groupBy("text")
        .agg(
            F.min(F.unbase64("bands")).alias("bands"),
            F.array_sort(F.collect_set(F.struct("file", "line"))).alias("places"),
        )
        .persist()
    )
    sets = groups.select(
        F.col("places")[0].alias("place"), "bands", F.unbase64("text").alias("hashes")
    )
    buckets = (
        sets.withColumn("numbers", F.sequence(F.lit(0), F.expr("length(bands) div 4 - 1")))
        .withColumn("keys", F.expr("transform(numbers, at -> substring(bands, 4 * at + 1, 4))"))
        .select("place", F.posexplode("keys").alias("band", "key"))
        .groupBy("band", "key")
        .agg(F.collect_list("place").alias("places"))
        .where("size(places) > 1")
        .persist()
    )
    cut = buckets.where(F.size("places") > limits.bucket)
    compared = F.udf(
        lambda band, members: compared_in_cut_bucket(band, members, limits),
        f"array<struct<one: {PLACE}, other: {PLACE}>>",
    )
    candidates = (
        buckets.where(F.size("places") <= limits.bucket)
        .select(F.explode("places").alias("one"), "places")
        .select("one", F.explode(F.expr("filter(places, place -> place > one)")).alias("other"))
        .union(
            cut.select("band", "key", F.explode("places").alias("place"))
            .join(sets, "place")
            .groupBy("band", "key")
            .agg(F.collect_list(F.struct("place", "bands", "hashes")).alias("members"))
            .select(F.inline(compared("band", "members")))
        )
        .distinct()
    )
    ones = sets.select(F.col("place").alias("one"), F.col("hashes").alias("one_hashes"))
    others = sets.select(F.col("place").alias("other"), F.col("hashes").alias("other_hashes"))
    sizes = [F.length("one_hashes"), F.length("other_hashes")]
    pairs = (
        candidates.join(ones, "one")
        .join(others, "other")
        # Sets that differ too much in size need no comparison.
        .where(F.least(*sizes) / F.greatest(*sizes) >= least_likeness)
        .withColumn("likeness", F.udf(likeness, "double")("one_hashes", "other_hashes"))
        .select("one", "other", "likeness")
        .where(F.col("likeness") >= least_likeness)
    )
    return pairs, groups.where("size(places) > 1").select("places"), cut.count()


def pair_lines(pairs, copies):
    """An RDD of what is alike, as lines of JSON that `badgelint catalogue --pairs` reads."""

    def line(value):
        return json.dumps(value, ensure_ascii=False)

    alike = pairs.rdd.map(
        lambda row: line({"alike": [row.one, row.other], "likeness": row.likeness})
    )
    return alike.union(copies.rdd.map(lambda row: line({"copies": row.places})))


# The job


def prepare(spark, arguments, command):
    """Makes the profiles and the pairs; gives the files that hold them."""
    folder = pathlib.Path(arguments.work).resolve()
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise Failure(f"{folder} is there already; --work names a new folder") from None

    def save(lines, name):
        lines.saveAsTextFile(f"file://{folder}/{name}")
        return sorted(part for part in folder.glob(f"{name}/part-*") if part.stat().st_size > 0)

    lines = spark.sparkContext.union(
        [profile_lines(spark, path, command) for path in arguments.files]
    )
    parts = save(lines, "profiles")
    if not parts:
        raise Failure(f"no definition was found in {', '.join(arguments.files)}")
    if not spark.sparkContext.getConf().contains("spark.sql.shuffle.partitions"):
        # The keys of all bands take about as much room as the definitions; the usual 200 parts are
        # far too many for most catalogues.
        spark.conf.set("spark.sql.shuffle.partitions", 2 * lines.getNumPartitions())
    profiles = spark.read.schema("file string, line bigint, text string, bands string").json(
        f"file://{folder}/profiles", mode="FAILFAST"
    )
    pairs, copies, cut_buckets = near_duplicates(profiles, arguments.least_likeness, Limits())
    found = save(pair_lines(pairs, copies), "pairs")
    with (folder / "pairs.jsonl").open("xb") as target:
        for part in found:
            target.write(part.read_bytes())
        target.write(b'{"cutBuckets": %d}\n' % cut_buckets)
    return parts, folder / "pairs.jsonl"


def told(error):
    """What a worker said, without the traces of Python and of Spark around it."""
    found = re.search(r"\bFailure: (.*?)\n\s*\n\s*at ", str(error), re.DOTALL)
    return found.group(1) if found else None


def read_arguments(argv):
    parser = argparse.ArgumentParser(
        description="Judges a catalogue of definitions with Apache Spark.",
        epilog="Options after -- are for the run of badgelint that judges.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="JSON Lines, one definition a line"
    )
    parser.add_argument(
        "--work",
        required=True,
        metavar="FOLDER",
        help="new folder for profiles and pairs; all machines have to see it under this path",
    )
    parser.add_argument(
        "--command",
        default="badgelint catalogue --no-policy",
        help="how badgelint is called, with the options that all its runs need (%(default)s)",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        default=datetime.datetime.now(datetime.timezone.utc).date(),
        help="judge as on this day; today by default, on all machines",
    )
    parser.add_argument(
        "--least-likeness",
        type=float,
        default=0.7,
        metavar="NUMBER",
        help="the leastLikeness of rules/profile.yaml (%(default)s)",
    )
    own = list(itertools.takewhile(lambda argument: argument != "--", argv))
    return parser.parse_args(own), argv[len(own) + 1 :]


def main(argv):
    arguments, options = read_arguments(argv)
    command = [*shlex.split(arguments.command), "--as-of", str(arguments.as_of)]
    try:
        with SparkSession.builder.appName("badgelint catalogue").getOrCreate() as spark:
            parts, pairs = prepare(spark, arguments, command)
        judging = subprocess.run([*command, "--from-profiles", *parts, "--pairs", pairs, *options])
    except Failure as failure:
        print(f"failure: {failure}", file=sys.stderr)
        return COULD_NOT_JUDGE
    except Exception as error:
        # Status 1 would say that something was found.
        said = told(error)
        print(f"failure: {said}" if said else traceback.format_exc(), file=sys.stderr)
        return COULD_NOT_JUDGE
    return judging.returncode if judging.returncode >= 0 else COULD_NOT_JUDGE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Compares the job with one process of badgelint over the same files.

BADGELINT names the program, `badgelint` by default; COUNT says how many definitions are made up.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import made_up

JOB = pathlib.Path(__file__).resolve().parent.parent / "badgelint_catalogue.py"
sys.path.insert(0, str(JOB.parent))
import badgelint_catalogue

BADGELINT = os.environ.get("BADGELINT", "badgelint")
COUNT = int(os.environ.get("COUNT", "500"))
# From this size on some definitions have more neighbours than are all compared.
LARGE = 10_000
DAY = "2026-11-01"
# What compilers of Java gain for a small catalogue they cost twice.
OPTIONS = "--conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false" + (
    " --driver-java-options -XX:TieredStopAtLevel=1" if COUNT < LARGE else ""
)


class CatalogueTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="badgelint-spark-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_program(self, *arguments, **environment):
        return subprocess.run(
            arguments, cwd=self.folder, env=os.environ | environment, capture_output=True, text=True
        )

    def run_job(self, *arguments, program=f"'{BADGELINT}' catalogue --no-policy", work="work"):
        return self.run_program(
            sys.executable,
            JOB,
            "--work",
            work,
            "--as-of",
            DAY,
            "--command",
            program,
            *arguments,
            PYSPARK_PYTHON=sys.executable,
            PYSPARK_SUBMIT_ARGS=f"{OPTIONS} pyspark-shell",
            SPARK_LOCAL_IP="127.0.0.1",
        )

    def write(self, name, lines):
        text = "".join(lines)
        (self.folder / name).write_text(text, encoding="utf-8", newline="")

    def report(self, name):
        return (self.folder / name).read_bytes()

    def test_report_is_that_of_one_process(self):
        family = 1_060 if COUNT >= LARGE else 0
        lines = list(made_up.lines(COUNT, family))
        # Two files, of which the second holds copies and near-duplicates of what is in the first.
        cut = len(lines) * 3 // 5
        self.write("b first.jsonl", lines[:cut])
        self.write("a second.jsonl", lines[cut:])
        files = ["b first.jsonl", "a second.jsonl"]
        one = self.run_program(
            BADGELINT,
            "catalogue",
            "--no-policy",
            "--as-of",
            DAY,
            "--json-lines",
            *files,
            "--output",
            "json=one.json",
            "--output",
            "text=one.txt",
        )
        self.assertEqual((one.returncode, one.stderr), (1, ""))
        job = self.run_job(*files, "--", "--output", "json=job.json", "--output", "text=job.txt")
        self.assertEqual(job.returncode, 1, job.stderr)
        self.assertEqual(self.report("job.txt"), self.report("one.txt"))
        self.assertEqual(self.report("job.json"), self.report("one.json"))
        # What is compared is not empty.
        self.assertIn(b'"catalogue/near-duplicate"', self.report("one.json"))
        is_cut = b'"cutBuckets": 0,' not in self.report("one.json")
        self.assertEqual(is_cut, family > 0)

    def test_what_is_no_definition_fails_the_job_with_its_line(self):
        lines = list(made_up.lines(40))
        lines[30] = '{"title": "no definition"}\n'
        self.write("all.jsonl", lines)
        job = self.run_job("all.jsonl", "--", "--output", "json=job.json")
        self.assertEqual(job.returncode, 2)
        start = f"\nfailure: {BADGELINT} ended with status 2 in the lines from all.jsonl:1 on"
        self.assertIn(start, job.stderr)
        said = job.stderr[job.stderr.index(start) :]
        self.assertIn("all.jsonl:31 is no definition", said)
        self.assertNotIn("Traceback", said)
        self.assertFalse((self.folder / "job.json").exists())


class PipedTest(unittest.TestCase):
    def piped(self, script, lines):
        return list(badgelint_catalogue.piped(iter(lines), ["sh", "-c", script], "a.jsonl:7"))

    def test_lines_go_through(self):
        lines = [b"a", b"", "é\u2028 ü".encode(), b"c\r"] * 50_000
        self.assertEqual(self.piped("cat", lines), [line.decode() for line in lines])
        self.assertEqual(self.piped("cat", []), [])

    def test_a_program_that_fails_is_told_with_what_it_said(self):
        for script, said in [
            (
                "cat; echo lost >&2; exit 2",
                "sh ended with status 2 in the lines from a.jsonl:7 on\nlost",
            ),
            ("kill -9 $$", "sh was ended by signal 9 in the lines from a.jsonl:7 on"),
            # A program that ends well has to have judged everything.
            ("head -n 1", "sh stopped reading in the lines from a.jsonl:7 on"),
            (
                "head -n 9; cat > /dev/null",
                "sh made 9 lines of 100000 in the lines from a.jsonl:7 on",
            ),
        ]:
            with self.subTest(script), self.assertRaises(badgelint_catalogue.Failure) as raised:
                self.piped(script, [b"one", b" \r"] * 100_000)
            self.assertEqual(str(raised.exception), said)

    def test_lines_that_cannot_be_read_fail(self):
        def lines():
            yield b"one"
            raise OSError("the disk is gone")

        with self.assertRaisesRegex(OSError, "the disk is gone"):
            self.piped("cat", lines())


if __name__ == "__main__":
    unittest.main()

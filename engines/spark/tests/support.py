# SPDX-License-Identifier: Apache-2.0
"""What the tests share: reports made from the examples, and what the command line makes of them.

COMMUNIQUE names the program to compare with.
"""

import contextlib
import datetime
import hashlib
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

import pyarrow as pa
import pyarrow.parquet

from communique_spark import command

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ["COMMUNIQUE"]
SENTENCES = 3
FIRST_DAY = datetime.date(2020, 1, 25)


def make_reports(count):
    """Reports of some sentences of the examples, over two months."""
    texts = []
    for path in sorted(ROOT.glob("examples/*.txt")):
        words = path.read_text().split(maxsplit=2)[2]
        texts.append([sentence.strip() for sentence in words.replace("\n", " ").split(". ") if sentence.strip()])
    for number in range(count):
        sentences = texts[number % len(texts)]
        first = number // len(texts) % len(sentences)
        chosen = (sentences[first:] + sentences)[:SENTENCES]
        yield {
            "id": f"r{number:05}",
            "date": str(FIRST_DAY + datetime.timedelta(days=number % 60)),
            "publisher": f"Paper {number % 5}",
            "title": chosen[-1],
            "text": ". ".join([*chosen, f"This is report {number}."]),
        }


def lines(reports):
    return b"".join(json.dumps(report).encode() + b"\n" for report in reports)


def by_command_line(*paths):
    """Codings as lines in the order of their bytes, and rejects as (file's name, line, id, reason), of files."""
    with tempfile.TemporaryDirectory() as folder:
        rejects = pathlib.Path(folder) / "rejects"
        done = subprocess.run(
            [PROGRAM, "code", "--format", "jsonl", "--jobs", "2", "--rejects", rejects, *map(str, sorted(paths))],
            capture_output=True, timeout=300,
        )
        assert done.returncode in (0, 1), done.stderr
        told = [json.loads(line) for line in rejects.read_bytes().splitlines()]
    refused = sorted((pathlib.Path(one["file"]).name, one["line"], one["id"] or "", one["reason"]) for one in told)
    return sorted(done.stdout.decode().splitlines()), refused


def table(folder, name):
    """A table that Spark wrote, by pyarrow."""
    return pa.parquet.read_table(f"{folder}/{name}", partitioning="hive")


def codings(folder):
    return sorted(coding for coding in table(folder, "codings").column("coding").to_pylist() if coding is not None)


def rejects(folder):
    rows = table(folder, "rejects").to_pylist()
    return sorted((row["file"].rpartition("/")[2], row["line"], row["id"] or "", row["reason"]) for row in rows)


def digest(rows):
    return hashlib.sha256("\n".join(map(str, rows)).encode()).hexdigest()


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"no {what} within {seconds} s")
        time.sleep(0.2)


class SparkTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def command(self, *arguments, status=0):
        """Runs a command in this process, for Java takes seconds to start. Returns what it said."""
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            given = command.main([*map(str, arguments), "--master", "local[2]", "--conf", "spark.ui.enabled=false"])
        self.assertEqual(given, status, said.getvalue())
        return said.getvalue()

    def process(self, *arguments):
        """Starts a command in a process group of its own."""
        program = [sys.executable, "-m", "communique_spark.command", *map(str, arguments)]
        process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   start_new_session=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(end, process)
        return process

    def same_rows(self, folder, paths):
        """The tables hold what the command line makes of the files, which are read in the order of their names."""
        wanted, refused = by_command_line(*paths)
        self.assertGreater(len(wanted), 0)
        self.assertEqual(digest(codings(folder)), digest(wanted))
        self.assertEqual(rejects(folder), refused)


def end(process):
    """Kills a process with all that it started, unless it has ended."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait()

# SPDX-License-Identifier: Apache-2.0
"""What the measures share: the sets, their halves, and the program under measure.

Each script here measures one ask on one set of ../shared and prints the figure for the whole set and
for its two halves. Rules are written on half A; half B says whether they hold elsewhere."""

import argparse
import hashlib
import json
import lzma
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--program", default=str(ROOT / "build" / "communique"))
    parser.add_argument("--half", choices=["a", "b"], help="print the errors of this half only")
    parser.add_argument("--errors", action="store_true", help="print what is wrong, one line each")
    return parser


def half(key):
    """The half that a record belongs to, "a" or "b", by a hash of its key: stable for ever."""
    return "ab"[hashlib.sha256(str(key).encode()).digest()[0] & 1]


def read_text(path):
    """The text of a file, unpacked if its name ends in .xz."""
    opener = lzma.open if str(path).endswith(".xz") else open
    with opener(path, "rt", encoding="utf-8") as file:
        return file.read()


def read_lines(path):
    return [json.loads(line) for line in read_text(path).split("\n") if line.strip()]


def code(program, reports, *options):
    """The codings of reports (dicts with id, text and perhaps date), by id."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for report in reports:
            file.write(json.dumps(report, ensure_ascii=False) + "\n")
        file.flush()
        out = subprocess.run([program, "code", "--format", "jsonl", "--text", "--undated",
                              *options, file.name], stdout=subprocess.PIPE, check=True).stdout
    codings = (json.loads(line) for line in out.decode().split("\n") if line)
    return {coding["report"]["id"]: coding for coding in codings}


def ratio(right, asked):
    return f"{right / asked if asked else 0:.3f} ({right}/{asked})"

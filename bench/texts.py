# SPDX-License-Identifier: Apache-2.0
"""News texts to measure with: bulk news where a folder has it, else the sample reports.

BBC News of the same folder is left out: lower-cased and stripped of marks, it is not what anybody parses.
"""

import html
import itertools
import json
import lzma
import pathlib
import re
import tarfile

UNDATED = "2001-01-01"
SMALLEST = 400  # characters: shorter ones are tables and notices


def allsides(path):
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            date = article["date"] if re.fullmatch(r"\d{4}-\d\d-\d\d", article["date"] or "") else UNDATED
            yield date, article["text"]


def reuters(path):
    with tarfile.open(path) as archive:
        for member in archive:
            if not member.name.endswith(".sgm"):
                continue
            text = archive.extractfile(member).read().decode("latin-1")
            for body in re.findall(r"<BODY>(.*?)</BODY>", text, re.DOTALL):
                yield "1987-06-01", html.unescape(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]|&#\\d+;", "", body))


SOURCES = (("allsides_abp/articles-5000.jsonl.xz", allsides), ("reuters21578/reuters21578.tar.xz", reuters))


def examples(folder):
    for path in itertools.cycle(sorted(pathlib.Path(folder).glob("*.txt"))):
        _, date, text = path.read_text(encoding="utf-8").split(maxsplit=2)
        yield date, text


def take(reports, words):
    taken = []
    for date, text in reports:
        if words <= 0:
            break
        if len(text) >= SMALLEST:
            taken.append((date, text))
            words -= len(text.split())
    return taken


def choose(data, sample_folder, words):
    """About so many words of news: the names of their sources, and pairs of date and text."""
    found = [(pathlib.Path(data) / name, read) for name, read in SOURCES if (pathlib.Path(data) / name).exists()]
    if not found:
        return ["the sample reports, repeated"], take(examples(sample_folder), words)
    shares = [take(read(path), words / len(found)) for path, read in found]
    # Alternating, so that any part of them is like the whole.
    mixed = [report for group in itertools.zip_longest(*shares) for report in group if report]
    return [path.parent.name for path, _ in found], mixed

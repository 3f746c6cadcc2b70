# SPDX-License-Identifier: Apache-2.0
"""The texts of the golden corpora. tests/golden_texts.c makes the same texts, byte for byte."""

import json
import lzma

# corpus: [file below the data folder, documents taken from its beginning]
CORPORA = {
    "ud-ewt-dev": ["ud_ewt/en_ewt-ud-dev.conllu.xz", 1000],
    "gum-dev": ["gum/gum-dev.conllu.xz", 12],
    "bbc-news": ["bbc_news/dev.tsv.xz", 30],
}
LONG_BYTES = 105000  # more than 20,000 tokens


def own(path):
    with open(path, encoding="utf-8") as lines:
        return [(item["id"], item["text"]) for item in map(json.loads, lines)]


def corpus(data, name):
    path, limit = CORPORA[name]
    with lzma.open(data / path, "rt", encoding="utf-8", newline="\n") as lines:
        texts = conllu(lines) if ".conllu" in path else [line.rstrip("\n") for line in lines]
    return texts[:limit]


def conllu(lines):
    """A text a `# newdoc`: its sentences with a space between them, or an empty line where a paragraph begins."""
    texts, gap = [], ""
    for line in lines:
        if line.startswith("# newdoc"):
            texts.append("")
        elif line.startswith("# newpar"):
            gap = "\n\n"
        elif line.startswith("# text = "):
            texts[-1] += (gap if texts[-1] else "") + line[len("# text = ") :].rstrip("\n")
            gap = " "
    return texts


def long(texts):
    """News of our own in an order that a generator draws, an empty line after each, past LONG_BYTES bytes."""
    news = [text for id_, text in texts if id_.startswith("news-")]
    made, seed = "", 1
    while len(made.encode()) < LONG_BYTES:
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        made += news[(seed >> 16) % len(news)] + "\n\n"
    return made

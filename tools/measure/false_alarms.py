#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Events in texts that have next to none: sport, entertainment and business news, travel guides,
fiction, reviews. Prints events (CAMEO 01 left out) for a thousand words, by kind of text, and beside
them those of political news."""

import collections
import re

import sets


def bbc(part):
    """BBC news, by its mark: political or not. The texts are in lower case, as they are kept."""
    for number, line in enumerate(sets.read_text(sets.SHARED / f"data/bbc_news/{part}.tsv.xz").splitlines()):
        text, mark = line.rsplit("\t", 1)
        yield f"bbc, {'political' if mark.strip() == '1' else 'sport and the like'}", f"bbc-{number}", text


def treebank(path, kinds):
    """The documents of a CoNLL-U file; `kinds` maps a pattern of their ids to a kind of text."""
    kind, name, texts = None, None, []
    for line in sets.read_text(path).splitlines() + ["# newdoc id = "]:
        if line.startswith("# newdoc id = "):
            if kind and texts:
                yield kind, name, " ".join(texts)
            name, texts = line.split(" = ", 1)[1], []
            kind = next((k for p, k in kinds.items() if re.match(p, name)), None)
        elif line.startswith("# text = "):
            texts.append(line.split(" = ", 1)[1])


def main():
    arguments = sets.arguments(__doc__).parse_args()
    documents = [*bbc("dev"),
                 *treebank(sets.SHARED / "data/gum/gum-dev.conllu.xz", {"GUM_(fiction|voyage)": "gum, fiction and voyage",
                                                                       "GUM_(news|speech)": "gum, news and speech"}),
                 *treebank(sets.SHARED / "data/gum/gum-train.conllu.xz", {"GUM_fiction": "gum, fiction",
                                                                         "GUM_voyage": "gum, voyage"}),
                 *treebank(sets.SHARED / "data/ud_ewt/en_ewt-ud-dev.conllu.xz", {"reviews": "ewt, reviews"})]
    codings = sets.code(arguments.program, [{"id": name, "text": text} for _, name, text in documents])
    words, events = collections.Counter(), collections.Counter()
    for kind, name, text in documents:
        words[kind] += len(text.split())
        for event in codings[name]["events"]:
            events[kind] += event["plover"] is not None
            if arguments.errors and event["plover"]:
                start, end = event["evidence"]
                print(f"{kind}: {event['cameo']} {codings[name]['report']['text'][start:end][:200]!r}")
    for kind in sorted(words):
        print(f"{kind:<28} {1000 * events[kind] / words[kind]:6.2f} events per 1,000 words"
              f"  ({events[kind]} in {words[kind]:,})")


main()

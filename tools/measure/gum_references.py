#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""GUM: pronouns, descriptions and parts of names to the named entity that they stand for.

Precision: of the mentions where the coding has an actor with an earlier mention, those where that
actor has a mention at a noun of the same chain. Recall: of the mentions whose chain was
named before, by a proper noun, those whose actor has a mention at such a name."""

import re

import sets

GENRES = ("news", "interview", "speech")
OPENING = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")
KINDS = ("pronoun", "description", "name part")


def documents(split):
    """Name to (text, mentions); a mention is a dict with span, head span, chain, upos and form."""
    text = sets.read_text(sets.SHARED / "data" / "gum" / f"gum-{split}.conllu.xz")
    for block in re.split(r"(?m)^# newdoc id = ", text)[1:]:
        name = block.split("\n", 1)[0]
        yield name, *read_document(block)


def read_document(block):
    text, tokens, opened, mentions, multi = "", [], [], [], 0
    for line in block.split("\n"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
            text = text.rstrip() + "\n\n"
        fields = line.split("\t")
        if len(fields) != 10:
            continue
        space = "" if "SpaceAfter=No" in fields[9] else " "
        if "-" in fields[0]:
            first, last = fields[0].split("-")
            word, multi, words = fields[1], int(last), (int(first), fields[1], space)
            start = len(text)
            continue
        if "." in fields[0]:
            continue
        if multi and int(fields[0]) <= multi:
            at = len(text)
            span = (at, at + len(fields[1])) if word[at - start:].startswith(fields[1]) else (start, start + len(word))
            text = text[:start] + word[:max(span[1] - start, at - start)]
            if int(fields[0]) == multi:
                text, multi = text[:start] + word + words[2], 0
        else:
            span = (len(text), len(text) + len(fields[1]))
            text += fields[1] + space
        tokens.append((span, fields[3], fields[1]))
        entity = re.search(r"(?:^|\|)Entity=([^|]*)", fields[9])
        for found in OPENING.finditer(entity[1] if entity else ""):
            if found[1]:
                opened.append((found[1], found[2], found[3].split("-"), len(tokens) - 1))
            elif opened:
                chain = found[4]
                at = max((i for i, m in enumerate(opened) if chain in (None, m[0])),
                         default=len(opened) - 1)
                if chain is None:
                    at = len(opened) - 1
                mentions.append(make_mention(opened.pop(at), tokens))
    mentions.sort(key=lambda m: (m["span"][0], -m["span"][1]))
    return text, mentions


def make_mention(opening, tokens):
    chain, kind, rest, first = opening
    index = [first + int(n) - 1 for n in rest[3].split(",") if n.isdigit()] if len(rest) > 3 else []
    heads = [i for i in index if i < len(tokens)] or [len(tokens) - 1]
    return {"chain": chain, "type": kind, "span": (tokens[first][0][0], tokens[-1][0][1]),
            "head": (tokens[heads[0]][0][0], tokens[heads[-1]][0][1]),
            "upos": tokens[heads[0]][1], "form": tokens[heads[0]][2],
            "words": [tokens[i][2] for i in heads]}


def kind_of(mention, names):
    if mention["upos"] == "PRON":
        third = mention["form"].lower() in THIRD
        return "pronoun" if third else None
    if mention["upos"] == "NOUN":
        return "description"
    if mention["upos"] == "PROPN":
        words = set(mention["words"])
        return "name part" if any(words < set(name) for name in names) else None
    return None


THIRD = set("he him his himself she her hers herself it its itself they them their theirs "
            "themselves".split())


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def actors_at(coding, span):
    found = [(m["span"][1] - m["span"][0], i) for i, a in enumerate(coding["actors"])
             for m in a["mentions"] if overlaps(m["span"], span)]
    shortest = min(found, default=(0, 0))[0]
    return {i for width, i in found if width == shortest}


def tally(coding, mentions, count):
    chains, named, names = {}, {}, {}
    for mention in mentions:
        chains.setdefault(mention["chain"], []).append(mention)
        if mention["upos"] == "PROPN" and mention["type"] in ("person", "organization", "place"):
            named.setdefault(mention["chain"], []).append(mention)
    for mention in mentions:
        kind = kind_of(mention, names.get(mention["chain"], []))
        if mention["upos"] == "PROPN":
            names.setdefault(mention["chain"], []).append(mention["words"])
        first = named.get(mention["chain"], [mention])[0]
        if kind is None:
            continue
        actors = actors_at(coding, mention["head"])
        said = any(m["span"][0] < mention["head"][0] and not overlaps(m["span"], mention["head"])
                   for i in actors for m in coding["actors"][i]["mentions"])
        spans = [m["span"] for i in actors for m in coding["actors"][i]["mentions"]]
        right = any(overlaps(span, m["head"]) for span in spans
                    for m in chains[mention["chain"]]
                    if m is not mention and m["upos"] != "PRON")
        found = any(overlaps(span, m["head"]) for span in spans
                    for m in named.get(mention["chain"], []) if m is not mention)
        asked = mention["chain"] in named and first["span"][0] < mention["span"][0]
        row = count.setdefault(kind, [0, 0, 0, 0])
        row[0] += said and right
        row[1] += said
        row[2] += asked and found
        row[3] += asked


def show(title, count):
    for kind in KINDS:
        right, said, found, asked = count.get(kind, [0, 0, 0, 0])
        print(f"{title:<18} {kind:<12} precision {sets.ratio(right, said)}  "
              f"recall {sets.ratio(found, asked)}")


def main():
    parser = sets.arguments(__doc__)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    options = parser.parse_args()
    chosen = {name: (text, mentions) for name, text, mentions in documents(options.split)
              if name.split("_")[1] in GENRES}
    codings = sets.code(options.program, [{"id": n, "text": t} for n, (t, _) in chosen.items()])
    totals = {"whole": {}, "half A": {}, "half B": {}}
    for name, (_, mentions) in chosen.items():
        tally(codings[name], mentions, totals["whole"])
        tally(codings[name], mentions, totals["half " + sets.half(name).upper()])
    for title, count in totals.items():
        show(title, count)


if __name__ == "__main__":
    main()

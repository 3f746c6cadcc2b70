# SPDX-License-Identifier: Apache-2.0
"""Gold chains of actors and of actions in NewsWCL50, recovered across the outlets of an event.

The texts are the CoNLL tokens joined with blanks. Pairs are two mentions of one chain in two outlets.
Actors (types ACTOR, COUNTRY, GROUP, ACTOR-I): recovered where our coding has an actor with a mention on the
last token of each (or the token before it), and both are one: the same lexicon entry, else the same code and last
word of the name. Actions (ACTION, EVENT): recovered where a row of the accounts has a claim over the middle
token of each. Precision counts pairs of gold mentions of the same kinds, of two outlets, that we hold for one.
Actions are chained loosely there ("the summit"), so each clause has a few: recall is what tells."""

import collections
import itertools
import json
import lzma
import pathlib
import re
import subprocess
import tempfile

from sets import SHARED, arguments, ratio

ACTORS = ("ACTOR", "COUNTRY", "GROUP", "ACTOR-I")
ACTIONS = ("ACTION", "EVENT")


def documents():
    """{event: {document: (text, [(chain, start, end, middle)])}}, offsets in code points."""
    found = collections.defaultdict(dict)
    name = None
    path = SHARED / "data" / "newswcl50" / "NewsWCL50.conll.xz"
    for line in lzma.open(path, "rt", encoding="utf-8"):
        if line.startswith("#begin document"):
            name = line.split()[2].rstrip(";")
            text, spans, open_chains, starts = "", [], collections.defaultdict(list), []
            continue
        if line.startswith("#end document"):
            found[name.split("/")[0]][name.split("/")[-1]] = (text, spans)
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) < 5:
            continue
        token = cells[3] if cells[3] not in ("\\n", "") else "\n\n"
        start = len(text)
        text += token + (" " if token.strip() else "")
        starts.append((start, start + len(token)))
        number = len(starts) - 1
        for part in cells[4].split("|"):
            part = part.strip()
            chain = part.strip("()")
            if chain in ("-", ""):
                continue
            if part.startswith("("):
                open_chains[chain].append(number)
            if part.endswith(")") and open_chains[chain]:
                first = open_chains[chain].pop()
                middle = starts[(first + number) // 2][0]
                spans.append((chain, starts[first][0], starts[number][1], middle))
    return found


def run(program, command, files):
    return subprocess.run([program, command, "--undated", "--format", "jsonl", *files], stdout=subprocess.PIPE,
                          check=True).stdout.decode().split("\n")


def actor_at(coding, end):
    """The key of the actor whose mention ends nearest to `end`, within a few code points; None if none."""
    best = None
    for actor in coding["actors"]:
        for mention in actor["mentions"]:
            distance = abs(mention["span"][1] - end)
            if distance <= 4 and (best is None or distance < best[0]):
                key = actor["entry"] or "%s/%s" % (actor["code"], actor["name"].split()[-1])
                best = (distance, key)
    return best and best[1]


def count(pairs, total):
    for gold, ours in pairs:
        total["gold"] += gold
        total["ours"] += ours
        total["both"] += gold and ours


def main():
    options = arguments(__doc__).parse_args()
    totals = {"actors": collections.Counter(), "actions": collections.Counter()}
    for event, held in sorted(documents().items()):
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for name, (text, _) in held.items():
                file = pathlib.Path(folder, name + ".jsonl")
                file.write_text(json.dumps({"id": name, "text": text}) + "\n")
                files.append(str(file))
            codings = {c["report"]["id"]: c for c in map(json.loads, filter(None, run(options.program, "code", files)))}
            rows = [json.loads(line) for line in run(options.program, "accounts", files) if line]
        actors, actions = [], []
        for name, (text, spans) in held.items():
            for chain, start, end, middle in spans:
                kind = chain.rsplit("_", 1)[-1]
                if kind in ACTORS:
                    actors.append((name, chain, {actor_at(codings[name], end)} - {None}))
                elif kind in ACTIONS:
                    inside = {i for i, row in enumerate(rows) for c in row["claims"]
                              if c["report"] == name and c["span"][0] <= middle < c["span"][1]}
                    actions.append((name, chain, inside))
        for kind, mentions in (("actors", actors), ("actions", actions)):
            pairs = ((a[1] == b[1], bool(a[2] & b[2])) for a, b in itertools.combinations(mentions, 2) if a[0] != b[0])
            before = totals[kind].copy()
            count(pairs, totals[kind])
            now = totals[kind] - before
            print("event %s  %-8s recall %s  precision %s" % (event, kind, ratio(now["both"], now["gold"]),
                                                              ratio(now["both"], now["ours"])))
    for kind, total in totals.items():
        print("all      %-8s recall %s  precision %s" % (kind, ratio(total["both"], total["gold"]),
                                                         ratio(total["both"], total["ours"])))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Sources and targets against PropBank's arguments over EWT, by construction.

Of the predicates that carry an event: ARG0 should be its source, another numbered argument (where there is no
ARG0 the first of these) its target. Asked are only arguments whose head word the coding has in a mention of an
actor, coded or not: sources and targets are actors. One is found if a source (target) of the event covers the
head word, or stands by possession in its phrase. A *wrong* source or target lies in no argument that it may stand for;
those that stand on both sides, and places, are not asked about: PropBank knows no such arguments.
Where a light verb and its noun carry the event the noun is the predicate.

EWT is seldom about politics: build the program without the gates first, with which the product leaves out events,
    tools/measure/ablation.py --family "politics gate" --family "nobody gate" --family "half-told gate"
        --family "agent gate" --family "parts of speech acts gate" --output FILE
and name it with --program. The train part has more, but our parser was trained on its trees."""

import collections
import re

import gold_events
import sets

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
OBJECTS = ("obj", "iobj")
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "parataxis", "root")


def blocks(text):
    """(id, rows of fields) of each sentence."""
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        if lines[0].startswith("# sent_id = "):
            yield lines[0][12:], [line.split("\t") for line in lines[1:]]


def arguments_of(rows, column):
    """Role to tokens, by place, of the predicate whose arguments stand in a column."""
    found, role = {}, None
    for place, fields in enumerate(rows):
        mark = fields[column]
        opened = re.match(r"\(([^*(]+)", mark)
        role = opened[1] if opened else role
        if role:
            found.setdefault(role, []).append(place)
        role = None if ")" in mark else role
    return found


def head_of(rows, places):
    """The token of a stretch whose head lies outside it; a preposition or a relative pronoun stands for none."""
    inside = set(places)
    return next((p for p in places if int(rows[p][5]) - 1 not in inside and rows[p][3] != "PUNCT"), places[0])


def construction(rows, predicate, head, numbered_of):
    """How the tree ties an argument to its predicate."""
    deprel, governor = rows[predicate][6], int(rows[predicate][5]) - 1
    relation, above = rows[head][6], int(rows[head][5]) - 1
    passive = any(int(r[5]) - 1 == predicate and r[6] in ("nsubj:pass", "aux:pass") for r in rows)
    if rows[predicate][3] in ("NOUN", "PROPN", "ADJ"):
        return f"of a noun: {relation.split(':')[0]}" if above == predicate else "of a noun: far"
    if above == predicate and relation in SUBJECTS:
        return "subject of a passive" if passive else "subject"
    if above == predicate and relation in OBJECTS:
        return "object"
    if above == predicate and relation.startswith("obl"):
        prepositions = [r[1].lower() for r in rows if int(r[5]) - 1 == head and r[6] == "case"]
        return "agent of a passive" if "by" in prepositions and passive else "prepositional phrase"
    if above == predicate:
        return f"other child ({relation})"
    if governor == head:
        return {"acl:relcl": "antecedent of a relative", "acl": "noun of a participle or infinitive"}.get(
            deprel, f"head ({deprel})")
    if deprel == "acl:relcl":
        return "in a relative, far"
    if deprel == "xcomp":
        shared = any(head in places for places in numbered_of.get(governor, []))
        return "controlled" if shared else "raised or far from an xcomp"
    if deprel == "conj":
        return "shared by conjuncts"
    return f"far from {deprel}" if deprel in CLAUSES else "far"


class Gold:
    """A sentence with its predicates; roles: place of the predicate to role to places of tokens."""

    def __init__(self, key, rows):
        self.rows = rows
        self.text, self.spans = gold_events.spaced([[fields[1] for fields in rows]])
        self.report = {"id": key, "text": self.text}
        predicates = [place for place, fields in enumerate(rows) if fields[9] != "-"]
        self.roles = {place: arguments_of(rows, 10 + i) for i, place in enumerate(predicates)
                      if 10 + i < len(rows[0])}
        self.numbered = {place: [v for k, v in roles.items() if re.fullmatch(r"(R-|C-)?ARG\d", k)]
                         for place, roles in self.roles.items()}

    def sides(self, place):
        """(side, tokens of an argument that may stand on it)."""
        roles = self.roles[place]
        for role, places in roles.items():
            if role == "ARG0":
                yield "source", places
            elif re.fullmatch(r"ARG[1-5]", role):
                alone = "ARG0" not in roles and role == "ARG1"
                yield "either" if alone else "target", places


def touches(gold, span, places):
    return any(gold_events.overlaps(span, gold.spans[place]) for place in places)


def covers(gold, participant, places, head):
    span = participant["span"]
    owner = participant["basis"] == "possessive" and touches(gold, span, places)
    return owner or gold_events.overlaps(span, gold.spans[head])


def tally_arguments(gold, event, place, mentions, count, show):
    for side, places in gold.sides(place):
        head = head_of(gold.rows, places)
        if not any(gold_events.overlaps(span, gold.spans[head]) for span in mentions):
            continue
        on = {s for s in ("source", "target") for p in event[s] if covers(gold, p, places, head)}
        right = bool(on) if side == "either" else side in on
        kind = construction(gold.rows, place, head, gold.numbered)
        count[side, kind, "asked"] += 1
        count[side, kind, "found"] += right
        if not right:
            show(f"{side} missed: {kind}", gold, place, head)


def tally_participants(gold, event, place, count, show):
    both = {p["actor"] for p in event["source"]} & {p["actor"] for p in event["target"]}
    for side in ("source", "target"):
        for participant in event[side]:
            if participant["actor"] in both or participant["basis"] == "place":
                continue
            span = participant["span"]
            right = any(s in (side, "either") and touches(gold, span, places) for s, places in gold.sides(place))
            count[side, participant["basis"], "coded"] += 1
            count[side, participant["basis"], "wrong"] += not right
            if not right:
                at = next((t for t, token in enumerate(gold.spans) if gold_events.overlaps(token, span)), place)
                show(f"{side} wrong: {participant['basis']}", gold, place, at)


def score(gold, coding, count, show):
    mentions = [mention["span"] for actor in coding["actors"] for mention in actor["mentions"]]
    for event in coding["events"]:
        place = next((p for p in gold.roles if gold_events.overlaps(gold.spans[p], event["trigger"])
                      and not gold.rows[p][9].endswith(".LV")), None)
        if place is not None:
            tally_arguments(gold, event, place, mentions, count, show)
            tally_participants(gold, event, place, count, show)


def table(title, count):
    print(title)
    for side in ("source", "target", "either"):
        kinds = collections.Counter({kind: count[s, kind, what] for s, kind, what in count
                                     if (s, what) == (side, "asked")})
        print(f"  {side}: found {sets.ratio(sum(count[side, kind, 'found'] for kind in kinds), kinds.total())}")
        for kind, asked in kinds.most_common():
            print(f"    {kind:<40} {sets.ratio(count[side, kind, 'found'], asked)}")
        for basis in ("text", "possessive", "discourse") if side != "either" else ():
            ratio = sets.ratio(count[side, basis, "wrong"], count[side, basis, "coded"])
            print(f"    {'wrong, by ' + basis:<40} {ratio}")


def main():
    parser = sets.arguments(__doc__)
    parser.add_argument("--split", choices=["dev", "train"], default="dev")
    options = parser.parse_args()
    text = sets.read_text(sets.SHARED / "data" / "propbank_ewt" / f"{options.split}.srl.xz")
    golds = {key: Gold(key, rows) for key, rows in blocks(text)}
    codings = sets.code(options.program, [gold.report for gold in golds.values()])
    halves = {"a": collections.Counter(), "b": collections.Counter()}
    for key, gold in golds.items():
        half = sets.half(key)

        def show(what, gold, place, at):
            if options.errors and options.half in (None, half):
                words = [f"[{w}]" if i == place else f"<{w}>" if i == at else w
                         for i, w in enumerate(fields[1] for fields in gold.rows)]
                near = range(max(0, min(place, at) - 8), min(len(words), max(place, at) + 9))
                print(what, " ".join(words[i] for i in near), sep="\t")

        if key in codings:
            score(gold, codings[key], halves[half], show)
    for title, count in (("whole", halves["a"] + halves["b"]), ("half A", halves["a"]), ("half B", halves["b"])):
        table(title, count)


if __name__ == "__main__":
    main()

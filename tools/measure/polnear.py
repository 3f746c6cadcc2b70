#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Statements against PolNeAR's attributions: content found, and its speaker where found.

A gold content and a coded one agree where each covers at least half of the other, one to one. The
speaker is right where the coded speaker, or another mention of that actor, overlaps the gold source;
gold without a source wants none. Cues of speech stand apart from those of thought and the rest: what
is coded and agrees with one of the rest is then left out."""

import io
import re
import tarfile

import sets

SPEECH = re.compile(
    r"\b(say|says|said|saying|tell|tells|told|telling|add|adds|added|adding|note|notes|noted|noting|"
    r"according|write|writes|wrote|writing|ask|asks|asked|asking|argue|argues|argued|arguing|claim|"
    r"claims|claimed|claiming|announce[sd]?|announcing|report|reports|reported|state|states|stated|"
    r"warn|warns|warned|warning|declare[sd]?|insist|insists|insisted|explain|explains|explained|"
    r"acknowledge[sd]?|suggest|suggests|suggested|tweet|tweets|tweeted|reply|replies|replied|"
    r"respond|responds|responded|urge[sd]?|promise[sd]?|pledge[sd]?|vow|vows|vowed|call|calls|called|"
    r"describe[sd]?|recall|recalls|recalled|continue[sd]?|conclude[sd]?|deny|denies|denied|confirm|"
    r"confirms|confirmed|point|pointed|emphasize[sd]?|stress|stressed|quip|quipped|joke[sd]?)\b|^\W+$",
    re.I)


def attributions(ann):
    """(cue text, source spans, content spans) of each attribution; spans are [start, end)."""
    spans, words, found = {}, {}, []
    for line in ann.splitlines():
        field = line.split("\t")
        if field[0].startswith("T"):
            spans[field[0]] = [tuple(map(int, s.split())) for s in field[1].split(" ", 1)[1].split(";")]
            words[field[0]] = field[2] if len(field) > 2 else ""
    for line in ann.splitlines():
        if not line.startswith("E"):
            continue
        parts = [p.split(":", 1) for p in line.split("\t")[1].split()]
        pick = lambda kind: [v for k, v in parts if re.sub(r"\d+$", "", k) == kind]
        cue = " ".join(words.get(v, "") for v in pick("Cue") + pick("Attribution"))
        source = [s for v in pick("Source") for s in spans.get(v, [])]
        content = [s for v in pick("Content") for s in spans.get(v, [])]
        if content:
            found.append((cue, source, content))
    return found


def positions(spans):
    return {i for start, end in spans for i in range(start, end)}


def read(path):
    texts, anns = {}, {}
    with tarfile.open(path) as tar:
        for member in tar.getmembers():
            name = member.name.rsplit("/", 1)[-1]
            if not member.isfile() or "/dev/" not in member.name:
                continue
            text = io.TextIOWrapper(tar.extractfile(member), encoding="utf-8", newline="").read()
            if name.endswith(".txt"):
                texts[name[:-4]] = text
            elif name.endswith(".ann"):
                anns.setdefault(name, text)
    for name, text in sorted(texts.items()):
        ann = next((a for n, a in sorted(anns.items()) if n.startswith(name)), None)
        if ann is not None:
            yield name, text, attributions(ann)


def score(gold, coding, tally, show):
    actors = coding["actors"]
    coded = [(positions(s["content"]), s) for s in coding["statements"]]
    free = set(range(len(coded)))
    for cue, source, content in gold:
        wanted = positions(content)
        kind = "speech" if SPEECH.search(cue.strip()) else "rest"
        overlap = lambda i: len(wanted & coded[i][0])
        fits = [i for i in free if 2 * overlap(i) >= len(wanted) and 2 * overlap(i) >= len(coded[i][0])]
        best = max(fits, key=overlap, default=None)
        for k in (kind, "all"):
            tally[k]["gold"] += 1
            tally[k]["found"] += best is not None
        if best is None:
            show(kind, "missed", cue, content)
            continue
        free.discard(best)
        speaker = coded[best][1]["speaker"]
        reach = set()
        if speaker is not None:
            spans = [speaker["span"]]
            if speaker.get("actor") is not None:
                spans += [m["span"] for m in actors[speaker["actor"]]["mentions"]]
            reach = positions(spans)
        right = bool(reach & positions(source)) if source else speaker is None
        for k in (kind, "all"):
            tally[k]["speaker"] += right
        if not right:
            show(kind, "speaker", cue, content)
    tally["all"]["coded"] += len(coded)
    for i in sorted(free):
        show("all", "surplus", "", coded[i][1]["content"])


def main():
    arguments = sets.arguments(__doc__).parse_args()
    halves = {h: {k: dict.fromkeys(("gold", "found", "speaker", "coded"), 0)
                  for k in ("all", "speech", "rest")} for h in "ab"}
    gold = list(read(sets.SHARED / "data/polnear/polnear-dev.tar.xz"))
    reports = [{"id": name, "text": text, "date": name.split("_")[1]} for name, text, _ in gold]
    codings = sets.code(arguments.program, reports)
    for name, text, found in gold:
        half = sets.half(name)

        def show(kind, what, cue, content):
            if arguments.errors and arguments.half in (None, half):
                passage = " … ".join(text[a:b] for a, b in content).replace("\n", " ")
                print(f"{kind} {what}: [{cue}] {passage[:160]}")

        if name in codings:
            score(found, codings[name], halves[half], show)
    for title, chosen in (("whole", "ab"), ("half A", "a"), ("half B", "b")):
        t = {k: {f: sum(halves[h][k][f] for h in chosen) for f in ("gold", "found", "speaker", "coded")}
             for k in ("all", "speech", "rest")}
        t["speech"]["coded"] = t["all"]["coded"] - t["rest"]["found"]
        f1 = {}
        for k in ("all", "speech"):
            p = t[k]["found"] / max(t[k]["coded"], 1)
            r = t[k]["found"] / max(t[k]["gold"], 1)
            f1[k] = f"P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f}"
        print(f"{title}: content {f1['all']}; with cues of speech {f1['speech']}; "
              f"recall of speech {sets.ratio(t['speech']['found'], t['speech']['gold'])}, "
              f"of the rest {sets.ratio(t['rest']['found'], t['rest']['gold'])}; "
              f"speaker {sets.ratio(t['all']['speaker'], t['all']['found'])}, "
              f"of speech {sets.ratio(t['speech']['speaker'], t['speech']['found'])}")


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well `confidence` is calibrated on the gold sets, and, with --table FILE, the table that it is read from
(src/events/confidence_table.h).

An event is right if gold has its type between its countries, or its type between the marked words. The chance of that is
fitted on half A: a logistic regression on how each side was found and on whether the act is told as done, which makes a
table of 4 x 4 x 2 cells that falls from one state of a side to the next worse one."""

import math

import sets

GOLD = {"fresh-dev": 2, "gsr-dev": 1, "plv-dev": 1}  # weight in the fit: the nearest to real work weighs most
STATES = ["text", "inferred", "uncoded", "none"]  # of a side
MUTUAL = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}
BINS = 10
STEPS = 3000
PRIOR = 1.0  # pulls weights to 0, as of one event


def country(actor):
    return actor["country"] or (actor["code"] or "")[:3]


def countries(coding, side):
    return {country(coding["actors"][p["actor"]]) for p in side} - {""}


def has_countries(coding, event, gold):
    source, target = countries(coding, event["source"]), countries(coding, event["target"])
    wanted, to = set(gold["source"]), set(gold["target"])
    if len(source) > 1 and source == target:
        return source <= wanted and (not to or event["plover"] in MUTUAL)
    if not to and len(wanted) > 1:
        to = wanted
    return (not wanted or bool(source & wanted)) and (not to or bool(target & to))


def stands_for(span, marked):
    room = 3 * (marked[1] - marked[0]) + 30
    return span[0] < marked[1] and marked[0] < span[1] and span[1] - span[0] <= room


def is_on(coding, side, marked):
    return any(stands_for(span, marked) for p in side for span in
               [p["span"]] + [m["span"] for m in coding["actors"][p["actor"]]["mentions"]] if span)


def is_right(coding, event, gold):
    if "events" in gold:
        return any(event["plover"] in g["plover"] and has_countries(coding, event, g) for g in gold["events"])
    return (event["plover"] in gold["plover"] and is_on(coding, event["source"], gold["source_span"])
            and is_on(coding, event["target"], gold["target_span"]))


def state(coding, side):
    if not side:
        return "none"
    if not all(coding["actors"][p["actor"]]["code"] for p in side):
        return "uncoded"
    return "text" if all(p["basis"] == "text" for p in side) else "inferred"


def judge(program):
    """Every coded event with its cell, its confidence and whether it is right."""
    for name in GOLD:
        gold = {record["id"]: record for record in sets.read_lines(sets.SHARED / "eval" / (name + ".jsonl"))}
        for key, coding in sets.code(program, gold.values()).items():
            for event in coding["events"]:
                if event["plover"] and event["assertion"] != "requested":
                    cell = (state(coding, event["source"]), state(coding, event["target"]), event["assertion"] == "actual")
                    yield {"set": name, "half": sets.half(key), "cell": cell, "confidence": event["confidence"],
                           "right": is_right(coding, event, gold[key])}


def error(events, confidence):
    """The expected calibration error."""
    bins = [[0.0, 0.0] for _ in range(BINS)]
    for event in events:
        at = bins[min(BINS - 1, int(confidence(event) * BINS + 1e-9))]
        at[0] += event["right"]
        at[1] += confidence(event)
    return sum(abs(right - expected) for right, expected in bins) / max(1, len(events))


def cues(cell):
    source, target, actual = cell
    return [("source", source), ("target", target), ("actual", actual)]


def fit(events):
    """Log-odds of each cue; those of sides found in the text and of acts told as done are part of the base."""
    weight, base, total = {}, 0.0, sum(GOLD[event["set"]] for event in events)
    for _ in range(STEPS):
        slope, slopes = 0.0, {cue: PRIOR * value for cue, value in weight.items()}
        for event in events:
            odds = base + sum(weight.get(cue, 0.0) for cue in cues(event["cell"]))
            off = (1 / (1 + math.exp(-odds)) - event["right"]) * GOLD[event["set"]]
            slope += off
            for cue in cues(event["cell"]):
                if cue[1] not in ("text", True):
                    slopes[cue] = slopes.get(cue, 0.0) + off
        base -= slope / total
        for cue, value in slopes.items():
            weight[cue] = weight.get(cue, 0.0) - value / total
    return base, weight


def falling(values):
    """The nearest values that never rise (the rarer states come last)."""
    for i in range(1, len(values)):
        values[i] = min(values[i], values[i - 1])
    return values


def chances(base, weight):
    """In hundredths, by cell."""
    of = {side: falling([weight.get((side, s), 0.0) for s in STATES]) for side in ("source", "target")}
    not_actual = min(0.0, weight.get(("actual", False), 0.0))
    return {(s, t, actual): round(100 / (1 + math.exp(-(base + of["source"][i] + of["target"][k]
                                                       + (0 if actual else not_actual)))))
            for i, s in enumerate(STATES) for k, t in enumerate(STATES) for actual in (True, False)}


def write_table(path, table):
    rows = []
    for s in STATES:
        cells = ", ".join("{%d, %d}" % (table[s, t, True], table[s, t, False]) for t in STATES)
        rows.append("    {%s}," % cells)
    with open(path, "w", encoding="utf-8") as file:
        file.write("/* SPDX-License-Identifier: Apache-2.0 */\n"
                   "/* Written by tools/measure/confidence.py --table: how many of a hundred events are right whose\n"
                   " * source and target were found so, and that are told as done, or not. */\n"
                   "static const unsigned char right_of_hundred[SIDE_STATES][SIDE_STATES][2] = {\n"
                   + "\n".join(rows) + "\n};\n")


def report(events, what, confidence):
    print(what)
    for half in "ab":
        here = [event for event in events if event["half"] == half]
        of = [(name, [event for event in here if event["set"] == name]) for name in GOLD] + [("all", here)]
        print("  half", half.upper(), " ".join(
            f"{name} {error(some, confidence):.3f} ({len(some)} events, {sum(e['right'] for e in some) / len(some):.2f} right)"
            for name, some in of if some))


def main():
    parser = sets.arguments(__doc__.split("\n", 1)[0])
    parser.add_argument("--table", help="fit on half A and write the table to this file")
    given = parser.parse_args()
    events = list(judge(given.program))
    report(events, "expected calibration error", lambda event: event["confidence"])
    if given.table:
        table = chances(*fit([event for event in events if event["half"] == "a"]))
        report(events, "with the new table", lambda event: table[event["cell"]] / 100)
        write_table(given.table, table)


if __name__ == "__main__":
    main()

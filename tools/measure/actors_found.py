#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the countries of a gold event's source and target found as actors anywhere in its sentence?"""

import sets


def codes_of(coding):
    """What the actors of a coding answer to in the gold sets: countries, else IGO, NGO and the like."""
    return {actor["country"] or (actor["code"] or "")[:3] for actor in coding["actors"]}


def main():
    arguments = sets.arguments(__doc__).parse_args()
    for name in ("gsr-dev", "fresh-dev"):
        records = [r for r in sets.read_lines(sets.SHARED / "eval" / f"{name}.jsonl") if r["events"]]
        codings = sets.code(arguments.program, records)
        right = {"a": [0, 0, 0], "b": [0, 0, 0]}  # countries, sentences with all of them, sentences
        asked = {"a": 0, "b": 0}
        for record in records:
            side = sets.half(record["id"])
            found = codes_of(codings[record["id"]])
            wanted = {code for event in record["events"] if not event.get("optional")
                      for code in event["source"] + event["target"]}
            if not wanted:
                continue
            missed = sorted(wanted - found)
            right[side][0] += len(wanted) - len(missed)
            right[side][1] += not missed
            right[side][2] += 1
            asked[side] += len(wanted)
            if missed and arguments.errors and arguments.half in (None, side):
                print(f"{record['id']} {side} missed {' '.join(missed)}: {record['text']}")
        for label, sides in (("whole", "ab"), ("half A", "a"), ("half B", "b")):
            countries, all_found, sentences = (sum(right[s][i] for s in sides) for i in range(3))
            print(f"{name} {label}: countries {sets.ratio(countries, sum(asked[s] for s in sides))}, "
                  f"all of a sentence {sets.ratio(all_found, sentences)}")


if __name__ == "__main__":
    main()

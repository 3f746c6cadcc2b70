#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""NGEC's machine-written stories: the type that each was asked to tell, among the first three events
coded. Noisy, since a story may tell other events as well; a check of breadth, not of accuracy."""

import collections

import sets


def main():
    arguments = sets.arguments(__doc__).parse_args()
    stories = sets.read_lines(sets.SHARED / "data/ngec_synthetic/stories-dev.jsonl.xz")
    codings = sets.code(arguments.program, [{"id": s["id"], "text": s["text"]} for s in stories])
    right, asked = collections.Counter(), collections.Counter()
    for story in stories:
        events = [e["plover"] for e in codings[story["id"]]["events"] if e["plover"]][:3]
        family = {"CONCEDE", "RETREAT"} if story["plover"] in ("CONCEDE", "RETREAT") else {story["plover"]}
        for key in ("all", sets.half(story["id"]), story["plover"]):
            asked[key] += 1
            right[key] += bool(family & set(events))
        if arguments.errors and not family & set(events):
            print(story["id"], story["plover"], events, story["text"][:160].replace("\n", " "))
    for key in sorted(asked):
        print(f"{key:<12} {sets.ratio(right[key], asked[key])}")


main()

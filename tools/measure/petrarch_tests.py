#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""PETRARCH's unit tests, coded from raw text with their own dictionaries, imported.

An event of the gold counts if it names both sides (PETRARCH writes "---" for none) and stands in a
record that PETRARCH itself is said to code (sentence="true"). What is coded is all events with a
code on both sides, each pair of them, whatever their assertion: PETRARCH knows none. A code "A/B"
is one of two actors. Pairs are compared as sets within a record."""

import itertools
import re
import subprocess
import sys
import tempfile

import sets

FOLDER = sets.SHARED / "data" / "petrarch_tests"
DICTIONARIES = [FOLDER / f"PETR.Validate.{kind}.txt"
                for kind in ("actors", "agents", "verbs", "discards")]


def attributes(text):
    return dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', text))


def read_records(path):
    """The records that PETRARCH codes: id, text, date and the events of the gold."""
    markup = re.sub(r"<!--.*?-->", "", sets.read_text(path), flags=re.S)
    records = []
    for number, found in enumerate(re.finditer(r"<Sentence\b([^>]*)>(.*?)</Sentence>", markup,
                                               flags=re.S)):
        head, body = attributes(found[1]), found[2]
        text = re.search(r"<Text>(.*?)</Text>", body, flags=re.S)
        if head.get("sentence") != "true" or text is None:
            continue
        events = [attributes(tag) for tag in re.findall(r"<EventCoding\b([^>]*?)/?>", body)]
        gold = {(e.get("sourcecode"), e.get("targetcode"), e.get("eventcode")) for e in events}
        day = head["date"]
        records.append({"id": f"{head['id']}#{number}", "date": f"{day[:4]}-{day[4:6]}-{day[6:]}",
                        "text": " ".join(text[1].replace("&amp;", "&").split()),
                        "gold": {g for g in gold if all(g) and not {"---"} & set(g)}})
    return records


def codes_of(coding, side):
    for place in side:
        actor = coding["actors"][place["actor"]]
        code = actor["code"] or ("---" + "".join(actor["sectors"]) if actor["sectors"] else "")
        yield from (part for part in code.split("/") if part)


def coded(coding):
    """Source, target and code of every event with two coded sides."""
    found = set()
    for event in coding["events"]:
        for source, target in itertools.product(codes_of(coding, event["source"]),
                                                codes_of(coding, event["target"])):
            if source != target:
                found.add((source, target, event["cameo"].rpartition(":")[2]))
    return found


def import_dictionaries(program, folder):
    """The folder with what the import cannot carry over."""
    done = subprocess.run([program, "dict", "import", "-o", folder, *map(str, DICTIONARIES)],
                          stdout=subprocess.PIPE, check=False)
    if done.returncode > 1:  # 1: something was not carried over
        sys.exit(done.returncode)
    return done.stdout.decode().splitlines()[-1]


def score(records, found, cut):
    right = asked = given = 0
    for record in records:
        gold = {cut(event) for event in record["gold"]}
        got = {cut(event) for event in found[record["id"]]}
        right += len(gold & got)
        asked += len(gold)
        given += len(got)
    f1 = 2 * right / (asked + given) if asked + given else 0
    return f"{f1:.3f} ({right} right, {asked} asked, {given} given)"


def print_errors(records, found, half):
    for record in records:
        gold, got = record["gold"], found[record["id"]]
        if gold != got and (half is None or sets.half(record["id"]) == half):
            print(f"{record['id']}  {record['text']}")
            for mark, events in (("missed", gold - got), ("false ", got - gold)):
                for event in sorted(events):
                    print(f"    {mark} {' '.join(event)}")


def main():
    options = sets.arguments(__doc__.splitlines()[0])
    options.add_argument("--records", default=str(FOLDER / "universalpetrarch_test.xml.xz"))
    given = options.parse_args()
    records = read_records(given.records)
    with tempfile.TemporaryDirectory() as folder:
        print("dictionaries:", import_dictionaries(given.program, folder))
        codings = sets.code(given.program, [{k: r[k] for k in ("id", "text", "date")}
                                            for r in records], "--lexicon", folder)
    found = {record["id"]: coded(codings[record["id"]]) for record in records}
    for name, cut in (("source + target", lambda e: e[:2]), ("source + target + code", lambda e: e)):
        for half in (None, "a", "b"):
            part = [r for r in records if half is None or sets.half(r["id"]) == half]
            print(f"{name:24}{half or 'all':4}F1 {score(part, found, cut)}")
    if given.errors:
        print_errors(records, found, given.half)
    return 0


if __name__ == "__main__":
    sys.exit(main())

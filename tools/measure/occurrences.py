# SPDX-License-Identifier: Apache-2.0
"""Occurrences in a store against gold chains of events, beside the key (date, dyad, root) in the same run.

`meantime` (airbus, apple): reports in the order of their dates into one store. An event of ours whose
trigger is a word of a gold mention is of that mention's instance, which all reports share. On these
events: B-cubed and CEAF-e; over-count, our occurrences for one gold instance (ideal 1.0); over-merge,
pairs of events in one occurrence that are of two instances.
`ecbplus` of story_clusters has no chains of events but hard negatives: sub-topics of one topic are two
instances of one kind of event. Over-merge: pairs across reports in one occurrence, of two sub-topics.
The dispatches: links of `across_reports` that hold."""

import itertools
import json
import os
import re
import sqlite3
import subprocess
import tarfile
import tempfile
import xml.etree.ElementTree

from sets import SHARED, arguments, half, ratio, read_lines

EVENTS = """
SELECT o.occurrence, r.id, e.number, e.trigger_start, e.trigger_end, coalesce(e.date_from, r.date),
       substr(e.cameo, 1, 2),
       (SELECT group_concat(country) FROM (
            SELECT DISTINCT coalesce(a.country, a.code) AS country FROM participants p JOIN actors a
            ON a.report = p.report AND a.number = p.actor
            WHERE p.report = o.report AND p.event = o.event ORDER BY 1)),
       e.evidence_start, e.evidence_end
FROM occurrence_events o JOIN events e ON e.report = o.report AND e.number = o.event
     JOIN reports r ON r.report = o.report ORDER BY o.report, o.event"""


def tellings(program, reports, *options):
    """What `add` makes of the reports: a dict an event, with its occurrence and its key."""
    with tempfile.TemporaryDirectory() as folder:
        store, batch = os.path.join(folder, "store.db"), os.path.join(folder, "reports.jsonl")
        with open(batch, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(report, ensure_ascii=False) + "\n" for report in reports)
        subprocess.run([program, "add", "--db", store, *options, batch], check=True,
                       stderr=subprocess.DEVNULL)
        with sqlite3.connect(store) as db:
            rows = db.execute(EVENTS).fetchall()
            parts = db.execute("SELECT part, whole FROM part_of").fetchall()
    found = [{"occurrence": row[0], "report": row[1], "event": row[2], "trigger": (row[3], row[4]),
              "key": (row[5], row[7], row[6]), "evidence": (row[8], row[9])} for row in rows]
    return found, set(parts)


# ---- scores ----

def b_cubed(gold, ours):
    """Precision and recall of two clusterings of the same items (dicts item -> cluster)."""
    def one_way(of, other):
        members = {}
        for item, cluster in of.items():
            members.setdefault(cluster, set()).add(item)
        return sum(sum(other[i] == other[item] for i in members[of[item]]) / len(members[of[item]])
                   for item in of) / len(of)
    return one_way(ours, gold), one_way(gold, ours)


def ceaf_e(gold, ours):
    """Luo's CEAF with phi4, by the best one-to-one alignment, found greedily and then by exchange."""
    def clusters(of):
        members = {}
        for item, cluster in of.items():
            members.setdefault(cluster, set()).add(item)
        return list(members.values())
    keys, responses = clusters(gold), clusters(ours)
    alike = sorted(((2 * len(k & r) / (len(k) + len(r)), i, j) for i, k in enumerate(keys)
                    for j, r in enumerate(responses) if k & r), reverse=True)
    taken_key, taken_response, total = set(), set(), 0
    for value, i, j in alike:
        if i not in taken_key and j not in taken_response:
            taken_key.add(i)
            taken_response.add(j)
            total += value
    return total / len(responses), total / len(keys)


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def merged(gold, ours):
    """Pairs of items that we join: those of two gold clusters, and all."""
    pairs = [(a, b) for a, b in itertools.combinations(gold, 2) if ours[a] == ours[b]]
    return sum(gold[a] != gold[b] for a, b in pairs), len(pairs)


def rows_per_gold(gold, ours):
    rows = {}
    for item, cluster in gold.items():
        rows.setdefault(cluster, set()).add(ours[item])
    return sum(len(found) for found in rows.values()) / len(rows)


def tell_scores(name, gold, ours):
    if not gold:
        return
    ours = {item: ours[item] for item in gold}
    print(f"{name:<34} B-cubed {f1(*b_cubed(gold, ours)):.3f}  CEAF-e {f1(*ceaf_e(gold, ours)):.3f}  "
          f"over-count {rows_per_gold(gold, ours):.2f}  over-merge {ratio(*merged(gold, ours))}")


# ---- meantime ----

def meantime_reports():
    """Reports with their gold: for each character of the text the instance of the event there."""
    with tarfile.open(SHARED / "data/meantime/meantime-airbus-apple.tar.xz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if "/intra_cross-doc_annotation/" in member.name and member.name.endswith(".xml"):
                yield read_document(archive.extractfile(member).read())


def read_document(bytes_of):
    root = xml.etree.ElementTree.fromstring(bytes_of)
    text, start = "", {}
    sentence = None
    for token in root.iter("token"):
        if sentence is not None:
            text += " " if token.get("sentence") == sentence else "\n"
        sentence = token.get("sentence")
        start[token.get("t_id")] = (len(text), len(text) + len(token.text or ""))
        text += token.text or ""
    document = root.get("doc_id")
    instances = {event.get("m_id"): event.get("instance_id") or f"{document}/{event.get('m_id')}"
                 for event in root.iter("EVENT")}
    spans = {mention.get("m_id"): [start[anchor.get("t_id")] for anchor in mention.iter("token_anchor")]
             for mention in root.iter("EVENT_MENTION")}
    gold = {}
    for link in root.iter("REFERS_TO"):
        target = instances.get(link.find("target").get("m_id"))
        for source in link.iter("source"):
            for first, end in spans.get(source.get("m_id"), []):
                if target:
                    gold.update(dict.fromkeys(range(first, end), target))
    dates = [time.get("value") for time in root.iter("TIMEX3")
             if time.get("functionInDocument") == "CREATION_TIME"]
    date = next((d for d in dates if d and re.fullmatch(r"\d{4}-\d\d-\d\d", d)), None)
    return {"id": document, "date": date, "text": text}, gold


def meantime(program, errors):
    documents = sorted((d for d in meantime_reports() if d[0]["date"]), key=lambda d: d[0]["date"])
    gold_of = {report["id"]: gold for report, gold in documents}
    texts = {report["id"]: report["text"] for report, _ in documents}
    found, _ = tellings(program, [report for report, _ in documents])
    gold, ours, by_key, seen = {}, {}, {}, set()
    for telling in found:
        report, (first, end) = telling["report"], telling["trigger"]
        instance = next((gold_of[report][i] for i in range(first, end) if i in gold_of[report]), None)
        if instance is None or (report, first) in seen:
            continue
        seen.add((report, first))
        item = (report, telling["event"])
        gold[item], ours[item], by_key[item] = instance, telling["occurrence"], telling["key"]
    print(f"meantime: {len(documents)} reports, {len(found)} events, {len(gold)} of them in "
          f"{len(set(gold.values()))} gold instances")
    for part in ["", "a", "b"]:
        of_part = {item: g for item, g in gold.items() if not part or half(item[0]) == part}
        tell_scores(f"occurrences {part}", of_part, ours)
        tell_scores(f"key (date, dyad, root) {part}", of_part, by_key)
    linked = {g for g in gold.values() if list(gold.values()).count(g) > 1}
    of_chains = {item: g for item, g in gold.items() if g in linked}
    tell_scores("occurrences, instances told twice", of_chains, ours)
    tell_scores("key, instances told twice", of_chains, by_key)
    for a, b in itertools.combinations(gold, 2) if errors else []:
        if (ours[a] == ours[b]) != (gold[a] == gold[b]):
            words = [texts[t["report"]][slice(*t["evidence"])][:100] for item in (a, b) for t in found
                     if (t["report"], t["event"]) == item]
            print("merged" if ours[a] == ours[b] else "parted", a[0], b[0], *words, sep="\n    ")


# ---- ECB+ ----

def ecb(program, errors):
    rows = [row for row in read_lines(SHARED / "data/story_clusters/clusters-dev.jsonl.xz")
            if row["set"] == "ecbplus"]
    cluster = {row["id"]: row["cluster"] for row in rows}
    topic = {row["id"]: row["topic"] for row in rows}
    found, _ = tellings(program, [{"id": row["id"], "text": row["text"]} for row in rows], "--undated")
    print(f"ECB+: {len(rows)} reports, {len(found)} events")
    for name, of in [("occurrences", lambda t: t["occurrence"]), ("key (date, dyad, root)", lambda t: t["key"])]:
        members = {}
        for telling in found:
            members.setdefault(of(telling), set()).add(telling["report"])
        pairs = [pair for reports in members.values() for pair in itertools.combinations(sorted(reports), 2)]
        wrong = [(a, b) for a, b in pairs if cluster[a] != cluster[b]]
        hard = sum(topic[a] == topic[b] for a, b in wrong)
        print(f"{name:<34} pairs of reports joined {len(pairs)}, of two sub-topics {ratio(hard, len(pairs))}, "
              f"of two topics {ratio(len(wrong) - hard, len(pairs))}")
        for a, b in wrong if errors and name == "occurrences" else []:
            print("    joined", a, b)


# ---- the dispatches ----

def dispatch_links(program):
    """Of the gold links between the two dispatches, by kind: those that hold, and all."""
    gold = json.loads((SHARED / "dispatches/gold.json").read_text(encoding="utf-8"))
    texts, reports = {}, []
    for path in sorted((SHARED / "dispatches").glob("*.txt")):
        date, text = re.match(r"\s*date (\S+)\s+(.*)", path.read_text(encoding="utf-8"), re.S).groups()
        texts[path.stem] = text
        reports.append({"id": path.stem, "date": date, "text": text})
    found, parts = tellings(program, reports)
    ours = {event["id"]: candidates(report, event, texts, found)
            for report, of in gold["reports"].items() for event in of["events"]}
    across = gold["across_reports"]
    links = {"one occurrence": [pair for group in across["one_occurrence"]
                                for pair in itertools.combinations(group, 2)],
             "not one": [tuple(pair) for pair in across["not_one_occurrence"]],
             "part of": [tuple(pair) for pair in across["part_of"]]}
    holds = {"one occurrence": lambda a, b: ours[a] & ours[b],
             "not one": lambda a, b: not ours[a] & ours[b],
             "part of": lambda a, b: any((x, y) in parts for x in ours[a] for y in ours[b])}
    return {kind: ([pair for pair in pairs if holds[kind](*pair)], pairs) for kind, pairs in links.items()}


def dispatches(program):
    links = dispatch_links(program)
    print("dispatches:", ", ".join(f"{kind} {ratio(len(right), len(pairs))}"
                                   for kind, (right, pairs) in links.items()))
    for kind, (right, pairs) in links.items():
        for pair in pairs:
            if pair not in right:
                print(f"    no {kind}: {' '.join(pair)}")


def candidates(report, event, texts, found):
    """Occurrences of the event of ours whose clause is nearest to the gold event's words."""
    quote = set(re.findall(r"\w+", event["evidence"].lower()))
    best, occurrences = 0, set()
    for telling in found:
        if telling["report"] != report or not any(code.startswith(telling["key"][2]) for code in event["cameo"]):
            continue
        words = set(re.findall(r"\w+", texts[report][slice(*telling["evidence"])].lower()))
        shared = len(quote & words) / len(quote | words)
        if shared > best:
            best, occurrences = shared, {telling["occurrence"]}
    return occurrences


def main():
    options = arguments(__doc__).parse_args()
    meantime(options.program, options.errors)
    ecb(options.program, options.errors)
    dispatches(options.program)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""B-cubed of stories (Bagga and Baldwin 1998) on story_clusters, beside TF-IDF in a single pass.

BASIL and NewsWCL50 together as a dated stream, in the order of their dates; NewsWCL50 has none in this
set, so all its reports get one day after the last of BASIL: dates do not tell its stories apart. ECB+
undated as one batch, in the order of the file; its sub-topics (the same kind of event, another instance) are the hard
negatives, so B-cubed is also given for pairs within a topic: the mean over topics. Halves go by story."""

import collections
import json
import math
import pathlib
import re
import subprocess
import tempfile

from sets import SHARED, arguments, half, read_lines

AFTER_BASIL = "2018-05-01"


def reports():
    rows = read_lines(SHARED / "data" / "story_clusters" / "clusters-dev.jsonl.xz")
    for number, row in enumerate(rows):
        if row["text"].strip():
            yield {"id": str(number), "set": row["set"], "story": row["cluster"], "topic": row["topic"],
                   "date": row["date"] or AFTER_BASIL, "text": row["text"]}


def ours(program, rows, dated):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "reports.jsonl")
        keys = ("id", "date", "text") if dated else ("id", "text")
        file.write_text("".join(json.dumps({key: row[key] for key in keys}) + "\n" for row in rows))
        out = subprocess.run([program, "stories", "--undated", str(file)], stdout=subprocess.PIPE, check=True).stdout
    strand, into = {}, {}
    for line in out.decode().splitlines():
        told = json.loads(line)
        strand[told["report"]] = told["strand"]
        into.update(told["merged"])
        into.pop(told["apart"], None)

    def now(story):
        while story in into:
            story = into[story]
        return story
    return {report: now(story) for report, story in strand.items()}


def single_pass(rows, least=0.15):
    """TF-IDF of words over the whole batch, each report to the story with the nearest mean, if near enough."""
    counts = {row["id"]: collections.Counter(re.findall(r"[a-z]{3,}", row["text"].lower())) for row in rows}
    seen = collections.Counter(word for count in counts.values() for word in count)
    label, means = {}, []
    for row in rows:
        vector = {w: (1 + math.log(n)) * math.log(len(rows) / seen[w]) for w, n in counts[row["id"]].items()}
        length = math.sqrt(sum(x * x for x in vector.values())) or 1
        vector = {w: x / length for w, x in vector.items()}
        best, at = 0, None
        for number, (mean, size) in enumerate(means):
            norm = math.sqrt(sum(x * x for x in mean.values())) or 1
            alike = sum(x * mean.get(w, 0) for w, x in vector.items()) / norm
            if alike > best:
                best, at = alike, number
        if best < least:
            means.append((collections.Counter(), 0))
            at = len(means) - 1
        mean, size = means[at]
        for word, x in vector.items():
            mean[word] += x
        label[row["id"]] = at
    return label


def b_cubed(label, gold):
    cluster, story = collections.defaultdict(set), collections.defaultdict(set)
    for report in gold:
        cluster[label[report]].add(report)
        story[gold[report]].add(report)
    precision = sum(len(cluster[label[r]] & story[gold[r]]) / len(cluster[label[r]]) for r in gold) / len(gold)
    recall = sum(len(cluster[label[r]] & story[gold[r]]) / len(story[gold[r]]) for r in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def show(name, label, rows):
    parts = {"whole": rows, "A": [r for r in rows if half(r["story"]) == "a"], "B": [r for r in rows if half(r["story"]) == "b"]}
    figures = "  ".join("%s P %.3f R %.3f F %.3f" % ((part,) + b_cubed(label, {r["id"]: r["story"] for r in chosen}))
                        for part, chosen in parts.items())
    print("%-28s %s" % (name, figures))


def by_topic(label, rows):
    topics = collections.defaultdict(dict)
    for row in rows:
        topics[row["topic"]][row["id"]] = row["story"]
    figures = [b_cubed(label, gold) for gold in topics.values()]
    return tuple(sum(column) / len(figures) for column in zip(*figures))


def main():
    options = arguments(__doc__).parse_args()
    rows = list(reports())
    stream = sorted((r for r in rows if r["set"] != "ecbplus"), key=lambda r: (r["date"], int(r["id"])))
    batch = [r for r in rows if r["set"] == "ecbplus"]
    label = ours(options.program, stream, True)
    show("BASIL, NewsWCL50: ours", label, stream)
    show("  TF-IDF single pass", single_pass(stream), stream)
    label = ours(options.program, batch, False)
    show("ECB+: ours", label, batch)
    print("  within topics             P %.3f R %.3f F %.3f" % by_topic(label, batch))
    label = single_pass(batch)
    show("  TF-IDF single pass", label, batch)
    print("  within topics             P %.3f R %.3f F %.3f" % by_topic(label, batch))


if __name__ == "__main__":
    main()

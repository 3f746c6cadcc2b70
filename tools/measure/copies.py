# SPDX-License-Identifier: Apache-2.0
"""Near copies: the reference pairs of Reuters-21578, and planted rewrites of allsides_abp.

Reuters: all reports with a body in the order of their numbers. Gold is a pair with containment of 5-word shingles of
0.8 or more. Ours is transitive (a tree), so a gold pair is found where both have one origin; a report called a near
copy is right where its containment with one of its tree is at least 0.5. The reference lists all
pairs with Jaccard of 0.3 or containment of 0.8, of texts of 15 shingles and more: the overlap of other pairs is
computed here, and reports of fewer words are left out of precision.

Planted: every report is followed, after all others, by a rewrite: cut (the last third gone), reordered
(paragraphs of three sentences shuffled), re-led (a new first sentence, the old one gone), synonyms (every seventh
word of four letters and more replaced by another word). Found: a near copy of its own source. Hard negatives
are the other reports of the same days, and of BASIL's stories told by other outlets: precision is over all that
are called near copies."""

import collections
import html
import json
import lzma
import pathlib
import random
import re
import subprocess
import tarfile
import tempfile

from sets import SHARED, arguments, half, ratio, read_lines


def copies(program, reports):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for key, text in reports:
            file.write(json.dumps({"id": key, "text": text}) + "\n")
        file.flush()
        out = subprocess.run([program, "copies", "--undated", file.name], stdout=subprocess.PIPE, check=False,
                             stderr=subprocess.DEVNULL).stdout
    return [json.loads(line) for line in out.decode().splitlines()]


def reuters():
    texts = {}
    with tarfile.open(SHARED / "data" / "reuters21578" / "reuters21578.tar.xz") as archive:
        for member in archive:
            if member.name.endswith(".sgm"):
                page = archive.extractfile(member).read().decode("latin-1")
                for number, text in re.findall(r'NEWID="(\d+)".*?<TEXT.*?>(.*?)</TEXT>', page, re.DOTALL):
                    body = re.search(r"<BODY>(.*?)</BODY>", text, re.DOTALL)
                    plain = body.group(1) if body else re.sub(r"<[^>]*>", " ", text)
                    texts[number] = html.unescape(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]|&#\\d+;", "", plain))
    return texts


def pairs():
    with open(SHARED / "data" / "near_duplicates" / "reuters21578.tsv", encoding="utf-8") as file:
        next(file)
        for line in file:
            a, b, _, containment = line.split()
            yield a, b, float(containment)


def shingles(text):
    words = re.findall("[a-z0-9]+", text.lower())
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def overlap(a, b):
    """Containment; the Jaccard of a pair is never more."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0


def measure_reuters(program, errors):
    texts = reuters()
    known = list(pairs())
    told = copies(program, sorted(texts.items(), key=lambda item: int(item[0])))
    origin = {t["report"]: t["origin"] for t in told}
    tree = collections.defaultdict(list)
    for t in told:
        tree[t["origin"]].append(t["report"])

    def is_right(t):
        mine = shingles(texts[t["report"]])
        return any(overlap(mine, shingles(texts[o])) >= 0.5 for o in tree[t["origin"]] if o != t["report"])
    for name, chosen in (("whole", "ab"), ("A", "a"), ("B", "b")):
        gold = [(a, b) for a, b, containment in known if containment >= 0.8 and half(a) in chosen
                and a in origin and b in origin]
        found = [pair for pair in gold if origin[pair[0]] == origin[pair[1]]]
        mine = [t for t in told if t["copy_of"] and half(t["report"]) in chosen
                and len(re.findall("[a-z0-9]+", texts[t["report"]].lower())) >= 19]
        right = [t for t in mine if is_right(t)]
        print("reuters %-6s recall %s  precision %s" % (name, ratio(len(found), len(gold)), ratio(len(right), len(mine))))
        if errors and name == "whole":
            for a, b in [pair for pair in gold if pair not in found][:12]:
                print("missed", a, b, repr(texts[a][:300]), repr(texts[b][:300]))
            for t in [t for t in mine if t not in right][:12]:
                print("extra", t, repr(texts[t["report"]][:300]), repr(texts[t["copy_of"]][:300]))


def split(text):
    return re.split(r"(?<=[.!?]) (?=[A-Z“\"])", text)


def cut(sentences, chance):
    return sentences[:max(4, len(sentences) * 2 // 3)]


def reordered(sentences, chance):
    blocks = [sentences[i:i + 3] for i in range(0, len(sentences), 3)]
    chance.shuffle(blocks)
    return [sentence for block in blocks for sentence in block]


def reled(sentences, chance):
    return ["What follows was reported earlier by another service and could not be confirmed at once."] + sentences[1:]


def synonyms(sentences, chance):
    words = "matter council effort region number person moment report policy leader".split()
    changed, seen = [], 0
    for sentence in sentences:
        parts = sentence.split(" ")
        for i, part in enumerate(parts):
            if part.isalpha() and part.islower() and len(part) >= 4:
                seen += 1
                if seen % 7 == 0:
                    parts[i] = chance.choice(words)
        changed.append(" ".join(parts))
    return changed


def measure_planted(program, errors):
    chance = random.Random(7)
    sources, planted = [], []
    path = SHARED / "data" / "allsides_abp" / "articles-5000.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            text = re.sub(r"\s+", " ", json.loads(line)["text"])
            sentences = split(text)
            if number % 4 == 0 and len(sentences) >= 8:
                sources.append((str(number), " ".join(sentences)))
                for rewrite in (cut, reordered, reled, synonyms):
                    planted.append(("%d-%s" % (number, rewrite.__name__), " ".join(rewrite(sentences, chance))))
    others = [("basil-%d" % i, row["text"]) for i, row in enumerate(
        read_lines(SHARED / "data" / "story_clusters" / "clusters-dev.jsonl.xz")) if row["set"] == "basil" and row["text"]]
    told = {t["report"]: t for t in copies(program, sources + others + planted)}
    for kind in ("cut", "reordered", "reled", "synonyms"):
        mine = [told[key] for key, _ in planted if key.endswith(kind)]
        right = [t for t in mine if told[t["report"].split("-")[0]]["origin"] == t["origin"]]
        print("planted %-10s recall %s" % (kind, ratio(len(right), len(mine))))
    called = [t for t in told.values() if t["copy_of"]]
    wrong = [t for t in called if "-" in t["report"] and not t["report"].startswith("basil")
             and told[t["report"].split("-")[0]]["origin"] != t["origin"]]
    among = [t for t in called if t["report"].isdigit() or t["report"].startswith("basil")]
    print("planted: called near copies of another report than their source %d; near copies among the %d sources and others %d"
          % (len(wrong), len(sources) + len(others), len(among)))
    if errors:
        texts = dict(sources + others)
        for t in among:
            print("among", t["report"], t["copy_of"], t["of_it_in_source"], t["of_source_in_it"], repr(texts[t["report"]][:150]), repr(texts[t["copy_of"]][:150]))


def main():
    options = arguments(__doc__).parse_args()
    measure_reuters(options.program, options.errors)
    measure_planted(options.program, options.errors)


if __name__ == "__main__":
    main()

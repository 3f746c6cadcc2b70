#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""MEANTIME (Wikinews on Airbus and Apple): events with participants found; how, gold_events.py says.

Events of the first sentences, where all is marked, that have an Arg0 or Arg1 that is a noun phrase. MEANTIME
has no types: PREDICATES maps the predicates that are acts of PLOVER. Out of scope is the rest, most of it business
(to unveil, sell, order), statements and what is grammatical (to begin). A second figure tells how much of that rest
we code all the same where it stands in words of its own: false alarms, but for predicates that the table lacks."""

import collections
import tarfile
import xml.etree.ElementTree

import gold_events
import sets

LAST_MARKED = 5
PREDICATES = {
    "ACCUSE": "accuse blame condemn contest criticise criticism criticize dispute investigate investigation "
              "lawsuit sue",
    "AGREE": "agree offer pledge promise",
    "AID": "contribute contribution donate fund",
    "ASSAULT": "attack kill shoot",
    "COERCE": "arrest ban bar detain fine raid seize",
    "CONCEDE": "allow concede",
    "CONSULT": "conference discuss discussion greet meet meeting negotiate negotiation talk talks visit",
    "PROTEST": "demonstrate protest strike",
    "REJECT": "decline deny refuse reject rejection",
    "REQUEST": "appeal ask call demand request urge",
    "RETREAT": "resign resignation withdraw",
    "SANCTION": "sanction suspend",
    "SUPPORT": "agreement applaud deal favor praise settle settlement sign support thank welcome",
    "THREATEN": "threat threaten warn",
}
TYPES_OF = {word: [plover] for plover, words in PREDICATES.items() for word in words.split()}
SIDES = {"Arg0": "source", "Arg1": "target"}


def document(name, source):
    root = xml.etree.ElementTree.fromstring(source)
    sentences, places = collections.defaultdict(list), {}
    for token in root.iter("token"):
        if int(token.get("sentence")) <= LAST_MARKED:
            places[token.get("t_id")] = len(places)
            sentences[int(token.get("sentence"))].append(token.text)
    text, spans = gold_events.spaced(sentences[number] for number in sorted(sentences))
    words = [word for number in sorted(sentences) for word in sentences[number]]
    marked, heads, date = {}, {}, None
    for mark in root.find("Markables"):
        anchors = sorted(places[a.get("t_id")] for a in mark.iter("token_anchor") if a.get("t_id") in places)
        if anchors and mark.tag == "EVENT_MENTION":
            marked[mark.get("m_id")] = mark, anchors
        elif anchors and mark.tag == "ENTITY_MENTION":
            heads[mark.get("m_id")] = anchors[gold_events.head_word([words[a] for a in anchors])]
        elif mark.get("functionInDocument") == "CREATION_TIME":
            date = mark.get("value")[:10]
    participants = collections.defaultdict(list)
    for relation in root.iter("HAS_PARTICIPANT"):
        head = heads.get(relation.find("target").get("m_id"))
        if relation.get("sem_role") in SIDES and head is not None:
            participants[relation.find("source").get("m_id")].append((SIDES[relation.get("sem_role")], spans[head]))
    events = []
    for key, (mark, anchors) in marked.items():
        label = (mark.get("pred") or " ".join(words[a] for a in anchors)).lower()
        if participants[key]:
            events.append({"label": label, "types": TYPES_OF.get(label, []), "participants": participants[key],
                           "trigger": (spans[anchors[0]][0], spans[anchors[-1]][1])})
    return {"id": name, "date": date, "text": text}, events


def documents():
    with tarfile.open(sets.SHARED / "data" / "meantime" / "meantime-airbus-apple.tar.xz") as archive:
        for member in archive:
            if "/intra_cross" in member.name and member.name.endswith(".xml"):
                yield document(member.name.split("/")[-1][:-4], archive.extractfile(member).read())


def main():
    options = sets.arguments(__doc__).parse_args()
    gold_events.report(options, documents())


main()

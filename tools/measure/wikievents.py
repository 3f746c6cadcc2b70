#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""WikiEvents (dev): events with participants found, by trigger or clause; how, gold_events.py says.

KAIROS types that PLOVER has are mapped in TYPES, the longest prefix first. Out of scope: statements as such
(Contact.Contact.Broadcast, .Unspecified), movements, trade, crime and health, and deaths and injuries to which the
text gives no killer: they are consequences, coded with the attack."""

import gold_events
import sets

TYPES = {
    "Conflict.Attack": ["ASSAULT"],
    "Conflict.Demonstrate": ["PROTEST"],
    "Conflict.Demonstrate.DemonstrateWithViolence": ["PROTEST", "ASSAULT"],
    "Contact.Contact.Meet": ["CONSULT"],
    "Contact.RequestCommand": ["REQUEST"],
    "Contact.ThreatenCoerce": ["THREATEN"],
    "Control.ImpedeInterfereWith": ["COERCE"],
    "ArtifactExistence.DamageDestroyDisableDismantle": ["ASSAULT", "COERCE"],
    "Justice.ArrestJailDetain": ["COERCE"],
    "Justice.ChargeIndict": ["ACCUSE", "COERCE"],
    "Justice.Convict": ["COERCE", "ACCUSE"],
    "Justice.InvestigateCrime": ["ACCUSE"],
    "Justice.ReleaseParole": ["RETREAT", "CONCEDE"],
    "Justice.Sentence": ["COERCE"],
    "Justice.TrialHearing": ["ACCUSE", "COERCE"],
    "Personnel.EndPosition": ["RETREAT", "CONCEDE"],
}
CAUSED = {"Life.Die": "Killer", "Life.Injure": "Injurer"}
SIDES = {
    "source": "Attacker Communicator Demonstrator Destroyer Impeder Injurer Investigator Jailer "
              "JudgeCourt Killer Perpetrator Prosecutor Employee",
    "target": "Defendant Detainee Recipient Target Victim PlaceOfEmployment",
    "both": "Participant",
}
SIDE_OF = {role: side for side, roles in SIDES.items() for role in roles.split()}


def types_of(label, roles):
    for prefix, cause in CAUSED.items():
        if label.startswith(prefix):
            return ["ASSAULT"] if cause in roles else []
    known = [prefix for prefix in TYPES if label.startswith(prefix)]
    return TYPES[max(known, key=len)] if known else []


def document(record):
    text, spans = "", []
    for tokens, sentence in record["sentences"]:
        text += "" if not text else " " if text.rstrip('"”’')[-1:] in ".!?" else "\n\n"
        offset = len(text) - tokens[0][1]
        spans += [(start + offset, end + offset) for _, start, end in tokens]
        text += sentence
    words, at = record["tokens"], {entity["id"]: entity for entity in record["entity_mentions"]}
    events = []
    for event in record["event_mentions"]:
        participants = []
        for argument in event["arguments"]:
            if argument["role"] in SIDE_OF and argument["entity_id"] in at:
                entity = at[argument["entity_id"]]
                head = entity["start"] + gold_events.head_word(words[entity["start"]:entity["end"]])
                participants.append((SIDE_OF[argument["role"]], spans[head]))
        trigger = event["trigger"]
        events.append({"label": event["event_type"], "participants": participants,
                       "types": types_of(event["event_type"], {a["role"] for a in event["arguments"]}),
                       "trigger": (spans[trigger["start"]][0], spans[trigger["end"] - 1][1])})
    return {"id": record["doc_id"], "text": text}, events


def main():
    options = sets.arguments(__doc__).parse_args()
    records = sets.read_lines(sets.SHARED / "data" / "wikievents" / "dev.jsonl.xz")
    gold_events.report(options, map(document, records))


main()

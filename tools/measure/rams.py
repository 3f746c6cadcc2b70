#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""RAMS (dev): events with participants found in windows of five sentences; how, gold_events.py says.

One event of a window is marked, its arguments may stand in other sentences. AIDA types that PLOVER has are
mapped in TYPES, the longest prefix first. Out of scope: statements as such, trade, movement, making, votes, laws, spying,
illness, accidents, appointments and dismissals, and deaths and injuries to which the text gives no killer."""

import gold_events
import sets

TYPES = {
    "artifactexistence.damagedestroy": ["ASSAULT", "COERCE"],
    "conflict.attack": ["ASSAULT"],
    "conflict.attack.stealrobhijack": ["ASSAULT", "COERCE"],
    "conflict.demonstrate": ["PROTEST"],
    "conflict.yield": ["RETREAT", "CONCEDE"],
    "contact.collaborate": ["COOPERATE", "CONSULT", "AGREE"],
    "contact.commandorder": ["REQUEST"],
    "contact.commitmentpromiseexpressintent": ["AGREE"],
    "contact.discussion": ["CONSULT"],
    "contact.negotiate": ["CONSULT"],
    "contact.requestadvise": ["REQUEST"],
    "contact.threatencoerce": ["THREATEN"],
    "government.agreements.acceptagreementcontractceasefire": ["SUPPORT", "AGREE", "RETREAT"],
    "government.agreements.n/a": ["SUPPORT", "AGREE"],
    "justice.arrestjaildetain": ["COERCE"],
    "justice.initiatejudicialprocess": ["ACCUSE", "COERCE"],
    "justice.investigate": ["ACCUSE"],
    "justice.judicialconsequences": ["COERCE", "ACCUSE"],
    "justice.judicialconsequences.execute": ["COERCE", "ASSAULT"],
    "justice.judicialconsequences.extradite": ["COOPERATE", "COERCE"],
    "life.die.deathcausedbyviolentevents": ["ASSAULT"],
    "life.injure.injurycausedbyviolentevents": ["ASSAULT"],
    "movement.transportartifact.prevent": ["COERCE", "SANCTION"],
    "movement.transportperson.grantentryasylum": ["AID", "CONCEDE"],
    "movement.transportperson.prevent": ["COERCE"],
    "personnel.endposition.quitretire": ["RETREAT", "CONCEDE"],
    "transaction.transaction.embargosanction": ["SANCTION", "COERCE"],
    "transaction.transaction.giftgrantprovideaid": ["AID"],
    "transaction.transfermoney.embargosanction": ["SANCTION", "COERCE"],
    "transaction.transfermoney.giftgrantprovideaid": ["AID"],
    "transaction.transferownership.embargosanction": ["SANCTION", "COERCE"],
    "transaction.transferownership.giftgrantprovideaid": ["AID"],
}
CAUSED = {"life.die.n/a": "killer", "life.injure.n/a": "injurer"}
SIDES = {
    "source": "attacker communicator damager damagerdestroyer demonstrator destroyer employee executioner "
              "extraditer giver governmentbody granter injurer investigator jailer judgecourt killer preventer "
              "prosecutor retreater surrenderer yielder",
    "target": "beneficiary defendant detainee passenger placeofemployment recipient target transporter victim",
    "both": "participant",
}
SIDE_OF = {role: side for side, roles in SIDES.items() for role in roles.split()}


def types_of(label, roles):
    if label in CAUSED:
        return ["ASSAULT"] if CAUSED[label] in roles else []
    known = [prefix for prefix in TYPES if label.startswith(prefix)]
    return TYPES[max(known, key=len)] if known else []


def side_of(role, label):
    """Who is kept from giving is a target of the embargo."""
    return "target" if role == "giver" and label.endswith("embargosanction") else SIDE_OF.get(role)


def document(record):
    text, spans = gold_events.spaced(record["sentences"])
    words = [word for sentence in record["sentences"] for word in sentence]
    events = []
    for first, last, kinds in record["evt_triggers"]:
        label = kinds[0][0]
        participants, roles = [], set()
        for trigger, (start, end), role in record["gold_evt_links"]:
            role = role[len("evt000arg00"):]
            if trigger == [first, last]:
                roles.add(role)
                if side_of(role, label):
                    head = start + gold_events.head_word(words[start:end + 1])
                    participants.append((side_of(role, label), spans[head]))
        events.append({"label": label, "types": types_of(label, roles), "participants": participants,
                       "trigger": (spans[first][0], spans[last][1])})
    return {"id": record["doc_key"], "text": text}, events


def main():
    options = sets.arguments(__doc__).parse_args()
    records = sets.read_lines(sets.SHARED / "data" / "rams" / "dev.jsonlines.xz")
    gold_events.report(options, map(document, records))


main()

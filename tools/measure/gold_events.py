# SPDX-License-Identifier: Apache-2.0
"""What the measures of event extraction share: gold events with a trigger, PLOVER types and participants, and
how a coding answers them.

A gold event is a dict: `label` (the set's name for its type), `types` (the PLOVER types that are right, empty
where neither CAMEO nor PLOVER has such an act: out of scope), `trigger` (a span), `participants` ((side, span of
the head word), side one of "source", "target", "both").

It is found where a coded event's trigger overlaps the gold one or, failing that, its clause holds it; of
several, one of the right type goes first, then the one with the shortest clause. A participant is found where
a source or target of that event, or another mention of the same actor, covers the head word. *Coded* participants
are those that the coding has as an actor with a code at all: the others ("a man", "the truck") are no actors
of political events, and what is missing there is not the arguments. An event is *complete* if it has the right
type and all of its coded participants; *two-sided* if there are at least two of these, which is what a coder of
dyads is asked for.

Recall only: these sets mark the acts of their own lists, not all that a political coder asks for."""

import collections
import re

import sets

SHOWN = 20  # labels out of scope that are listed
CLOSING = re.compile(r"[.,;:!?%)\]}’”]|n['’]t|'\w{0,2}|’\w{1,2}|\.\.\.")
OPENING = re.compile(r"[(\[{$#“‘]")
PHRASE_END = re.compile(r"(of|in|on|at|for|from|to|with|by|near|who|which|that|whose|where|and|,|\()$", re.I)


def spaced(sentences):
    """The text of sentences of tokens, set as print sets it, and the span of each token."""
    text, spans = "", []
    for tokens in sentences:
        text += " " if text.rstrip('"”’)')[-1:] in ".!?" else "\n\n" if text else ""
        quoted, glued = False, True
        for token in tokens:
            closes = bool(CLOSING.fullmatch(token)) or (token == '"' and quoted)
            text += "" if glued or closes else " "
            spans.append((len(text), len(text) + len(token)))
            text += token
            quoted ^= token == '"'
            glued = bool(OPENING.fullmatch(token)) or (token == '"' and quoted)
    return text, spans


def head_word(words):
    """The place of the head of a noun phrase among its words: the last one before what modifies it from behind."""
    for place, word in enumerate(words):
        if place > 0 and PHRASE_END.match(word):
            return place - 1
    return len(words) - 1


def overlaps(a, b):
    return a[0] < b[1] and b[0] < a[1]


def answer(coding, gold):
    """(coded event or None, whether by its trigger)."""
    def rank(event):
        return event["plover"] not in gold["types"], event["evidence"][1] - event["evidence"][0]

    for key in ("trigger", "evidence"):
        found = [e for e in coding["events"] if e["plover"] and overlaps(e[key], gold["trigger"])]
        if found:
            return min(found, key=rank), key == "trigger"
    return None, False


def covers(coding, participant, head):
    mentions = coding["actors"][participant["actor"]]["mentions"]
    return any(overlaps(span, head) for span in [participant["span"]] + [m["span"] for m in mentions])


def is_coded(coding, head):
    return any(actor["code"] and overlaps(mention["span"], head)
               for actor in coding["actors"] for mention in actor["mentions"])


def tally(coding, gold, count):
    """Counts a gold event that is in scope; the words for what is wrong, None if nothing is."""
    event, by_trigger = answer(coding, gold)
    typed = event is not None and event["plover"] in gold["types"]
    count["by trigger"] += by_trigger
    count["by clause"] += event is not None and not by_trigger
    count["typed"] += typed
    coded, missing = 0, False
    for side, head in gold["participants"]:
        on = {s for s in ("source", "target") if event and any(covers(coding, p, head) for p in event[s])}
        count["participants"] += 1
        count["participants found"] += bool(on)
        if is_coded(coding, head):
            coded += 1
            missing |= not on
            count["coded"] += 1
            count["coded found"] += bool(on)
            count["coded on side"] += bool(on) if side == "both" else side in on
    complete = typed and not missing
    count["with coded"] += coded > 0
    count["complete"] += coded > 0 and complete
    count["two-sided"] += coded > 1
    count["two-sided complete"] += coded > 1 and complete
    if coded == 0 or complete:
        return None
    return "not found" if event is None else f"as {event['plover']}" if not typed else "participant missing"


def report(options, documents):
    """Codes the texts of (report, gold events), counts, prints the table and what is out of scope."""
    documents = list(documents)
    codings = sets.code(options.program, [source for source, _ in documents])
    totals = {"whole": collections.Counter(), "a": collections.Counter(), "b": collections.Counter()}
    labels, outside = collections.defaultdict(collections.Counter), collections.Counter()
    coded_outside = 0
    for source, events in documents:
        half, coding = sets.half(source["id"]), codings[source["id"]]
        for gold in events:
            for count in (totals["whole"], totals[half]):
                count["gold"] += 1
                count["in scope"] += bool(gold["types"])
            if not gold["types"]:
                outside[gold["label"]] += 1
                coded_outside += any(e["plover"] and overlaps(e["trigger"], gold["trigger"]) for e in coding["events"])
                continue
            wrong = tally(coding, gold, totals["whole"])
            tally(coding, gold, totals[half])
            tally(coding, gold, labels[gold["label"]])
            labels[gold["label"]]["in scope"] += 1
            if wrong and options.errors and options.half in (None, half):
                start, end = gold["trigger"]
                text = coding["report"]["text"]
                around = f"{text[max(start - 70, 0):start]}[{text[start:end]}]{text[end:end + 70]}"
                print(gold["label"], wrong, around.replace("\n", " "), sep="\t")
    for title, count in totals.items():
        show(title if title == "whole" else f"half {title.upper()}", count)
    print("\nin scope, by type: found, of the right type, complete of those with coded participants")
    for label, count in sorted(labels.items(), key=lambda item: -item[1]["in scope"]):
        print(f"  {label:<52} {count['in scope']:4} {count['by trigger'] + count['by clause']:4} "
              f"{count['typed']:4} {count['complete']:4}/{count['with coded']}")
    print(f"\nout of scope: {sum(outside.values())} events; {coded_outside} of them coded all the same")
    for label, number in outside.most_common(SHOWN):
        print(f"  {label:<52} {number:4}")
    rest = [number for _, number in outside.most_common()[SHOWN:]]
    print(f"  {f'{len(rest)} other types':<52} {sum(rest):4}")


def show(title, count):
    print(f"{title}: {count['gold']} events, {count['in scope']} in scope; found by trigger "
          f"{sets.ratio(count['by trigger'], count['in scope'])}, by clause alone "
          f"{sets.ratio(count['by clause'], count['in scope'])}, right type "
          f"{sets.ratio(count['typed'], count['in scope'])}; participants "
          f"{sets.ratio(count['participants found'], count['participants'])}, coded ones "
          f"{sets.ratio(count['coded found'], count['coded'])}, on their side "
          f"{sets.ratio(count['coded on side'], count['coded'])}; complete "
          f"{sets.ratio(count['complete'], count['with coded'])}, of the two-sided "
          f"{sets.ratio(count['two-sided complete'], count['two-sided'])}")

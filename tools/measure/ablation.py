#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What each rule family of the coder is worth: the gold events that it wins and loses, and the wrong ones it adds.

A family is taken out of a copy of the tree, which is built and coded with: a function of C returns at once what a coder
without the rule would have it return, a dictionary is empty. The product knows nothing of this, and a family
whose function is gone from the source stops the run.

For each half of gsr-dev, fresh-dev and plv-dev a column has +won -lost wrong: gold events that only the full coder
finds, gold events that only the coder without the family finds, and wrong claims of the full coder less those
without the family (-5: the family keeps five out). Found and wrong are as in docs/eval.md: type, source and
target in one event, and claims beside it; on plv-dev the type of the first link, and links of another type.
*Standing* has the events of fresh-dev that are found with the right assertion and time. Families overlap, so
rows do not add up; what never shows in single sentences, as repeats do, has noughts.

With --output the program without all families named (--family, which may be repeated) is built and kept there."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import typing

import sets

SETS = ("gsr-dev", "fresh-dev", "plv-dev")
MUTUAL = {"CONSULT", "AGREE", "COOPERATE", "SUPPORT"}  # types that two can do together
EVENTS, ACTORS = "src/events/", "src/actors/"

# Family to what stands for it: a dictionary, or (file, function, first statement of its body).
FAMILIES = {
    "speech acts": [(EVENTS + "speech_acts.c", "cmq_speech_act_code", "return (struct cmq_str){NULL, 0};")],
    "effects: words that govern an act": [(EVENTS + "effects.c", "effect_of", "return NULL;")],
    "effects: the climb to the root": [(EVENTS + "effects.c", "climb", "return;")],
    "effects: modals": [(EVENTS + "effects.c", "read_auxiliary", "return;")],
    "effects: negation": [(EVENTS + "effects.c", "cmq_negation_of", "return CMQ_NO_TOKEN;")],
    "effects: statements": [(EVENTS + "effects.c", "read_statement", "return;")],
    "open slots": [(EVENTS + "open_slots.c", "cmq_fill_open_slots", "return;")],
    **{f"open slots: {name}": [(EVENTS + "open_slots.c", name, "return;")] for name in (
        "target_of_request", "target_of_embedded", "blame_agent", "target_inside", "target_of_conjunct",
        "target_by_owner", "target_of_condition", "pool_arguments", "target_of_cause", "target_of_end",
        "target_of_judgement", "target_of_promise", "source_inside", "owner_as_source", "place_as_source",
        "target_of_own", "target_of_place")},
    "open slots: loose_target": [(EVENTS + "open_slots.c", "loose_target", "return CMQ_NO_TOKEN;")],
    "placed words": [(EVENTS + "placed.c", "cmq_match_placed",
                      "if (m->frame->flags & CMQ_FRAME_PLACED) return false;")],
    "event nouns": [(EVENTS + "nouns.c", "cmq_match_noun", "return false;")],
    "judgements": [(EVENTS + "events.c", "add_judgement", "return false;")],
    "accusations in speech": [(EVENTS + "events.c", "blaming_statement", "return CMQ_NO_STATEMENT;")],
    "demands in speech": [(EVENTS + "events.c", "add_obligation", "return;")],
    "speaker as source": [(EVENTS + "events.c", "add_speaker_as_source", "return;")],
    "own state as target": [(EVENTS + "events.c", "add_own_state", "return;")],
    "exact codes of what is asked or meant": [(EVENTS + "events.c", "refined", "return code;")],
    "intents and threats": [(EVENTS + "events.c", "rewrite_intent", "return;")],
    "acts in words": [(EVENTS + "words.c", "cmq_done_in_words", "return false;")],
    "politics gate": [(EVENTS + "politics.c", "cmq_is_politics", "return true;")],
    "half-told gate": [(EVENTS + "events.c", "is_half_told", "return false;")],
    "nobody gate": [(EVENTS + "events.c", "any_political", "return true;")],
    "agent gate": [(EVENTS + "events.c", "lacks_agent", "return false;")],
    "parts of speech acts gate": [(EVENTS + "events.c", "is_part_of_speech_act", "return false;")],
    "repeats (same_as)": [(EVENTS + "events.c", "link_repeats", "return;")],
    "conjuncts: names before": [(EVENTS + "arguments.c", "name_before", "return CMQ_NO_TOKEN;")],
    "conjuncts: examples": [(EVENTS + "arguments.c", "example_of", "return CMQ_NO_TOKEN;")],
    "free relatives": [(EVENTS + "free_relatives.c", "cmq_named_by", "return noun;")],
    "lost subjects": [(EVENTS + "clauses.c", "lost_subject", "return CMQ_NO_TOKEN;")],
    "infinitives under opinions": [(EVENTS + "clauses.c", "is_opinion", "return false;")],
    "agents of infinitives": [(EVENTS + "clauses.c", "agent_of_infinitive", "return subject;")],
    "pronouns": [(ACTORS + "pronouns.c", "cmq_actors_resolve_pronoun", "return;")],
    "referents that are no actors": [(ACTORS + "referents.c", "note_phrase", "return;")],
    "surnames of who governs": [(ACTORS + "surnames.c", "cmq_actors_find_surnames", "return;")],
    "names said again": [(ACTORS + "refer.c", "cmq_actors_named_before", "return CMQ_NONE;")],
    "offices said again": [(ACTORS + "refer.c", "cmq_actors_holder_before", "return CMQ_NONE;")],
    "sets": [(ACTORS + "sets.c", "cmq_actors_resolve_set", "return false;")],
    "abbreviations that the report explains": [(ACTORS + "definitions.c", "cmq_actors_find_definitions", "return;")],
    "roles learnt from the report": [
        (ACTORS + "persons.c", "cmq_actors_learn_person", "r->role = CMQ_NONE;"),
        (ACTORS + "persons.c", "read_apposition", "return;"),
        (ACTORS + "persons.c", "read_title_before", "return;"),
        (ACTORS + "persons.c", "take_body_beside", "return;")],
    "shared names": [(ACTORS + "shared_names.c", "cmq_actors_share_names", "return;")],
    "owners by the sentence": [(ACTORS + "owners.c", "cmq_actors_owner_by_sentence", "return NO_OWNER;")],
    **{f"{path.parent.name}/{path.name}": [str(path.relative_to(sets.ROOT))]
       for folder in ("frames", "speech") for path in sorted((sets.ROOT / "lang/en" / folder).glob("*.txt"))},
}


def opening_of(source, function):
    """The place behind the brace that opens the body of a function; None if it has no body here."""
    at = 0
    while (at := source.find(function + "(", at)) >= 0:
        line = source.rfind("\n", 0, at) + 1
        brace, end = source.find("{", at), source.find(";", at)
        if source[line] not in " \t*/}" and 0 <= brace and (end < 0 or brace < end):
            return brace + 1
        at += 1
    return None


class Outcome(typing.NamedTuple):
    """Of a record, or of many: gold events found, those of them with assertion and time right, wrong claims."""
    found: set
    standing: set
    wrong: int


class Copy:
    """A copy of the tracked files of the tree, with a build of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.program = self.folder / "build" / "communique"
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=sets.ROOT, stdout=subprocess.PIPE, check=True).stdout
        for name in filter(None, tracked.decode().split("\0")):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(sets.ROOT / name, self.folder / name)
        self.run("meson", "setup", "build", "--buildtype=release")

    def run(self, *command):
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed:\n{done.stdout.decode()[-4000:]}")

    def build(self, family_names):
        """Builds the program without some families; the tree of the copy is whole again afterwards."""
        kept = {}
        for part in (part for name in family_names for part in FAMILIES[name]):
            name, function, statement = part if isinstance(part, tuple) else (part, None, "")
            path = self.folder / name
            source = path.read_text(encoding="utf-8")
            kept.setdefault(path, source)
            place = opening_of(source, function) if function else 0
            if place is None:
                sys.exit(f"no function {function} in {name}: its family needs mending")
            path.write_text(source[:place] + statement + source[place:] if function else "", encoding="utf-8")
        self.run("ninja", "-C", "build", "communique")
        for path, source in kept.items():
            path.write_text(source, encoding="utf-8")


def countries(coding, event, side):
    actors = (coding["actors"][participant["actor"]] for participant in event[side])
    return {actor["country"] or (actor["code"] or "")[:3] or None for actor in actors} - {None}


def claims_of(coding, event):
    """(type, source, target) of each pair of countries; of what two do together one, with both on either side."""
    sources, targets = countries(coding, event, "source"), countries(coding, event, "target")
    if len(sources) > 1 and sources == targets:
        return {(event["plover"], frozenset(sources), frozenset(targets))}
    return {(event["plover"], frozenset({s}), frozenset({t})) for s in sources or {None} for t in targets or {None}}


def is_right(claim, gold):
    plover, sources, targets = claim
    if plover not in gold["plover"]:
        return False
    wanted, on = set(gold["source"]), set(gold["target"])
    if len(sources) > 1:
        return wanted | on <= sources and (not on or plover in MUTUAL)
    if not on and len(wanted) > 1:
        return sources | targets <= wanted
    return (not wanted or sources <= wanted) and (not on or targets <= on)


def stands_on(coding, event, side, span):
    """Whether a participant, or another mention of the actor that is no whole clause, stands on a span."""
    room = 3 * (span[1] - span[0]) + 30
    spans = [mention for participant in event[side] for mention in
             [participant["span"]] + [m["span"] for m in coding["actors"][participant["actor"]]["mentions"]]]
    return any(start < span[1] and span[0] < end and end - start <= room for start, end in spans)


def outcome_of_link(coding, gold):
    links = [event for event in coding["events"] if event["plover"]
             and stands_on(coding, event, "source", gold["source_span"])
             and stands_on(coding, event, "target", gold["target_span"])]
    right = bool(links) and links[0]["plover"] in gold["plover"]
    return Outcome({0} if right else set(), set(), int(bool(links) and not right))


def outcome_of_record(coding, gold):
    pool, result = {}, Outcome(set(), set(), 0)
    for event in coding["events"]:
        if event["plover"] and event["assertion"] != "requested":
            for claim in claims_of(coding, event):
                pool.setdefault(claim, event)
    for index, wanted in sorted(enumerate(gold["events"]), key=lambda pair: bool(pair[1].get("optional"))):
        fits = sorted((claim for claim in pool if is_right(claim, wanted)), key=str)
        if wanted.get("optional"):
            pool = {claim: event for claim, event in pool.items() if claim not in fits}
        elif fits:
            event = pool.pop(fits[0])
            result.found.add(index)
            if all(event[key] in wanted.get(key, []) for key in ("assertion", "time")):
                result.standing.add(index)
    return result._replace(wrong=len(pool))


def outcomes(program, gold):
    """The outcome of each record, by set and id."""
    found = {}
    for name, records in gold.items():
        codings = sets.code(str(program), records)
        for record in records:
            judge = outcome_of_link if "source_span" in record else outcome_of_record
            found[name, record["id"]] = judge(codings[record["id"]], record)
    return found


def gained(full, without):
    return f"+{len(full - without)} -{len(without - full)}"


def pooled(outcomes_of_all, name, half):
    """The outcome of one half of a set, its events by record and index."""
    mine = {key: value for key, value in outcomes_of_all.items() if key[0] == name and sets.half(key[1]) == half}
    return Outcome({(key, i) for key, value in mine.items() for i in value.found},
                   {(key, i) for key, value in mine.items() for i in value.standing},
                   sum(value.wrong for value in mine.values()))


def columns(full, without):
    for name in SETS:
        for half in "ab":
            f, w = pooled(full, name, half), pooled(without, name, half)
            yield f"{name} {half.upper()}", f"{gained(f.found, w.found)} {f.wrong - w.wrong:+d}"
    for half in "ab":
        f, w = pooled(full, "fresh-dev", half), pooled(without, "fresh-dev", half)
        yield f"standing {half.upper()}", gained(f.standing, w.standing)


def main():
    parser = sets.arguments(__doc__)
    parser.add_argument("--family", action="append", choices=FAMILIES, help="only this one")
    parser.add_argument("--output", help="build the program without the families named, and stop")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(folder)
        if options.output:
            copy.build(options.family or [])
            shutil.copy2(copy.program, options.output)
            return
        gold = {name: sets.read_lines(sets.SHARED / "eval" / f"{name}.jsonl") for name in SETS}
        copy.build([])
        full = outcomes(copy.program, gold)
        print(f"{'':<42}" + "".join(f"{title:<14}" for title, _ in columns(full, full)))
        for name in options.family or FAMILIES:
            copy.build([name])
            cells = columns(full, outcomes(copy.program, gold))
            print(f"{name:<42}" + "".join(f"{cell:<14}" for _, cell in cells), flush=True)


if __name__ == "__main__":
    main()

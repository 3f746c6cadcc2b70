#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Codings keep their contract: tests/schema.py PROGRAM

Codes the sample reports of examples/ and the golden inputs of tests/golden/, with and without
their texts, with CAMEO and with an own ontology, and validates each line against docs/coding.schema.json with Python's jsonschema, which
knows nothing of this project. What a schema cannot say is checked by hand: indices and
ids point at something, spans lie within the text. The schema's own lists are those of ontology/.
Exit 77 (skip) without jsonschema.
"""
import csv
import json
import pathlib
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    print("schema: python3-jsonschema is not installed; nothing was checked")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST_TRIGGER = 60
MEMBERS = ["communique", "coder", "report", "sentences", "actors", "times", "places",
           "events", "statements"]


def column(table, name):
    with open(ROOT / "ontology" / f"{table}.tsv", encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def check_lists(schema):
    """The schema's enums are the ontology's tables."""
    event = schema["$defs"]["event"]["properties"]
    assert set(event["plover"]["enum"]) == column("plover_types", "type") | {None}
    assert set(event["mode"]["enum"]) == column("plover_modes", "mode") | {None}
    assert set(event["contexts"]["items"]["enum"]) == column("plover_contexts", "context")


def check_strictness(schema, path="$"):
    """Every object of the schema is closed, and all that it lists must be there."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, path
            optional = {"report": {"text"}, "coder": {"ontology"}}.get(path.split(".")[-1], set())
            assert set(schema["required"]) == set(schema["properties"]) - optional, path
        for key, value in schema.items():
            check_strictness(value, f"{path}.{key}")


def check_references(coding):
    """What a schema cannot say."""
    text = coding["report"]["text"]
    actors, statements = coding["actors"], coding["statements"]
    known = [actor for actor in actors if actor["basis"] != "unknown"]
    assert all(actor["code"] for actor in known), "a known actor without a code"

    def spans(value):
        if isinstance(value, dict):
            for key, item in value.items():
                if key in ("span", "trigger", "evidence", "cue") and item is not None:
                    yield item
                elif key in ("sentences", "content"):
                    yield from item
                else:
                    yield from spans(item)
        elif isinstance(value, list):
            for item in value:
                yield from spans(item)

    for start, end in spans(coding):
        assert 0 <= start < end <= len(text), f"span [{start}, {end}) of {len(text)}"
    for time in coding["times"]:
        bounds = [time["from"], time["to"]]
        assert None in bounds or bounds == sorted(bounds), "a time that ends before it begins"
    ids = [event["id"] for event in coding["events"]]
    assert len(ids) == len(set(ids)), "two events have one id"
    for event in coding["events"]:
        assert event["told"] == coding["report"]["date"]
        assert event["trigger"][1] - event["trigger"][0] <= LONGEST_TRIGGER
        assert event["same_as"] is None or event["same_as"] in ids
        assert event["same_as"] != event["id"]
        assert event["sentence"] < len(coding["sentences"])
        assert event["statement"] is None or event["statement"] < len(statements)
        assert (event["plover"] is None) == event["cameo"].startswith("01")
        for side in event["source"] + event["target"] + event["attribution"]:
            assert side["actor"] is None or side["actor"] < len(actors)
    for statement in statements:
        parties = statement["addressees"] + statement["attribution"]
        for party in parties + ([statement["speaker"]] if statement["speaker"] else []):
            assert party["actor"] is None or party["actor"] < len(actors)
        assert statement["sentence"] < len(coding["sentences"])


def codings(program, files, *options):
    done = subprocess.run([program, "code", "--format", "jsonl", "--undated", *options, *files],
                          capture_output=True, check=False)
    # Not splitlines: a text may hold U+2028, which ends no line of JSONL.
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode("utf-8").split("\n")[:-1]


def main():
    program = sys.argv[1]
    schema = json.loads((ROOT / "docs" / "coding.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    check_lists(schema)
    check_strictness(schema)
    validator = jsonschema.Draft202012Validator(schema)
    files = [str(path) for folder in ("examples", "tests/golden") for path in
             sorted((ROOT / folder).rglob("*")) if path.suffix in (".txt", ".jsonl")
             and not path.name.endswith(".codings.jsonl") and path.parent.name != "frames"]
    own = ["--ontology", str(ROOT / "examples" / "ontology-weis")]
    with_text = codings(program, files, "--text") + codings(program, files, "--text", *own)
    without = codings(program, files) + codings(program, files, *own)
    assert with_text and len(with_text) == len(without)
    bad = 0
    for line, plain in zip(with_text, without):
        coding = json.loads(line)
        name = coding["report"]["id"]
        errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(coding)]
        errors += [f"without text, {error.json_path}: {error.message}"
                   for error in validator.iter_errors(json.loads(plain))]
        if list(coding) != MEMBERS:
            errors.append("members are out of order")
        try:
            check_references(coding)
        except AssertionError as error:
            errors.append(f"reference: {error}")
        for error in errors[:5]:
            print(f"{name}: {error}")
        bad += bool(errors)
    print(f"{len(with_text)} codings, {bad} break the contract")
    return 1 if bad else 0


sys.exit(main())

# SPDX-License-Identifier: Apache-2.0
"""Coding from Python is coding from the command line: the same bytes, the same rejections.

COMMUNIQUE is the program to compare with, SOURCE the project's folder.
"""

import datetime
import itertools
import json
import os
import pickle
import subprocess
import tempfile
import unittest

import communique

PROGRAM = os.environ["COMMUNIQUE"]
SOURCE = os.environ["SOURCE"]


def examples():
    """The reports of examples/, as mappings."""
    folder = os.path.join(SOURCE, "examples")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                _, date, text = file.read().split(None, 2)
            yield {"id": name[:-4], "date": date, "text": text, "publisher": "The Daily Example"}


def by_program(reports, *options):
    """What the program makes of reports: its output, and its rejects as dicts."""
    with tempfile.TemporaryDirectory() as folder:
        lines = os.path.join(folder, "reports.jsonl")
        rejects = os.path.join(folder, "rejects.jsonl")
        with open(lines, "w", encoding="utf-8") as file:
            for report in reports:
                file.write(json.dumps(report) + "\n")
        run = subprocess.run(
            [PROGRAM, "code", "--rejects", rejects, *options, lines], capture_output=True
        )
        with open(rejects, encoding="utf-8") as file:
            return run.stdout, [json.loads(line) for line in file]


class SameAsTheProgram(unittest.TestCase):
    def test_examples_on_any_number_of_threads(self):
        reports = list(examples())
        wanted, rejects = by_program(reports)
        self.assertEqual(rejects, [])
        self.assertEqual(wanted.count(b"\n"), len(reports))
        for threads in 1, 2, 5, None:
            codings = communique.code_many(reports, threads=threads)
            self.assertEqual(b"".join(coding.json for coding in codings), wanted)

    def test_one_report(self):
        for report in examples():
            wanted, _ = by_program([report])
            day = datetime.date.fromisoformat(report["date"])
            for date in report["date"], day, datetime.datetime(day.year, day.month, day.day, 12):
                coding = communique.code(
                    report["text"], date, id=report["id"], publisher=report["publisher"]
                )
                self.assertEqual(coding.json, wanted)
            break

    def test_every_field_counts(self):
        report = {
            "id": 7,
            "date": "2021-03-02",
            "text": "BERLIN - The chancellor met the Polish president on Monday.",
            "source": "The Daily Example",
            "url": "https://example.com/1",
            "title": "Chancellor meets Polish president",
            "language": "en",
        }
        wanted, _ = by_program([report])
        got = list(communique.code_many([report]))
        self.assertEqual([coding.json for coding in got], [wanted])
        self.assertEqual(got[0].report.url, "https://example.com/1")
        self.assertEqual(got[0].report.publisher, "The Daily Example")

    def test_undated(self):
        report = {"id": "a", "text": "Turkey and Greece signed an agreement."}
        wanted, _ = by_program([report], "--undated")
        self.assertEqual(communique.code(report["text"], id="a").json, wanted)
        got = communique.code_many([report], undated=True)
        self.assertEqual([coding.json for coding in got], [wanted])

    def test_own_ontology(self):
        folder = os.path.join(SOURCE, "examples", "ontology-weis")
        reports = list(examples())
        wanted, _ = by_program(reports, "--ontology", folder)
        engine = communique.Engine(ontology=folder)
        codings = list(engine.code_many(reports))
        self.assertEqual(b"".join(coding.json for coding in codings), wanted)
        self.assertNotEqual(engine.lexicon, communique.default_engine().lexicon)
        rows, _ = by_program(reports, "--ontology", folder, "--format", "csv")
        self.assertEqual(len(engine.events_table(codings)), rows.count(b"\n") - 1)

    def test_int8(self):
        reports = list(examples())
        wanted, _ = by_program(reports, "--precision", "int8")
        engine = communique.Engine(precision="int8")
        self.assertEqual(b"".join(c.json for c in engine.code_many(reports)), wanted)

    def test_rejections_have_the_same_reasons(self):
        good = {"id": "good", "date": "2020-01-01", "text": "France condemned the attack."}
        reports = [
            good,
            good,  # a second one of its id
            {**good, "id": "undated", "date": None},
            {**good, "id": "empty date", "date": ""},
            {**good, "id": "no day", "date": "2021-02-29"},
            {**good, "id": "long", "date": "gestern, nämlich am Montag, war es schön bei uns"},
            {**good, "id": "blank", "text": " \n\t"},
            {**good, "id": "no text", "text": None},
            {**good, "id": "number", "text": 5},
            {**good, "id": "nul", "text": "a\0b"},
            {**good, "id": "nul in url", "url": "\0"},
            {**good, "id": "too long", "text": "x" * (1 << 20) + "x"},
            {**good, "id": ""},
            {**good, "id": None},
            {**good, "id": 1.5},
            {**good, "id": "a last one"},
        ]
        wanted, rejects = by_program(reports)
        got = list(communique.code_many(reports, threads=2, errors="yield"))
        reasons = [(r.id, r.reason) for r in got if isinstance(r, communique.Rejected)]
        self.assertEqual(reasons, [(r["id"], r["reason"]) for r in rejects])
        self.assertEqual(len(rejects), len(reports) - 2)
        codings = [c for c in got if isinstance(c, communique.Coding)]
        self.assertEqual(b"".join(c.json for c in codings), wanted)
        self.assertIs(got[0], codings[0])
        self.assertIs(got[-1], codings[1])


class Errors(unittest.TestCase):
    def test_the_report_is_named(self):
        with self.assertRaises(communique.ReportError) as caught:
            communique.code("x", "2021-13-01", id="r9")
        self.assertEqual(caught.exception.id, "r9")
        self.assertIn('"2021-13-01" is not a date', caught.exception.reason)
        self.assertTrue(str(caught.exception).startswith("r9: "))
        self.assertIsInstance(caught.exception, communique.CommuniqueError)

    def test_codings_come_before_the_error(self):
        reports = [*examples(), {"id": "bad"}, {"id": "never read", "text": "x"}]
        for threads in 1, 2:
            codings = communique.code_many(reports, threads=threads)
            for _ in range(len(reports) - 2):
                next(codings)
            with self.assertRaises(communique.ReportError) as caught:
                next(codings)
            self.assertEqual(caught.exception.id, "bad")

    def test_what_is_no_unicode(self):
        for text in "\ud800", "a\udfff b", "\ud83d":
            with self.assertRaisesRegex(communique.ReportError, "the text is not UTF-8"):
                communique.code(text, "2020-01-01")
        with self.assertRaises(communique.ReportError) as caught:
            communique.code("x", id="\ud800")
        caught.exception.id.encode()

    def test_what_is_no_report(self):
        with self.assertRaises(TypeError):
            list(communique.code_many(["text"]))
        with self.assertRaises(TypeError):
            list(communique.code_many([None], threads=2))
        with self.assertRaises(communique.ReportError):
            communique.code(b"bytes")

    def test_an_error_of_the_reports_comes_after_those_before_it(self):
        def broken():
            yield from itertools.islice(examples(), 3)
            raise OSError("the disk is gone")

        for threads in 1, 3:
            codings = communique.code_many(broken(), threads=threads)
            self.assertEqual(len([next(codings) for _ in range(3)]), 3)
            with self.assertRaisesRegex(OSError, "the disk is gone"):
                next(codings)

    def test_engines_that_cannot_be_opened(self):
        for options in {"model": "/nowhere"}, {"lexicon": "/nowhere"}, {"ontology": "/nowhere"}:
            with self.assertRaises(communique.EngineError):
                communique.Engine(**options)
        with self.assertRaises(communique.EngineError):
            communique.Engine(precision="int4")

    def test_wrong_calls(self):
        with self.assertRaises(ValueError):
            communique.code_many([], threads=0)
        with self.assertRaises(ValueError):
            communique.code_many([], errors="ignore")


class Streams(unittest.TestCase):
    def test_reports_are_read_as_codings_are_taken(self):
        read = 0

        def endless():
            nonlocal read
            for read in itertools.count(1):
                yield {"id": read, "date": "2020-01-01", "text": "Iran and Iraq met."}

        for threads, ahead in (1, 0), (2, 8):
            read = 0
            codings = communique.code_many(endless(), threads=threads)
            self.assertEqual([next(codings).id for _ in range(5)], ["1", "2", "3", "4", "5"])
            self.assertLessEqual(read, 5 + ahead)
            del codings

    def test_out_of_order(self):
        reports = list(examples())
        ordered = [coding.json for coding in communique.code_many(reports)]
        loose = [c.json for c in communique.code_many(reports, threads=2, ordered=False)]
        self.assertEqual(sorted(loose), sorted(ordered))

    def test_nothing(self):
        for threads in 1, 2:
            self.assertEqual(list(communique.code_many([], threads=threads)), [])


class Objects(unittest.TestCase):
    def test_members_are_those_of_the_schema(self):
        with open(os.path.join(SOURCE, "docs", "coding.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        definitions = schema["$defs"]
        event = definitions["event"]["properties"]
        date = next(kind for kind in event["date"]["oneOf"] if kind["type"] == "object")
        for members, name in (
            (definitions["actor"], "Actor"),
            (definitions["actor"]["properties"]["mentions"]["items"], "Mention"),
            (definitions["time"], "Time"),
            (definitions["place"], "Place"),
            (definitions["event"], "Event"),
            (date, "EventDate"),
            (event["quantities"]["items"], "Quantity"),
            (definitions["participant"], "Participant"),
            (definitions["party"], "Party"),
            (definitions["tellers"]["items"], "Teller"),
            (definitions["statement"], "Statement"),
            (definitions["coder"], "Coder"),
        ):
            fields = getattr(communique, name).__dataclass_fields__
            self.assertEqual({f.rstrip("_") for f in fields}, set(members["properties"]), name)
        self.assertEqual(
            set(communique.Source.__dataclass_fields__) | {"text"},
            set(definitions["report"]["properties"]),
        )
        for member in set(schema["properties"]) - {"communique"}:
            self.assertTrue(hasattr(communique.Coding, member), member)

    def test_objects_say_what_the_json_says(self):
        def plain(value):
            if hasattr(value, "__dataclass_fields__"):
                return {
                    name.rstrip("_"): plain(getattr(value, name))
                    for name in value.__dataclass_fields__
                }
            return [plain(item) for item in value] if isinstance(value, tuple) else value

        for coding in communique.code_many(examples()):
            members = coding.dict()
            for name in "sentences", "actors", "times", "places", "events", "statements":
                self.assertEqual(plain(getattr(coding, name)), members[name])
            self.assertEqual(plain(coding.report), members["report"])

    def test_spans_index_the_text(self):
        text = "😀 Zürich woke late. Swiss police arrested two men on 3 May."
        coding = communique.code(text, "2021-05-04")
        self.assertEqual(coding.text, text)
        event = coding.events[0]
        self.assertEqual(coding.words(event.trigger), "arrested")
        self.assertEqual(coding.words(coding.actors[event.source[0].actor].mentions[0].span),
                         "Swiss police")  # fmt: skip
        self.assertIsNone(coding.words(None))

    def test_codings_are_values(self):
        first, second = (communique.code("Chad invaded Niger.", "2001-01-01") for _ in range(2))
        other = communique.code("Chad invaded Mali.", "2001-01-01")
        self.assertEqual(first, second)
        self.assertNotEqual(first, other)
        self.assertEqual(len({first, second, other}), 2)
        again = pickle.loads(pickle.dumps(first))
        self.assertEqual((again, again.text), (first, first.text))
        self.assertIn("events=1", repr(first))
        with self.assertRaises(AttributeError):
            first.events[0].cameo = "010"


class Hostile(unittest.TestCase):
    def test_large_and_strange_texts(self):
        for text in (
            "x" * (1 << 20),
            "a " * (1 << 19),
            "(" * 100_000,
            "\u202e\u0000".replace("\0", "") * 1000,
            "😀" * 10_000,
            '"' * 50_001,
            "France " + "and Spain " * 3000 + "met.",
        ):
            try:
                coding = communique.code(text, "2020-02-02")
            except communique.ReportError:
                continue
            self.assertEqual(coding.dict()["report"]["id"], "text")

    def test_strange_fields(self):
        class Lies(dict):
            def get(self, name, default=None):
                return {"id": "l", "date": "2020-01-01", "text": "x"}.get(name, object())

        self.assertEqual(next(communique.code_many([Lies()])).id, "l")
        with self.assertRaises(communique.ReportError):
            communique.code("x", object())


if __name__ == "__main__":
    unittest.main()

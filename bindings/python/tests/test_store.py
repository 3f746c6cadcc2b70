# SPDX-License-Identifier: Apache-2.0
"""Stores from Python: what comes is what the command line writes. The program is $COMMUNIQUE."""

import datetime
import gc
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest

import communique
from communique import _native, store as store_module

try:
    import pyarrow
except ImportError:
    pyarrow = None

NEWS = """\
{"id":"n1","date":"2022-05-02","publisher":"Herald","title":"Border","text":"Kenya accused Uganda of closing the border on Monday. Uganda rejected the accusation."}
{"id":"n2","date":"2022-05-02","publisher":"Courier","text":"Kenya accused Uganda of closing the border, officials in Nairobi said."}
{"id":"n3","date":"2022-05-04","publisher":"Courier","text":"The presidents of Kenya and Uganda met in Kampala. \\"We will keep the border open,\\" President Yoweri Museveni said."}
{"id":"n4","date":"2022-07-10","publisher":"Herald","text":"France imposed sanctions on Mali. Germany threatened to halt aid to Mali."}
{"id":"n5","date":"2022-07-11","publisher":"Herald","text":"It rained in Kisumu."}
"""

QUESTIONS = [
    ("events", [], {}),
    ("events", ["--country", "KEN,FRA", "--from", "2022-05-03"],
     {"country": ["KEN", "France"], "from_": datetime.date(2022, 5, 3)}),
    ("events", ["--assertion", "any", "--repeats", "--oldest"],
     {"assertion": "any", "repeats": True, "oldest": True, "place": None}),
    ("events", ["--text", "border AND Monday"], {"text": "border AND Monday"}),
    ("statements", [], {}),
    ("actors", ["--sector", "GOV"], {"sector": ("GOV",)}),
    ("reports", ["--publisher", "Herald"], {"publisher": "Herald", "as_of": None}),
    ("outlets", ["--code", "11"], {"code": "11"}),
    ("stories", [], {"oldest": False}),
    ("occurrences", ["--dated", "event"], {"dated": "event"}),
    ("dyads", ["--directed", "--count", "one-a-day"], {"directed": True, "count": "one-a-day"}),
    ("series", ["--by", "week", "--unit", "country"], {"by": "week", "unit": "country"}),
    ("panel", ["--country", "KEN", "--to", "2022-06-30"],
     {"country": "Kenya", "to": datetime.datetime(2022, 6, 30, 12)}),
    ("panel", ["--unit", "country"], {"unit": "country"}),
]  # fmt: skip

FILTERS = {
    "events": store_module.EventPage,
    "statements": store_module.StatementPage,
    "actors": store_module.ActorPage,
    "reports": store_module.ReportPage,
    "outlets": store_module.OutletPage,
    "stories": store_module.EventPage,
    "occurrences": store_module.EventPage,
    "dyads": store_module.DyadPage,
    "series": store_module.UnitCounting,
    "panel": store_module.UnitCounting,
}


def run(*arguments, text=None, check=True):
    return subprocess.run(
        [os.environ["COMMUNIQUE"], *arguments], input=text, capture_output=True, check=check
    )


def plain(value):
    """A value of JSON as rows have it."""
    return tuple(value) if isinstance(value, list) else value


def open_files():
    return len(os.listdir("/proc/self/fd"))


class KeptNews(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name, "news.db")
        run("add", "--db", str(cls.path), "-", text=NEWS.encode())
        cls.store = communique.Store(cls.path)

    @classmethod
    def tearDownClass(cls):
        cls.store.close()
        cls.folder.cleanup()

    def command(self, name, *options):
        return run(name, "--db", str(self.path), "--format", "jsonl", *options).stdout

    def ask(self, question, filters):
        return getattr(self.store, question)(**filters)


class StoreTest(KeptNews):
    # ---- rows ----

    def test_lines_are_the_command_s_bytes(self):
        for question, options, filters in QUESTIONS:
            with self.subTest(question, options=options):
                wanted = self.command(question, *options)
                self.assertNotEqual(wanted, b"")
                self.assertEqual(b"".join(self.ask(question, filters).lines()), wanted)

    def test_rows_have_the_values_of_lines(self):
        for question, options, filters in QUESTIONS:
            with self.subTest(question, options=options):
                rows = list(self.ask(question, filters))
                lines = [json.loads(line) for line in self.command(question, *options).splitlines()]
                self.assertEqual(len(rows), len(lines))
                for row, line in zip(rows, lines):
                    values = [plain(value) for value in line.values()]
                    if hasattr(row, "units"):
                        units = len(values) - len(row) + 1
                        values = [tuple(values[:units]), *values[units:]]
                    elif not hasattr(row, "counted"):
                        self.assertEqual(row._fields, tuple(line))
                    self.assertEqual(list(row), values)

    def test_rows_can_be_read_again_and_left(self):
        rows = self.store.events()
        first = list(rows)
        self.assertEqual(list(rows), first)
        before = open_files()
        for _ in range(50):
            self.assertEqual(next(iter(self.store.events())), first[0])
            self.store.events()
        gc.collect()
        self.assertEqual(open_files(), before)

    def test_pages_follow_one_another(self):
        everything, pages, after = list(self.store.events()), [], None
        while True:
            page = self.store.events(limit=2, after=after)
            self.assertIsNone(page.next_page)
            pages += page
            after = page.next_page
            if after is None:
                break
        self.assertEqual(pages, everything)

    def test_rows_are_of_the_moment_of_asking(self):
        rows = self.store.reports()
        run("add", "--db", str(self.path), "-",
            text=b'{"id":"n6","date":"2022-01-01","text":"Peru praised Chile."}')  # fmt: skip
        self.assertNotIn("n6", [row.report for row in rows])
        self.assertIn("n6", [row.report for row in rows])

    # ---- documents ----

    def test_documents_are_the_command_s_bytes(self):
        lines = run("code", "--format", "jsonl", "-", text=NEWS.encode()).stdout.splitlines(True)
        self.assertEqual(self.store.coding("n3").json, lines[2])
        self.assertIsNone(self.store.coding("n3").text)
        lines = run("code", "--format", "jsonl", "--text", "-", text=NEWS.encode()).stdout
        report = self.store.report("n1")
        self.assertEqual(report.json, lines.splitlines(True)[0])
        self.assertEqual(report.words(report.events[0].trigger), "accused")
        number = next(iter(self.store.reports(text="accusation"))).story
        story = self.store.story(number)
        self.assertEqual(story.json, self.command("story", str(number)))
        self.assertIn("n1", [report["report"] for report in story.reports])
        self.assertNotIn("kind", story.occurrences[0])
        self.assertEqual(story.accounts, self.store.accounts(number))
        self.assertTrue(story.accounts and story.history and story.variants)
        self.assertEqual(story.merges, ())

    # ---- what is refused ----

    def test_unknown_filters_are_type_errors_with_the_near_name(self):
        with self.assertRaisesRegex(TypeError, "events.* 'contry'.*did you mean 'country'"):
            self.store.events(contry="KEN")
        with self.assertRaisesRegex(TypeError, "'from_'"):
            self.store.events(fron="2022-05-03")
        for question, name in ("series", "limit"), ("events", "by"), ("reports", "as-of"):
            with self.assertRaises(TypeError):
                self.ask(question, {name: "1"})
        with self.assertRaises(TypeError):
            self.store.events(code=1.5)

    def test_wrong_values_have_the_command_s_text(self):
        wrong = [
            ("events", "country", "Narnia"), ("events", "from_", "May"), ("events", "limit", 0),
            ("events", "after", "x"), ("dyads", "count", "all"), ("panel", "unit", "event"),
            ("statements", "bloc", "Rebels"), ("events", "code", ["010", "99"]),
        ]  # fmt: skip
        for question, name, value in wrong:
            with self.subTest(question, name=name):
                option = "--" + name.rstrip("_")
                text = ",".join(value) if isinstance(value, list) else str(value)
                said = run(question, "--db", str(self.path), option, text, check=False)
                self.assertEqual(said.returncode, 2)
                with self.assertRaises(communique.StoreError) as raised:
                    self.ask(question, {name: value})
                self.assertIn(str(raised.exception), said.stderr.decode())

    def test_hostile_values_are_refused(self):
        with self.assertRaises(ValueError):
            self.store.events(actor="a\ud800")
        with self.assertRaises(ValueError):
            self.store.events(actor="a\0b")
        with self.assertRaises(communique.StoreError):
            list(self.store.events(text='"'))
        with self.assertRaises(communique.StoreError):
            self.store.events(country=["KEN"] * 1000)
        with self.assertRaises(communique.StoreError):
            list(self.store.events(actor="x" * 1_000_000))
        self.assertEqual(list(self.store.events(actor="x" * 10_000)), [])

    def test_what_is_not_there_is_a_store_error(self):
        for path in "nothing.db", self.folder.name:
            with self.assertRaises(communique.StoreError):
                communique.Store(pathlib.Path(self.folder.name, path))
        for read, of in (
            (self.store.story, 99), (self.store.accounts, -1), (self.store.coding, "n9"),
            (self.store.report, ""),
        ):  # fmt: skip
            with self.assertRaises(communique.StoreError):
                read(of)
        with self.assertRaises(TypeError):
            self.store.story("1")

    def test_a_closed_store_is_asked_no_more(self):
        with communique.Store(str(self.path)) as store:
            rows = store.actors()
        self.assertTrue(list(rows))
        with self.assertRaises(communique.StoreError):
            store.actors()

    def test_every_filter_has_a_type(self):
        for question, filters in FILTERS.items():
            names = [
                "from_" if name == "from" else name.replace("-", "_")
                for name in _native.parameters(question)
            ]
            self.assertEqual(set(filters.__annotations__), set(names), question)
        self.assertEqual(_native.parameters("nothing"), [])

    # ---- threads and processes ----

    def test_threads_share_a_store(self):
        wanted, got = list(self.store.events()), []

        def ask():
            for _ in range(20):
                got.append(list(self.store.events()) == wanted)

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(got, [True] * 80)

    def test_a_process_may_fork(self):
        rows, wanted = self.store.events(), list(self.store.events())
        half = iter(self.store.events())
        next(half)
        child = os.fork()
        if child == 0:
            good = list(rows) == wanted and list(self.store.events()) == wanted
            try:
                next(half)
                good = False
            except communique.StoreError:
                pass
            del half, rows
            os._exit(0 if good else 1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)
        self.assertEqual(list(rows), wanted)
        self.assertEqual(list(half), wanted[1:])


@unittest.skipIf(pyarrow is None, "no pyarrow here")
class ArrowTest(KeptNews):
    def test_tables_have_what_lines_have(self):
        for question, options, filters in QUESTIONS:
            with self.subTest(question, options=options):
                lines = self.command(question, *options).splitlines()
                table = pyarrow.table(self.ask(question, filters))
                self.assertEqual(table.num_rows, len(lines))
                for row, line in zip(table.to_pylist(), map(json.loads, lines)):
                    self.assertEqual(list(row), list(line))
                    for name, value in line.items():
                        self.check_value(row[name], value)

    def check_value(self, got, wanted):
        if isinstance(wanted, list):
            self.assertEqual(got or "", ";".join(wanted))
        elif isinstance(wanted, float):
            self.assertAlmostEqual(got, wanted, delta=0.0051)  # lines have few decimals
        elif isinstance(got, datetime.date):
            self.assertEqual(got.isoformat(), wanted)
        else:
            self.assertEqual(got, wanted)

    def test_days_and_counts_have_types(self):
        schema = pyarrow.table(self.store.events()).schema
        self.assertEqual(schema.field("told").type, pyarrow.date32())
        self.assertEqual(schema.field("quad_gdelt").type, pyarrow.int64())
        self.assertEqual(schema.field("confidence").type, pyarrow.float64())
        self.assertEqual(schema.field("source").type, pyarrow.utf8())

    def test_a_stream_may_be_left_half_read(self):
        before = open_files()
        for _ in range(20):
            reader = pyarrow.RecordBatchReader.from_stream(self.store.panel())
            reader.read_next_batch()
            del reader
        gc.collect()
        self.assertEqual(open_files(), before)

    def test_conveniences(self):
        self.assertEqual(self.store.actors().to_arrow().num_rows, len(list(self.store.actors())))


if __name__ == "__main__":
    unittest.main()

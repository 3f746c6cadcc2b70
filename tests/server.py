#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The HTTP API against its contract, against the command line, and against clients that mean harm.
    tests/server.py PROGRAM"""

import collections
import contextlib
import csv
import gzip
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

import jsonschema

PROGRAM = os.path.abspath(sys.argv.pop(1))
ROOT = pathlib.Path(__file__).resolve().parent.parent
API = "/api/v1"
TOKEN = "correct horse battery staple"
NARROWED = {"/panel": "from=2022-03-01&to=2022-03-31", "/search": "q=peace"}  # all of a panel is too much


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True).stdout


def write_token(folder):
    path = os.path.join(folder, "token")
    pathlib.Path(path).write_text(TOKEN + "\n")
    return path


class Server:
    """A server; what is asked of it bears the token, if there is one, unless told otherwise."""

    def __init__(self, *options, token=None):
        self.headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self.process = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", *options], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r":(\d+)/", line).group(1))

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {name: value for name, value in given.items() if value is not None})
            reply = connection.getresponse()
            return reply.status, dict(reply.getheaders()), reply.read()

    def raw(self, data):
        """What comes back for these bytes; empty where the server just hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as client:
            with contextlib.suppress(ConnectionError):
                client.sendall(data)
            got = b""
            with contextlib.suppress(ConnectionError):
                while piece := client.recv(65536):
                    got += piece
            return got

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        return self.process.returncode


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.db = os.path.join(cls.folder.name, "store.db")
        run("add", "--db", cls.db, *map(str, sorted((ROOT / "examples").glob("*.txt"))))
        sample = os.path.join(cls.folder.name, "sheet.csv")
        run("audit", "sample", "--db", cls.db, "--events", "12", "--sentences", "4", "--csv", sample)
        cls.server = Server("--db", cls.db, "--audit", sample, "--token-file", write_token(cls.folder.name), token=TOKEN)
        cls.contract = json.loads(cls.server.ask(API + "/openapi.json")[2])

    @classmethod
    def tearDownClass(cls):
        code = cls.server.end()
        cls.folder.cleanup()
        assert code == 0, f"the server ended with {code}"

    def get(self, path, **headers):
        status, fields, body = self.server.ask(API + path, **headers)
        self.assertEqual(status, 200, body)
        return fields, body

    def problem(self, status, path, method="GET", body=None, **headers):
        got, fields, text = self.server.ask(path, method, body, **headers)
        self.assertEqual(got, status, text)
        self.assertEqual(fields["Content-Type"], "application/problem+json")
        problem = json.loads(text)
        self.validate(problem, self.contract["components"]["schemas"]["Problem"])
        self.assertEqual(problem["status"], status)
        return problem["detail"]

    def validate(self, value, schema):
        jsonschema.Draft202012Validator({**schema, "components": self.contract["components"]}).validate(value)

    # What the contract names, with values for what a path wants.
    def paths(self):
        event = json.loads(self.get("/events?limit=1")[1])["items"][0]
        values = {"/events/{id}": event["event"], "/events/{id}/explain": event["event"], "/reports/{id}": event["report"]}
        for path, methods in self.contract["paths"].items():
            if "get" in methods:
                filled = path.replace("{number}", "0").replace("{one}", "USA").replace("{other}", "CHN")
                filled = filled.replace("{sample}", "1").replace("{item}", "1").replace("{id}", values.get(path, ""))
                needed = [p["name"] + "=mine" for p in methods["get"]["parameters"] if p.get("required") and p["in"] == "query"]
                yield filled, "&".join([NARROWED.get(path, ""), *needed]), methods["get"]

    def test_every_path_of_the_contract_answers_as_it_says(self):
        for path, narrowed, operation in self.paths():
            for media, content in operation["responses"]["200"]["content"].items():
                fields, body = self.get(f"{path}?{narrowed}", Accept=media)
                self.assertTrue(fields["Content-Type"].startswith(media), (path, fields["Content-Type"]))
                if media == "application/json":
                    self.validate(json.loads(body), content["schema"])

    def test_every_parameter_of_the_contract_is_known(self):
        values = {"limit": "5", "oldest": "true", "repeats": "true", "directed": "false", "from": "2022-03-18",
                  "to": "2022-03-19", "occurs-from": "2022-03-18", "occurs-to": "2022-03-20", "as-of": "2100-01-01", "dated": "event", "country": "USA,CHN", "bloc": "EU",
                  "sector": "GOV", "code": "04", "type": "CONSULT", "assertion": "any", "time": "past",
                  "attributed": "no", "by": "year", "count": "rows", "actors": "iso3", "unit": "dyad", "after": "", "orphans": "true"}
        asked = 0
        for path, narrowed, operation in self.paths():
            for parameter in operation["parameters"]:
                name = parameter.get("$ref", "").rpartition("/")[2]
                if name:
                    status, _, body = self.server.ask(f"{API}{path}?{narrowed}&{name}={values.get(name, 'peace')}")
                    self.assertNotIn(b"there is no parameter", body, path)
                    self.assertEqual(status, 200, (path, name, body))
                    asked += 1
        self.assertGreater(asked, 150)
        self.assertIn("there is no parameter 'colour'", self.problem(400, API + "/events?colour=red"))

    def test_rows_are_those_of_the_command_line(self):
        for command in ("events", "statements", "actors", "reports", "stories", "occurrences", "outlets", "dyads", "series", "panel"):
            for suffix in ("jsonl", "csv", "tsv"):
                narrow = ("--from", "2022-03-01", "--to", "2022-03-31") if command == "panel" else ()
                kept = run(command, "--db", self.db, "--format", suffix, *narrow)
                paged = {"series": "", "panel": "?" + NARROWED["/panel"]}.get(command, "?limit=1000")
                self.assertEqual(self.get(f"/{command}.{suffix}{paged}")[1], kept, command)
        self.assertEqual(self.get("/stories/0.jsonl")[1], run("story", "--db", self.db, "0"))
        lines = run("events", "--db", self.db, "--country", "USA", "--type", "CONSULT").splitlines()
        items = json.loads(self.get("/events?country=USA&type=CONSULT")[1])["items"]
        self.assertEqual(items, [json.loads(line) for line in lines])
        self.assertTrue(items)

    def test_pages_are_the_whole(self):
        for path in ("/events", "/statements", "/reports", "/actors", "/stories", "/occurrences", "/dyads"):
            whole = json.loads(self.get(path + "?limit=1000")[1])["items"]
            parts, after = [], ""
            while after is not None:
                page = json.loads(self.get(f"{path}?limit=7&after={urllib.parse.quote(after)}")[1])
                parts += page["items"]
                after = page["next"]
            self.assertEqual(parts, whole, path)
            self.assertGreater(len(whole), 7, path)

    def test_a_report_and_its_explanation_are_the_coder_s(self):
        kept = json.loads(run("code", "--text", "--format", "jsonl", str(ROOT / "examples/02-call-from-beijing.txt")))
        self.assertEqual(json.loads(self.get("/reports/02-call-from-beijing")[1]), kept)
        event = kept["events"][0]["id"]
        told = json.loads(self.get("/events/" + event)[1])
        text = run("explain", "--event", event, str(ROOT / "examples/02-call-from-beijing.txt")).decode()
        self.assertEqual((told["event"], told["explanation"].strip()), (event, text.strip()))
        self.assertEqual(json.loads(self.get(f"/events/{event}/explain")[1]), told)
        self.assertEqual(run("explain", "--db", self.db, event).decode(), text)
        self.assertEqual((told["report"], told["same_coder"]), ("02-call-from-beijing", True))
        self.assertEqual(told["coded_by"], kept["coder"])
        self.problem(404, API + "/events/0000000000000000")
        self.problem(404, API + "/reports/no-such-report")
        self.problem(404, API + "/stories/4711")
        self.problem(404, API + "/stories/first")

    def test_it_is_said_when_others_coded_the_event(self):
        with tempfile.TemporaryDirectory() as folder:
            db = os.path.join(folder, "store.db")
            run("add", "--db", db, str(ROOT / "examples/02-call-from-beijing.txt"))
            event = json.loads(run("events", "--db", db, "--limit", "1"))["event"]
            with contextlib.closing(sqlite3.connect(db)) as store:
                store.execute("UPDATE runs SET lexicon = 'sha256:0'")
                store.commit()
            told = subprocess.run([PROGRAM, "explain", "--db", db, event], capture_output=True, text=True, timeout=60)
            self.assertEqual(told.returncode, 0, told.stderr)
            self.assertIn("dictionaries sha256:0", told.stderr)
            server = Server("--db", db)
            answer = json.loads(server.ask(f"{API}/events/{event}/explain")[2])
            self.assertEqual((answer["same_coder"], answer["coded_by"]["lexicon"]), (False, "sha256:0"))
            self.assertEqual(answer["explanation"], told.stdout)
            self.assertEqual(server.end(), 0)

    def test_what_is_planned_has_a_calendar(self):
        reports = [{"id": "a", "date": "2021-11-13", "text": "France and Mali will hold talks on November 20."},
                   {"id": "b", "date": "2021-11-13", "text": "Germany and Chad will hold talks on December 20."},
                   {"id": "c", "date": "2021-11-13", "text": "Italy and Libya held talks on November 10."}]
        with tempfile.TemporaryDirectory() as folder:
            db, lines = os.path.join(folder, "store.db"), os.path.join(folder, "reports.jsonl")
            pathlib.Path(lines).write_text("".join(json.dumps(report) + "\n" for report in reports))
            run("add", "--db", db, lines)
            server = Server("--db", db)
            for query, wanted in (("occurs-from=2021-11-14", {"a", "b"}), ("occurs-from=2021-11-14&occurs-to=2021-11-30", {"a"}),
                                  ("occurs-to=2021-11-13", {"c"}), ("time=future&occurs-from=2021-11-20", {"a", "b"}),
                                  ("time=future&occurs-from=2021-11-21", {"b"})):
                items = json.loads(server.ask(f"{API}/events?{query}")[2])["items"]
                self.assertEqual({item["report"] for item in items}, wanted, query)
            ahead = json.loads(server.ask(API + "/occurrences?time=future&occurs-from=2021-11-14&oldest=true")[2])["items"]
            self.assertEqual([item["first_day"] for item in ahead], ["2021-11-20", "2021-12-20"])
            self.assertEqual({item["status"] for item in ahead}, {"planned"})
            self.assertEqual(server.end(), 0)

    def test_an_event_leads_to_its_occurrence_and_story(self):
        events = json.loads(self.get("/events?limit=1000")[1])["items"]
        occurrences = {item["occurrence"]: item for item in json.loads(self.get("/occurrences?limit=1000")[1])["items"]}
        stories = {item["story"] for item in json.loads(self.get("/stories?limit=1000")[1])["items"]}
        told = collections.Counter(event["occurrence"] for event in events)
        self.assertGreater(len(told), 7)
        for event in events:
            self.assertIn(event["story"], stories)
        for number, count in told.items():
            if number is not None:
                self.assertLessEqual(count, occurrences[number]["events"])

    def test_outlets_count_their_reports_and_events(self):
        reports = [{"id": "a", "date": "2021-11-13", "publisher": "Herald", "text": "China condemned the United States on Saturday."},
                   {"id": "b", "date": "2021-11-15", "publisher": "Herald", "text": "It rained in Geneva."},
                   {"id": "c", "date": "2021-11-14", "publisher": "Courier", "text": "France condemned Mali."},
                   {"id": "d", "date": "2021-11-14", "text": "Germany condemned Chad."}]
        with tempfile.TemporaryDirectory() as folder:
            db, lines = os.path.join(folder, "store.db"), os.path.join(folder, "reports.jsonl")
            pathlib.Path(lines).write_text("".join(json.dumps(report) + "\n" for report in reports))
            run("add", "--db", db, lines)
            def outlets(*options):
                return [tuple(json.loads(line).values()) for line in run("outlets", "--db", db, "--format", "jsonl", *options).splitlines()]
            herald, courier = ("Herald", 2, 1, "2021-11-13", "2021-11-15"), ("Courier", 1, 1, "2021-11-14", "2021-11-14")
            self.assertEqual(outlets(), [herald, courier])
            self.assertEqual(outlets("--limit", "1"), [herald])
            self.assertEqual(outlets("--limit", "1", "--after", "1"), [courier])
            self.assertEqual(outlets("--to", "2021-11-14"), [courier, ("Herald", 1, 1, "2021-11-13", "2021-11-13")])
            self.assertEqual(outlets("--country", "USA"), [("Herald", 1, 1, "2021-11-13", "2021-11-13")])
            self.assertEqual(outlets("--text", "rained"), [("Herald", 1, 0, "2021-11-15", "2021-11-15")])

    def test_problems_speak_of_parameters(self):
        for path, said in (("/events?country=Atlantis", "country does not know 'Atlantis'"), ("/events?from=soon", "from wants YYYY-MM-DD"),
                           ("/events?from=2022-02-02&to=2022-01-01", "from is after to"), ("/search", "q wants words"),
                           ("/search?q=", "text wants words"), ("/search?q=%21%3F", "text wants words"),
                           ("/events?limit=0", "limit wants"), ("/series?by=hour", "by wants day"), ("/events?after=x", "after wants"),
                           ("/actors?code=11", "there is no parameter 'code'"), ("/panel?unit=event", "unit of a panel")):
            detail = self.problem(400, API + path)
            self.assertIn(said, detail, path)
            self.assertNotIn("--", detail, path)
        for options in (("--from", "2022-02-02", "--to", "2022-01-01"), ("--text", ""), ("--text", "?!"), ("--limit", "none")):
            told = subprocess.run([PROGRAM, "events", "--db", self.db, *options], capture_output=True, timeout=60)
            self.assertEqual(told.returncode, 2, options)

    def test_a_text_is_coded_and_not_kept(self):
        report = {"id": "mine", "date": "2021-11-13", "text": "France condemned Mali on Saturday."}
        status, _, body = self.server.ask(API + "/code", "POST", json.dumps(report))
        self.assertEqual(status, 200, body)
        event = json.loads(body)["events"][0]
        self.assertEqual((event["cameo"], event["date"]["from"]), ("111", "2021-11-13"))
        status, _, body = self.server.ask(API + "/explain", "POST", json.dumps(report))
        self.assertEqual((status, json.loads(body)["items"][0]["event"]), (200, event["id"]))
        self.problem(404, API + "/reports/mine")
        for body in ("", "{", "[]", '{"id":"a"}', '{"id":"a","text":"x","date":"soon"}', '{"id":"a","text":"\\u0000"}', b'{"id":"\xff"}'):
            self.problem(400, API + "/code", "POST", body)

    def test_the_same_is_not_sent_twice_and_is_compressed(self):
        fields, body = self.get("/events")
        status, again, rest = self.server.ask(API + "/events", If_None_Match=fields["ETag"])
        self.assertEqual((status, rest, again["ETag"]), (304, b"", fields["ETag"]))
        packed, small = self.get("/events", Accept_Encoding="gzip")
        self.assertEqual((packed["Content-Encoding"], gzip.decompress(small)), ("gzip", body))
        status, head, nothing = self.server.ask(API + "/events", "HEAD")
        self.assertEqual((status, nothing, head["Content-Length"]), (200, b"", str(len(body))))

    def test_browsers_are_told_to_be_careful(self):
        fields, _ = self.get("/events")
        self.assertIn("default-src 'none'", fields["Content-Security-Policy"])
        self.assertNotIn("unsafe", fields["Content-Security-Policy"])
        self.assertEqual(fields["X-Content-Type-Options"], "nosniff")
        self.assertNotIn("Access-Control-Allow-Origin", fields)
        self.problem(421, "/healthz", Host="news.example")

    def test_methods_and_formats(self):
        self.problem(405, API + "/events", "DELETE")
        self.problem(405, API + "/code")
        self.problem(405, "/healthz", "PUT", "x")
        self.problem(406, API + "/events", Accept="image/png")
        self.problem(404, API + "/events.xml")

    def test_injection_finds_nothing(self):
        for value in ("' OR 1=1 --", "%27;DROP TABLE events;--", "a' UNION SELECT sql FROM sqlite_master --"):
            path = API + "/events?publisher=" + urllib.parse.quote(value)
            self.assertEqual(json.loads(self.server.ask(path)[2])["items"], [])
        self.problem(400, API + "/events?text=" + urllib.parse.quote('"unfinished'))
        self.problem(400, API + "/events?actor=%FF%FE")
        self.problem(400, API + "/events?actor=a%00b")
        self.problem(400, API + "/panel?actors=/etc/passwd")
        self.problem(400, API + "/events?sources=/etc/passwd")
        for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", API + "/../../../etc/passwd"):
            self.assertIn(self.server.ask(path)[0], (400, 404), path)

    def test_too_much_is_refused(self):
        self.problem(413, API + "/code", "POST", b"x" * (2 << 20) + b"x")
        self.problem(400, API + "/events?limit=1001")
        self.assertIn(b" 431 ", self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 20000 + b"\r\n").split(b"\r\n")[0] + b" ")
        long = self.server.raw(b"GET /" + b"a" * 100000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.assertRegex(long.split(b"\r\n")[0], rb"4(14|31)|^$")
        for noise in (b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"POST /api/v1/code HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"):
            self.assertNotIn(b" 200 ", self.server.raw(noise).split(b"\r\n")[0])
        self.get("/summary")

    def test_slow_clients_keep_nobody_waiting(self):
        slow = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(200)]
        for client in slow:
            client.sendall(b"GET /api/v1/events HTTP/1.1\r\nHost: loc")
        self.get("/summary")
        for client in slow:
            client.close()

    def test_a_client_that_dawdles_is_cut_off(self):
        """A byte a second keeps a connection from being idle; its time is bounded all the same."""
        began = time.monotonic()
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=60) as client, self.assertRaises(ConnectionError):
            while time.monotonic() - began < 60:
                client.sendall(b"X: y\r\n" if time.monotonic() - began > 1 else b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
                time.sleep(0.5)
        self.assertLess(time.monotonic() - began, 30)

    def test_what_needs_no_store_waits_for_nobody(self):
        """One thread answers, and it is at work."""
        server = Server("--db", self.db, "--jobs", "1")
        text = "China condemned the United States over the arms sale. " * 2000
        body = json.dumps({"id": "long", "date": "2021-11-13", "text": text})
        busy = threading.Thread(target=server.ask, args=(API + "/code", "POST", body))
        busy.start()
        time.sleep(0.1)
        for path in ("/healthz", "/", "/app.js", API + "/openapi.json"):
            self.assertEqual(server.ask(path)[0], 200)
        self.assertTrue(busy.is_alive())
        busy.join()
        self.assertEqual(server.end(), 0)

    def test_an_answer_that_was_kept_is_not_given_when_the_store_has_changed(self):
        with tempfile.TemporaryDirectory() as folder:
            db = os.path.join(folder, "store.db")
            run("add", "--db", db, str(ROOT / "examples/02-call-from-beijing.txt"))
            server = Server("--db", db)
            counts = [json.loads(server.ask(API + "/summary")[2])["reports"] for _ in range(3)]
            more = sorted(map(str, (ROOT / "examples").glob("0*.txt")))
            run("add", "--db", db, *more)
            counts.append(json.loads(server.ask(API + "/summary")[2])["reports"])
            self.assertEqual(counts, [1, 1, 1, len(more)])
            self.assertEqual(server.end(), 0)

    def test_many_who_ask_the_same_get_the_same(self):
        answers = []
        def ask():
            answers.append(self.server.ask(API + "/actors?limit=50&country=USA"))
        threads = [threading.Thread(target=ask) for _ in range(24)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual({(status, body) for status, _, body in answers}, {(200, answers[0][2])})
        self.assertEqual(len(answers), 24)


class Writing(unittest.TestCase):
    """What people judge and correct: kept at once, checked as on the command line, and only with the token."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.db, self.sample = (os.path.join(self.folder.name, name) for name in ("store.db", "sheet.csv"))
        self.kept = os.path.join(self.folder.name, "sheet.verdicts.csv")
        run("add", "--db", self.db, *map(str, sorted((ROOT / "examples").glob("*.txt"))))
        run("audit", "sample", "--db", self.db, "--events", "12", "--sentences", "4", "--csv", self.sample)
        self.token = write_token(self.folder.name)
        self.server = self.start()
        self.contract = json.loads(self.server.ask(API + "/openapi.json")[2])

    def tearDown(self):
        self.assertEqual(self.server.end(), 0)
        self.folder.cleanup()

    def start(self):
        return Server("--db", self.db, "--audit", self.sample, "--token-file", self.token, token=TOKEN)

    def ask(self, status, path, method="GET", body=None, schema=None, **headers):
        """The JSON of the answer, which is of that status and, if one is named, of that schema of the contract."""
        got, fields, text = self.server.ask(API + path, method, body if body is None or isinstance(body, (str, bytes)) else json.dumps(body), **headers)
        self.assertEqual(got, status, text)
        schema = schema if status < 400 else "Problem"
        if schema is not None:
            components = {"components": self.contract["components"]}
            jsonschema.Draft202012Validator({**self.contract["components"]["schemas"][schema], **components}).validate(json.loads(text))
        return json.loads(text)

    def judge(self, status, body, item="1", coder="Ana", **headers):
        return self.ask(status, f"/audit/1/verdicts/{item}?coder={urllib.parse.quote(coder)}", "PUT", body, "Verdict", **headers)

    def items(self, coder):
        return self.ask(200, f"/audit/1/items?coder={coder}&limit=1000")["items"]

    # ---- who may write ----

    def test_only_with_the_token(self):
        body = {"event_there": "y"}
        for token in (None, "Bearer wrong horse", "Basic " + TOKEN):
            self.assertIn("Authorization", self.judge(401, body, Authorization=token)["detail"])
            self.ask(401, "/corrections", "POST", {}, Authorization=token)
            self.ask(401, "/audit", Authorization=token)
        refused = subprocess.run([PROGRAM, "serve", "--db", self.db, "--audit", self.sample], capture_output=True, timeout=60)
        self.assertEqual(refused.returncode, 2)
        self.assertIn(b"give a token", refused.stderr)
        reader = Server("--db", self.db)
        try:
            for path, method in (("/corrections", "POST"), ("/audit/1/verdicts/1?coder=Ana", "PUT")):
                status, _, text = reader.ask(API + path, method, "{}")
                self.assertEqual(status, 403, text)
                self.assertIn("--token-file", json.loads(text)["detail"])
            self.assertEqual(json.loads(reader.ask(API + "/audit")[2])["samples"], [])
            self.assertEqual(reader.ask(API + "/corrections")[0], 200)
        finally:
            reader.end()

    # ---- judging ----

    def test_an_item_is_shown_as_the_sheet_shows_it(self):
        samples = self.ask(200, "/audit")["samples"]
        with open(self.sample, newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(s["sample"], s["name"], s["events"] + s["sentences"]) for s in samples], [(1, "sheet.csv", len(rows))])
        items = self.items("Ana")
        hidden = {"stratum", "population", "drawn", "weight", "confidence", "rule", "report", "event"}
        for row, item in zip(rows, items, strict=True):
            self.assertEqual(set(item), set(row) - hidden)
            self.assertEqual((item["sentence"], item["label"], item["marks"]), (row["sentence"], row["label"], row["marks"]))
        paged, after = [], ""
        while after is not None:
            page = self.ask(200, f"/audit/1/items?coder=Ana&limit=7&after={after}")
            paged += page["items"]
            after = page["next"]
        self.assertEqual(paged, items)
        self.assertEqual(self.ask(200, "/audit/1/items/2?coder=Ana", schema="Item"), items[1])

    def test_a_verdict_is_the_coder_s_own(self):
        given = {"event_there": "y", "type_right": "n", "code": "05", "note": "=\u00e9tait"}
        kept = self.judge(200, {**given, "revision": 0})
        self.assertEqual({name: kept[name] for name in given} | {"revision": kept["revision"]}, {**given, "revision": 1})
        self.assertEqual(self.ask(200, "/audit/1/verdicts/1?coder=Ana", schema="Verdict"), kept)
        self.assertEqual(self.ask(200, "/audit/1/verdicts?coder=Ana")["items"], [kept])
        self.assertEqual(self.items("Ana")[0]["note"], given["note"])
        self.assertEqual({item["event_there"] for item in self.items("Ben")}, {""})
        self.assertEqual(self.ask(200, "/audit/1/verdicts?coder=Ben")["items"], [])

    def test_of_two_tabs_the_second_is_told(self):
        answers = [{"event_there": answer, "note": note, "revision": 0} for answer in "yn" for note in ("", "a", "b", "c")]
        got = []
        threads = [threading.Thread(target=lambda body=body: got.append(self.server.ask(API + "/audit/1/verdicts/1?coder=Ana", "PUT", json.dumps(body)))) for body in answers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(status for status, _, _ in got), [200] + [409] * (len(answers) - 1))
        won = next(json.loads(text) for status, _, text in got if status == 200)
        self.assertEqual(self.ask(200, "/audit/1/verdicts/1?coder=Ana"), won)
        lost = next(body for body in answers if body["note"] != won["note"])
        self.assertIn("judged meanwhile", self.judge(409, lost)["detail"])
        self.assertEqual(self.judge(200, {**lost, "revision": 1})["revision"], 2)
        self.assertEqual(self.judge(200, {**lost, "revision": 1})["revision"], 2)  # sent again: said already

    def test_many_coders_at_once_lose_nothing(self):
        def judge(coder):
            for item in range(1, 11):
                self.judge(200, {"event_there": "y", "note": coder}, item=str(item), coder=coder)
        threads = [threading.Thread(target=judge, args=(coder,)) for coder in "ABCDEFGH"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for coder in "ABCDEFGH":
            self.assertEqual([v["note"] for v in self.ask(200, f"/audit/1/verdicts?coder={coder}")["items"]], [coder] * 10)
        self.assertIn("no more can", self.judge(400, {"event_there": "y"}, coder="I")["detail"])

    def test_no_verdict_is_lost_with_the_server(self):
        for item in range(1, 6):
            self.judge(200, {"event_there": "y", "type_right": "y"}, item=str(item))
        self.server.process.kill()
        self.server.process.communicate(timeout=60)
        with open(self.kept, "ab") as file:
            file.write(b'"6","event","Ana","y"')  # as a crash in the middle of a row leaves it
        self.server = self.start()
        self.assertEqual([v["item"] for v in self.ask(200, "/audit/1/verdicts?coder=Ana")["items"]], list("12345"))
        self.judge(200, {"event_there": "n"}, item="6")
        self.judge(200, {"event_there": "n", "revision": 1}, item="1")
        second = subprocess.run([PROGRAM, "serve", "--db", self.db, "--audit", self.sample, "--token-file", self.token, "--listen", "127.0.0.1:0"], capture_output=True, timeout=60)
        self.assertEqual(second.returncode, 3)
        self.assertIn(b"through another process", second.stderr)

    def test_what_was_answered_is_there_whenever_the_server_is_killed(self):
        answered = {}

        def judge(coder):
            with contextlib.suppress(OSError, http.client.HTTPException):
                for turn in range(10000):
                    for item in range(1, 6):
                        body = {"event_there": "yn"[turn % 2], "note": f"{coder}{turn}", "revision": turn}
                        status, _, text = self.server.ask(f"{API}/audit/1/verdicts/{item}?coder={coder}", "PUT", json.dumps(body))
                        if status == 200:
                            answered[coder, str(item)] = json.loads(text)

        threads = [threading.Thread(target=judge, args=(coder,)) for coder in "ABC"]
        for thread in threads:
            thread.start()
        while len(answered) < 15:
            time.sleep(0.01)
        self.server.process.kill()
        for thread in threads:
            thread.join()
        self.server.process.communicate(timeout=60)
        self.server = self.start()
        for (coder, item), verdict in answered.items():
            kept = self.ask(200, f"/audit/1/verdicts/{item}?coder={coder}")
            self.assertIn(kept["revision"] - verdict["revision"], (0, 1))  # the last one may be on disk and not answered
            if kept["revision"] == verdict["revision"]:
                self.assertEqual(kept, verdict)

    def test_what_is_kept_is_scored(self):
        for item in self.items("Ana"):
            self.judge(200, {"event_there": "y"} if item["kind"] == "event" else {"event_there": "n"}, item=item["item"])
        status, fields, text = self.server.ask(API + "/audit/1/sheet.csv?coder=Ana")
        self.assertEqual((status, fields["Content-Type"].split(";")[0]), (200, "text/csv"))
        sheet = os.path.join(self.folder.name, "audit-Ana.csv")
        pathlib.Path(sheet).write_bytes(text)
        figures = run("audit", "score", "--format", "csv", self.kept)
        self.assertIn(b"precision,,event,66,66.0,,1.000,", figures)
        self.assertEqual(run("audit", "score", "--format", "csv", sheet), figures)

    def test_no_verdict_that_is_none(self):
        for body, detail in (("", "not JSON"), ("{", "not JSON"), ("[]", "no JSON object"), (b"\xff{}", "not JSON"),
                             ('{"note":"a","note":"b"}', "not JSON"), ('{"note":"\\u0000"}', "not JSON"), ("[" * 100000, "not JSON"),
                             ({"colour": "red"}, "no member 'colour'"), ({"coder": "Ben"}, "no member 'coder'"), ({"event_there": True}, "is a text"),
                             ({"event_there": ["y"]}, "is a text"), ({"revision": "1"}, "whole number"), ({"revision": -1}, "whole number"),
                             ({"revision": 1.5}, "whole number"), ({"event_there": "maybe"}, "y, n, ? or empty"), ({"type_right": "y"}, "an event that is there"),
                             ({"event_there": "y", "code": "05"}, "whose type is wrong"), ({"event_there": "y", "type_right": "n", "code": "55"}, "CAMEO root"),
                             ({"note": "x" * 501}, "500 characters"), ({"note": "a\nb"}, "one line")):
            self.assertIn(detail, self.judge(400, body)["detail"], body)
        for coder in ("", " ", "x" * 41, "a\tb"):
            self.assertIn("a name of 1 to 40 characters", self.judge(400, {"event_there": "y"}, coder=coder)["detail"])
        self.ask(413, "/audit/1/verdicts/1?coder=Ana", "PUT", b"x" * (2 << 20) + b"x")
        self.judge(404, {}, item="4711")
        self.judge(404, {}, item="1/2")
        self.ask(400, "/audit/1/verdicts/1?coder=Ana&colour=red", "PUT", {})
        for path in ("/audit/2/items", "/audit/0/items", "/audit/one/items", "/audit/1/doubts", "/audit/1", "/audit/1/items/x", "/audit/"):
            self.ask(404, path)
        for path in ("/audit/1/verdicts", "/audit/1/items?limit=0", "/audit/1/items?coder=" + "x" * 41, "/audit?coder=Ana"):
            self.ask(400, path)
        self.ask(406, "/audit/1/items.csv")
        self.ask(406, "/audit/1/sheet?coder=Ana")
        self.ask(405, "/audit/1/verdicts/1?coder=Ana", "DELETE")
        self.ask(405, "/audit/1/items/1?coder=Ana", "PUT", {})
        self.ask(405, "/audit", "PUT", {})
        self.assertEqual(self.ask(200, "/audit/1/verdicts?coder=Ana")["items"], [])

    # ---- correcting ----

    def correct(self, status, body):
        return self.ask(status, "/corrections", "POST", body, "CorrectionLine")

    def event(self):
        return self.ask(200, "/events?limit=1&type=CONSULT")["items"][0]

    def listed(self, *options):
        return [json.loads(line) for line in run("correct", "--db", self.db, "--list", "--format", "jsonl", *options).splitlines()]

    def test_a_correction_is_that_of_the_command_line(self):
        event, because = self.event()["event"], {"by": "Ada", "why": "names it"}
        line = self.correct(201, {"act": "set", "event": event, "set": {"target": "MLIGOV", "code": "112"}, **because})
        self.assertEqual((line["correction"], line["state"], line["act"], line["by"], line["why"]), (1, "holds", "set", "Ada", "names it"))
        found = next(e for e in self.ask(200, "/events?limit=1000")["items"] if e["event"] == event)
        self.assertEqual((found["target"], found["cameo"], found["plover"]), (["MLIGOV"], "112", "ACCUSE"))
        undo = self.correct(201, {"act": "undo", "correction": 1, **because})
        self.assertEqual((undo["correction"], undo["undoes"]), (2, 1))
        added = self.correct(201, {"act": "add", "report": "02-call-from-beijing", "span": [0, 5], "set": {"source": "USA", "code": "010"}, **because})
        self.assertEqual(self.correct(201, {"act": "delete", "event": added["event"], **because})["act"], "delete")
        self.assertEqual(self.ask(200, "/corrections")["items"], self.listed())
        self.assertEqual(self.ask(200, f"/corrections?event={event}")["items"], self.listed(event))
        self.assertEqual([c["correction"] for c in self.ask(200, "/corrections?limit=2&after=1")["items"]], [2, 3])
        self.assertEqual(self.ask(200, "/corrections?limit=2&after=1")["next"], "3")
        self.assertEqual(self.ask(200, "/corrections?orphans=true")["items"], [])
        self.assertEqual(self.server.ask(API + "/corrections.tsv")[2], run("correct", "--db", self.db, "--list", "--format", "tsv"))

    def test_what_the_command_line_refuses_is_refused_alike(self):
        event = self.event()["event"]
        def settings(*pairs):
            return [option for pair in pairs for option in ("--set", "=".join(pair))], {"act": "set", "event": event, "set": dict(pairs)}
        for options, body in (settings(("code", "999")), settings(("target", "someone")), settings(("colour", "red")), settings(("time", "soon")),
                              settings(("date", "2022-13-01")), settings(("plover", "LOVE")), settings(("mode", "fast"))):
            text = self.correct(400, {**body, "by": "Ada", "why": "x"})["detail"]
            said = subprocess.run([PROGRAM, "correct", event, "--db", self.db, *options, "--by", "Ada", "--why", "x"], capture_output=True, text=True, timeout=60)
            self.assertEqual((said.returncode, said.stderr), (3, f"communique: {text}\n"))
        for options, body in ((("--delete", "--why", " "), {"act": "delete", "why": " "}), (("--delete", "--why", "x"), {"act": "delete", "event": "none", "why": "x"})):
            text = self.correct(400, {"event": event, "by": "Ada", **body})["detail"]
            said = subprocess.run([PROGRAM, "correct", body.get("event", event), "--db", self.db, *options, "--by", "Ada"], capture_output=True, text=True, timeout=60)
            self.assertEqual((said.returncode, said.stderr), (3, f"communique: {text}\n"))
        self.assertEqual(self.listed(), [])

    def test_no_correction_that_is_none(self):
        event, because = self.event()["event"], {"by": "Ada", "why": "x"}
        for body, detail in (("", "not JSON"), ("[]", "no JSON object"), ({}, "act is one of"), ({"act": "love"}, "act is one of"), ({"act": 1}, "act is a text"),
                             ({"act": "set"}, "the id of an event"), ({"act": "set", "event": event, **because}, "nothing is said"),
                             ({"act": "set", "event": event, "set": [], **because}, "set is an object"), ({"act": "set", "event": event, "set": {"code": 112}, **because}, "code is a text"),
                             ({"act": "set", "event": event, "set": {str(i): "" for i in range(17)}, **because}, "more than 16"),
                             ({"act": "delete", "event": event, "set": {"code": "112"}, **because}, "nothing is set"),
                             ({"act": "set", "event": event, "set": {"code": "112"}}, "name of who corrects"), ({"act": "undo", "correction": 7, **because}, "no correction 7"),
                             ({"act": "undo", "correction": "7", **because}, "whole number"), ({"act": "set", "event": 5}, "event is a text"), ({"act": "set", "who": "me"}, "no member 'who'"),
                             ({"act": "add", "report": "02-call-from-beijing", "set": {"source": "USA", "code": "010"}, "span": [9, 3], **because}, "START:END"),
                             ({"act": "add", "report": "02-call-from-beijing", "set": {"source": "USA", "code": "010"}, "span": [0, 1 << 40], **because}, "START:END"),
                             ({"act": "add", "report": "02-call-from-beijing", "set": {"source": "USA", "code": "010"}, "span": "0:5", **because}, "span is [START, END]"),
                             ({"act": "add", "report": "none", "set": {}, **because}, "no report 'none'"),
                             ({"act": "set", "event": event, "report_number": 4711, "set": {"code": "112"}, **because}, "has no event")):
            self.assertIn(detail, self.correct(400, body)["detail"], body)
        self.ask(413, "/corrections", "POST", b"x" * (2 << 20) + b"x")
        self.ask(405, "/corrections", "DELETE")
        self.ask(405, "/corrections/fields", "POST", {})
        self.ask(400, "/corrections?colour=red")
        self.ask(400, "/corrections?limit=0")
        self.ask(400, "/corrections?after=last")
        self.ask(400, "/corrections?orphans=perhaps")
        self.assertEqual(self.ask(200, "/corrections")["items"], [])

    def test_fields_are_told_with_what_they_may_be(self):
        fields = {field["field"]: [value["value"] for value in field["values"]] for field in self.ask(200, "/corrections/fields")["items"]}
        self.assertEqual(set(fields), {"source", "target", "code", "plover", "mode", "assertion", "time", "date"})
        self.assertEqual(fields["time"], ["past", "present", "future"])
        event = self.event()["event"]
        for name, values in fields.items():
            for value in values[:1] + values[-1:]:
                self.correct(201, {"act": "set", "event": event, "set": {name: value}, "by": "Ada", "why": "x"})

    def test_a_store_that_others_write_to_is_waited_for_as_long_as_patience_has_it(self):
        event = self.event()["event"]
        writer = sqlite3.connect(self.db, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        waiting = threading.Thread(target=lambda: self.correct(201, {"act": "delete", "event": event, "by": "Ada", "why": "x"}))
        waiting.start()
        time.sleep(0.5)
        self.assertEqual(self.listed(), [])
        writer.execute("ROLLBACK")
        writer.close()
        waiting.join(timeout=60)
        self.assertEqual(len(self.listed()), 1)
        writer = sqlite3.connect(self.db, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        hasty = Server("--db", self.db, "--token-file", self.token, "--patience", "1", token=TOKEN)
        try:
            status, _, text = hasty.ask(API + "/corrections", "POST", json.dumps({"act": "undo", "correction": 1, "by": "Ada", "why": "x"}))
            self.assertEqual(status, 503, text)
            self.assertIn("another process is using it", json.loads(text)["detail"])
        finally:
            hasty.end()
            writer.close()


class Token(unittest.TestCase):
    def test_who_may_ask(self):
        with tempfile.TemporaryDirectory() as folder:
            db, secret = os.path.join(folder, "store.db"), os.path.join(folder, "token")
            run("add", "--db", db, str(ROOT / "examples/02-call-from-beijing.txt"))
            wrong = subprocess.run([PROGRAM, "serve", "--db", db, "--listen", "0.0.0.0:0"], capture_output=True, timeout=60)
            self.assertEqual(wrong.returncode, 2)
            self.assertIn(b"give a token", wrong.stderr)
            pathlib.Path(secret).write_text("short\n")
            wrong = subprocess.run([PROGRAM, "serve", "--db", db, "--token-file", secret], capture_output=True, timeout=60)
            self.assertEqual(wrong.returncode, 2)
            pathlib.Path(secret).write_text("correct horse battery\n")
            log = os.path.join(folder, "log")
            server = Server("--db", db, "--token-file", secret, "--access-log", log)
            for header, status in ((None, 401), ("Bearer wrong horse battery", 401), ("Bearer correct horse batter", 401),
                                   ("Bearer correct horse battery", 200)):
                headers = {"Authorization": header} if header else {}
                self.assertEqual(server.ask(API + "/events", **headers)[0], status, header)
            self.assertEqual(server.ask("/healthz")[0], 200)
            server.ask("/a%0ab%1b[31m")
            self.assertEqual(server.end(), 0)
            lines = pathlib.Path(log).read_text().splitlines()
            self.assertEqual(len(lines), 6)
            for line in lines:
                self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ 127\.0\.0\.1 GET \S+ \d{3} \d+ [\d.]+ms$")
            self.assertNotIn("horse", "".join(lines))


if __name__ == "__main__":
    unittest.main()

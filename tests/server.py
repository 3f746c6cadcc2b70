#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The HTTP API against its contract, against the command line, and against clients that mean harm.
    tests/server.py PROGRAM"""

import collections
import contextlib
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
NARROWED = {"/panel": "from=2022-03-01&to=2022-03-31", "/search": "q=peace"}  # all of a panel is too much


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, capture_output=True).stdout


class Server:
    def __init__(self, *options):
        self.process = subprocess.Popen([PROGRAM, "serve", "--listen", "127.0.0.1:0", *options], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.port = int(re.search(r":(\d+)/", line).group(1))

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
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
        cls.server = Server("--db", cls.db)
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
                yield filled.replace("{id}", values.get(path, "")), methods["get"]

    def test_every_path_of_the_contract_answers_as_it_says(self):
        for path, operation in self.paths():
            for media, content in operation["responses"]["200"]["content"].items():
                fields, body = self.get(f"{path}?{NARROWED.get(path, '')}", Accept=media)
                self.assertTrue(fields["Content-Type"].startswith(media), (path, fields["Content-Type"]))
                if media == "application/json":
                    self.validate(json.loads(body), content["schema"])

    def test_every_parameter_of_the_contract_is_known(self):
        values = {"limit": "5", "oldest": "true", "repeats": "true", "directed": "false", "from": "2022-03-18",
                  "to": "2022-03-19", "occurs-from": "2022-03-18", "occurs-to": "2022-03-20", "as-of": "2100-01-01", "dated": "event", "country": "USA,CHN", "bloc": "EU",
                  "sector": "GOV", "code": "04", "type": "CONSULT", "assertion": "any", "time": "past",
                  "attributed": "no", "by": "year", "count": "rows", "actors": "iso3", "unit": "dyad", "after": ""}
        asked = 0
        for path, operation in self.paths():
            for parameter in operation["parameters"]:
                name = parameter.get("$ref", "").rpartition("/")[2]
                if name:
                    status, _, body = self.server.ask(f"{API}{path}?{NARROWED.get(path, '')}&{name}={values.get(name, 'peace')}")
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

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The page in a real browser, as a reader uses it: headless Chromium, driven over WebDriver.
    tests/page.py PROGRAM                      the tests, with axe (tests/axe.min.js) in every view
    tests/page.py PROGRAM --pictures FOLDER    a picture of each view, and how soon it was painted
Exit 77 (skip) without chromedriver. Every wait is bounded, and nothing that was started stays."""

import argparse
import base64
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

DRIVER = shutil.which("chromedriver")
if DRIVER is None:
    print("page: chromedriver is not installed; the page was not tried")
    sys.exit(77)

PARSER = argparse.ArgumentParser()
PARSER.add_argument("program", type=os.path.abspath)
PARSER.add_argument("--pictures", type=pathlib.Path, metavar="FOLDER")
ASKED = PARSER.parse_args()
ROOT = pathlib.Path(__file__).resolve().parent.parent
AXE = (ROOT / "tests/axe.min.js").read_text(encoding="utf-8")
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-breakpad", "--disable-sync", "--hide-scrollbars", "--window-size=1280,900"]
SECONDS = 280
WIDE, PHONE = (1280, 900), (375, 812)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# Each view: its name, where it is, and what it says once it is all there.
VIEWS = (
    ("today", "", r"Latest stories[\s\S]*Joe Biden warned[\s\S]*All plans[\s\S]*All actors"),
    ("stories", "#/stories", r"2 reports"),
    ("story", "#/story/0", r"Accounts side by side[\s\S]*What occurred[\s\S]*Reports"),
    ("report", "#/report/05-diplomats-expelled", r"Events \(\d+\)"),
    ("dyads", "#/dyad", r"China – United States"),
    ("dyad", "#/dyad/CHN/USA", r"Figures of the chart[\s\S]*CONSULT"),
    ("map", "#/map", r"of conflict"),
    ("actors", "#/actors?country=CHN", r"Xi Jinping\s+CHNGOV"),
    ("actor", "#/actor/Joe%20Biden", r"USAGOV[\s\S]*CONSULT"),
    ("search", "#/search/events?country=CHN", r"CONSULT"),
    ("nothing", "#/search/events?country=ISL", r"Nothing fits"),
    ("try", "#/try", r"It is not kept"),
)


class Browser:
    """A session of WebDriver; only what the tests need."""

    def __init__(self, port, flags):
        self.port = port
        options = {"args": FLAGS + flags}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}}
        self.session = self.call("POST", "/session", {"capabilities": capabilities}, root=True)["sessionId"]

    def call(self, method, path, body=None, root=False):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path if root else f"/session/{self.session}{path}", json.dumps(body if body is not None else {}) if method == "POST" else None)
            reply = json.loads(connection.getresponse().read())["value"]
        if isinstance(reply, dict) and "error" in reply:
            raise AssertionError(f"{method} {path}: {reply['message']}")
        return reply

    def go(self, url):
        self.call("POST", "/url", {"url": "about:blank"})
        self.call("POST", "/url", {"url": url})

    def devtools(self, command, **parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def show_as(self, size, scheme):
        """In a window of that size, for a reader who likes it light or dark, and nothing that moves."""
        self.devtools("Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=size == PHONE)
        features = [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.devtools("Emulation.setEmulatedMedia", features=features)

    def run(self, script):
        return self.call("POST", "/execute/sync", {"script": script, "args": []})

    def text(self):
        return self.run("return document.querySelector('main').innerText")

    def wait(self, pattern):
        """Until the text of the view has it."""
        for _ in range(150):
            text = self.text() or ""
            if re.search(pattern, text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"no {pattern!r} in: {text[:800]}")

    def click(self, css):
        found = self.call("POST", "/element", {"using": "css selector", "value": css})
        self.call("POST", f"/element/{found[ELEMENT]}/click")

    def keys(self, keys):
        active = self.call("GET", "/element/active")
        self.call("POST", f"/element/{active[ELEMENT]}/value", {"text": keys})

    def shoot(self, file, size):
        clip = {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1 if size == PHONE else 0.75}
        file.write_bytes(base64.b64decode(self.devtools("Page.captureScreenshot", clip=clip)["data"]))

    def painted(self):
        """Milliseconds from asking for the page to its first paint, and to what a reader came for."""
        return self.run("""const entry = (type) => performance.getEntriesByType(type);
            return [entry("paint").find((e) => e.name === "first-contentful-paint")?.startTime, Math.max(...entry("resource").map((e) => e.responseEnd))];""")

    def asked(self):
        """What was asked for over the network since the last call."""
        entries = [json.loads(e["message"])["message"] for e in self.call("POST", "/se/log", {"type": "performance"})]
        return [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]

    def complaints(self):
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"}) if entry["level"] == "SEVERE"]

    def close(self):
        self.call("DELETE", "")


def members(session):
    """The processes of a session: the browser's are in groups of their own."""
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                yield int(stat.parent.name)


def end(process):
    """Asks it to end, then ends what is left of its session."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=10)
    for pid in list(members(process.pid)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait(timeout=10)


class Reader(unittest.TestCase):
    """A server of the examples and a browser; no test of its own."""

    @classmethod
    def start(cls, name, command, pattern):
        """Starts it in a session of its own; the number in its output that the pattern finds."""
        log = pathlib.Path(cls.folder) / f"{name}.log"
        with log.open("w") as output:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True)
        cls.addClassCleanup(end, process)
        for _ in range(200):
            if found := re.search(pattern, log.read_text()):
                return int(found.group(1))
            if process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"{command[0]} did not start: {log.read_text()}")

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        db = os.path.join(cls.folder, "store.db")
        subprocess.run([ASKED.program, "add", "--db", db, *sorted(map(str, (ROOT / "examples").glob("*.txt")))], check=True, capture_output=True, timeout=60)
        port = cls.start("server", [ASKED.program, "serve", "--db", db, "--listen", "127.0.0.1:0"], r"127\.0\.0\.1:(\d+)/")
        cls.base = f"http://127.0.0.1:{port}/"
        driver_port = cls.start("driver", [DRIVER, "--port=0"], r"started successfully on port (\d+)")
        cls.browser = Browser(driver_port, ["--user-data-dir=" + os.path.join(cls.folder, "profile")])
        cls.addClassCleanup(cls.browser.close)

    def open(self, where, pattern):
        self.browser.go(self.base + where)
        return self.browser.wait(pattern)


class Pictures(Reader):
    def test_each_view(self):
        ASKED.pictures.mkdir(parents=True, exist_ok=True)
        for suffix, size, scheme in (("light", WIDE, "light"), ("dark", WIDE, "dark"), ("phone", PHONE, "light")):
            self.browser.show_as(size, scheme)
            for name, where, pattern in VIEWS:
                self.open(where, pattern)
                file = ASKED.pictures / f"{name}-{suffix}.png"
                self.browser.shoot(file, size)
                if shutil.which("pngquant"):
                    subprocess.run(["pngquant", "--force", "--ext", ".png", "32", file], check=True, timeout=60)
                first, last = self.browser.painted()
                print(f"{file.name}: first paint after {first:.0f} ms, last answer after {last:.0f} ms")


class Page(Reader):
    def setUp(self):
        self.browser.show_as(WIDE, "light")

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual([url for url in self.browser.asked() if url.startswith(("http", "ws")) and not url.startswith(self.base)], [])

    def test_axe_finds_nothing(self):
        for name, where, pattern in VIEWS:
            self.open(where, pattern)
            self.browser.run(AXE)
            for size in (WIDE, PHONE):
                for scheme in ("light", "dark"):
                    with self.subTest(view=name, width=size[0], scheme=scheme):
                        self.browser.show_as(size, scheme)
                        self.assertEqual(self.browser.run("return axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => [n.html.slice(0, 200), n.failureSummary])]))"), [])

    def test_no_view_scrolls_sideways(self):
        self.browser.show_as(PHONE, "light")
        for name, where, pattern in VIEWS:
            with self.subTest(view=name):
                self.open(where, pattern)
                self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth - window.innerWidth"), 0)

    def test_nothing_may_be_asked_elsewhere(self):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", int(self.base.rsplit(":", 1)[1].strip("/")), timeout=10)) as connection:
            connection.request("GET", "/")
            policy = connection.getresponse().headers["Content-Security-Policy"]
        allowed = {source for directive in policy.split(";") for source in directive.split()[1:]}
        self.assertLessEqual(allowed, {"'none'", "'self'", "data:"})

    def test_today_leads_to_a_story_and_its_text(self):
        self.open("", r"Latest stories[\s\S]*US President Joe Biden warned")
        self.browser.click("a[href='#/story/0']")
        text = self.browser.wait(r"Accounts side by side[\s\S]*What each side’s own officials say[\s\S]*United States \d+ claims of its own[\s\S]*What occurred[\s\S]*Reports")
        self.assertEqual(self.browser.run("return document.querySelector('.accounts .rank').innerText"), "1")
        self.assertIn("01-call-from-washington", text)
        self.assertIn("02-call-from-beijing", text)
        self.assertRegex(text, r"China: own words")
        self.browser.click("td .claim a")
        self.browser.wait(r"Events \(\d+\)")
        self.assertGreater(self.browser.run("return document.querySelectorAll('.marked .found').length"), 0)

    def test_an_event_tells_why_it_was_coded(self):
        self.open("#/report/02-call-from-beijing", r"Events \(\d+\)")
        self.browser.click(".marked button.event")
        text = self.browser.wait(r"lang/en/frames/")
        self.assertRegex(text, r"rule\s+lang/en/frames/\S+:\d+")

    def test_a_dyad_has_a_chart_and_its_figures(self):
        self.open("#/dyad", r"China – United States")
        self.browser.click("a[href='#/dyad/CHN/USA']")
        self.browser.wait(r"China → United States[\s\S]*CONSULT")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.chart canvas').length"), 2)
        self.browser.click(".figures summary")
        self.browser.wait(r"period\s+events\s+verbal cooperation")

    def test_the_map_lists_its_places(self):
        self.open("#/map", r"of conflict")
        places = self.browser.run("return document.querySelectorAll('.map circle').length")
        self.assertEqual(places, self.browser.run("return document.querySelectorAll('tbody tr').length"))
        self.assertGreater(self.browser.run("return document.querySelectorAll('.map .land').length"), 150)

    def test_filters_live_in_the_url(self):
        self.open("#/search/events?country=CHN&type=CONSULT", r"CONSULT")
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('form label')].find((l) => l.textContent === 'Country').querySelector('input').value"), "CHN")
        self.open("#/search/events?country=ISL", r"Nothing fits")
        self.open("#/search/events?country=Atlantis", r"does not know 'Atlantis'")
        self.browser.complaints()  # the 400 is meant

    def test_a_text_is_coded(self):
        self.open("#/try", r"It is not kept")
        self.browser.click("form button")
        self.browser.wait(r"Events \(\d+\)[\s\S]*Antony Blinken → Wang Yi|Antony Blinken, Wang Yi")

    def test_actors_and_stories_are_listed(self):
        self.open("#/actors?country=CHN", r"Xi Jinping\s+CHNGOV")
        self.open("#/stories", r"2 reports")
        self.open("#/no-such-view", r"There is no such page")
        self.open("#/story/4711", r"There is no such thing")
        self.browser.complaints()  # the 404 is meant

    def test_keys_go_to_the_views(self):
        self.open("", r"Latest stories")
        self.browser.keys("gd")
        self.browser.wait(r"Dyads")
        self.browser.keys("/")
        self.browser.wait(r"Search")
        self.assertEqual(self.browser.run("return document.activeElement.name"), "text")
        self.browser.keys("\ue00c?")
        self.assertIn("Search", self.browser.run("return document.querySelector('dialog[open]').innerText"))

    def test_only_words_that_say_something_are_marked(self):
        self.open("#/story/0", r"Accounts side by side")
        marked = set(self.browser.run("return [...document.querySelectorAll('td mark')].map((m) => m.innerText.toLowerCase())"))
        self.assertIn("friday", marked)  # one telling alone has the day
        self.assertFalse(marked & {"the", "of", "a", "and", "biden"})

    def test_an_event_leads_to_its_story(self):
        self.open("#/search/events?text=Psaki", r"its story")
        self.browser.click(".evidence a[href='#/story/0']")
        self.browser.wait(r"Accounts side by side")


def out_of_time(*_):
    raise TimeoutError(f"the page was not through in {SECONDS} seconds")


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(SECONDS)
    unittest.main(argv=sys.argv[:1], defaultTest="Pictures" if ASKED.pictures else "Page")

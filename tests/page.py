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
SECONDS = 560
TOKEN = "correct horse battery staple"
WIDE, PHONE = (1280, 900), (375, 812)
LOOKS = (("light", WIDE, "light"), ("dark", WIDE, "dark"), ("phone", PHONE, "light"))
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

# Each view: its name, where it is, what it says once it is all there; and what is clicked there, for what then.
VIEWS = (
    ("today", "", r"Latest stories[\s\S]*Joe Biden warned[\s\S]*All plans[\s\S]*All actors[\s\S]*All outlets"),
    ("stories", "#/stories", r"2 reports"),
    ("story", "#/story/0", r"What occurred[\s\S]*Reports\s+2022"),
    ("report", "#/report/05-diplomats-expelled", r"Events \(\d+\)", ".events .bare", r"lang/en/frames"),
    ("dyads", "#/dyad", r"China – United States"),
    ("dyad", "#/dyad/CHN/USA", r"Figures of the chart[\s\S]*CONSULT"),
    ("map", "#/map", r"of conflict"),
    ("actors", "#/actors?country=CHN", r"Xi Jinping\s+CHNGOV"),
    ("actor", "#/actor/Joe%20Biden", r"USAGOV[\s\S]*As target[\s\S]*Figures of the chart[\s\S]*CONSULT"),
    ("outlets", "#/outlets", r"Who reports[\s\S]*(Courier|No outlet)"),
    ("search", "#/search/events?country=CHN", r"CONSULT"),
    ("nothing", "#/search/events?country=ISL", r"Nothing fits"),
    ("try", "#/try", r"It is not kept", "form button", r"Events \(\d+\)"),
    ("keys", "#/try", r"It is not kept", "footer button", r"It is not kept"),
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

    def wait_for(self, css):
        """Until there is such an element: what is drawn may come after the text."""
        for _ in range(150):
            if self.run(f"return document.querySelector('{css}') != null"):
                return
            time.sleep(0.1)
        raise AssertionError(f"no {css}")

    def click(self, css):
        found = self.call("POST", "/element", {"using": "css selector", "value": css})
        self.call("POST", f"/element/{found[ELEMENT]}/click")

    def drag(self, css, begin, end):
        """With the mouse over an element, between two parts of its width."""
        x, y, width, height = self.run(f"const b = document.querySelector('{css}').getBoundingClientRect(); return [b.x, b.y, b.width, b.height]")
        at = [{"type": "pointerMove", "duration": 100, "x": int(x + part * width), "y": int(y + height / 2)} for part in (begin, end)]
        moves = [at[0], {"type": "pointerDown", "button": 0}, at[1], {"type": "pointerUp", "button": 0}]
        self.call("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}]})

    def focused(self):
        return self.run("return document.activeElement.getAttribute('href') ?? document.activeElement.name ?? document.activeElement.id")

    def keys(self, keys):
        active = self.call("GET", "/element/active")
        self.call("POST", f"/element/{active[ELEMENT]}/value", {"text": keys})

    def write(self, css, text):
        found = self.call("POST", "/element", {"using": "css selector", "value": css})
        self.call("POST", f"/element/{found[ELEMENT]}/clear")
        self.call("POST", f"/element/{found[ELEMENT]}/value", {"text": text})

    def shoot(self, file, size):
        self.run("window.scrollTo(0, 0)")
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
        cls.add_more(db)
        port = cls.start("server", [ASKED.program, "serve", "--db", db, "--listen", "127.0.0.1:0"], r"127\.0\.0\.1:(\d+)/")
        cls.base = f"http://127.0.0.1:{port}/"
        cls.judged = cls.start_judged()
        driver_port = cls.start("driver", [DRIVER, "--port=0"], r"started successfully on port (\d+)")
        cls.browser = Browser(driver_port, ["--user-data-dir=" + os.path.join(cls.folder, "profile")])
        cls.addClassCleanup(cls.browser.close)

    @classmethod
    def add_more(cls, db):
        """What a store has besides the examples."""

    @classmethod
    def start_judged(cls):
        """A server with a token, a store that may be corrected and a sample that may be judged."""
        db, sample, token = (os.path.join(cls.folder, name) for name in ("corrected.db", "sheet.csv", "token"))
        shutil.copy(os.path.join(cls.folder, "store.db"), db)
        subprocess.run([ASKED.program, "audit", "sample", "--db", db, "--events", "12", "--csv", sample], check=True, capture_output=True, timeout=60)
        pathlib.Path(token).write_text(TOKEN + "\n")
        port = cls.start("judged", [ASKED.program, "serve", "--db", db, "--listen", "127.0.0.1:0", "--token-file", token, "--audit", sample], r"127\.0\.0\.1:(\d+)/")
        return f"http://127.0.0.1:{port}/"

    def open(self, where, pattern, clicked=None, then=None):
        self.browser.go(self.base + where)
        text = self.browser.wait(pattern)
        if clicked is None:
            return text
        self.browser.click(clicked)
        return self.browser.wait(then)

    def open_with_token(self, where, pattern):
        """The page of a server that takes what people say, which asks for its token."""
        self.browser.go(self.judged + "#/no-such-view")
        self.browser.run("sessionStorage.clear()")
        self.browser.go(self.judged + where)
        self.browser.wait(r"A token is needed")
        self.browser.write("input[type=password]", TOKEN)
        self.browser.click("form button")
        text = self.browser.wait(pattern)
        self.browser.complaints()  # the 401 is meant
        return text

    def open_correction(self):
        self.open_with_token("#/report/02-call-from-beijing", r"Events \(\d+\)")
        self.browser.click(".marked button.event")
        self.browser.wait(r"Nobody has corrected it")
        self.browser.click(".corrections summary")
        self.browser.wait(r"those that you change are corrected")


class Pictures(Reader):
    def take(self, name, suffix, size):
        ASKED.pictures.mkdir(parents=True, exist_ok=True)
        file = ASKED.pictures / f"{name}-{suffix}.png"
        self.browser.shoot(file, size)
        if shutil.which("pngquant"):
            subprocess.run(["pngquant", "--force", "--ext", ".png", "64", file], check=True, timeout=60)
        first, last = self.browser.painted()
        print(f"{file.name}: first paint after {first:.0f} ms, last answer after {last:.0f} ms")

    def test_each_view(self):
        for suffix, size, scheme in LOOKS:
            self.browser.show_as(size, scheme)
            for name, *where in VIEWS:
                self.open(*where)
                self.take(name, suffix, size)

    def test_the_audit(self):
        self.open_with_token("#/audit", r"Your name or initials")
        self.browser.write("form input", "Ana")
        self.browser.click("form button")
        self.browser.wait(r"Item 1 of")
        for suffix, size, scheme in LOOKS:
            self.browser.show_as(size, scheme)
            self.take("audit", suffix, size)


class Page(Reader):
    @classmethod
    def add_more(cls, db):
        copy = {"id": "copy", "date": "2022-02-24", "publisher": "Courier", "text": (ROOT / "examples/03-invasion.txt").read_text().partition("\n\n")[2]}
        file = pathlib.Path(cls.folder) / "copy.jsonl"
        file.write_text(json.dumps(copy) + "\n")
        subprocess.run([ASKED.program, "add", "--db", db, file], check=True, capture_output=True, timeout=60)

    def setUp(self):
        self.browser.show_as(WIDE, "light")

    def tearDown(self):
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual([url for url in self.browser.asked() if url.startswith(("http", "ws")) and not url.startswith((self.base, self.judged))], [])

    def look(self, name):
        """Axe finds nothing in the view that is open, nor does it scroll sideways: in a wide window and on a phone, light and dark."""
        self.browser.run(AXE)
        for size in (WIDE, PHONE):
            for scheme in ("light", "dark"):
                with self.subTest(view=name, width=size[0], scheme=scheme):
                    self.browser.show_as(size, scheme)
                    self.assertEqual(self.browser.run("return axe.run().then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => [n.html.slice(0, 200), n.failureSummary])]))"), [])
                    self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth - window.innerWidth"), 0)
        self.browser.show_as(WIDE, "light")

    def test_all_can_use_each_view(self):
        for name, *where in VIEWS:
            self.open(*where)
            self.look(name)

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
        self.assertRegex(text, r"China: own")
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
        self.browser.wait_for(".map .land")
        places = self.browser.run("return document.querySelectorAll('.map circle').length")
        self.assertEqual(places, self.browser.run("return document.querySelectorAll('tbody tr').length"))
        self.assertGreater(self.browser.run("return document.querySelectorAll('.map .land').length"), 150)

    def test_filters_live_in_the_url(self):
        self.open("#/search/events?country=CHN&type=CONSULT", r"CONSULT")
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('form label')].find((l) => l.textContent === 'Country').querySelector('input').value"), "CHN")
        self.browser.run("location.hash = '#/search/events?country=RUS'")
        self.browser.wait(r"More filters[\s\S]*Russia")
        self.assertEqual(self.browser.run("return document.querySelector('[name=country]').value"), "RUS")
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
        self.open("#/story/%E0%A4", r"There is no such thing")
        self.open("#/story/4711", r"There is no such thing")
        self.browser.complaints()  # the 404 is meant

    def test_keys_go_to_the_views(self):
        self.open("", r"Latest stories")
        self.browser.keys("gd")
        self.browser.wait(r"Dyads")
        self.browser.keys("/")
        self.browser.wait(r"Search")
        self.assertEqual(self.browser.focused(), "text")
        self.browser.keys("\ue00c?")
        self.assertIn("Search", self.browser.run("return document.querySelector('dialog[open]').innerText"))

    def test_keys_go_through_a_list(self):
        self.open("#/stories", r"2 reports")
        links = self.browser.run("return [...document.querySelectorAll('.stories a')].map((a) => a.getAttribute('href'))")
        self.browser.keys("jj")
        self.assertEqual(self.browser.focused(), links[1])
        self.browser.keys("k")
        self.assertEqual(self.browser.focused(), links[0])
        self.browser.keys("/")
        self.assertEqual(self.browser.focused(), "text")

    def test_the_first_tab_skips_the_views(self):
        self.open("", r"Latest stories")
        self.browser.keys("\ue004")
        self.assertIn("Skip", self.browser.run("return document.activeElement.innerText"))
        self.assertGreater(self.browser.run("return document.activeElement.getBoundingClientRect().left"), 0)
        self.browser.keys("\ue007")
        self.assertEqual(self.browser.focused(), "main")

    def test_a_drag_over_the_chart_zooms_to_whole_periods(self):
        self.open("#/dyad/CHN/USA", r"Figures of the chart")
        self.browser.wait_for(".chart .u-over")
        self.browser.drag(".chart .u-over", 0.85, 0.99)
        self.browser.wait_for(".figures tbody tr:nth-child(2)")
        self.browser.wait_for(".figures:not(:has(tbody tr:nth-child(24)))")  # of 109 months
        first, last = re.search(r"from=([\d-]+)&to=([\d-]+)", self.browser.run("return location.hash")).groups()
        self.assertRegex(first, r"-01$")
        self.assertRegex(last, r"-(28|29|30|31)$")
        self.browser.click(".figures summary")
        periods = self.browser.run("return [...document.querySelectorAll('.figures tbody tr')].map((r) => r.cells[0].innerText)")
        self.assertIn("Mar 2022", periods)

    def test_an_actor_has_roles_and_both_directions(self):
        text = self.open("#/actor/Xi%20Jinping", r"CHNGOV China, government[\s\S]*As source[\s\S]*As target[\s\S]*REQUEST")
        self.assertRegex(text, r"2022-03-19 · 2 reports")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.chart canvas').length"), 4)
        self.open("#/actor/Nobody%20Such", r"No report names it so")

    def test_what_is_planned_stands_by_its_days(self):
        text = self.open("", r"What is planned[\s\S]*Nothing with a day after the last report[\s\S]*Moon Jae-in")
        self.assertRegex(text, r"1 Sept? [–-] 30 Nov 2018")

    def test_an_outlet_leads_to_its_reports(self):
        self.open("#/outlets", r"Courier\s+1\s+8")
        self.browser.click("tbody td.number a")
        self.browser.wait(r"Russia invaded Ukraine[\s\S]*Courier")
        self.assertEqual(self.browser.run("return location.hash"), "#/search/reports?publisher=Courier")

    def test_a_copy_is_no_further_source(self):
        self.open("#/stories?text=invaded", r"2 reports · 2 outlets · 1 text")
        self.browser.click(".stories a")
        text = self.browser.wait(r"1 copy of it")
        self.assertRegex(text, r"2 reports from 2 outlets, of which 1 is a copy")
        self.assertRegex(text, r"One text is held")

    def test_the_map_zooms_and_leads_to_events(self):
        self.open("#/map", r"of conflict")
        self.browser.wait_for(".map .land")
        scale = "return Number(/scale\\(([\\d.]+)/.exec(document.querySelector('.map g').getAttribute('transform'))[1])"
        self.browser.run("document.querySelector('.map').focus()")
        self.browser.keys("++")
        self.assertAlmostEqual(self.browser.run(scale), 2.25)
        self.browser.keys("0")
        self.assertEqual(self.browser.run(scale), 1)
        turn = "document.querySelector('.map').dispatchEvent(new WheelEvent('wheel', {deltaY: -1, bubbles: true, cancelable: true}))"
        self.assertFalse(self.browser.run("return " + turn))  # the page does not scroll
        self.assertEqual(self.browser.run(scale), 1.25)
        self.browser.run("document.activeElement.blur()")
        self.assertTrue(self.browser.run("return " + turn))
        self.assertEqual(self.browser.run(scale), 1.25)
        self.browser.run("document.querySelector('.map .told').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
        self.browser.wait(r"More filters[\s\S]*(its story)")
        self.assertRegex(self.browser.run("return location.hash"), r"^#/search/events\?place=[A-Z]{3}$")

    def test_countries_of_the_map_have_codes(self):
        self.open("#/map", r"of conflict")
        self.browser.wait_for(".map .land")
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.map .land:not(.open) title')].map((t) => t.textContent.split(':')[0])"), ["N. Cyprus", "Somaliland"])

    def test_rows_are_copied_as_cells(self):
        self.browser.devtools("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        self.open("#/actors?country=CHN", r"Xi Jinping\s+CHNGOV")
        self.browser.click(".tools button")
        self.browser.wait(r"Copied")
        lines = self.browser.run("return navigator.clipboard.readText()").split("\n")
        self.assertEqual(lines[0].split("\t")[:3], ["name", "code", "country"])
        self.assertTrue(any(line.startswith("Xi Jinping\tCHNGOV\tCHN\t") for line in lines[1:]))

    def test_an_empty_store_and_a_token(self):
        folder = pathlib.Path(self.folder)
        (folder / "token").write_text("a token of the tests\n")
        (folder / "none.jsonl").write_text("")
        db = str(folder / "empty.db")
        subprocess.run([ASKED.program, "add", "--db", db, folder / "none.jsonl"], check=True, capture_output=True, timeout=60)
        port = self.start("locked", [ASKED.program, "serve", "--db", db, "--listen", "127.0.0.1:0", "--token-file", folder / "token"], r"127\.0\.0\.1:(\d+)/")
        self.browser.go(f"http://127.0.0.1:{port}/")
        self.browser.wait(r"Token")
        self.browser.click("main input[type=password]")
        self.browser.keys("a token of the tests\ue007")
        self.browser.wait(r"The store is empty")
        self.browser.complaints()  # the 401s are meant
        self.browser.asked()  # of the other server

    def test_only_words_that_say_something_are_marked(self):
        self.open("#/story/0", r"Accounts side by side")
        marked = set(self.browser.run("return [...document.querySelectorAll('td mark')].map((m) => m.innerText.toLowerCase())"))
        self.assertIn("friday", marked)  # one telling alone has the day
        self.assertFalse(marked & {"the", "of", "a", "and", "biden"})

    def test_an_event_leads_to_its_story(self):
        self.open("#/search/events?text=Psaki", r"its story")
        self.browser.click(".evidence a[href='#/story/0']")
        self.browser.wait(r"Accounts side by side")

    def test_a_sample_is_judged_by_keys(self):
        self.open_with_token("#/audit", r"Your name or initials")
        self.browser.write("form input", "Ana")
        self.browser.click("form button")
        text = self.browser.wait(r"Item 1 of \d+, 0 judged")
        self.assertIn("Is the event there?", text)
        self.assertNotRegex(text, r"lang/en/|confidence")
        self.browser.keys("\ue007")  # Enter: all right
        self.browser.wait(r"Item 2 of \d+, 1 judged")
        self.browser.keys("2")  # the type is wrong
        self.browser.wait(r"two digits")
        self.browser.keys("c05\ue007")
        self.browser.keys("nodd\ue007\ue007")
        self.browser.wait(r"Item 3 of \d+, 2 judged")
        self.browser.keys("11\ue014")  # no such event, next
        self.browser.wait(r"Item 4 of \d+, 3 judged[\s\S]*All that you said is kept")
        kept = [{name: value for name, value in item.items() if value} for item in self.verdicts()]
        right = {"event_there": "y", "type_right": "y", "source_right": "y", "target_right": "y", "assertion_and_time_right": "y"}
        self.assertEqual(kept, [{"item": "1", **right}, {"item": "2", **right, "type_right": "n", "code": "05", "note": "odd"}, {"item": "3", "event_there": "n"}])
        self.browser.call("POST", "/refresh")
        self.browser.wait(r"Item 4 of \d+, 3 judged")  # it goes on where it was left
        self.browser.keys("\ue012\ue012")
        self.browser.wait(r"Item 2 of \d+[\s\S]*two digits")
        self.assertEqual(self.browser.run("return [document.getElementById('code').value, document.getElementById('note').value]"), ["05", "odd"])
        self.look("audit")
        # Another tab changes its mind about what is open here: it is shown, not overwritten.
        self.say("2", {"event_there": "n", "revision": max(item["revision"] for item in self.verdicts(whole=True) if item["item"] == "2")})
        self.browser.keys("5")
        self.browser.wait(r"Item 2 was judged in another tab")
        self.assertEqual(self.browser.run("return [...document.querySelectorAll('.judge input:checked')].map((i) => i.name)"), ["event_there"])
        self.browser.complaints()  # the 409 is meant

    def test_the_page_of_a_sample_is_judged_alike(self):
        sheet = pathlib.Path(self.folder) / "sheet.html"
        subprocess.run([ASKED.program, "audit", "sample", "--db", os.path.join(self.folder, "store.db"), "--events", "12", "--html", sheet], check=True, capture_output=True, timeout=60)
        for _ in range(2):
            self.browser.go(sheet.as_uri())
            self.browser.write("#coder", "Ana")
            self.browser.keys("\ue007")
            self.browser.wait(r"Item \d of \d+")
            if "0 judged" in self.browser.text():
                self.browser.keys("\ue0072")
                self.browser.wait(r"Item 2 of \d+, 1 judged[\s\S]*two digits")
                self.browser.keys("c05\ue007\ue007")
        text = self.browser.wait(r"Item 3 of \d+, 2 judged")  # it goes on where it was left
        self.assertNotRegex(text, r"lang/en/|confidence")

    def say(self, item, verdict):
        return self.ask(f"/audit/1/verdicts/{item}?coder=Ana", "PUT", json.dumps(verdict))

    def verdicts(self, whole=False):
        items = self.ask("/audit/1/verdicts?coder=Ana")["items"]
        return items if whole else [{name: value for name, value in item.items() if name not in ("coder", "made", "revision")} for item in items]

    def ask(self, path, method="GET", body=None):
        connection = http.client.HTTPConnection(self.judged.split("/")[2], timeout=30)
        with contextlib.closing(connection):
            connection.request(method, "/api/v1" + path, body, {"Authorization": "Bearer " + TOKEN})
            return json.loads(connection.getresponse().read())

    def test_an_event_is_corrected(self):
        self.open("#/report/02-call-from-beijing", r"Events \(\d+\)")
        self.browser.click(".marked button.event")
        self.browser.wait(r"lang/en/frames/")
        self.assertNotIn("Correct this event", self.browser.text())
        self.open_correction()
        self.look("correction")
        self.browser.write(".correction input[name=by]", "Ada")
        self.browser.write(".correction input[name=why]", "a trial")
        self.browser.write(".correction label[title^=codes] input", "someone")
        self.browser.click(".correction button")
        self.browser.wait(r"source wants codes as USAGOV")
        self.browser.write(".correction label[title^=codes] input", "NOR")
        self.browser.click(".correction button")
        self.browser.wait(r"Corrected by people[\s\S]*source: \S+ -> NOR[\s\S]*Ada, [\s\S]*a trial")
        self.assertEqual(self.ask("/corrections")["items"][-1]["why"], "a trial")
        self.browser.complaints()  # the 400 is meant


def out_of_time(*_):
    raise TimeoutError(f"the page was not through in {SECONDS} seconds")


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, out_of_time)
    signal.alarm(SECONDS)
    unittest.main(argv=sys.argv[:1], defaultTest="Pictures" if ASKED.pictures else "Page")

# SPDX-License-Identifier: Apache-2.0
"""Threads, forked processes, the interpreter's lock, and memory."""

import gc
import multiprocessing
import os
import threading
import unittest

import communique
from communique import _native

TEXT = "Kenya and Ethiopia signed a treaty in Nairobi on Monday, the president said. " * 4
LONG = TEXT * 150


def code(number):
    return communique.code(TEXT, "2021-06-01", id=str(number)).json


def in_child(run):
    """The exit status of a forked process that runs `run`."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            run()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Threads(unittest.TestCase):
    def test_threads_do_not_disturb_each_other(self):
        wanted = [code(number) for number in range(8)]
        got = [None] * 8

        def work(number):
            for _ in range(5):
                got[number] = code(number)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(got, wanted)

    def test_the_default_engine_is_opened_once(self):
        engines = set()
        threads = [
            threading.Thread(target=lambda: engines.add(communique.default_engine()))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(engines), 1)

    def test_the_interpreter_runs_on_while_a_report_is_coded(self):
        codings = []
        coder = threading.Thread(
            target=lambda: codings.append(communique.code(LONG, "2021-06-01"))
        )
        code(0)
        coder.start()
        steps = 0
        while coder.is_alive():
            steps += 1
        self.assertEqual(len(codings), 1)
        # With the lock held, the loop would take its first step when all is done.
        self.assertGreater(steps, 1000)

    def test_a_session_is_one_threads(self):
        session = _native.Session(_native.Engine())
        fields = ("a", "2021-06-01", LONG, None, None, None, None)
        coder = threading.Thread(target=lambda: session.code(fields, False))
        coder.start()
        refused = 0
        while coder.is_alive():
            try:
                session.code(("b", None, "x", None, None, None, None), True)
            except RuntimeError:
                refused += 1
        coder.join()
        self.assertGreater(refused, 0)

    def test_codings_that_nobody_waits_for(self):
        before = threading.active_count()
        reports = ({"id": i, "date": "2021-06-01", "text": TEXT} for i in range(1000))
        codings = communique.code_many(reports, threads=2)
        next(codings)
        codings.close()
        self.assertEqual(threading.active_count(), before)


class Processes(unittest.TestCase):
    def test_a_forked_process_codes(self):
        wanted = code(1)

        def run():
            assert code(1) == wanted
            assert [c.json for c in communique.code_many(
                [{"id": "1", "date": "2021-06-01", "text": TEXT}], threads=2)] == [wanted]  # fmt: skip

        self.assertEqual(in_child(run), 0)
        self.assertEqual(code(1), wanted)

    def test_a_process_that_forks_while_others_code(self):
        wanted = code(1)
        stop = threading.Event()

        def work():
            while not stop.is_set():
                code(2)

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(3):
                self.assertEqual(in_child(lambda: self.assertEqual(code(1), wanted)), 0)
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    def test_pools_of_processes(self):
        wanted = [code(number) for number in range(6)]
        for method in "fork", "spawn":
            with multiprocessing.get_context(method).Pool(2) as pool:
                self.assertEqual(pool.map(code, range(6)), wanted)


class Memory(unittest.TestCase):
    def resident(self):
        gc.collect()
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def work(self, times):
        for number in range(times):
            coding = communique.code("Peru expelled two diplomats.", "2020-01-01", id=str(number))
            table = communique.events_table([coding])
            table.__arrow_c_array__()
            table.__arrow_c_stream__()
            try:
                communique.code("x" * 10_000 + "\ud800", id="x" * 10_000)
            except communique.ReportError:
                pass
            list(communique.code_many([{"id": 1}, {"id": 2}], errors="yield", threads=1))
            _native.Session(communique.default_engine()._engine)

    def test_nothing_is_left_behind(self):
        self.work(100)
        before = self.resident()
        self.work(1000)
        self.assertLess(self.resident() - before, 4 << 20)

    def test_engines_are_closed(self):
        def open_and_code():
            communique.Engine().code("Peru expelled two diplomats.", "2020-01-01")

        for _ in range(3):
            open_and_code()
        before = self.resident()
        for _ in range(20):
            open_and_code()
        self.assertLess(self.resident() - before, 16 << 20)


if __name__ == "__main__":
    unittest.main()

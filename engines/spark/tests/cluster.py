# SPDX-License-Identifier: Apache-2.0
"""A standalone cluster of Spark's on this machine: a master and workers of one core each."""

import os
import pathlib
import re
import subprocess
import sys

import pyspark

import support

SPARK = pathlib.Path(pyspark.__file__).parent
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
EXECUTOR = "CoarseGrainedExecutorBackend"


class Cluster:
    """Begins with `workers` workers; all processes end with the block."""

    def __init__(self, folder, workers):
        self._folder = folder
        self._processes = []
        self._count = workers
        self.workers = []

    def __enter__(self):
        try:
            master = self._start("master", MASTER, "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
            self.url = self._told(master, r"spark://127\.0\.0\.1:\d+")
            for _ in range(self._count):
                self.add_worker()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self._processes:
            support.end(process)

    def add_worker(self):
        number = len(self.workers)
        worker = self._start(f"worker{number}", WORKER, "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                             "--webui-port", "0", "--work-dir", self._folder / f"work{number}", self.url)
        self._told(worker, "Successfully registered with master")
        self.workers.append(worker)

    def _start(self, name, main, *arguments):
        log = (self._folder / f"{name}.log").open("w")
        command = [str(SPARK / "bin" / "spark-class"), main, *map(str, arguments)]
        environment = {**os.environ, "SPARK_HOME": str(SPARK), "SPARK_LOCAL_IP": "127.0.0.1",
                       "SPARK_DAEMON_MEMORY": "256m", "PYSPARK_PYTHON": sys.executable}
        with log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, start_new_session=True)
        process.log = log.name
        self._processes.append(process)
        return process

    def _told(self, process, pattern, seconds=180):
        def find():
            assert process.poll() is None, pathlib.Path(process.log).read_text()
            return re.search(pattern, pathlib.Path(process.log).read_text())

        support.wait_for(find, seconds, pattern)
        return find().group()

    def executors(self, worker):
        """Process ids of the executors that a worker runs."""
        return [number for number in _children(worker.pid) if EXECUTOR in _command_of(number)]


def _children(parent):
    """All processes below one, which come and go as we look."""
    below = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text()
        except OSError:
            continue
        below.setdefault(int(status.rpartition(")")[2].split()[1]), []).append(int(folder.name))
    found, waiting = [], [parent]
    while waiting:
        waiting += (ours := below.get(waiting.pop(), []))
        found += ours
    return found


def _command_of(number):
    try:
        return pathlib.Path(f"/proc/{number}/cmdline").read_text()
    except OSError:
        return ""



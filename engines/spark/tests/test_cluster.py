# SPDX-License-Identifier: Apache-2.0
"""`communique-spark code` on a cluster of two workers, whose processes are killed in the middle of the work."""

import os

import support
from cluster import Cluster

REPORTS = 2000
TASKS = 12


class ClusterTest(support.SparkTest):
    def setUp(self):
        super().setUp()
        self.input = self.folder / "in"
        self.input.mkdir()
        reports = list(support.make_reports(REPORTS))
        for number in range(4):
            (self.input / f"{number}.jsonl").write_bytes(support.lines(reports[number::4] + reports[:5]))

    def start(self, cluster, out):
        return self.process("code", self.input, out, "--format", "jsonl", "--partitions", TASKS, "--master", cluster.url,
                            "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=512m",
                            # Workers that are gone are seen to be at once, and tasks run where there is room.
                            "--conf", "spark.speculation=true", "--conf", "spark.speculation.multiplier=1.2")

    def coded(self, out):
        """Tasks that have committed what they wrote, in a job that has not."""
        return len(list((out / "codings").glob("_temporary/*/task_*")))

    def wait_until_some_are_coded(self, process, out, least):
        support.wait_for(lambda: process.poll() is not None or self.coded(out) >= least, 600, "coded task")
        self.assertIsNone(process.poll(), "the job was done before anything was killed")

    def finish(self, process, out):
        _, said = process.communicate(timeout=600)
        self.assertEqual(process.returncode, 1, said)
        self.same_rows(out, self.input.iterdir())

    def test_killed(self):
        with Cluster(self.folder, 2) as cluster:
            out = self.folder / "executor"
            process = self.start(cluster, out)
            self.wait_until_some_are_coded(process, out, 2)
            (executor,) = cluster.executors(cluster.workers[0])
            os.kill(executor, 9)
            self.finish(process, out)

            out = self.folder / "worker"
            process = self.start(cluster, out)
            self.wait_until_some_are_coded(process, out, 2)
            # With its executor, which is of the same group of processes.
            self.assertGreater(len(cluster.executors(cluster.workers[1])), 0)
            support.end(cluster.workers[1])
            self.finish(process, out)

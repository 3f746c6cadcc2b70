# SPDX-License-Identifier: Apache-2.0
"""docs/spark.md: what its commands print is what it shows."""

import subprocess
import unittest

import support


class GuideTest(unittest.TestCase):
    def test_guide(self):
        guide = [support.ROOT / "tests" / "guide.sh", support.PROGRAM, support.ROOT / "docs" / "spark.md"]
        done = subprocess.run(guide, capture_output=True, text=True, timeout=1800)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

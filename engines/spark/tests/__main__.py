# SPDX-License-Identifier: Apache-2.0
"""Runs all tests of the engine, or those that are named: python engines/spark/tests [test_code ...]"""

import pathlib
import sys
import unittest

folder = str(pathlib.Path(__file__).parent)
loader = unittest.TestLoader()
tests = loader.loadTestsFromNames(sys.argv[1:]) if sys.argv[1:] else loader.discover(folder, top_level_dir=folder)
result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(tests)
failed = len(result.failures) + len(result.errors)
print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed, {len(result.skipped)} skipped")
sys.exit(1 if failed or not result.testsRun else 0)

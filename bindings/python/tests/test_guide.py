# SPDX-License-Identifier: Apache-2.0
"""What docs/python.md shows is what happens. An example that imports a package that is not here is
left out, unless PACKAGES says that all are."""

import doctest
import importlib.util
import os
import re
import tempfile
import unittest

GUIDE = os.path.join(os.environ["SOURCE"], "docs", "python.md")


class Guide(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    def test_every_example(self):
        with open(GUIDE, encoding="utf-8") as file:
            text = file.read()
        names = {}
        count = 0
        for block in re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            packages = re.findall(r"^>>> import (\w+)", block[1], re.MULTILINE)
            missing = [name for name in packages if importlib.util.find_spec(name) is None]
            if missing and "PACKAGES" not in os.environ:
                continue
            line = text.count("\n", 0, block.start(1))
            test = doctest.DocTestParser().get_doctest(block[1], names, "python.md", GUIDE, line)
            runner = doctest.DocTestRunner(verbose=False)
            runner.run(test, clear_globs=False)
            names = test.globs
            self.assertEqual(runner.summarize(verbose=False).failed, 0)
            count += 1
        self.assertGreater(count, 3)


if __name__ == "__main__":
    unittest.main()

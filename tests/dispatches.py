#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The two dispatches as one story: links between their events as people drew them (dispatches/gold.json).
A9, "looks forward to sharing views", is coded as an intent to agree and so is not of the meeting yet.
    tests/dispatches.py PROGRAM FOLDER-OF-MEASURES"""

import sys

sys.path.insert(0, sys.argv[2])

from occurrences import SHARED, dispatch_links  # noqa: E402

if not (SHARED / "dispatches/gold.json").exists():
    sys.exit(77)
bad = [f"{kind}: {' '.join(pair)}" for kind, (right, pairs) in dispatch_links(sys.argv[1]).items()
       for pair in pairs if pair not in right and "A9" not in pair]
print("\n".join(bad))
sys.exit(bool(bad))

# SPDX-License-Identifier: Apache-2.0
"""Write what Python says of every code point, as digests with one letter a block of 4,096 code points.

    characters.py > CHARACTERS.jsonl

One line: the Unicode version and a digest a property. Surrogates are left out: no text has them.
"""

import json
import unicodedata

from spacy.lang.lex_attrs import word_shape

import columns

BLOCK = 4096
PROPERTIES = {
    "space": lambda c: "01"[c.isspace()],
    "alpha": lambda c: "01"[c.isalpha()],
    "upper": lambda c: "01"[c.isalpha() and c.isupper()],
    "digit": lambda c: "01"[c.isdigit()],
    "lower": str.lower,
    "shape": word_shape,
}


def main():
    line = {"unicode": unicodedata.unidata_version}
    for name, property_of in PROPERTIES.items():
        blocks = ["".join(property_of(chr(c)) for c in code_points(at)) for at in range(0, 0x110000, BLOCK)]
        line[name] = columns.digest(blocks, 1)
    print(json.dumps(line))


def code_points(first):
    return (c for c in range(first, first + BLOCK) if not 0xD800 <= c < 0xE000)


if __name__ == "__main__":
    main()

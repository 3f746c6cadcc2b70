# SPDX-License-Identifier: Apache-2.0
"""Round the tables of a pipeline folder, in place, so that its model file can store them small.

Hash embeddings become float16 numbers; each row of static vectors becomes a scale times integers of 8 bits. The
rounded numbers are written back as float32, which is what spaCy computes with, so the reference and the C engine, which
stores the small form, still have the very same weights. Run it before the reference is dumped and the model imported.

    compact.py FOLDER [--dense] [--key LOWER]

spaCy 3.8 reads from vocab/vectors.cfg which attribute of a token finds its vector, but forgets to write it: a folder
that it saved says ORTH. --key names the attribute of the training; without it, what the folder says is kept.
"""

import argparse
import pathlib

import numpy
import spacy
import srsly
from spacy.attrs import IDS

MOST = 127  # the largest integer of a row
SCALE_BITS = 16  # with so few, scale * integer is exact in float32, and so is its way back


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--dense", action="store_true", help="all other layers to float16 as well")
    parser.add_argument("--key", choices=["ORTH", "LOWER", "NORM"], help="what static vectors are found by")
    args = parser.parse_args()

    nlp = spacy.load(args.folder)
    for _, component in nlp.components:
        if hasattr(component, "model"):
            compact_model(component.model, args.dense)
    vectors = nlp.vocab.vectors
    if vectors.size:
        vectors.data = round_rows(vectors.data)
    nlp.to_disk(args.folder)
    if vectors.size:
        settings = {"mode": "default", "attr": IDS[args.key] if args.key else vectors.attr}
        srsly.write_json(args.folder / "vocab/vectors.cfg", settings)


def compact_model(model, dense):
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name) and (dense or (node.name, name) == ("hashembed", "E")):
                node.set_param(name, round_halves(node.get_param(name)))


def round_halves(numbers):
    """The nearest float16 numbers; the array as it is if one is too large."""
    with numpy.errstate(over="ignore"):
        halves = numbers.astype(numpy.float16)
    return halves.astype(numpy.float32) if numpy.isfinite(halves).all() else numbers


def round_rows(table):
    """Each row as a scale times integers, the largest of them 127."""
    fraction, exponent = numpy.frexp(numpy.abs(table).max(axis=1, keepdims=True) / MOST)
    scale = numpy.ldexp(numpy.round(numpy.ldexp(fraction, SCALE_BITS)), exponent - SCALE_BITS).astype(numpy.float32)
    units = numpy.divide(table, scale, out=numpy.zeros_like(table), where=scale > 0)
    integers = numpy.clip(numpy.round(units), -MOST, MOST).astype(numpy.float32)
    return scale * integers


if __name__ == "__main__":
    main()

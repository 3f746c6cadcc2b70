# SPDX-License-Identifier: Apache-2.0
"""Write samples of what every layer of a pipeline gives for some texts, each layer called by hand.

    layers.py PIPELINE TEXTS.jsonl [ID…]

A line a text: of `parser` and `ner`, where the pipeline has them, the layers of the token vectors that they stand on
and of their own, each {"name", "rows", "width", "samples": [[row, column, value], …]}, and the first transitions,
each {"tokens": feature positions, "scores"}.
"""

import json
import sys

import numpy
import spacy

import columns
import texts

TEXTS = "one-x one-space two-tokens five-tokens news-brief news-follow-up unicode emoji-joined".split()
ROWS, COLUMNS, TRANSITIONS = 10, 4, 6


def main(pipeline, path, *ids):
    nlp = spacy.load(pipeline)
    for id_, text in texts.own(path):
        if id_ in (ids or TEXTS):
            line = {"id": id_, "text": text}
            doc = nlp.make_doc(text)
            for name, pipe in nlp.pipeline:
                if name in ("parser", "ner"):
                    line[name] = decoder(nlp, pipe, doc)
                doc = pipe(doc)
            print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


def decoder(nlp, pipe, doc):
    layers = token_vectors(own_vectors(nlp, pipe), doc)
    hidden = pipe.model.layers[0].predict([doc])
    products = pipe.model.get_ref("lower").predict(hidden).reshape(len(doc) + 1, -1)
    # What stands for a feature without a token comes first there, last here.
    layers += [("hidden", hidden), ("products", numpy.roll(products, -1, axis=0))]
    steps = []
    for state, scores in columns.transitions(pipe, doc):
        tokens = pipe.model.predict([doc]).get_token_ids([state])[0]
        steps.append({"tokens": tokens.tolist(), "scores": [exact(score) for score in scores]})
        if len(steps) == TRANSITIONS:
            break
    return {"layers": [sample(name, matrix) for name, matrix in layers], "transitions": steps}


def own_vectors(nlp, pipe):
    """The model that makes the token vectors: the component's own, or the one that it listens to."""
    listens = any(node.name == "tok2vec-listener" for node in pipe.model.walk())
    return nlp.get_pipe("tok2vec").model if listens else pipe.model.get_ref("tok2vec").layers[0]


def token_vectors(model, doc):
    nodes = {}
    for node in model.walk():
        nodes.setdefault(node.name, []).append(node)
    ids = nodes["extract_features"][0].predict([doc])[0]
    embeds = [node.predict(ids[:, node.attrs["column"]]) for node in nodes["hashembed"]]
    layers = [(f"embed {number}", embed) for number, embed in enumerate(embeds)]
    for node in nodes.get("static_vectors", []):
        embeds.append(node.predict([doc]).dataXd)
        layers.append(("words", embeds[-1]))
    window = nodes["expand_window"][0].attrs["window_size"] if "expand_window" in nodes else 0
    blocks = list(zip(nodes["maxout"], nodes["layernorm"]))
    mixed = blocks[0][1].predict(blocks[0][0].predict(numpy.hstack(embeds)))
    layers.append(("mix", mixed))
    pad = window * (len(blocks) - 1)
    rows = numpy.pad(mixed, ((pad, pad), (0, 0)))
    for number, (maxout, norm) in enumerate(blocks[1:], 1):
        around = nodes["expand_window"][number - 1].predict(rows)
        rows = rows + norm.predict(maxout.predict(around))
        layers.append((f"encoder {number}", rows))
    vectors = rows[pad : pad + len(doc)]
    assert numpy.allclose(vectors, model.predict([doc])[0], atol=1e-4), "layers by hand differ from the model"
    return layers


def sample(name, matrix):
    rows, width = matrix.shape
    picked = [
        [row, column, exact(matrix[row, column])]
        for row in sorted({row * (rows - 1) // max(ROWS - 1, 1) for row in range(ROWS)})
        for column in sorted({(row * 7 + number * width // COLUMNS) % width for number in range(COLUMNS)})
    ]
    return {"name": name, "rows": rows, "width": width, "samples": picked}


def exact(value):
    return float(f"{value:.7g}")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(*sys.argv[1:])

# SPDX-License-Identifier: Apache-2.0
"""Times spaCy as bench/parse.c times the library: one pass over texts in memory, after a few to warm up.

spacy_pipe.py PIPELINE TEXTS BATCH        prints one JSON object
spacy_pipe.py PIPELINE TEXTS tune         prints the batch size that is fastest on some of the texts
"""

import json
import sys
import time

import spacy

WARM_UP = 50
BATCHES = (16, 32, 64, 128, 256, 512)
TUNE_CHARACTERS = 150_000


def count_words(nlp, texts, batch):
    words = 0
    for doc in nlp.pipe(texts, batch_size=batch):
        words += sum(not token.is_space and token.pos_ != "PUNCT" for token in doc)
    return words


def time_pass(nlp, texts, batch):
    wall, cpu = time.monotonic(), time.process_time()
    words = count_words(nlp, texts, batch)
    return {"wall": time.monotonic() - wall, "cpu": time.process_time() - cpu, "words": words}


def tune(nlp, texts):
    some, characters = [], 0
    for text in texts:
        if characters > TUNE_CHARACTERS:
            break
        some.append(text)
        characters += len(text)
    return min(BATCHES, key=lambda batch: min(time_pass(nlp, some, batch)["cpu"] for _ in range(2)))


def main(pipeline, path, batch):
    nlp = spacy.load(pipeline)
    with open(path, encoding="utf-8", newline="") as file:
        texts = file.read().split("\0")[:-1]
    count_words(nlp, texts[:WARM_UP], 64)
    if batch == "tune":
        print(tune(nlp, texts))
        return
    print(json.dumps(time_pass(nlp, texts, int(batch))))


if __name__ == "__main__":
    main(*sys.argv[1:])

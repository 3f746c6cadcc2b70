# SPDX-License-Identifier: Apache-2.0
"""Build the .spacy files that the two parts of the pipeline are trained and scored on.

syntax-train    EWT and the shippable genres of GUM, a third of the documents a second time with noise
syntax-dev      EWT dev and GUM dev, which steer the training
ner-train       the same documents with entities, and CrossNER politics; those with names a second time with others, a
                sixth of them once more in lower case
ner-dev         EWT dev with UNER entities
politics-dev    CrossNER politics dev, for the reported figures
"""

import argparse
import pathlib
import random

import spacy
from spacy.tokens import Doc, DocBin

import noise
import treebank

SEED = 20
SENTENCES_A_DOC = 10  # a training document; sentence boundaries are learnt inside it

# Genres of GUM whose texts may be used for weights that are given away, with the licence of their texts (GUM's
# LICENSE.txt). Left out: essay, fiction, letter, podcast, whow (NC); reddit (not redistributable); conversation,
# speech, textbook, vlog (LICENSE.txt does not name them).
GUM_GENRES = {
    "academic": "CC BY 4.0",
    "bio": "CC BY-SA 3.0",
    "court": "CC BY 4.0",
    "interview": "CC BY 2.5",
    "news": "CC BY 2.5",
    "voyage": "CC BY-SA 3.0",
}

NEWS_LIKE = ("weblog", "newsgroup", "GUM_news", "GUM_interview")


def main():
    root = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="folder for the .spacy files")
    parser.add_argument("--data", type=pathlib.Path, default=root / "../shared/data", help="folder of the data sets")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(SEED)
    vocab = spacy.blank("en").vocab

    def write(name, documents, **kept):
        docs = [make_doc(vocab, sentences, **kept) for sentences in documents]
        DocBin(docs=docs, store_user_data=False).to_disk(args.out / f"{name}.spacy")
        print(f"{name}: {len(docs)} docs, {sum(map(len, docs))} tokens, {sum(len(doc.ents) for doc in docs)} entities")

    ewt = {part: read_ewt(args.data, part) for part in ("train", "dev")}
    gum = {part: read_gum(args.data, part) for part in ("train", "dev")}
    shippable = [(name, sentences) for name, sentences in gum["train"] if name.split("_")[1] in GUM_GENRES]

    train = [(name, group) for name, sentences in ewt["train"] + shippable for group in groups(sentences)]
    noisy = [
        noise.noisy_document(group, rng, news=name.startswith(NEWS_LIKE))
        for name, group in rng.sample(train, len(train) // 3)
    ]
    training = [with_paragraphs(group, rng) for group in [group for _, group in train] + noisy]
    dev = {
        name: [group for _, sentences in parts["dev"] for group in groups(sentences)]
        for name, parts in (("ewt", ewt), ("gum", gum))
    }
    politics = {part: read_politics(args.data, part) for part in ("train", "dev")}

    write("syntax-train", training, syntax=True)
    write("syntax-dev", dev["ewt"] + dev["gum"], syntax=True)
    named = [doc for doc in training + politics["train"] if any(word.entity != "O" for words in doc for word in words)]
    renamed = [noise.with_other_names(doc, rng) for doc in named]
    lowered = [noise.in_lower_case(doc) for doc in rng.sample(named, len(named) // 6)]
    write("ner-train", training + politics["train"] + renamed + lowered, entities=True)
    write("ner-dev", dev["ewt"], entities=True)
    write("politics-dev", politics["dev"], entities=True)


def read_ewt(data, part):
    entities = treebank.uner_entities(data / f"uner_ewt/{part}.iob2.xz")
    return list(treebank.read_conllu(data / f"ud_ewt/en_ewt-ud-{part}.conllu.xz", entities))


def read_gum(data, part):
    return list(treebank.read_conllu(data / f"gum/gum-{part}.conllu.xz", treebank.gum_entities))


def read_politics(data, part):
    return [[words] for words in treebank.read_crossner(data / f"crossner_politics/{part}.txt.xz")]


def groups(sentences):
    return [sentences[i : i + SENTENCES_A_DOC] for i in range(0, len(sentences), SENTENCES_A_DOC)]


def with_paragraphs(sentences, rng):
    """Between two paragraphs, in most cases, the line break that a report would have there."""
    result = [list(sentences[0])]
    for words in sentences[1:]:
        if words[0].starts_paragraph and rng.random() < 0.7:
            before = noise.copy_sentence(result[-1])
            before[-1].space = False
            before.append(noise.white_space(rng.choice(["\n\n", "\n\n", "\n"]), before[-1]))
            result[-1] = before
        result.append(list(words))
    return result


def make_doc(vocab, sentences, syntax=False, entities=False):
    words = [word for sentence in sentences for word in sentence]
    for sentence in sentences:  # sentences of one text are apart even where the treebank did not note it
        if sentence[-1].upos != "SPACE":
            sentence[-1].space = True
    place = {id(word): i for i, word in enumerate(words)}
    values = {}
    if syntax:
        values = dict(
            tags=[word.xpos for word in words],
            pos=[word.upos for word in words],
            morphs=[word.feats for word in words],
            lemmas=[word.lemma for word in words],
            heads=[place[id(word.head or word)] for word in words],
            deps=["ROOT" if word.head is None else word.deprel for word in words],
        )
    if entities:
        values["ents"] = [word.entity for word in words]
    return Doc(vocab, words=[word.form for word in words], spaces=[word.space for word in words], **values)


if __name__ == "__main__":
    main()

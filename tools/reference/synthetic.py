# SPDX-License-Identifier: Apache-2.0
"""Make tiny pipelines with random weights, and write what spaCy makes of our texts with them.

    synthetic.py TEXTS.jsonl FOLDER

Random weights drive the engine where trained ones seldom go: deep stacks, unshift, replaced heads, odd names. A pipeline
is FOLDER/NAME.tar.gz, its dump of digests FOLDER/NAME.jsonl. Everything is drawn from one seed a pipeline.
"""

import gzip
import io
import json
import pathlib
import re
import sys
import tarfile
import tempfile

import numpy
import spacy
from spacy.lookups import Lookups
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span
from spacy.training import Example

import columns
import dump
import texts

TEXTS = """empty one-x one-space blank-lines two-tokens five-tokens news-brief news-talks news-court unicode white-space
emoji-joined quotes-mixed contractions-again repeated no-verb mixed-case currencies-and-units""".split()

TAGS = ["NN", "NNP", "VBD", "IN", "DT", "JJ", ".", "_SP"]
MORPHS = ["POS=NOUN|Number=Sing", "POS=PROPN", "POS=VERB|Tense=Past|VerbForm=Fin", "POS=ADP", "POS=PUNCT", "Case=Nom|POS=PRON"]
LABELS = ["nsubj", "obj", "obl", "conj", "acl:relcl", "punct", "amod"]
KINDS = ["PER", "LOC", "ORG", "GPE", "DATE"]
USUAL = ["tagger", "morphologizer", "parser", "trainable_lemmatizer", "ner"]

FOUR = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]

HASH_EMBED_CNN = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 8, "depth": 3, "embed_size": 40, "window_size": 1,
                  "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}

# name: [seed, token vectors, transition models, more settings]
PIPELINES = {
    "plain": [1, {}, {}, {}],
    "larger-states": [2, {}, {"extra_state_tokens": True}, {}],
    "no-upper-layer": [3, {}, {"use_upper": False}, {}],
    "one-piece": [4, {"pieces": 1}, {"maxout_pieces": 1}, {}],
    "one-piece-no-upper-layer": [5, {}, {"maxout_pieces": 1, "use_upper": False, "extra_state_tokens": True}, {}],
    "other-attributes": [
        6,
        {"attrs": ["ORTH", "LOWER", "SPACY", "IS_SPACE", "IS_ALPHA", "IS_ASCII", "IS_DIGIT"],
         "rows": [60, 40, 3, 5, 7, 4, 3]},
        {},
        {},
    ],
    "wide-window": [7, {"window": 3, "depth": 2, "width": 8}, {"maxout_pieces": 5, "hidden_width": 7}, {}],
    "deep": [8, {"depth": 9, "width": 7, "pieces": 4}, {}, {}],
    "flat": [9, {"depth": 1, "window": 2, "width": 17}, {}, {}],
    "own-vectors": [10, {"width": 8}, {}, {"own": True}],
    "word-vectors": [12, {"width": 12}, {}, {"words": True}],
    "half-floats": [13, {}, {}, {"halves": True}],
    "hash-embed-cnn": [17, {}, {}, {"stack": HASH_EMBED_CNN, "normalize": True}],
    "senter": [14, {}, {}, {"pipes": ["senter", "ner"]}],
    "senter-and-parser": [15, {"width": 8}, {}, {"pipes": ["senter", "parser", "ner"]}],
    "rules": [16, {"width": 8}, {}, {"pipes": ["tagger", "parser", "attribute_ruler", "ner"], "rules": True}],
}


def main(path, folder):
    own = dict(texts.own(path))
    for name, settings in PIPELINES.items():
        nlp = build(own, *settings)
        with tempfile.TemporaryDirectory() as place:
            nlp.to_disk(place)
            pack(pathlib.Path(place), pathlib.Path(folder) / f"{name}.tar.gz")
            # The reference is what the files say, not what is in memory.
            nlp = spacy.load(place)
        margins = columns.Margins(nlp)
        with open(pathlib.Path(folder) / f"{name}.jsonl", "w", encoding="utf-8") as out:
            for id_ in TEXTS:
                doc, thin = margins.run(own[id_])
                table = columns.columns(doc)
                if not any("lemmatizer" in pipe for pipe in nlp.pipe_names):
                    del table["lemma"]  # empty here, the form there
                line = {"id": id_, "tokens": len(doc), **columns.digests(table)}
                print(json.dumps({**line, "thin": thin} if thin else line), file=out)


def build(own, seed, vectors, transitions, more):
    spacy.util.fix_random_seed(seed)
    draw = numpy.random.default_rng(seed)
    nlp = spacy.blank("en")
    nlp.tokenizer = small_tokenizer(nlp)
    nlp.vocab.lookups.add_table("lexeme_norm", odd_norms(own))
    stack = more.get("stack") or token_vectors(words=more.get("words", False), **vectors)
    width = stack["width"] if "width" in stack else stack["encode"]["width"]
    if more.get("words"):
        add_words(nlp, own, draw)
    nlp.add_pipe("tok2vec", config={"model": stack})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "tok2vec"}
    source = stack if more.get("own") else listener
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": more.get("normalize", False), "tok2vec": source}
    decoder = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "hidden_width": 10,
               "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": source, **transitions}
    settings = {
        "parser": {"model": {**decoder, "state_type": "parser"}, "min_action_freq": 1},
        "trainable_lemmatizer": {"model": tagger, "min_tree_freq": 1},
        "ner": {"model": {**decoder, "state_type": "ner"}},
        "attribute_ruler": {},
    }
    for name in more.get("pipes", USUAL):
        nlp.add_pipe(name, config=settings.get(name, {"model": tagger}))
    examples = [Example(random_doc(nlp, own[id_], draw), random_doc(nlp, own[id_], draw)) for id_ in ("news-brief", "news-follow-up")]
    examples = [Example(nlp.make_doc(each.reference.text), each.reference) for each in examples]
    nlp.initialize(lambda: examples)
    for _, pipe in nlp.pipeline:
        if hasattr(pipe, "model"):
            disturb(pipe.model, draw, more.get("halves", False))
    if more.get("rules"):
        add_rules(nlp.get_pipe("attribute_ruler"))
        lemmatizer = nlp.add_pipe("lemmatizer", before="ner", config={"mode": "rule"})
        lemmatizer.initialize(lambda: examples, nlp=nlp, lookups=lemma_tables())
    return nlp


def add_rules(ruler):
    """Rules that overlap, look at each other's fields and come in an order that matters."""
    for tag, attrs in zip(TAGS, ({"POS": "NOUN", "MORPH": "Number=Plur"}, {"POS": "PROPN"}, {"POS": "VERB", "MORPH": "Tense=Past"},
                                 {"POS": "ADP"}, {"POS": "DET"}, {"POS": "ADJ"}, {"POS": "PUNCT"}, {"POS": "SPACE"})):
        ruler.add([[{"TAG": tag}]], attrs)
    ruler.add([[{"LOWER": "the"}], [{"LOWER": {"IN": ["a", "an"]}}]], {"POS": "DET", "MORPH": "_", "LEMMA": "the"})
    ruler.add([[{"TAG": "NN", "DEP": "nsubj"}]], {"POS": "VERB", "MORPH": "VerbForm=Inf"})
    ruler.add([[{"TAG": {"NOT_IN": ["NN", "", "_SP"]}}, {"TAG": {"IN": ["NN", "VBD"]}, "DEP": {"NOT_IN": ["punct"]}}]], {"POS": "VERB"}, index=-1)
    ruler.add([[{"LOWER": {"REGEX": "^n'?t$"}}]], {"LEMMA": "not", "POS": "PART", "TAG": "NN"})
    ruler.add([[{"IS_SPACE": True}]], {"TAG": "_SP", "POS": "SPACE", "DEP": "dep"})


def lemma_tables():
    lookups = Lookups()
    endings = [["s", ""], ["es", ""], ["ies", "y"], ["ed", ""], ["ed", "e"], ["ing", ""], ["ing", "e"]]
    lookups.add_table("lemma_rules", {"noun": endings[:3], "verb": endings, "adj": [["er", ""]]})
    lookups.add_table("lemma_index", {"noun": ["report", "delegation", "bank", "side", "river"], "verb": ["describe", "agree", "want", "hop", "hope"]})
    exceptions = {"noun": {"families": ["kin", "family"], "banks": ["shore"]}, "verb": {"held": ["hold", "holden"], "sold": ["sell"]}}
    lookups.add_table("lemma_exc", exceptions)
    return lookups


def token_vectors(attrs=FOUR, rows=(50, 30, 40, 20), width=12, window=1, depth=2, pieces=3, words=False):
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(attrs), "rows": list(rows),
                  "include_static_vectors": words},
        "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth, "window_size": window,
                   "maxout_pieces": pieces},
    }


def small_tokenizer(nlp):
    rules = {"can't": [{65: "ca", 67: "can"}, {65: "n't", 67: "not"}], ":)": [{65: ":)"}], "U.S.": [{65: "U.S."}]}
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=re.compile(r"""^[("'$“‘\[]|^\.\.\.""").search,
        suffix_search=re.compile(r"""[)"',;:!?”’\]]$|(?<=[a-z0-9])\.$|'s$|(?<=[0-9])(?:km|kg|%)$""").search,
        infix_finditer=re.compile(r"""(?<=[a-z])[-—/](?=[a-z])|\.\.\.""").finditer,
    )


def odd_norms(own):
    """Norms that neither lower case nor the built-in table would give, of some words and of a sign that has one there."""
    words = sorted(set(re.findall(r"\w+", own["news-talks"] + own["news-brief"] + own["unicode"])))
    return {"“": "opening", "can": "may", **{word: word[::-1] for word in words[::3]}}


def add_words(nlp, own, draw):
    """Vectors of some words of our news, several of them on one row."""
    words = sorted({word for word in re.findall(r"\w+", own["news-talks"] + own["unicode"])})
    nlp.vocab.reset_vectors(width=9)
    rows = draw.normal(size=(20, 9)).astype("float32")
    nlp.vocab.vectors = spacy.vectors.Vectors(strings=nlp.vocab.strings, data=rows, name="few")
    for number, word in enumerate(words[:60]):
        nlp.vocab.vectors.add(nlp.vocab.strings.add(word), row=number % 20)


def random_doc(nlp, text, draw):
    blank = nlp.make_doc(text)
    count = len(blank)
    order = draw.permutation(count)
    heads = list(range(count))
    for place in range(1, count):
        heads[order[place]] = int(order[draw.integers(place)])
    morphs = [str(draw.choice(MORPHS)) for _ in range(count)]
    doc = Doc(
        nlp.vocab,
        words=[token.text for token in blank],
        spaces=[bool(token.whitespace_) for token in blank],
        tags=[str(draw.choice(TAGS)) for _ in range(count)],
        pos=[re.search(r"POS=(\w+)", morph)[1] for morph in morphs],
        morphs=[re.sub(r"\|?POS=\w+\|?", "", morph) if "Case" not in morph else "Case=Nom" for morph in morphs],
        lemmas=[token.text.lower().removesuffix("s").removesuffix("ed") for token in blank],
        heads=heads,
        deps=[str(draw.choice(LABELS)) if heads[i] != i else "ROOT" for i in range(count)],
    )
    spans, at = [], 0
    while at < count - 3:
        length = int(draw.integers(1, 4))
        spans.append(Span(doc, at, at + length, label=str(draw.choice(KINDS))))
        at += length + int(draw.integers(3))
    doc.set_ents([span for span in spans if not any(token.is_space for token in span)])
    return doc


def disturb(model, draw, halves):
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                value = node.get_param(name)
                value = value + draw.normal(scale=0.4, size=value.shape)
                node.set_param(name, value.astype("float16").astype("float32") if halves else value.astype("float32"))


def pack(folder, path):
    """A packed tar file that is the same every time."""
    with gzip.GzipFile(path, "wb", mtime=0) as out, tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for file in sorted(file for file in folder.rglob("*") if file.is_file()):
            content = file.read_bytes()
            entry = tarfile.TarInfo(file.relative_to(folder).as_posix())
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

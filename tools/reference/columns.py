# SPDX-License-Identifier: Apache-2.0
"""What spaCy makes of a text, as columns of one value a token; and the same without the text, as digests.

A digest of a column tells whether two columns are equal and, where they are not, about where: it is a hash of all
values and one letter a token, or one letter a block of tokens where a column says what the words are, so that a text
cannot be guessed from its digests. A letter alone misses one difference in 64; the hash misses none.
"""

import functools

import numpy

THIN = 2e-4  # Two scores nearer than this may change places in another sound float32 arithmetic.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
IDS = ("orth", "lower", "norm", "prefix", "suffix", "shape")
BLOCK = 16  # tokens a letter, in the columns of IDS and "lemma"
TAGGERS = {"tagger": "tag", "morphologizer": "pos", "trainable_lemmatizer": "lemma", "senter": "sent_start"}
DECODERS = {"parser": "head", "ner": "entity"}


def columns(doc):
    """One string a token and column. Offsets count code points; ids are u64 in decimal."""
    table = {"bounds": [f"{token.idx}+{len(token)}{'_' * bool(token.whitespace_)}" for token in doc]}
    for name in IDS:
        table[name] = [str(getattr(token, name)) for token in doc]
    table["tag"] = [token.tag_ for token in doc]
    table["pos"] = [token.pos_ for token in doc]
    table["morph"] = [str(token.morph) for token in doc]
    table["lemma"] = [token.lemma_ for token in doc]
    table["head"] = [str(token.head.i) for token in doc]
    table["dep"] = [token.dep_ for token in doc]
    table["sent_start"] = [str(int(token.is_sent_start is True)) for token in doc]
    table["entity"] = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "" for token in doc]
    return table


def digests(table):
    return {name: digest(values, BLOCK if name in (*IDS, "lemma") else 1) for name, values in table.items()}


@functools.lru_cache(maxsize=1 << 18)
def letter(value):
    return LETTERS[(fnv(value.encode()) >> 40) & 63]


def fnv(data):
    """FNV-1a, 64 bits."""
    state = 0xCBF29CE484222325
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return state


def digest(values, size):
    """Hash (16 digits) and letters, one a block of `size` values; in both each value ends with a zero byte."""
    ended = [value + "\0" for value in values]
    blocks = ["".join(ended[at : at + size]) for at in range(0, len(ended), size)]
    return f"{fnv(''.join(ended).encode()):016x}" + "".join(map(letter, blocks))


class Margins:
    """Runs a pipeline and keeps how far, at each decision, the best score was from the next best."""

    def __init__(self, nlp):
        self.nlp = nlp
        self.seen = {}

    def run(self, text):
        """The document, and the decisions that another arithmetic may flip: {column: [[token, margin], …]}."""
        doc = self.nlp.make_doc(text)
        thin = {}
        for name, pipe in self.nlp.pipeline:
            factory = self.nlp.get_pipe_meta(name).factory
            found = None
            if len(doc) and factory in TAGGERS:
                found = tagger_margins(pipe, doc)
            elif len(doc) and factory in DECODERS:
                found = decoder_margins(pipe, doc)
            if found:
                self.seen.setdefault(name, []).extend(margin for _, margin in found)
                near = [[token, float(f"{margin:.2g}")] for token, margin in found if margin < THIN]
                if near:
                    thin[TAGGERS.get(factory) or DECODERS[factory]] = near
            doc = pipe(doc)
        return doc, thin

    def summary(self):
        """Of each component, how many decisions were made and how many of them were how close."""
        return {
            name: {"decisions": len(margins), **{f"<{bound:g}": sum(m < bound for m in margins) for bound in (2e-4, 1e-3, 1e-2)}}
            for name, margins in self.seen.items()
        }


def tagger_margins(pipe, doc):
    scores = pipe.model.predict([doc])[0]
    if scores.shape[1] < 2:
        return []
    top = numpy.sort(scores, axis=1)[:, -2:]
    return list(enumerate((top[:, 1] - top[:, 0]).tolist()))


def decoder_margins(pipe, doc):
    names = [pipe.moves.get_class_name(action) for action in range(pipe.moves.n_moves)]
    margins = []
    for state, scores in transitions(pipe, doc):
        best = []
        for action in numpy.argsort(-scores, kind="stable"):
            if pipe.moves.is_valid(state, names[action]):
                best.append(scores[action])
            if len(best) == 2:
                margins.append((state.B(0) if state.buffer_length() else len(doc) - 1, float(best[0] - best[1])))
                break
    return margins


def transitions(pipe, doc):
    """The states of a decoder one after the other, each with the scores of all its actions."""
    step = pipe.model.predict([doc])
    state = pipe.moves.init_batch([doc])[0]
    while not state.is_final():
        scores = step.predict([state])[0]
        yield state, scores
        pipe.transition_states([state], scores[None])

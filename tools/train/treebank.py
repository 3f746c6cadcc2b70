# SPDX-License-Identifier: Apache-2.0
"""Readers: from the data sets' own files to documents of words.

Every reader yields documents, a document is a list of sentences, and a sentence a list of Words. Heads are
references to Words rather than numbers, so that noise can insert and drop words without renumbering.
"""

import lzma
import re
from dataclasses import dataclass


@dataclass(eq=False)
class Word:
    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: "Word | None" = None  # None for the root of a sentence
    deprel: str = ""
    space: bool = True  # white space follows
    entity: str = "O"  # BIO
    starts_paragraph: bool = False


def read_lines(path):
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


# --- CoNLL-U ---------------------------------------------------------------------------------------------------


def read_conllu(path, entities=None):
    """Yield (document name, sentences). `entities` turns (sentence id, words, MISC fields) into BIO tags."""
    name, document = None, []
    for comments, rows in conllu_sentences(read_lines(path)):
        if "newdoc id" in comments:
            if document:
                yield name, document
            name, document = comments["newdoc id"], []
        words, misc = build_sentence(rows)
        if any(key.startswith("newpar") for key in comments):
            words[0].starts_paragraph = True
        if entities:
            for word, tag in zip(words, entities(comments["sent_id"], words, misc)):
                word.entity = tag
        document.append(words)
    yield name, document


def conllu_sentences(lines):
    """Comments and rows of each sentence."""
    comments, rows = {}, []
    for line in lines:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = {}, []
    if rows:
        yield comments, rows


def build_sentence(rows):
    """Words of a sentence and their MISC fields. Inside a multiword token ("don't") no space is written."""
    words, heads, misc, by_id = [], [], [], {}
    token_end, token_space = 0, True
    for id_, form, lemma, upos, xpos, feats, head, deprel, _, more in rows:
        space = "SpaceAfter=No" not in more
        if "-" in id_:
            token_end, token_space = int(id_.split("-")[1]), space
            continue
        if "." in id_:  # empty nodes belong to the enhanced graph
            continue
        if int(id_) <= token_end:
            space = token_space and int(id_) == token_end
        by_id[int(id_)] = word = Word(
            form=form,
            lemma=form if lemma == "_" else lemma,
            upos=upos,
            xpos=xpos,
            feats="" if feats == "_" else feats,
            deprel=deprel,
            space=space,
        )
        words.append(word)
        heads.append(int(head))
        misc.append(dict(item.partition("=")[::2] for item in more.split("|")))
    for word, head in zip(words, heads):
        word.head = by_id.get(head)
    return words, misc


# --- named entities --------------------------------------------------------------------------------------------


def uner_entities(path):
    """EWT's entities. UNER has an older tokenisation, so a sentence whose forms differ is aligned by characters."""
    tags, sentence_id = {}, None
    for line in read_lines(path):
        if line.startswith("# sent_id"):
            sentence_id = line.partition("=")[2].strip()
            tags[sentence_id] = []
        elif line and not line.startswith("#"):
            _, form, tag = line.split("\t")[:3]
            tags[sentence_id].append((form, tag if tag[2:] in ("PER", "LOC", "ORG") else "O"))

    def of(id_, words, misc):
        old = tags.get(id_, [])
        if [form for form, _ in old] == [word.form for word in words]:
            return [tag for _, tag in old]
        by_character = [tag if i == 0 else "I" + tag[1:] if tag != "O" else tag
                        for form, tag in old for i in range(len(form.replace(" ", "")))]
        result, at = [], 0
        for word in words:
            result.append(by_character[at] if at < len(by_character) else "O")
            at += len(word.form.replace(" ", ""))
        return mend_bio(result)

    return of


GUM_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}

# Words that may stand inside a name; a person's name goes no further than its hyphens and dots.
GUM_JOINERS = {
    "PER": {"-", ".", "'", "’"},
    "LOC": {"-", "of", "the", "and", "'s", "’s", "de", "."},
    "ORG": {"-", "of", "the", "and", "&", "for", "on", "'s", "’s", ",", "."},
}


def gum_entities(_id, words, misc):
    """GUM marks every mention, nested, with its whole phrase; wanted are flat names.

    A mention is named if its head is a proper noun. Its name is the run of proper nouns around the head, without
    a leading title (nmod:desc) or article. Of names that overlap, the longest stays.
    """
    names = []
    for start, end, kind in gum_spans(misc):
        if kind in GUM_TYPES and (name := trim_to_name(words, start, end, GUM_TYPES[kind])):
            names.append(name + (GUM_TYPES[kind],))
    tags = ["O"] * len(words)
    for start, end, label in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = ["B-" + label] + ["I-" + label] * (end - start - 1)
    return tags


def gum_spans(misc):
    spans, open_at = [], {}
    for i, fields in enumerate(misc):
        for bracket in re.finditer(r"\(([^()]+)(\)?)|([^()]+)\)", fields.get("Entity", "")):
            opened, closed_at_once, closed = bracket.groups()
            id_, kind = (opened.split("-") + [""])[:2] if opened else (closed, "")
            if opened and not closed_at_once:
                open_at.setdefault(id_, []).append((i, kind))
            elif opened:
                spans.append((i, i + 1, kind))
            elif open_at.get(id_):
                start, kind = open_at[id_].pop()
                spans.append((start, i + 1, kind))
    return spans


def trim_to_name(words, start, end, label):
    span = set(words[start:end])
    heads = [i for i in range(start, end) if words[i].head not in span]
    if len(heads) != 1 or words[heads[0]].upos != "PROPN":
        return None
    if label == "PER" and words[heads[0]].xpos == "NNPS":  # a people is not a person
        return None

    def is_part(word):
        return word.xpos.startswith("NNP") and word.deprel != "nmod:desc"

    first = last = heads[0]
    for step, limit in ((-1, start), (1, end - 1)):
        at = heads[0]
        while at != limit and (is_part(words[at + step]) or words[at + step].form in GUM_JOINERS[label]):
            at += step
            if is_part(words[at]):
                first, last = min(first, at), max(last, at)
    return first, last + 1


def mend_bio(tags):
    """Let every entity begin with B."""
    previous = "O"
    for i, tag in enumerate(tags):
        if tag[0] == "I" and previous[2:] != tag[2:]:
            tags[i] = "B" + tag[1:]
        previous = tags[i]
    return tags


CROSSNER_TYPES = {
    "politician": "PER", "person": "PER", "country": "LOC", "location": "LOC",
    "organisation": "ORG", "politicalparty": "ORG",
}  # fmt: skip


def read_crossner(path):
    """One document a sentence; there are no trees. The text was tokenised: its spaces are guessed back."""
    words = []
    for line in read_lines(path):
        if line:
            form, tag = line.split("\t")
            label = CROSSNER_TYPES.get(tag[2:])
            words.append(Word(form, entity=tag[:2] + label if label else "O"))
        elif words:
            yield guess_spaces(words)
            words = []
    if words:
        yield guess_spaces(words)


CLOSERS = {",", ".", ";", ":", "?", "!", ")", "]", "%", "''", "n't"}


def guess_spaces(words):
    inside_quotes = False
    for word, following in zip(words, words[1:]):
        if word.form in ("(", "[", "$", "£", "``"):
            word.space = False
        if following.form in CLOSERS or re.match(r"['’]\w", following.form):
            word.space = False
        if word.form == '"':
            inside_quotes = not inside_quotes
            word.space = not inside_quotes
        if following.form == '"' and inside_quotes:
            word.space = False
    mended = mend_bio([word.entity for word in words])
    for word, tag in zip(words, mended):
        word.entity = tag
    return words

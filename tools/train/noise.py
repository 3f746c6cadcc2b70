# SPDX-License-Identifier: Apache-2.0
"""What news does to English and treebanks seldom show: quotation marks around anything, datelines, headlines.

Each function takes a sentence (a list of Words) and changes or extends it, keeping its tree correct.
"""

import copy

import names
from treebank import Word

QUOTES = [('"', '"')] * 5 + [("“", "”")] * 5 + [("'", "'")] * 2 + [("‘", "’")] * 2 + [
    ("``", "''"), ("“", '"'), ('"', "”"), ("“", ""), ('"', ""), ("“", "“"), ("”", "”"),
]  # fmt: skip

CLAUSES = {"root", "ccomp", "advcl", "acl", "parataxis", "xcomp", "csubj", "conj", "acl:relcl"}
PHRASES = {"obj", "obl", "nmod", "nsubj", "nsubj:pass", "amod", "compound", "obl:agent", "appos"}

CITIES = """London Paris Berlin Moscow Kyiv Washington Beijing Tokyo Seoul Delhi Cairo Nairobi Lagos Abuja Accra Tehran
Baghdad Beirut Jerusalem Gaza Damascus Ankara Athens Rome Madrid Lisbon Dublin Oslo Stockholm Helsinki Warsaw Prague
Vienna Budapest Belgrade Sarajevo Geneva Brussels Kabul Islamabad Dhaka Colombo Kathmandu Yangon Bangkok Hanoi Manila
Jakarta Canberra Wellington Ottawa Havana Caracas Bogota Lima Quito Santiago Brasilia Khartoum Tripoli Tunis Algiers
Rabat Dakar Bamako Niamey Harare Lusaka Maputo Pretoria Johannesburg Kinshasa Kigali Kampala Mogadishu Juba Sanaa Aden
Riyadh Doha Dubai Muscat Amman Baku Yerevan Tbilisi Minsk Vilnius Riga Tallinn Chisinau Bucharest Sofia Tirana Skopje
Pristina Donetsk Kharkiv Basra Mosul Aleppo Homs Srinagar Karachi Peshawar""".split()
LONG_CITIES = ["United Nations", "New Delhi", "New York", "Addis Ababa", "Tel Aviv", "Kuala Lumpur", "Hong Kong",
               "San Salvador", "Mexico City", "Buenos Aires", "Port Moresby", "Abu Dhabi", "Guatemala City"]  # fmt: skip
AGENCIES = "Reuters AP AFP Xinhua BBC CNN dpa Interfax Kyodo TASS IRNA Anadolu PTI EFE".split()
MONTHS = "January February March April May June July August September October November December".split()
SHORT_MONTHS = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()


def copy_sentence(words):
    """A copy whose heads point into the copy."""
    return copy.deepcopy(words)


def span_of(words, top):
    """Positions [start, end) of the subtree of `top`, or None if it has gaps."""
    inside = {top}
    grown = True
    while grown:
        grown = False
        for word in words:
            if word.head in inside and word not in inside:
                inside.add(word)
                grown = True
    places = [i for i, word in enumerate(words) if word in inside]
    return (places[0], places[-1] + 1) if places[-1] - places[0] + 1 == len(places) else None


def punctuation(form, xpos, lemma, top, space=False):
    return Word(form, lemma=lemma, upos="PUNCT", xpos=xpos, head=top, deprel="punct", space=space)


def add_quotes(words, random):
    """Quote a clause, a verb phrase (without its subject) or a noun phrase (without its preposition)."""
    tops = [word for word in words if word.deprel in CLAUSES | PHRASES and word.upos != "PUNCT"]
    random.shuffle(tops)
    for top in tops:
        span = span_of(words, top)
        if not span or any(word.xpos in ("``", "''") for word in words[span[0] : span[1]]):
            continue
        start, end = span
        if top.deprel not in CLAUSES:
            while start < end and words[start].deprel in ("case", "cc"):
                start += 1
        elif random.random() < 0.5:
            start = words.index(top)
        while end > start and words[end - 1].deprel == "punct":
            end -= 1
        while start < end and words[start].deprel in ("punct", "cc"):
            start += 1
        if top not in words[start:end] or (start and not words[start - 1].space) or words[start].entity[0] == "I":
            continue
        if end < len(words) and words[end].entity[0] == "I":
            continue
        return quote(words, start, end, top, random)
    return words


def quote(words, start, end, top, random):
    opening, closing = random.choice(QUOTES)
    closing_head = top
    # American style: the comma or full stop goes inside the marks.
    if end < len(words) and words[end].form in (",", ".") and not words[end - 1].space and random.random() < 0.5:
        if words[end].form == "," and not any(word.head is words[end] for word in words):
            words[end].head = top
        closing_head = words[end].head or top
        end += 1
    elif end < len(words) and words[end - 1].space and words[end].deprel == "punct" and not words[end].space:
        return words  # an opening bracket or the like: leave it
    marked = list(words)
    if closing:
        last = marked[end - 1]
        marked.insert(end, punctuation(closing, "''", lemma_of(closing), closing_head, last.space))
        last.space = False
    marked.insert(start, punctuation(opening, "``", lemma_of(opening), top))
    return marked


def lemma_of(mark):
    """As the treebanks have it: curly marks have straight lemmas."""
    return {"“": '"', "”": '"', "``": '"', "''": '"', "‘": "'", "’": "'"}.get(mark, mark)


def drop_full_stop(words, random):
    last = words[-1]
    if len(words) > 2 and last.form == "." and not any(word.head is last for word in words):
        words[-2].space = True
        return words[:-1]
    return words


def recase(words, random):
    change = random.choice([str.lower, str.lower, title_case, title_case, str.upper])
    for word in words:
        word.form = change(word.form)
    return words


def title_case(form):
    small = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "n't"}
    return form if form in small or not form[:1].islower() else form[0].upper() + form[1:]


def widen_space(words, random):
    """A doubled space; spaCy makes the surplus one a token."""
    gaps = [i for i, word in enumerate(words[:-1]) if word.space and words[i + 1].entity[0] != "I"]
    if not gaps:
        return words
    at = random.choice(gaps)
    return words[: at + 1] + [white_space(" ", words[at])] + words[at + 1 :]


def white_space(form, before):
    """A token of white space hangs on the word before it, as in spaCy's own models."""
    return Word(form, lemma=form, upos="SPACE", xpos="_SP", head=before, deprel="dep", space=False)


def dateline(random):
    """A sentence of its own, as in EWT: LONDON, March 3 (Reuters) -"""
    city = random.choice(CITIES if random.random() < 0.8 else LONG_CITIES)
    names = city.split() if random.random() < 0.3 else city.upper().split()
    label = "ORG" if city == "United Nations" else "LOC"
    root = Word(names[-1], lemma=city.split()[-1], upos="PROPN", xpos="NNP", feats="Number=Sing", deprel="root")
    root.entity = ("I-" if len(names) > 1 else "B-") + label
    words = [root]
    if len(names) > 1:
        words.insert(0, Word(names[0], lemma=city.split()[0], upos="PROPN", xpos="NNP", feats="Number=Sing",
                             head=root, deprel="compound", entity="B-" + label))  # fmt: skip
    if random.random() < 0.5:
        date(words, root, random)
    if random.random() < 0.6:
        agency(words, root, random)
    dash = random.choice(["-", "-", "--", "—", "–", ":"])
    words.append(punctuation(dash, ":" if dash == ":" else ",", "-" if dash == "–" else dash, root, True))
    if dash == ":" or random.random() < 0.1:
        words[-2].space = False
    return words


def date(words, root, random):
    words[-1].space = False
    number = str(random.randint(1, 31))
    day = Word(number, number, "NUM", "CD", "NumForm=Digit|NumType=Card", head=root, deprel="list")
    words.append(punctuation(",", ",", ",", day, True))
    which = random.randrange(12)
    month = Word(random.choice([MONTHS, SHORT_MONTHS])[which], MONTHS[which], "PROPN", "NNP",
                 "Abbr=Yes|Number=Sing", head=day, deprel="nmod:unmarked")  # fmt: skip
    if not month.form.endswith("."):
        month.feats, month.lemma = "Number=Sing", month.form
    words += [month, day] if random.random() < 0.8 else [day, month]
    if words[-1] is month:  # 3 March: here the month is the head
        month.head, month.deprel, day.head, day.deprel = root, "list", month, "nummod"
        words[-3].head = month


def agency(words, root, random):
    name = random.choice(AGENCIES)
    word = Word(name, name, "PROPN", "NNP", "Number=Sing", head=root, deprel="list", space=False, entity="B-ORG")
    words += [punctuation("(", "-LRB-", "(", word), word, punctuation(")", "-RRB-", ")", word, True)]


def noisy_document(sentences, random, news):
    """A copy of a document with some of its sentences disturbed."""
    result = []
    for number, original in enumerate(sentences):
        words = copy_sentence(original)
        paragraph, words[0].starts_paragraph = words[0].starts_paragraph, False
        if random.random() < 0.5 and len(words) > 3:
            words = add_quotes(words, random)
        if random.random() < 0.08:
            words = drop_full_stop(words, random)
        if random.random() < 0.07:
            words = recase(words, random)
        if random.random() < 0.03:
            words = widen_space(words, random)
        if news and random.random() < (0.5 if number == 0 else 0.05) and any(word.upos == "VERB" for word in words):
            line = dateline(random)
            line[0].starts_paragraph, paragraph = True, False
            result.append(line)
        words[0].starts_paragraph = paragraph
        result.append(words)
    return result


def in_lower_case(sentences):
    """A copy, for the recogniser alone."""
    return [
        [Word(word.form.lower(), upos=word.upos, space=word.space, entity=word.entity) for word in words]
        for words in sentences
    ]


def with_other_names(sentences, random):
    """A copy, for the recogniser alone (it has no tree), with other names; a person keeps hers to the end."""
    new = {}
    result = []
    for words in sentences:
        copied = []
        for name in chunks(words):
            label, forms = name[0].entity[2:], [word.form for word in name]
            if label and forms[0][:1].isupper() and random.random() < 0.9:
                other = other_name(label, forms, new, random)
                copied += [Word(form, entity=("I-" if i else "B-") + label) for i, form in enumerate(other)]
                copied[-1].space = name[-1].space
            else:
                copied += [Word(word.form, upos=word.upos, space=word.space, entity=word.entity) for word in name]
        result.append(copied)
    return result


def chunks(words):
    """Names whole, other words one by one."""
    result = []
    for word in words:
        if word.entity[0] == "I":
            result[-1].append(word)
        else:
            result.append([word])
    return result


def other_name(label, forms, new, random):
    if label == "PER":
        last = new.setdefault(forms[-1], invent(names.FAMILY, 0.6, random))
        return [last] if len(forms) == 1 else [new.setdefault(forms[0], invent(names.GIVEN, 0.4, random)), last]
    if label == "LOC":
        pool = names.PLACES if random.random() < 0.6 else CITIES
        return [new.setdefault(" ".join(forms), invent(pool, 0.4, random))]
    kind = random.random()
    if kind < 0.3:
        return forms
    if kind < 0.6:
        return random.choice(names.ORGANIZATIONS).split("_")
    if kind < 0.75:
        return ["".join(random.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(random.randint(3, 4)))]
    first = invent(random.choice([names.FAMILY, names.PLACES, CITIES]), 0.5, random)
    return [first, *random.choice(names.ORGANIZATION_ENDINGS).split("_")]


def invent(pool, chance, random):
    """A name of the pool or, so that no list can be learnt by heart, the beginning of one with the end of another."""
    name, other = random.choice(pool), random.choice(pool)
    if random.random() >= chance:
        return name
    return name[: max(2, len(name) // 2)] + other[len(other) // 2 :].lower()

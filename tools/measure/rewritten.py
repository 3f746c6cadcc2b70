# SPDX-License-Identifier: Apache-2.0
"""Large sets of reports for measures of scale: the bulk texts of ../shared, rewritten by rule.

    python3 tools/measure/rewritten.py --first 0 --count 5000 > reports.jsonl

Report N is the same whenever and with whatever others it is written. Each pass over the texts rewrites them anew:
countries and their capitals change places, two in three other names become made-up ones, every third of the longer words another
word of the same ending, figures other figures. So the passes are no copies of each other and the index of
words grows as with news. There are 1,000 reports a day; one in ten is a copy of one of the nine before it, by another
paper, under a new lead and without its end."""

import argparse
import collections
import datetime
import html
import json
import random
import re
import sys
import tarfile

from sets import SHARED, read_lines, read_text

A_DAY = 1000
COPY_EVERY = 10
FIRST_DAY = datetime.date(2010, 1, 1)
COUNTRIES = [names.split("/") for names in (
    "France/French/Paris Germany/German/Berlin Italy/Italian/Rome Spain/Spanish/Madrid Poland/Polish/Warsaw Russia/Russian/Moscow "
    "China/Chinese/Beijing Japan/Japanese/Tokyo Iran/Iranian/Tehran Iraq/Iraqi/Baghdad Egypt/Egyptian/Cairo Turkey/Turkish/Ankara "
    "Syria/Syrian/Damascus Israel/Israeli/Jerusalem Kenya/Kenyan/Nairobi Brazil/Brazilian/Brasilia Canada/Canadian/Ottawa "
    "Peru/Peruvian/Lima Chile/Chilean/Santiago India/Indian/Delhi Pakistan/Pakistani/Islamabad Indonesia/Indonesian/Jakarta "
    "Vietnam/Vietnamese/Hanoi Norway/Norwegian/Oslo Sweden/Swedish/Stockholm Greece/Greek/Athens Ukraine/Ukrainian/Kiev "
    "Sudan/Sudanese/Khartoum Nigeria/Nigerian/Abuja America/American/Washington Britain/British/London Cuba/Cuban/Havana "
    "Libya/Libyan/Tripoli").split()]
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
ENDINGS = "ments ment ions ion ing ies ed ly er s".split()
WORD = re.compile(r"[A-Za-z]+|\d+")


def bulk_texts():
    with tarfile.open(SHARED / "data" / "reuters21578" / "reuters21578.tar.xz") as archive:
        for member in archive:
            if member.name.endswith(".sgm"):
                page = archive.extractfile(member).read().decode("latin-1")
                for body in re.findall(r"<BODY>(.*?)</BODY>", page, re.DOTALL):
                    yield html.unescape(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]|&#\\d+;", "", body))
    for row in read_lines(SHARED / "data" / "allsides_abp" / "articles-5000.jsonl.xz"):
        yield row["text"]
    for line in read_text(SHARED / "data" / "bbc_news" / "train.tsv.xz").split("\n"):
        yield line.split("\t")[0]


def shortened(text, longest):
    """At most `longest` characters, whole sentences if it can be."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= longest else text[:max(text.rfind(". ", 0, longest), longest // 2) + 1]


def ending(word):
    return next((e for e in ENDINGS if word.endswith(e)), "")


class Rewriter:
    def __init__(self, longest):
        texts = (shortened(text, longest) for text in bulk_texts())
        self.texts = [text for text in texts if len(text) >= 100]
        random.Random(0).shuffle(self.texts)
        counts = collections.Counter(w for text in self.texts for w in re.findall(r"\b[a-z]{5,}\b", text))
        self.alike = collections.defaultdict(list)
        for word, count in sorted(counts.items()):
            if count >= 3:
                self.alike[ending(word)].append(word)
        counts = collections.Counter(w for text in self.texts for w in re.findall(r"[a-z,] ([A-Z][a-z]{3,})\b", text))
        self.names = {word for word, count in counts.items() if count >= 2}
        self.country = {name: (i, k) for i, names in enumerate(COUNTRIES) for k, name in enumerate(names)}
        self.names -= set(self.country)

    def other(self, word, chance, shift):
        if word in self.country:
            number, form = self.country[word]
            return COUNTRIES[(number + shift) % len(COUNTRIES)][form]
        if word in self.names and chance.random() < 2 / 3:
            return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3)))).capitalize()
        if word.isdigit():
            return str(chance.randint(2, 10 ** min(len(word), 6)))
        if len(word) >= 5 and word.islower() and chance.random() < 1 / 3 and self.alike[ending(word)]:
            return chance.choice(self.alike[ending(word)])
        return word

    def text(self, number):
        """Of an original report."""
        chance, changed = random.Random(number), {}
        shift = chance.randrange(1, len(COUNTRIES))

        def change(match):
            word = match.group()
            if word not in changed:
                changed[word] = self.other(word, chance, shift)
            return changed[word]
        return WORD.sub(change, self.texts[number % len(self.texts)])

    def copy(self, number, of):
        lead = "The %s News reported earlier what follows." % "".join(random.Random(number).choices(SYLLABLES, k=3)).capitalize()
        sentences = re.split(r"(?<=\.) (?=[A-Z])", self.text(of))
        return " ".join([lead] + sentences[:max(3, len(sentences) * 5 // 6)])

    def report(self, number):
        day = FIRST_DAY + datetime.timedelta(days=number // A_DAY)
        copied = number % COPY_EVERY == COPY_EVERY - 1
        text = self.copy(number, number - 1 - number // COPY_EVERY % (COPY_EVERY - 1)) if copied else self.text(number)
        return {"id": f"r{number}", "date": day.isoformat(), "publisher": f"Paper {number % 200}",
                "url": f"http://news.example/{number}", "title": text[:60].rsplit(" ", 1)[0], "text": text}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--longest", type=int, default=1200, help="characters of a text (default: 1200)")
    options = parser.parse_args()
    rewriter = Rewriter(options.longest)
    for number in range(options.first, options.first + options.count):
        json.dump(rewriter.report(number), sys.stdout)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""From the data sets to the finished pipeline folder, in one command: prepare, train, merge, make small.

First the syntax, then the names, whose token vectors start from those of the syntax; one thread, so that the results
are reproducible.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

import spacy

import vectors

HERE = pathlib.Path(__file__).resolve().parent

SOURCES = [
    ("UD English EWT", "https://github.com/UniversalDependencies/UD_English-EWT", "CC BY-SA 4.0"),
    ("GUM", "https://gucorpling.org/gum/", "annotations CC BY 4.0, texts CC BY and CC BY-SA"),
    ("UNER English EWT", "https://github.com/UniversalNER/UNER_English-EWT", "CC BY-SA 4.0"),
    ("CrossNER politics", "https://github.com/zliucr/CrossNER", "MIT, texts CC BY-SA"),
    ("GloVe 6B", "https://nlp.stanford.edu/projects/glove/", "PDDL 1.0"),
]

# The syntax is trained in two legs: the second goes on from the first with a learning rate that falls to nothing.
SECOND_LEG = ["--training.max_steps", "5600", "--training.eval_frequency", "1400",
              "--training.optimizer.learn_rate.initial_rate", "0.0012",
              "--training.optimizer.learn_rate.total_steps", "5600"]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="the pipeline folder to write")
    parser.add_argument("--work", type=pathlib.Path, default="build/train", help="folder for what lies between")
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parents[1] / "../shared/data", help="the data sets")
    parser.add_argument("--steps", type=int, help="fewer steps, for a trial")
    args = parser.parse_args()

    data, words = args.work / "data", args.work / "vectors"
    run("prepare.py", data, "--data", args.data)
    run("vectors.py", args.work, words)
    syntax = train("syntax", "syntax", args, words)
    syntax = train("syntax", "syntax-second", args, words, "--paths.start", syntax, *SECOND_LEG)
    names = train("ner", "ner", args, words, "--paths.syntax", syntax)
    merge(syntax, names, args.out)
    run("compact.py", args.out, "--dense", "--key", vectors.KEY)


def run(script, *arguments):
    subprocess.run([sys.executable, HERE / script, *arguments], check=True)


def train(part, folder, args, words, *settings):
    """Trains a part; the folder of its best pipeline."""
    out, data = args.work / folder, args.work / "data"
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "spacy", "train", HERE / f"{part}.cfg", "--output", out, "--code", HERE / "start.py",
               "--paths.train", data / f"{part}-train.spacy", "--paths.dev", data / f"{part}-dev.spacy",
               "--paths.vectors", words, *settings]  # fmt: skip
    if args.steps:
        command += ["--training.max_steps", str(args.steps), "--training.eval_frequency", str(max(1, args.steps // 2))]
    with open(out / "log.txt", "w") as log:
        one_thread = os.environ | {"OMP_NUM_THREADS": "1"}
        if subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, env=one_thread).returncode != 0:
            sys.exit(f"training failed: see {out}/log.txt")
    vectors.name_key(out / "model-best")
    return out / "model-best"


def merge(syntax, ner, out):
    """One pipeline: the syntax part and, as its last component, the names."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(ner))
    for section in ("train", "dev", "vectors", "start"):  # where the files lay on the training machine is nobody's business
        nlp.config["paths"][section] = None
    nlp.config["initialize"]["after_init"] = None
    nlp.meta.update(
        name="communique",
        version="1.0.0",
        description="English syntax (Universal Dependencies v2) and names for news",
        license="CC BY-SA 4.0",
        sources=[{"name": name, "url": url, "license": licence} for name, url, licence in SOURCES],
    )
    shutil.rmtree(out, ignore_errors=True)
    nlp.to_disk(out)


if __name__ == "__main__":
    main()

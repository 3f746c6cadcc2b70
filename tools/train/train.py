"""From the data sets to the finished pipeline folder, in one command: prepare, train, merge, measure.

Syntax and names are trained as two processes side by side, one thread each: that uses two cores, keeps the results
reproducible, and lets either be trained again alone.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

import spacy

HERE = pathlib.Path(__file__).resolve().parent

SOURCES = [
    ("UD English EWT", "https://github.com/UniversalDependencies/UD_English-EWT", "CC BY-SA 4.0"),
    ("GUM", "https://gucorpling.org/gum/", "annotations CC BY 4.0, texts CC BY and CC BY-SA"),
    ("UNER English EWT", "https://github.com/UniversalNER/UNER_English-EWT", "CC BY-SA 4.0"),
    ("CrossNER politics", "https://github.com/zliucr/CrossNER", "MIT, texts CC BY-SA"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path, help="the pipeline folder to write")
    parser.add_argument("--work", type=pathlib.Path, default="build/train", help="folder for what lies between")
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parents[1] / "../shared/data", help="the data sets")
    parser.add_argument("--steps", type=int, help="fewer steps, for a trial")
    args = parser.parse_args()

    data = args.work / "data"
    subprocess.run([sys.executable, HERE / "prepare.py", data, "--data", args.data], check=True)
    parts = [start_training(name, data, args.work / name, args.steps) for name in ("syntax", "ner")]
    if any([part.wait() for part in parts]):
        sys.exit("training failed: see the logs in " + str(args.work))
    merge(args.work / "syntax/model-best", args.work / "ner/model-best", args.out)
    subprocess.run([sys.executable, HERE / "evaluate.py", args.out, data], check=True)


def start_training(name, data, out, steps):
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "spacy", "train", HERE / f"{name}.cfg", "--output", out,
               "--paths.train", data / f"{name}-train.spacy", "--paths.dev", data / f"{name}-dev.spacy"]  # fmt: skip
    if steps:
        command += ["--training.max_steps", str(steps), "--training.eval_frequency", str(max(1, steps // 2))]
    one_thread = os.environ | {"OMP_NUM_THREADS": "1"}
    with open(out / "log.txt", "w") as log:
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=one_thread)


def merge(syntax, ner, out):
    """One pipeline: the syntax part and, as its last component, the names."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(ner))
    for section in ("train", "dev"):  # where the files lay on the training machine is nobody's business
        nlp.config["paths"][section] = None
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

# SPDX-License-Identifier: Apache-2.0
"""Speed, start and memory, as figures and as ratios within one run. See bench/README.md.

bench.py BUILD        the folder that `make` built in
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import texts

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
ROUNDS = int(os.environ.get("CMQ_BENCH_ROUNDS", "5"))
WORDS = int(os.environ.get("CMQ_BENCH_WORDS", "60000"))
DATA = os.environ.get("CMQ_BENCH_DATA", ROOT.parent / "shared" / "data")
PYTHON = os.environ.get("CMQ_SPACY_PYTHON", "python3")
PIPELINE = os.environ.get("CMQ_SPACY_PIPELINE")
PROCESSORS = sorted(os.sched_getaffinity(0))
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}


def run(*command, processors=1):
    """Runs a command on so many processors: its output; the seconds it took, on the wall and of processors, and its
    peak in MiB."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        env=os.environ | ONE_THREAD,
        preexec_fn=lambda: os.sched_setaffinity(0, PROCESSORS[:processors]),
    )
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: exit {process.returncode}: {' '.join(map(str, command))}")
    wall = time.monotonic() - begun
    return output, {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "mib": usage.ru_maxrss / 1024}


def medians(rounds):
    return {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}


def measure(cases):
    """The medians of each case over the rounds; the cases take turns, so that all meet the same machine."""
    rounds = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, case in cases.items():
            rounds[name].append(case())
    return {name: medians(figures) for name, figures in rounds.items()}


def table(title, rows, columns):
    print(f"\n{title:<36}" + "".join(f"{heading:>12}" for heading, _ in columns))
    for name, figures in rows.items():
        print(f"  {name:<34}" + "".join(f"{cell(figures):>12}" for _, cell in columns), flush=True)


def speed(figures, clock):
    return figures["words"] / figures[clock]


def speed_columns(rows, base, clock="cpu"):
    """Words a second by the clock on the wall and by the processor's, the ratio by `clock`: where the machine has other
    work, the processor's is the fairer."""
    return [
        ("words/s", lambda figures: f"{speed(figures, 'wall'):,.0f}"),
        ("words/cpu s", lambda figures: f"{speed(figures, 'cpu'):,.0f}"),
        ("ratio", lambda figures: f"{speed(figures, clock) / speed(rows[base], clock):.2f}"),
        ("MiB", lambda figures: f"{figures['mib']:.0f}"),
    ]


def start_columns(rows, base):
    return [
        ("ms", lambda figures: f"{1000 * figures['wall']:.0f}"),
        ("cpu ms", lambda figures: f"{1000 * figures['cpu']:.0f}"),
        ("ratio", lambda figures: f"{rows[base]['cpu'] / figures['cpu']:.2f}"),
        ("MiB", lambda figures: f"{figures['mib']:.0f}"),
    ]


def reporting(*command, processors=1):
    """A case: a program that prints its own figures as JSON."""

    def case():
        output, figures = run(*command, processors=processors)
        return figures | json.loads(output)

    return case


def whole(words, *command):
    """A case: a program from its start to its end, over so many words."""

    def case():
        return run(*command)[1] | {"words": words}

    return case


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else "unknown processor"


def find_spacy():
    """The version of spaCy to compare with; None, after saying why, if there is none."""
    try:
        output = subprocess.run(
            [PYTHON, "-c", "import spacy; print(spacy.__version__)"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        print("no spaCy: pip install -r tools/train/requirements.txt, and name that Python in CMQ_SPACY_PYTHON")
        return None
    if not PIPELINE:
        print("no pipeline for spaCy: name the folder that the model was imported from in CMQ_SPACY_PIPELINE")
        return None
    return output.strip()


class Bench:
    def __init__(self, build, work, reports):
        self.program = build / "communique"
        self.library = build / "bench" / "bench_parse"
        self.levels = build / "bench" / "bench_kernels"
        self.texts, self.one = work / "texts", work / "one"
        self.few, self.many = work / "few.jsonl", work / "many.jsonl"
        self.few_count, self.many_count = len(reports), 5 * len(reports)
        self.model = []
        self.texts.write_text("".join(text + "\0" for _, text in reports), encoding="utf-8", newline="")
        self.one.write_text("Russia invaded Ukraine on Thursday.\0", encoding="utf-8")
        self.write_jsonl(self.few, reports, 1)
        self.write_jsonl(self.many, reports, 5)

    @staticmethod
    def write_jsonl(path, reports, copies):
        with open(path, "w", encoding="utf-8") as file:
            for number, (date, text) in enumerate(reports * copies):
                json.dump({"id": str(number), "date": date, "text": text}, file)
                file.write("\n")

    def use_pipeline(self, work):
        """From here on with the weights of spaCy's pipeline, whatever is built in."""
        model = work / "model.cmq"
        run(self.program, "model", "import", PIPELINE, "-o", model)
        self.model = ["-m", model]

    def library_on(self, path, *options):
        return [self.library, *self.model, *options, path]

    def count_words(self):
        return json.loads(run(*self.library_on(self.texts))[0])["words"]

    def parse(self, version):
        base = "communique, float32"
        cases = {
            base: reporting(*self.library_on(self.texts)),
            "communique, int8": reporting(*self.library_on(self.texts, "-p", "int8")),
        }
        if version:
            batch = run(PYTHON, HERE / "spacy_pipe.py", PIPELINE, self.texts, "tune")[0].decode().strip()
            base = f"spaCy {version}, batches of {batch}"
            cases[base] = reporting(PYTHON, HERE / "spacy_pipe.py", PIPELINE, self.texts, batch)
        rows = measure(cases)
        table("parse, one thread, warm", rows, speed_columns(rows, base))
        if version and rows[base]["words"] != rows["communique, float32"]["words"]:
            print("  (the two do not find the same number of words: they are not the same model)")

    def start(self, version):
        cases = {"communique": whole(0, *self.library_on(self.one))}
        base = "communique"
        if version:
            base = f"spaCy {version}"
            cases[base] = whole(0, PYTHON, HERE / "spacy_pipe.py", PIPELINE, self.one, 1)
        rows = measure(cases)
        table("start to end, one sentence", rows, start_columns(rows, base))

    def threads(self):
        cases = {
            f"{count} thread{'s' if count > 1 else ''}": reporting(
                *self.library_on(self.texts, "-t", count), processors=count
            )
            for count in (1, 2)
            if count <= len(PROCESSORS)
        }
        rows = measure(cases)
        table("parse, threads", rows, speed_columns(rows, "1 thread", "wall"))

    def kernels(self):
        """Every level that this processor has; VNNI is about int8 alone."""
        model = self.model[1] if self.model else ROOT / "lang" / "en" / "model" / "english.cmq"
        rounds = {}
        for _ in range(ROUNDS):
            lines = run(self.levels, model, self.texts)[0].decode().splitlines()
            for level, precision, speed_of_level, _ in map(str.split, lines):
                if precision == "int8" or not level.endswith("vnni"):
                    rounds.setdefault(f"{precision}, {level}", []).append(float(speed_of_level))
        by_precision = sorted(rounds, key=lambda name: name.split(",")[0])
        rows = {name: statistics.median(rounds[name]) for name in by_precision}
        columns = [
            ("", lambda speed_of_level: ""),
            ("words/cpu s", lambda speed_of_level: f"{speed_of_level:,.0f}"),
            ("ratio", lambda speed_of_level: f"{speed_of_level / rows['float32, portable']:.2f}"),
        ]
        table("parse, kernels", rows, columns)

    def programs(self, words):
        model = ["--model", self.model[1]] if self.model else []
        to_nowhere = ["-o", "/dev/null", *model]
        rows = measure(
            {
                "parse, CoNLL-U": whole(words, self.program, "parse", *to_nowhere, self.few),
                "parse, CoNLL-U, int8": whole(
                    words, self.program, "parse", "--precision", "int8", *to_nowhere, self.few
                ),
                "parse, JSON": whole(words, self.program, "parse", "-f", "jsonl", *to_nowhere, self.few),
                f"code, {self.few_count} reports": whole(words, self.program, "code", *to_nowhere, self.few),
                f"code, {self.many_count} reports": whole(5 * words, self.program, "code", *to_nowhere, self.many),
            }
        )
        table("whole programs, one thread", rows, speed_columns(rows, "parse, CoNLL-U"))


def main(build):
    names, reports = texts.choose(DATA, ROOT / "examples", WORDS)
    version = find_spacy()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        bench = Bench(pathlib.Path(build).resolve(), work, reports)
        if version:
            bench.use_pipeline(work)
        words = bench.count_words()
        print(
            f"{len(reports)} reports, {words:,} words without punctuation, of {', '.join(names)}; "
            f"medians of {ROUNDS} rounds; {processor()}"
        )
        bench.parse(version)
        bench.start(version)
        bench.threads()
        bench.kernels()
        bench.programs(words)


if __name__ == "__main__":
    main(*sys.argv[1:])

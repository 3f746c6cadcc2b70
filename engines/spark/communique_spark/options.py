# SPDX-License-Identifier: Apache-2.0
"""Options that commands share, and what they stand for."""

import argparse
from contextlib import contextmanager

from . import sources
from .coding import Coder
from .session import open_session

# The status to exit with is the command line's: 2 is wrong usage.
DONE, REJECTS, WRONG_USAGE, FAILED = range(4)


class WrongUsage(Exception):
    """The message says what to do instead."""


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("a number from 1")
    return value


def pair(text):
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise argparse.ArgumentTypeError("KEY=VALUE")
    return key, value


def add_source(parser):
    parser.add_argument("input", metavar="INPUT", help="file, folder or pattern, in any store that Spark reads")
    parser.add_argument("--format", choices=sources.FORMATS,
                        help="jsonl, parquet, or warc (WARC and WET); default: as INPUT ends")
    parser.add_argument("--max-record-bytes", type=positive, default=sources.Limits.record, metavar="N",
                        help="reject a line, row or record of more bytes; default: %(default)s")
    parser.add_argument("--max-file-bytes", type=positive, default=sources.Limits.file, metavar="N",
                        help="reject a file that must be read whole (.gz, .zst, WARC) and has more; an executor needs six "
                             "times as much memory; default: %(default)s")
    parser.add_argument("--undated", action="store_true", help="accept reports without a date")


def add_coder(parser):
    parser.add_argument("--model", metavar="FILE", help="use this model, at this path on every machine")
    parser.add_argument("--lexicon", metavar="DIR", help="lay these dictionaries over the built-in ones")
    parser.add_argument("--ontology", metavar="DIR", help="use these codes in place of CAMEO's")
    parser.add_argument("--precision", choices=("float32", "int8"), default="float32",
                        help="of the model's arithmetic: int8 is faster and a little less exact; default: %(default)s")


def add_session(parser):
    parser.add_argument("--master", metavar="URL",
                        help="Spark's master, such as spark://host:7077 or local[4]; default: Spark's configuration, or all "
                             "cores of this machine")
    parser.add_argument("--conf", type=pair, action="append", default=[], metavar="KEY=VALUE",
                        help="a setting of Spark's; may be given again")


def format_of(arguments):
    format = arguments.format or sources.format_of(arguments.input)
    if format is None:
        raise WrongUsage(f"{arguments.input} does not end as a format does: say --format {', '.join(sources.FORMATS)}")
    return format


def limits(arguments):
    return sources.Limits(arguments.max_record_bytes, arguments.max_file_bytes)


def coder(arguments):
    return Coder(arguments.model, arguments.lexicon, arguments.ontology, arguments.precision)


@contextmanager
def session(arguments, name, settings=None):
    """A session that ends with the block; the user's settings go over the command's."""
    spark = open_session(name, arguments.master, {**(settings or {}), **dict(arguments.conf)})
    try:
        yield spark
    finally:
        spark.stop()

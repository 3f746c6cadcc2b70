# SPDX-License-Identifier: Apache-2.0
"""The command `communique-spark`."""

import argparse
import logging
import signal
import sys

from . import code, options, relate, watch

COMMANDS = {
    "code": (code, "code an archive of reports into tables of Parquet"),
    "relate": (relate, "relate coded reports: near copies, stories, occurrences"),
    "watch": (watch, "code reports as they come into a folder or a topic"),
}


def parser():
    top = argparse.ArgumentParser(
        prog="communique-spark",
        description="Codes dated news reports on Apache Spark: the same codings as `communique code`.",
        epilog="Exit status: 0 all done; 1 done, but some reports were rejected; 2 wrong usage; 3 could not go on.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, summary) in COMMANDS.items():
        one = commands.add_parser(name, help=summary, description=module.__doc__,
                                  formatter_class=argparse.RawDescriptionHelpFormatter)
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return top


def main(arguments=None):
    from communique import CommuniqueError
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    given = parser().parse_args(arguments)
    # Py4J tells of an interrupt as if it had failed.
    logging.disable(logging.ERROR)
    # As for an interrupt from the keyboard: the session is closed, and Spark's processes end with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return given.run(given)
    except options.WrongUsage as problem:
        say(problem)
        return options.WRONG_USAGE
    except KeyboardInterrupt:
        say("interrupted")
        return options.FAILED
    except (CommuniqueError, PySparkException, Py4JError, ValueError) as problem:
        say(reason_of(problem))
        return options.FAILED


def reason_of(problem):
    """What went wrong in one line, for a person: what an executor's Python raised, or the first of the causes that Java
    tells."""
    lines = str(problem).splitlines() or [type(problem).__name__]
    traced = [number for number, line in enumerate(lines) if "Traceback (most recent call last)" in line]
    if traced:
        return next((line for line in lines[traced[-1] + 1 :] if line[:1].strip()), lines[0])
    causes = [line for line in lines if line.startswith("Caused by: ")]
    return causes[-1].removeprefix("Caused by: ") if causes else lines[0]


def say(message):
    print(f"communique-spark: {message}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

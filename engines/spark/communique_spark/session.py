# SPDX-License-Identifier: Apache-2.0
"""The Spark session that a command runs in."""

import os
import sys
from pathlib import Path

# Rows that go to a Python process at once: a coding takes milliseconds, so more would only cost memory.
ROWS_AT_ONCE = 64

SETTINGS = {
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_AT_ONCE),
    "spark.sql.parquet.compression.codec": "zstd",
    # Days before 1582 are days of the same calendar as in the coding.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.session.timeZone": "UTC",
    # Coding takes a hundred times as long as reading: tasks of few bytes keep all cores busy.
    "spark.sql.files.maxPartitionBytes": "16m",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "4m",
}


def open_session(name, master=None, settings=None):
    """The session, with `settings` (a dict) over our own; `master` None leaves it to Spark's configuration,
    and to all cores of this machine where that has none. Executors run the Python that this is, unless
    PYSPARK_PYTHON names another."""
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf()
    conf.setAppName(name)
    if master is not None:
        conf.setMaster(master)
    conf.setIfMissing("spark.master", "local[*]")
    progress = "true" if sys.stderr.isatty() else "false"
    for key, value in {**SETTINGS, "spark.ui.showConsoleProgress": progress, **(settings or {})}.items():
        conf.set(key, value)
    return SparkSession.builder.config(conf=conf).getOrCreate()

# SPDX-License-Identifier: Apache-2.0
"""`communique-spark relate`: near copies, stories and occurrences of reports that `communique-spark code` coded, with
the answer that `communique add` gives of the same reports by day, then id.

    OUTPUT/reports        the number of each report, by which the others name it
    OUTPUT/copies         a report that has the text of an earlier one, or parts of it
    OUTPUT/story_reports  the strand that a report joined; OUTPUT/story_history: which became part of which
    OUTPUT/stories        a strand, and the story that it is of now, by run: the last one holds
    OUTPUT/occurrences, OUTPUT/occurrence_events, OUTPUT/part_of    what happened, and which events tell of it
    OUTPUT/state          what the next run goes on from; OUTPUT/runs: the runs that are done

The columns are those of the store's tables (docs/store.md). Run again, it relates the reports that have come since, as
if they had been added to the store then; a run that did not come to its end is done over. Of the same report, what
makes it so being as in a store, only the first counts; other content under its id is a report of its own.

Reports meet as copies only by keys of sentences that both have, so connected components of reports and keys are related
apart. Occurrences are related apart by family of acts. Stories are one ordered stream in one task: what a report joins
depends on all reports before it.
"""

import sys
import time
from contextlib import contextmanager

from pyspark.errors import AnalysisException
from pyspark.sql import Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from . import options, relating
from .components import components

# As the C library has it (CMQ_COPY_COMMON): a key that more reports stand for proposes none, and takes no more.
COMMON = 60
# Rows of one task that numbers them.
NUMBERED = 100_000
# A chunk of a state comes before all reports.
BEFORE = 1 << 40

ROWS_AT_ONCE = {"spark.sql.execution.arrow.maxRecordsPerBatch": str(relating.ROWS)}


class Tables:
    """The tables in a folder, each a folder of runs. A run counts once it is in `runs`."""

    def __init__(self, spark, folder):
        self.spark = spark
        self.folder = folder.rstrip("/")
        done = self._read("runs")
        last = done.orderBy(F.desc("run")).first() if done is not None else None
        self.last = last["run"] if last else 0
        self.reports = last["reports"] if last else 0
        self.occurrences = last["occurrences"] if last else 0
        self.run = self.last + 1

    def _read(self, name):
        try:
            return self.spark.read.option("basePath", f"{self.folder}/{name}").parquet(f"{self.folder}/{name}/run=*")
        except AnalysisException as problem:
            if problem.getErrorClass() == "PATH_NOT_FOUND":
                return None
            raise

    def before(self, name):
        """The rows of the runs that are done; None if there are none."""
        rows = self._read(name) if self.last > 0 else None
        return rows.where(F.col("run") <= self.last) if rows is not None else None

    def of_last(self, name):
        rows = self.before(name)
        return rows.where(F.col("run") == self.last).drop("run") if rows is not None else None

    def write(self, name, rows):
        """Writes this run's rows and gives them back as they are kept."""
        path = f"{self.folder}/{name}/run={self.run}"
        rows.write.mode("overwrite").parquet(path)
        return self.spark.read.schema(rows.schema).parquet(path)

    def so_far(self, name, rows):
        """This run's rows behind those of the runs before."""
        old = self.before(name)
        return rows if old is None else old.select(rows.columns).unionAll(rows)


def with_numbers(rows, name, group, order, base):
    """Adds a column that numbers the rows by `group` (nulls first), then `order`, from `base` + 1. No task sees more
    rows than a group has."""
    before = Window.orderBy(F.col("its_group").asc_nulls_first()).rowsBetween(Window.unboundedPreceding, -1)
    sizes = rows.groupBy(F.col(group).alias("its_group")).count()
    bases = sizes.select("its_group", F.coalesce(F.sum("count").over(before), F.lit(0)).alias("base"))
    place = F.row_number().over(Window.partitionBy(group).orderBy(*order))
    return (
        rows.withColumn("place", place)
        .join(F.broadcast(bases), F.col(group).eqNullSafe(F.col("its_group")))
        .withColumn(name, F.lit(base) + F.col("base") + F.col("place"))
        .drop("its_group", "base", "place")
    )


# ---- what is new ------------------------------------------------------------------------------------------------------


def told_apart(codings):
    """(fingerprint, id, date, traces) of the reports that were coded, each once. What makes a report the same is what
    does so in a store: text, title, day, publisher, language, and its URL, or its id where it has none."""
    same = F.struct("sha256", "title", F.to_date("date").alias("date"), "publisher", "language", F.coalesce("url", "id").alias("url"))
    return (
        codings.where("traces IS NOT NULL")
        .select(F.unhex(F.md5(F.to_json(same))).alias("fingerprint"), "id", F.to_date("date").alias("date"), "traces")
        .groupBy("fingerprint")
        .agg(F.min("id").alias("id"), F.min("date").alias("date"), F.min("traces").alias("traces"))
    )


def new_reports(tables, codings):
    """(report, id, date, fingerprint) of those that no run before has related."""
    reports = codings.drop("traces")
    known = tables.before("reports")
    if known is not None:
        reports = reports.join(known, "fingerprint", "left_anti")
    return with_numbers(reports, "report", "date", ["id", "fingerprint"], tables.reports)


def pieces_of(codings, reports):
    """What each part of relating takes of the new reports."""
    return codings.join(reports.select("fingerprint", "report"), "fingerprint").select("report", "traces").mapInArrow(
        relating.split, from_arrow_schema(relating.PIECES)
    )


# ---- near copies ------------------------------------------------------------------------------------------------------


def relate_copies(tables, pieces, buckets):
    keys = pieces.select("report", F.explode("keys").alias("key"))
    old = tables.before("state/copies")
    standing = None if old is None else old.select(F.col("report").alias("holder"), F.explode("keys").alias("key"))
    placed = buckets_of(keys, standing, pieces, buckets)
    rows = placed.join(pieces, "report").select("bucket", "report", F.lit(None).cast("binary").alias("state"), "traces")
    if old is not None:
        needed = placed.join(keys, "report").join(standing, "key").select("bucket", F.col("holder").alias("report")).distinct()
        rows = rows.unionAll(
            needed.join(old, "report").select("bucket", "report", "state", F.lit(None).cast("binary").alias("traces"))
        )
    related = (
        rows.repartition("bucket")
        .sortWithinPartitions("bucket", "report")
        .mapInArrow(relating.relate_copies, from_arrow_schema(relating.COPIES))
        .checkpoint()
    )
    tables.write("copies", related.where("source IS NOT NULL").drop("keys", "state"))
    tables.write("state/copies", related.select("report", "keys", "state"))


def buckets_of(keys, standing, pieces, buckets):
    """(report, bucket): reports that may meet are in one bucket. By a key that is common already nobody meets."""
    if standing is not None:
        common = standing.groupBy("key").count().where(F.col("count") > COMMON)
        keys = keys.join(common, "key", "left_anti")
    least = F.min("report").over(Window.partitionBy("key"))
    edges = keys.select(F.col("report").alias("node"), least.alias("least")).where("least < node").distinct()
    component = F.coalesce("least", "report")
    return (
        pieces.select("report")
        .join(components(edges), F.col("report") == F.col("node"), "left")
        .select("report", F.pmod(F.xxhash64(component), F.lit(buckets)).alias("bucket"))
    )


# ---- stories ----------------------------------------------------------------------------------------------------------


def behind_state(pieces, state, *columns):
    """The pieces behind the chunks of a state, as rows of `columns`, report, state and traces."""
    rows = pieces.select(*columns, "report", F.lit(None).cast("binary").alias("state"), "traces")
    if state is None:
        return rows
    before = (F.col("chunk") - F.lit(BEFORE)).alias("report")
    return rows.unionAll(state.select(*columns, before, "state", F.lit(None).cast("binary").alias("traces")))


def relate_stories(tables, pieces):
    related = (
        behind_state(pieces, tables.of_last("state/stories"))
        .repartition(1)
        .sortWithinPartitions("report")
        .mapInArrow(relating.relate_stories, from_arrow_schema(relating.STORIES))
        .checkpoint()
    )
    told = related.where("report IS NOT NULL")
    joined = tables.write("story_reports", told.select("report", "strand", "alike"))
    merges = tables.write("story_history", told.select("report", F.posexplode("merges").alias("number", "merge")).select(
        "report", "number", F.col("merge.story").alias("story"), F.col("merge.into").alias("merged_into")))
    tables.write("state/stories", related.where("state IS NOT NULL").select("chunk", "state"))
    strands = tables.so_far("story_reports", joined).select(F.col("strand").alias("story")).distinct()
    tables.write("stories", stories_now(strands, tables.so_far("story_history", merges)))


def stories_now(strands, history):
    """(story, merged_into): the story that each strand is of now, null where it is one."""
    last = F.max_by(F.col("merged_into"), F.struct("report", "number")).alias("merged_into")
    links = history.groupBy("story").agg(last).where("story != merged_into")
    # A strand hangs on one that may hang on another: each round halves the way up.
    links = links.checkpoint()
    while True:
        up = links.select(F.col("story").alias("merged_into"), F.col("merged_into").alias("further"))
        links = links.join(up, "merged_into", "left").select(
            "story", F.coalesce("further", "merged_into").alias("merged_into"), "further").checkpoint()
        if links.where("further IS NOT NULL").isEmpty():
            return strands.join(links.drop("further"), "story", "left")
        links = links.drop("further")


# ---- occurrences ------------------------------------------------------------------------------------------------------


def relate_occurrences(tables, pieces):
    """Gives the number of occurrences so far."""
    related = (
        behind_state(pieces, tables.of_last("state/occurrences"), "family")
        .repartition("family")
        .sortWithinPartitions("family", "report")
        .mapInArrow(relating.relate_occurrences, from_arrow_schema(relating.OCCURRENCES))
        .checkpoint()
    )
    tables.write("state/occurrences", related.where("state IS NOT NULL").select("family", "chunk", "state"))
    told = related.select("family", "report", F.explode("tellings").alias("telling")).select("family", "report", "telling.*")
    begun = told.where("is_new").withColumn("group", F.floor(F.col("report") / NUMBERED))
    numbered = tables.write(
        "occurrences",
        with_numbers(begun, "occurrence", "group", ["report", "event"], tables.occurrences).select(
            "occurrence", "family", "number"
        ),
    )
    numbers = tables.so_far("occurrences", numbered)
    tables.write(
        "occurrence_events",
        told.join(numbers, ["family", "number"]).select("report", "event", "occurrence", "status"),
    )
    parts = related.select("family", F.explode("inclusions").alias("pair")).select("family", "pair.*").distinct()
    for side in ("part", "whole"):
        of_side = numbers.select("family", F.col("number").alias(side), F.col("occurrence").alias(f"its_{side}"))
        parts = parts.join(of_side, ["family", side])
    parts = parts.select(F.col("its_part").alias("part"), F.col("its_whole").alias("whole"))
    known = tables.before("part_of")
    tables.write("part_of", parts if known is None else parts.join(known, ["part", "whole"], "left_anti"))
    return tables.occurrences + numbered.count()


# ---- all --------------------------------------------------------------------------------------------------------------


@contextmanager
def checkpoints(spark, folder):
    """Checkpoints go to a folder, which is gone after the block."""
    spark.sparkContext.setCheckpointDir(folder)
    try:
        yield
    finally:
        path = spark._jvm.org.apache.hadoop.fs.Path(folder)
        path.getFileSystem(spark._jsc.hadoopConfiguration()).delete(path, True)


def relate(spark, codings, folder, buckets, done=lambda stage, seconds: None):
    """Relates the codings (a DataFrame as `code` writes it) that the tables in `folder` do not have, in `buckets` tasks
    where it can, and tells `done` of each stage. Gives the number of them. What stages hand to each other is kept in
    `folder`, too, so that a machine that is lost costs no more than its tasks."""
    with checkpoints(spark, f"{folder.rstrip('/')}/work"):
        return relate_new(spark, told_apart(codings), Tables(spark, folder), buckets, done)


def relate_new(spark, codings, tables, buckets, done):
    @contextmanager
    def stage(name):
        begun = time.monotonic()
        yield
        done(name, time.monotonic() - begun)

    with stage("reports"):
        reports = tables.write("reports", new_reports(tables, codings))
        total = reports.count()
    if total == 0:
        return 0
    with stage("pieces"):
        pieces = pieces_of(codings, reports).checkpoint()
    with stage("copies"):
        relate_copies(tables, pieces.where("part = 'copies'").select("report", "keys", "traces"), buckets)
    with stage("stories"):
        relate_stories(tables, pieces.where("part = 'stories'"))
    with stage("occurrences"):
        occurrences = relate_occurrences(tables, pieces.where("part = 'occurrences'"))
    tables.write("runs", spark.createDataFrame([(tables.reports + total, occurrences)], "reports long, occurrences long"))
    return total


def add_arguments(parser):
    parser.add_argument("input", metavar="INPUT", help="table of codings: OUTPUT/codings of `communique-spark code`")
    parser.add_argument("output", metavar="OUTPUT", help="folder of the tables, in any store that Spark writes")
    parser.add_argument("--partitions", type=options.positive, metavar="N",
                        help="tasks to relate copies in; default: spark.sql.shuffle.partitions")
    parser.add_argument("--timings", action="store_true", help="tell how long each stage took")
    options.add_session(parser)


def run(arguments):
    def say(stage, seconds):
        if arguments.timings:
            print(f"{stage}: {seconds:.1f} s", file=sys.stderr)

    with options.session(arguments, "communique-spark relate", ROWS_AT_ONCE) as spark:
        buckets = arguments.partitions or int(spark.conf.get("spark.sql.shuffle.partitions"))
        total = relate(spark, spark.read.parquet(arguments.input), arguments.output, buckets, say)
    print(f"{total} reports related", file=sys.stderr)
    return options.DONE

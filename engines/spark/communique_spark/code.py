# SPDX-License-Identifier: Apache-2.0
"""`communique-spark code`: an archive of reports into tables of Parquet.

    OUTPUT/codings   a row a report, also of those that were rejected, in folders by month
    OUTPUT/events    a row an event and pair of actors, in folders by month
    OUTPUT/rejects   a row a report that could not be coded: where it stands, its id, why

Reports are read where their files are, then shuffled twice while they are still small: by id, so that the first of
an id is known, and by day and id, so that each task codes a stretch of time. Codings are written where they are made
and never shuffled: with an executor are lost the reports that it was coding, not those that it has coded.
"""

import sys
from functools import partial

from pyspark.sql import Window
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from . import coding, options, reading, sources

SAME_ID = "a report with this id was read before: give each report an id of its own"
PLACE = ("file", "start", "line")
REJECT = (*PLACE, "id", "reason")


def read_reports(reader, path, format, limits, undated):
    """The DataFrame of reports, and of what is none, that files hold; its columns are those of `reading.REPORT`. Each
    call of `reader` gives a reader of Spark's, of tables or of streams."""
    if format == "parquet":
        return reports_of_records(sources.rows(reader(), path, limits), limits, undated)
    if format == "warc":
        return reports_of_files(sources.slices(reader(), path, limits), format, limits, undated)
    plain = reports_of_records(sources.lines(reader(), path, limits), limits, undated)
    whole = sources.slices(reader(), path, limits, sources.is_compressed())
    return plain.unionAll(reports_of_files(whole, format, limits, undated))


def reports_of_records(records, limits, undated):
    read = partial(reading.read_records, limit=limits.record, undated=undated)
    return records.mapInArrow(read, from_arrow_schema(reading.REPORT))


def reports_of_files(slices, format, limits, undated):
    read = partial(reading.read_files, format=format, limit=limits.record, undated=undated)
    return slices.mapInArrow(read, from_arrow_schema(reading.REPORT))


def refuse_repeated(reports):
    """Rejects all reports of an id but the first, by file and place in it. What is no report does not count."""
    sound = F.col("reason").isNull()
    # A key of its own for each of the others, so that no task gets them all.
    key = F.when(sound, F.concat(F.lit("="), "id")).otherwise(F.concat_ws("\n", *PLACE))
    number = F.row_number().over(Window.partitionBy(key).orderBy(*PLACE))
    repeated = sound & (F.col("number") > 1)
    return reports.withColumn("number", number).select(
        *(name for name in reports.columns if name not in ("text", "reason")),
        F.when(~repeated, F.col("text")).alias("text"),
        F.when(repeated, F.lit(SAME_ID)).otherwise(F.col("reason")).alias("reason"),
    )


def in_order(reports, partitions):
    """By day and id, the order in which relating takes reports, in tasks of like size."""
    order = ("date", "id", *PLACE)
    ranges = (partitions, *order) if partitions else order
    return reports.repartitionByRange(*ranges).sortWithinPartitions(*order)


def code_reports(reports, coder, undated):
    """The DataFrame of codings of a DataFrame of reports, with the month that a row is filed under."""
    schema = coding.schema(coder)
    coded = reports.select(*reading.REPORT.names).mapInArrow(
        partial(coding.code, coder=coder, undated=undated), from_arrow_schema(schema)
    )
    return coded.withColumn("month", F.date_format("date", "yyyy-MM"))


def events_of(codings):
    return codings.where(F.col("reason").isNull()).select(F.explode("events").alias("event"), "month").select("event.*", "month")


def rejects_of(codings):
    return codings.where(F.col("reason").isNotNull()).select(*REJECT)


def write(frame, path, mode, months=True):
    writer = frame.write.mode(mode)
    (writer.partitionBy("month") if months else writer).parquet(path)


def add_arguments(parser):
    options.add_source(parser)
    parser.add_argument("output", metavar="OUTPUT", help="folder of the tables, in any store that Spark writes")
    parser.add_argument("--partitions", type=options.positive, metavar="N",
                        help="tasks to code in, and least number of files; default: as many as the bytes of the reports ask for")
    parser.add_argument("--replace", action="store_true", help="replace the tables that are there")
    options.add_coder(parser)
    options.add_session(parser)


def run(arguments):
    format = options.format_of(arguments)
    coder, undated = options.coder(arguments), arguments.undated
    mode = "overwrite" if arguments.replace else "errorifexists"
    table = partial("{}/{}".format, arguments.output.rstrip("/"))
    with options.session(arguments, "communique-spark code") as spark:
        reports = read_reports(lambda: spark.read, arguments.input, format, options.limits(arguments), undated)
        ordered = in_order(refuse_repeated(reports), arguments.partitions)
        codings = code_reports(ordered, coder, undated)
        # In the order that the folders want, or the writer would sort anew by month alone.
        write(codings.sortWithinPartitions("month", "date", "id", *PLACE), table("codings"), mode)
        written = spark.read.schema(codings.schema).parquet(table("codings"))
        write(events_of(written), table("events"), mode)
        write(rejects_of(written), table("rejects"), mode, months=False)
        total, rejected, rows = written.agg(
            F.count("*"), F.count("reason"), F.coalesce(F.sum(F.array_size("events")), F.lit(0))
        ).first()
    print(f"{total} records, {rejected} rejected, {rows} rows of events", file=sys.stderr)
    return options.REJECTS if rejected else options.DONE

# SPDX-License-Identifier: Apache-2.0
"""`communique-spark watch`: reports as they come into a folder or a topic, each coded once into tables of Parquet.

    OUTPUT/codings, events, rejects   as `communique-spark code` writes them

Three queries with a checkpoint each: reports are coded into `codings`, of which the other tables are read. Killed at
any moment and run again, nothing is lost and nothing is there twice. A second report of an id is a row of its own.
"""

from functools import partial

from . import code, options, sources


def add_arguments(parser):
    options.add_source(parser)
    parser.add_argument("output", metavar="OUTPUT", help="folder of the tables, which this command alone writes")
    parser.add_argument("--checkpoint", required=True, metavar="DIR", help="folder of what is done, kept with OUTPUT")
    parser.add_argument("--source", choices=("folder", "kafka"), default="folder",
                        help="what INPUT is: a folder, or topics of Kafka with commas between; default: %(default)s")
    parser.add_argument("--option", type=options.pair, action="append", default=[], metavar="KEY=VALUE",
                        help="an option of Spark's source, such as maxFilesPerTrigger=100 or "
                             "kafka.bootstrap.servers=host:9092; may be given again")
    parser.add_argument("--every", type=options.positive, default=10, metavar="SECONDS",
                        help="look for reports this often; default: %(default)s")
    parser.add_argument("--once", action="store_true", help="end when what is there is coded")
    options.add_coder(parser)
    options.add_session(parser)


def run(arguments):
    format = options.format_of(arguments) if arguments.source == "folder" else None
    coder = options.coder(arguments)
    table = partial("{}/{}".format, arguments.output.rstrip("/"))
    # The columns of Parquet files are those of the files that are there at the start.
    with options.session(arguments, "communique-spark watch", {"spark.sql.streaming.schemaInference": "true"}) as spark:
        codings = code.code_reports(_reports(spark, format, arguments), coder, arguments.undated)
        _finish_first(_start(codings, "codings", arguments), arguments, spark, table("codings"))
        written = spark.readStream.schema(codings.schema).parquet(table("codings"))
        for name, frame in (("events", code.events_of(written)), ("rejects", code.rejects_of(written))):
            query = _start(frame, name, arguments)
            if arguments.once:
                query.awaitTermination()
        if not arguments.once:
            spark.streams.awaitAnyTermination()
    return options.DONE


def _reports(spark, format, arguments):
    limits = options.limits(arguments)

    def reader():
        return spark.readStream.options(**dict(arguments.option))

    if format is not None:
        return code.read_reports(reader, arguments.input, format, limits, arguments.undated)
    messages = sources.messages(reader().option("subscribe", arguments.input), limits)
    return code.reports_of_records(messages, limits, arguments.undated)


def _start(frame, name, arguments):
    writer = frame.writeStream.format("parquet").queryName(name)
    writer = writer.option("path", f"{arguments.output.rstrip('/')}/{name}")
    writer = writer.option("checkpointLocation", f"{arguments.checkpoint.rstrip('/')}/{name}")
    if "month" in frame.columns:
        writer = writer.partitionBy("month")
    if arguments.once:
        return writer.trigger(availableNow=True).start()
    return writer.trigger(processingTime=f"{arguments.every} seconds").start()


def _finish_first(query, arguments, spark, folder):
    """Waits until the table can be read as a stream. Before its first batch is committed, Spark would take the files
    that are being written for the table's own."""
    if arguments.once:
        query.awaitTermination()
        return
    log = spark._jvm.org.apache.hadoop.fs.Path(f"{folder}/_spark_metadata/0")
    store = log.getFileSystem(spark._jsc.hadoopConfiguration())
    while not store.exists(log):
        query.awaitTermination(arguments.every)

# SPDX-License-Identifier: Apache-2.0
"""Where records come from: files of any store that Spark reads, or a topic of Kafka. On the driver.

A source is a DataFrame in one of two shapes, which `reading` turns into reports:

records  a row a JSON object: `file`, `start` (where the part of the file begins in it, in bytes), `line` (its
         number in that part, from 1; null where the reader is to count), `length` in bytes, and `content`,
         null where the length is past the limit
slices   a row up to SLICE_BYTES of a file that must be read from its beginning: `file`, `length` of the file,
         `content`, null where the file is past the limit; the slices of a file follow one another

Rows of a partition are in the order of their files. So (file, start, line) orders reports as the command line
reads them, given the files in the order of their names.
"""

from dataclasses import dataclass

from pyspark.sql import functions as F
from pyspark.sql.types import TimestampNTZType, TimestampType

FORMATS = ("jsonl", "parquet", "warc")
ENDINGS = {
    "jsonl": (".jsonl", ".ndjson", ".json"),
    "parquet": (".parquet",),
    "warc": (".warc", ".wet"),
}
COMPRESSED = (".gz", ".zst")
FIELDS = ("id", "date", "publisher", "source", "url", "title", "language", "text")
SLICE_BYTES = 1 << 20
# Hadoop's reader of lines passes over a longer one without a word, so this is far above any limit of ours.
LINE_BYTES = 256 << 20


@dataclass(frozen=True)
class Limits:
    """What one record, and one file that must be read whole, may take at most, in bytes."""

    record: int = 8 << 20
    file: int = 256 << 20


def format_of(path):
    """The format that the path's ending tells, or None."""
    name = path.rstrip("/").lower()
    for ending in COMPRESSED:
        name = name.removesuffix(ending)
    for format, endings in ENDINGS.items():
        if name.endswith(endings):
            return format
    return None


def is_compressed():
    """Whether a file is to be read whole, by its name: a condition that keeps Spark from opening the others."""
    return F.lower(F.col("_metadata.file_name")).rlike(r"\.(gz|zst)$")


def _bounded(bytes, length, limit):
    return F.when(length <= limit, bytes)


def lines(reader, path, limits):
    """Records: the lines of plain files, which Spark splits."""
    value = F.col("value")
    length = F.octet_length(value)
    return (
        reader.option("lineSep", "\n")
        .option("mapreduce.input.linerecordreader.line.maxlength", str(LINE_BYTES))
        .format("text")
        .load(path)
        .where(~is_compressed())
        .select(
            F.col("_metadata.file_path").alias("file"),
            F.col("_metadata.file_block_start").alias("start"),
            F.lit(None).cast("long").alias("line"),
            length.cast("long").alias("length"),
            _bounded(value.cast("binary"), length, limits.record).alias("content"),
        )
    )


def slices(reader, path, limits, only=None):
    """Slices of the files, or of those that the condition `only` takes."""
    files = reader.format("binaryFile").load(path)
    if only is not None:
        files = files.where(only)
    sound = (
        files
        .where(F.col("length") <= limits.file)
        .select(
            F.col("path").alias("file"),
            "length",
            "content",
            # A file without bytes has one slice, which is empty.
            F.explode(F.expr(f"sequence(0L, greatest(length - 1, 0L) div {SLICE_BYTES})")).alias("slice"),
        )
        .select(
            "file",
            "length",
            F.expr(f"substring(content, cast(slice * {SLICE_BYTES} as int) + 1, {SLICE_BYTES})").alias("content"),
        )
    )
    too_large = files.where(F.col("length") > limits.file).select(
        F.col("path").alias("file"), "length", F.lit(None).cast("binary").alias("content")
    )
    return sound.unionAll(too_large)


def rows(reader, path, limits):
    """Records: the rows of Parquet files, as JSON objects of the columns that a report has."""
    table = reader.format("parquet").load(path)
    columns = [
        F.col(field.name).cast("date").alias(field.name)
        if isinstance(field.dataType, (TimestampType, TimestampNTZType))
        else F.col(field.name)
        for field in table.schema.fields
        if field.name in FIELDS
    ]
    if not columns:
        raise ValueError(f"the Parquet files of {path} have none of the columns {', '.join(FIELDS)}")
    value = F.encode(F.to_json(F.struct(*columns)), "UTF-8")
    return table.select(
        F.col("_metadata.file_path").alias("file"),
        F.lit(0).cast("long").alias("start"),
        (F.col("_metadata.row_index") + 1).alias("line"),
        value.alias("value"),
    ).select(
        "file",
        "start",
        "line",
        F.octet_length("value").cast("long").alias("length"),
        _bounded(F.col("value"), F.octet_length("value"), limits.record).alias("content"),
    )


def messages(reader, limits):
    """Records: the values of messages of Kafka, each a JSON object; `start` is the partition, `line` the offset."""
    value = F.col("value")
    return (
        reader.format("kafka")
        .load()
        .where(value.isNotNull())
        .select(
            F.concat(F.lit("kafka:"), F.col("topic")).alias("file"),
            F.col("partition").cast("long").alias("start"),
            F.col("offset").alias("line"),
            F.octet_length(value).cast("long").alias("length"),
            _bounded(value, F.octet_length(value), limits.record).alias("content"),
        )
    )

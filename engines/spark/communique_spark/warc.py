# SPDX-License-Identifier: Apache-2.0
"""Records of WARC files that hold plain text: WET's conversions above all.

The format is that of ISO 28500: a version, named fields, an empty line, a block of `Content-Length` bytes, two
line ends. Whatever a file holds, no more than a record's limit of it is kept.
"""

import json
from urllib.parse import urlsplit

FIELD_BYTES = 64 << 10
FIELDS = 256
SKIP_BYTES = 1 << 20
# Records of these types tell of other records and have no text of their own.
SILENT = {"warcinfo", "request", "metadata", "revisit", "continuation"}


class BrokenWarc(Exception):
    """The file is no WARC from here on."""


def records(stream, limit):
    """Yields (line, reason) for each record that could hold a report: `line` as of JSONL and no reason, or None and
    why not. A binary `stream` that is buffered. Raises BrokenWarc where the file breaks the format."""
    while fields := _head(stream):
        length = _length(fields)
        kind = fields.get("warc-type", "")
        content = fields.get("content-type", "").partition(";")[0].strip().lower()
        wanted = kind not in SILENT
        reason = None
        if wanted and content != "text/plain":
            reason = f'the record is {content or "of no stated type"}, not text/plain: turn it into text first'
        elif wanted and length > limit:
            reason = f"the record has {length} bytes, and the limit is {limit} (--max-record-bytes)"
        if not wanted or reason:
            _skip(stream, length)
            block = b""
        else:
            block = _exactly(stream, length)
        _exactly(stream, 4)
        if reason:
            yield None, reason
        elif wanted:
            yield _report(fields, block)


def _head(stream):
    """The fields of the next record, their names in lower case; None at the end of the file."""
    line = stream.readline(FIELD_BYTES)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(FIELD_BYTES)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise BrokenWarc("a record does not begin with WARC/")
    fields = {}
    for _ in range(FIELDS):
        line = stream.readline(FIELD_BYTES)
        if line in (b"\r\n", b"\n"):
            return fields
        name, colon, value = line.partition(b":")
        if not line.endswith(b"\n") or not colon:
            raise BrokenWarc("a record's head is not made of fields")
        fields[name.strip().lower().decode("ascii", "replace")] = value.strip().decode("utf-8", "replace")
    raise BrokenWarc(f"a record's head has more than {FIELDS} fields")


def _length(fields):
    text = fields.get("content-length", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise BrokenWarc("a record has no Content-Length")
    return int(text)


def _exactly(stream, length):
    block = stream.read(length)
    if len(block) < length:
        raise BrokenWarc("the file ends within a record")
    return block


def _skip(stream, length):
    while length > 0:
        length -= len(_exactly(stream, min(length, SKIP_BYTES)))


def _report(fields, block):
    """The day is that of the crawl, in UTC; the publisher is the URL's host."""
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as problem:
        return None, f"not UTF-8: byte 0x{block[problem.start]:02X} at byte {problem.start} of the record"
    url = fields.get("warc-target-uri")
    report = {
        "id": fields.get("warc-record-id", "").strip("<>"),
        "date": fields.get("warc-date", "")[:10],
        "url": url,
        "publisher": _host(url),
        "language": fields.get("warc-identified-content-language"),
        "text": text,
    }
    line = json.dumps({name: value for name, value in report.items() if value is not None}, ensure_ascii=False)
    return line.encode(), None


def _host(url):
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None

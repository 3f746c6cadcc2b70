-- SPDX-License-Identifier: Apache-2.0
-- Version 1 of the store. A column that a coding has bears the name of the coding's member; docs/store.md
-- tells what each table and view is for.
--
-- `report` is the store's own number of a report: ids of reports may come again. What stands in an array
-- of the coding has its place there as `number`, from 0, so that a row is found in the coding and back.
-- Spans are [start, end) in code points of the text. Days are YYYY-MM-DD, lists are joined by ";".

CREATE TABLE runs (
    run INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    model TEXT,
    lexicon TEXT,
    command TEXT NOT NULL,
    started TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;

CREATE TABLE reports (
    report INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    id TEXT NOT NULL,
    date TEXT,
    publisher TEXT,
    agency TEXT,
    dateline TEXT,
    url TEXT,
    title TEXT,
    language TEXT,
    first_seen TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    length INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    fingerprint TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    supersedes INTEGER REFERENCES reports,
    is_current INTEGER NOT NULL DEFAULT 1 CHECK (is_current IN (0, 1))
) STRICT;
CREATE INDEX reports_by_id ON reports (id);
CREATE INDEX reports_by_url ON reports (url) WHERE url IS NOT NULL;
CREATE INDEX reports_by_date ON reports (date, id);
CREATE INDEX reports_by_supersedes ON reports (supersedes) WHERE supersedes IS NOT NULL;

CREATE TABLE texts (
    report INTEGER PRIMARY KEY REFERENCES reports,
    text TEXT NOT NULL
) STRICT;

-- The words of the reports whose text is kept, and of no others.
CREATE VIEW words_of_reports AS SELECT report, title, text FROM texts JOIN reports USING (report);
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'words_of_reports', content_rowid = 'report',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- What was forgotten, by its fingerprint, so that adding the same files again does not bring it back.
CREATE TABLE forgotten (
    fingerprint TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (
    report INTEGER NOT NULL REFERENCES reports,
    number INTEGER NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

-- Ids of entries of the dictionaries, each once.
CREATE TABLE entries (
    entry INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE actors (
    report INTEGER NOT NULL REFERENCES reports,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT,
    code TEXT,
    country TEXT,
    sectors TEXT NOT NULL,
    basis TEXT NOT NULL,
    entry INTEGER REFERENCES entries,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (
    report INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    number INTEGER NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    kind TEXT NOT NULL,
    PRIMARY KEY (report, actor, number),
    FOREIGN KEY (report, actor) REFERENCES actors (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
    report INTEGER NOT NULL REFERENCES reports,
    number INTEGER NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    mod TEXT,
    "from" TEXT,
    "to" TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
    report INTEGER NOT NULL REFERENCES reports,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    admin1 TEXT,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    precision TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    report INTEGER NOT NULL REFERENCES reports,
    number INTEGER NOT NULL,
    speaker_actor INTEGER,
    speaker_span_start INTEGER,
    speaker_span_end INTEGER,
    form TEXT NOT NULL,
    cue_start INTEGER,
    cue_end INTEGER,
    sentence INTEGER NOT NULL,
    PRIMARY KEY (report, number),
    FOREIGN KEY (report, speaker_actor) REFERENCES actors (report, number),
    FOREIGN KEY (report, sentence) REFERENCES sentences (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE addressees (
    report INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, statement, number),
    FOREIGN KEY (report, statement) REFERENCES statements (report, number),
    FOREIGN KEY (report, actor) REFERENCES actors (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (
    report INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    number INTEGER NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, statement, number),
    FOREIGN KEY (report, statement) REFERENCES statements (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE topics (
    report INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    number INTEGER NOT NULL,
    topic TEXT NOT NULL,
    PRIMARY KEY (report, statement, number),
    FOREIGN KEY (report, statement) REFERENCES statements (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement_attributions (
    report INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER,
    kind TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, statement, number),
    FOREIGN KEY (report, statement) REFERENCES statements (report, number),
    FOREIGN KEY (report, actor) REFERENCES actors (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    report INTEGER NOT NULL REFERENCES reports,
    number INTEGER NOT NULL,
    id TEXT NOT NULL,
    cameo TEXT NOT NULL,
    plover TEXT,
    mode TEXT,
    contexts TEXT NOT NULL,
    quad_gdelt INTEGER,
    goldstein_gdelt REAL,
    assertion TEXT NOT NULL,
    time TEXT NOT NULL,
    date_from TEXT,
    date_to TEXT,
    date_basis TEXT,
    date_span_start INTEGER,
    date_span_end INTEGER,
    place_name TEXT,
    place_country TEXT,
    place_admin1 TEXT,
    place_lat REAL,
    place_lon REAL,
    place_precision TEXT,
    place_span_start INTEGER,
    place_span_end INTEGER,
    statement INTEGER,
    same_as TEXT,
    trigger_start INTEGER,
    trigger_end INTEGER,
    evidence_start INTEGER,
    evidence_end INTEGER,
    sentence INTEGER NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (report, number),
    FOREIGN KEY (report, statement) REFERENCES statements (report, number),
    FOREIGN KEY (report, sentence) REFERENCES sentences (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_id ON events (id);

CREATE TABLE participants (
    report INTEGER NOT NULL,
    event INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    number INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    basis TEXT NOT NULL,
    PRIMARY KEY (report, event, side, number),
    FOREIGN KEY (report, event) REFERENCES events (report, number),
    FOREIGN KEY (report, actor) REFERENCES actors (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_attributions (
    report INTEGER NOT NULL,
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    actor INTEGER,
    kind TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, event, number),
    FOREIGN KEY (report, event) REFERENCES events (report, number),
    FOREIGN KEY (report, actor) REFERENCES actors (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE quantities (
    report INTEGER NOT NULL,
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    what TEXT NOT NULL,
    unit TEXT,
    "from" INTEGER,
    "to" INTEGER,
    span_start INTEGER,
    span_end INTEGER,
    PRIMARY KEY (report, event, number),
    FOREIGN KEY (report, event) REFERENCES events (report, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE rules (
    report INTEGER NOT NULL,
    event INTEGER NOT NULL,
    number INTEGER NOT NULL,
    entry INTEGER NOT NULL REFERENCES entries,
    PRIMARY KEY (report, event, number),
    FOREIGN KEY (report, event) REFERENCES events (report, number)
) STRICT, WITHOUT ROWID;

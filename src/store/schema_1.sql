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

-- Tidy tables to read: current versions alone, names spelt out, several values joined by ";" in their
-- order, "---" for an actor without a code.

CREATE VIEW report_table AS
SELECT r.id AS report, r.report AS report_number, r.date, r.publisher, r.agency, r.dateline, r.url,
       r.title, r.language, r.first_seen, r.length, r.text_sha256, r.version,
       runs.version AS coder, runs.model, runs.lexicon,
       (SELECT count(*) FROM events e WHERE e.report = r.report) AS events,
       (SELECT count(*) FROM statements s WHERE s.report = r.report) AS statements
FROM reports r JOIN runs USING (run)
WHERE r.is_current;

CREATE VIEW actor_table AS
SELECT r.id AS report, r.report AS report_number, a.number AS actor, r.publisher, r.date AS told,
       a.name, a.title, a.code, a.country, a.sectors, a.basis, entries.id AS entry,
       (SELECT count(*) FROM mentions m WHERE m.report = a.report AND m.actor = a.number) AS mentions
FROM actors a JOIN reports r USING (report) LEFT JOIN entries USING (entry)
WHERE r.is_current;

-- A participant of a current event with its actor.
CREATE VIEW participant_table AS
SELECT r.id AS report, p.report AS report_number, p.event AS event_number, e.id AS event, p.side,
       p.number, p.actor, a.name, a.code, a.country, a.sectors, p.basis, p.span_start, p.span_end
FROM participants p JOIN reports r USING (report)
     JOIN events e ON e.report = p.report AND e.number = p.event
     JOIN actors a ON a.report = p.report AND a.number = p.actor
WHERE r.is_current;

CREATE VIEW event_table AS
SELECT e.id AS event, r.id AS report, e.report AS report_number, e.number AS event_number,
       r.publisher, r.agency, r.url, r.title, r.language, r.date AS told, r.first_seen,
       e.date_from, e.date_to, e.date_basis,
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'source') AS source,
       (SELECT group_concat(coalesce(a.country, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'source') AS source_country,
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'target') AS target,
       (SELECT group_concat(coalesce(a.country, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'target') AS target_country,
       e.cameo, e.plover, e.mode, e.contexts, e.quad_gdelt, e.goldstein_gdelt, e.assertion, e.time,
       e.place_name, e.place_country, e.place_admin1, e.place_lat, e.place_lon, e.place_precision,
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM event_attributions t LEFT JOIN actors a ON a.report = t.report AND a.number = t.actor
        WHERE t.report = e.report AND t.event = e.number) AS attribution,
       (SELECT group_concat(entries.id, ';')
        FROM rules LEFT JOIN entries USING (entry)
        WHERE rules.report = e.report AND rules.event = e.number) AS rules,
       e.same_as, e.statement, e.sentence, e.confidence,
       substr(texts.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS trigger,
       substr(texts.text, e.evidence_start + 1, e.evidence_end - e.evidence_start) AS evidence
FROM events e JOIN reports r USING (report) LEFT JOIN texts USING (report)
WHERE r.is_current;

CREATE VIEW statement_table AS
SELECT r.id AS report, s.report AS report_number, s.number AS statement, r.publisher, r.agency,
       r.url, r.date AS told, speaker.name AS speaker, speaker.code AS speaker_code,
       speaker.country AS speaker_country,
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM addressees d LEFT JOIN actors a ON a.report = d.report AND a.number = d.actor
        WHERE d.report = s.report AND d.statement = s.number) AS addressees,
       s.form,
       (SELECT group_concat(topic, ';') FROM topics t
        WHERE t.report = s.report AND t.statement = s.number) AS topics,
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM statement_attributions t
             LEFT JOIN actors a ON a.report = t.report AND a.number = t.actor
        WHERE t.report = s.report AND t.statement = s.number) AS attribution,
       s.sentence,
       (SELECT group_concat(substr(texts.text, c.span_start + 1, c.span_end - c.span_start), ' … ')
        FROM contents c WHERE c.report = s.report AND c.statement = s.number) AS content
FROM statements s JOIN reports r USING (report) LEFT JOIN texts USING (report)
     LEFT JOIN actors speaker ON speaker.report = s.report AND speaker.number = s.speaker_actor
WHERE r.is_current;

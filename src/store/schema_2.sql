-- SPDX-License-Identifier: Apache-2.0
-- Version 2 of the store: what reports have to do with one another. Reports that an older version kept
-- are not related. Hashes stand for words and names, so that no text is in what is not text.
--
-- What a text has to do with others (copies, stories) bears the number of its first coding, whatever it was
-- coded as since; what its events and claims have (occurrences, citations, claims), that of each coding.

-- ---- near copies ----

CREATE TABLE sketches (
    report INTEGER PRIMARY KEY REFERENCES reports,
    sketch BLOB NOT NULL
) STRICT;

-- By which reports with like sentences find each other. Of a tree of copies a few reports stand for a key; one
-- that very many stand for is not kept further.
CREATE TABLE sketch_keys (
    key INTEGER NOT NULL,
    report INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    PRIMARY KEY (key, report)
) STRICT, WITHOUT ROWID;

-- A report that has the text, or parts of the text, of an earlier one. `origin` numbers the tree of whole
-- copies by the report that it began with, also when that one was forgotten.
CREATE TABLE copies (
    report INTEGER PRIMARY KEY REFERENCES reports,
    source INTEGER REFERENCES reports,
    of_it_in_source REAL NOT NULL,
    of_source_in_it REAL NOT NULL,
    sentences INTEGER NOT NULL,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    origin INTEGER NOT NULL
) STRICT;
CREATE INDEX copies_by_source ON copies (source);
CREATE INDEX copies_by_origin ON copies (origin);

-- ---- stories ----

-- Ids are never used again. A story that was merged is a strand of the other one from then on, until they
-- come apart.
CREATE TABLE stories (
    story INTEGER PRIMARY KEY,
    merged_into INTEGER REFERENCES stories
) STRICT;
CREATE INDEX stories_by_merged_into ON stories (merged_into) WHERE merged_into IS NOT NULL;

-- `strand` is what the report joined, for good; `story` what that is of now.
CREATE TABLE story_reports (
    report INTEGER PRIMARY KEY REFERENCES reports,
    story INTEGER NOT NULL REFERENCES stories,
    strand INTEGER NOT NULL REFERENCES stories,
    alike REAL NOT NULL,
    profile BLOB NOT NULL
) STRICT;
CREATE INDEX story_reports_by_story ON story_reports (story, report);

-- By which report (its number stays, also when it was forgotten) which story became a strand of another. Told
-- a second time, the merge is confirmed; a strand of itself is a story of its own again.
CREATE TABLE story_history (
    report INTEGER NOT NULL,
    number INTEGER NOT NULL,
    story INTEGER NOT NULL REFERENCES stories,
    merged_into INTEGER NOT NULL REFERENCES stories,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;

-- ---- occurrences ----

CREATE TABLE occurrences (
    occurrence INTEGER PRIMARY KEY,
    family TEXT NOT NULL
) STRICT;

-- Which occurrence an event tells of. The days are those that it was compared by.
CREATE TABLE occurrence_events (
    report INTEGER NOT NULL,
    event INTEGER NOT NULL,
    occurrence INTEGER NOT NULL REFERENCES occurrences,
    status TEXT NOT NULL CHECK (status IN ('planned', 'held', 'cancelled', 'possible')),
    telling BLOB NOT NULL,
    PRIMARY KEY (report, event),
    FOREIGN KEY (report, event) REFERENCES events (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_events_by_occurrence ON occurrence_events (occurrence, report, event);

-- Whom an event cites, or (`event` -1) its report: an agency, a document, or a body that the chain of
-- tellers ends with. No actor: the agency that the report names as its own.
CREATE TABLE citations (
    report INTEGER NOT NULL REFERENCES reports,
    event INTEGER NOT NULL,
    actor INTEGER
) STRICT;
CREATE INDEX citations_by_report ON citations (report, event);

-- By which a telling finds the occurrences that it may be of: acts and sides hashed, and a day.
CREATE TABLE occurrence_keys (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    occurrence INTEGER NOT NULL,
    PRIMARY KEY (key, day, occurrence)
) STRICT, WITHOUT ROWID;

-- Occurrences that another one counts: "two calls this year".
CREATE TABLE part_of (
    part INTEGER NOT NULL REFERENCES occurrences,
    whole INTEGER NOT NULL REFERENCES occurrences,
    PRIMARY KEY (part, whole)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_of_by_whole ON part_of (whole);

-- ---- accounts ----

-- What the clauses of a report say, and who says it: numbers and hashes, names by the number of their actor.
CREATE TABLE claims (
    report INTEGER PRIMARY KEY REFERENCES reports,
    claims BLOB NOT NULL
) STRICT;

-- ---- tidy tables ----

-- Copies with the numbers that the reports have by their last codings.
CREATE VIEW copies_now AS
SELECT c.report AS first_coding, coalesce(f.recoded_as, c.report) AS report,
       coalesce(s.recoded_as, c.source) AS source, s.id AS source_id, c.whole,
       c.of_it_in_source, c.of_source_in_it, c.sentences, coalesce(o.recoded_as, c.origin) AS origin
FROM copies c JOIN reports f ON f.report = c.report
     LEFT JOIN reports s ON s.report = c.source LEFT JOIN reports o ON o.report = c.origin;

CREATE VIEW copy_table AS
SELECT r.id AS report, c.report AS report_number, r.publisher, r.date, c.whole,
       c.source_id AS source, c.source AS source_number, c.of_it_in_source, c.of_source_in_it,
       c.sentences, CASE WHEN c.whole THEN c.origin ELSE c.report END AS origin_number
FROM copies_now c JOIN reports r ON r.report = c.report
WHERE r.is_current;

-- A citation with the name of who is cited. `official` is 1 for those who speak for their country.
CREATE VIEW citation_table AS
SELECT c.report, c.event, coalesce(a.name, r.agency) AS origin, a.country,
       a.country IS NOT NULL AND substr(a.code, 4, 3) IN ('GOV', 'MIL', 'LEG', 'JUD', 'COP', 'SPY')
           AS official
FROM citations c JOIN reports r ON r.report = c.report
     LEFT JOIN actors a ON a.report = c.report AND a.number = c.actor;

-- Each telling with the first report of the copies that its report is of.
CREATE VIEW told_first AS
SELECT o.occurrence, o.report, o.event,
       coalesce((SELECT c.origin FROM copies_now c
                 WHERE c.whole AND c.first_coding = coalesce(
                       (SELECT min(f.report) FROM reports f WHERE f.recoded_as = o.report), o.report)),
                o.report) AS first
FROM occurrence_events o JOIN reports r USING (report)
WHERE r.is_current;

-- Where a telling comes from: what the event cites, else what its report (of copies: the first) cites, else
-- that report itself. Copies, the same agency and the same document are one origin.
CREATE VIEW origin_table AS
SELECT t.occurrence, t.report, t.event, c.origin, c.country, c.official
FROM told_first t JOIN citation_table c ON c.report = t.report AND c.event = t.event
UNION ALL
SELECT t.occurrence, t.report, t.event, c.origin, c.country, c.official
FROM told_first t JOIN citation_table c ON c.report = t.first
WHERE NOT EXISTS (SELECT 1 FROM citation_table e WHERE e.report = t.report AND e.event = t.event)
UNION ALL
SELECT t.occurrence, t.report, t.event, 'report ' || t.first, NULL, 0
FROM told_first t
WHERE NOT EXISTS (SELECT 1 FROM citation_table e WHERE e.report = t.report AND e.event = t.event)
  AND NOT EXISTS (SELECT 1 FROM citation_table c WHERE c.report = t.first);

-- Whose officials tell of an occurrence.
CREATE VIEW side_table AS
SELECT DISTINCT occurrence, side FROM (
    SELECT occurrence, country AS side FROM origin_table WHERE official
    UNION ALL
    SELECT o.occurrence, a.country
    FROM occurrence_events o JOIN reports r USING (report)
         JOIN event_attributions t ON t.report = o.report AND t.event = o.event
         JOIN actors a ON a.report = t.report AND a.number = t.actor
    WHERE r.is_current AND a.country IS NOT NULL
      AND (a.code = a.country OR substr(a.code, 4, 3) IN ('GOV', 'MIL', 'LEG', 'JUD', 'COP', 'SPY')));

-- An occurrence with four numbers that each answer another question, and how it stands: held if anybody
-- tells so, else cancelled, planned, or possible.
CREATE VIEW current_telling AS
SELECT o.occurrence, o.report, o.event, o.status, coalesce(r.publisher, r.id) AS outlet,
       coalesce(e.date_from, r.date) AS first_day, coalesce(e.date_to, e.date_from, r.date) AS last_day,
       (e.date_from IS NULL) * 2 + (e.date_basis IS 'report') AS vague
FROM occurrence_events o JOIN reports r USING (report)
     JOIN events e ON e.report = o.report AND e.number = o.event
WHERE r.is_current;

CREATE VIEW occurrence_table AS
SELECT o.occurrence, o.family,
       (SELECT t.status FROM current_telling t WHERE t.occurrence = o.occurrence
        ORDER BY CASE t.status WHEN 'held' THEN 0 WHEN 'cancelled' THEN 1 WHEN 'planned' THEN 2 ELSE 3 END
        LIMIT 1) AS status,
       (SELECT t.first_day FROM current_telling t WHERE t.occurrence = o.occurrence
        ORDER BY t.vague, t.first_day, t.report, t.event LIMIT 1) AS first_day,
       (SELECT t.last_day FROM current_telling t WHERE t.occurrence = o.occurrence
        ORDER BY t.vague, t.first_day, t.report, t.event LIMIT 1) AS last_day,
       (SELECT count(*) FROM current_telling t WHERE t.occurrence = o.occurrence) AS events,
       (SELECT count(DISTINCT t.report) FROM current_telling t WHERE t.occurrence = o.occurrence)
           AS reports,
       (SELECT count(DISTINCT t.outlet) FROM current_telling t WHERE t.occurrence = o.occurrence)
           AS outlets,
       (SELECT count(DISTINCT t.origin) FROM origin_table t WHERE t.occurrence = o.occurrence) AS origins,
       (SELECT count(DISTINCT t.side) FROM side_table t WHERE t.occurrence = o.occurrence) AS sides,
       (SELECT group_concat(p.whole, ';') FROM part_of p WHERE p.part = o.occurrence
        AND EXISTS (SELECT 1 FROM current_telling t WHERE t.occurrence = p.whole)) AS part_of
FROM occurrences o
WHERE EXISTS (SELECT 1 FROM current_telling t WHERE t.occurrence = o.occurrence);

-- The tellings of an occurrence, each with its event.
CREATE VIEW telling_table AS
SELECT o.occurrence, o.status, t.*
FROM occurrence_events o JOIN event_table t
     ON t.report_number = o.report AND t.event_number = o.event;

-- Planned, cancelled, held: when each was first told.
CREATE VIEW occurrence_history AS
SELECT o.occurrence, o.status, min(r.date) AS told, count(*) AS tellings
FROM occurrence_events o JOIN reports r USING (report)
WHERE r.is_current
GROUP BY o.occurrence, o.status;

-- What the tellings of an occurrence have in each slot, a row a telling and value.
CREATE VIEW variant_table AS
SELECT v.occurrence, v.slot, v.value, r.id AS report, v.report AS report_number, v.event AS event_number
FROM (
    SELECT o.occurrence, 'date' AS slot,
           e.date_from || CASE WHEN e.date_to <> e.date_from THEN '/' || e.date_to ELSE '' END AS value,
           o.report, o.event
    FROM occurrence_events o JOIN events e ON e.report = o.report AND e.number = o.event
    UNION ALL
    SELECT o.occurrence, 'place', e.place_name, o.report, o.event
    FROM occurrence_events o JOIN events e ON e.report = o.report AND e.number = o.event
    UNION ALL
    SELECT o.occurrence, 'code', e.cameo, o.report, o.event
    FROM occurrence_events o JOIN events e ON e.report = o.report AND e.number = o.event
    UNION ALL
    SELECT o.occurrence, 'figure',
           q.what || ' ' || coalesce(q."from", '')
               || CASE WHEN q."to" IS q."from" THEN '' ELSE '..' || coalesce(q."to", '') END,
           o.report, o.event
    FROM occurrence_events o JOIN quantities q ON q.report = o.report AND q.event = o.event
    UNION ALL
    SELECT o.occurrence, p.side, a.name, o.report, o.event
    FROM occurrence_events o JOIN participants p ON p.report = o.report AND p.event = o.event
         JOIN actors a ON a.report = p.report AND a.number = p.actor
    UNION ALL
    SELECT o.occurrence, 'label',
           substr(texts.text, p.span_start + 1, p.span_end - p.span_start), o.report, o.event
    FROM occurrence_events o JOIN participants p ON p.report = o.report AND p.event = o.event
         JOIN texts ON texts.report = p.report) v
     JOIN reports r ON r.report = v.report
WHERE v.value IS NOT NULL AND r.is_current;

-- The reports of stories with the numbers that they have by their last codings.
CREATE VIEW stories_now AS
SELECT s.story, s.report AS first_coding, coalesce(f.recoded_as, s.report) AS report, s.alike
FROM story_reports s JOIN reports f ON f.report = s.report;

-- A story with its days, its reports, outlets and origins, and the title of its first report.
CREATE VIEW story_table AS
SELECT s.story, min(r.date) AS first_day, max(r.date) AS last_day, count(*) AS reports,
       count(DISTINCT coalesce(r.publisher, r.id)) AS outlets,
       count(DISTINCT coalesce((SELECT c.origin FROM copies c WHERE c.report = s.first_coding AND c.whole),
                               s.first_coding)) AS texts,
       (SELECT count(DISTINCT o.occurrence)
        FROM stories_now m JOIN reports n ON n.report = m.report AND n.is_current
             JOIN occurrence_events o ON o.report = m.report
        WHERE m.story = s.story) AS occurrences,
       (SELECT n.title FROM stories_now m JOIN reports n ON n.report = m.report
        WHERE m.story = s.story AND n.is_current AND n.title IS NOT NULL
        ORDER BY m.first_coding LIMIT 1) AS title
FROM stories_now s JOIN reports r ON r.report = s.report
WHERE r.is_current
GROUP BY s.story;

CREATE VIEW story_report_table AS
SELECT s.story, r.id AS report, s.report AS report_number, r.date, r.publisher, r.title, r.url,
       r.length, s.alike,
       CASE WHEN c.whole THEN c.source END AS copy_of, CASE WHEN NOT c.whole THEN c.source END AS parts_of,
       CASE WHEN c.whole THEN c.origin ELSE s.report END AS origin, s.first_coding
FROM stories_now s JOIN reports r ON r.report = s.report
     LEFT JOIN copies_now c ON c.first_coding = s.first_coding
WHERE r.is_current;

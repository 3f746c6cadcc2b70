-- SPDX-License-Identifier: Apache-2.0
-- Version 2: codings with a history, and corrections by people.
--
-- A row of `reports` is a coding of one version of a report. When that version is coded anew and comes out
-- otherwise, the new coding is a row of its own, with the same first_seen, version and supersedes, and with the
-- fingerprint and the text of the older row, whose fingerprint gets an end that makes it unlike all others.
-- A coding is the current one from `recoded` (or first_seen) until `replaced`.

ALTER TABLE reports ADD COLUMN recoded TEXT;
ALTER TABLE reports ADD COLUMN replaced TEXT;
-- The row that has the same version's text: that of its current, or its last, coding.
ALTER TABLE reports ADD COLUMN recoded_as INTEGER REFERENCES reports;
CREATE INDEX reports_by_recoded_as ON reports (recoded_as) WHERE recoded_as IS NOT NULL;
UPDATE reports SET replaced = (SELECT s.first_seen FROM reports s WHERE s.supersedes = reports.report)
WHERE NOT is_current;

-- A report that was coded anew and came out the same: the run that its coding was of until then.
CREATE TABLE earlier_runs (
    report INTEGER NOT NULL REFERENCES reports,
    until TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs,
    PRIMARY KEY (report, until)
) STRICT, WITHOUT ROWID;

-- What people corrected, a line a correction: lines are added, never changed. `fingerprint` is that of the
-- version of the report and `event` the event's id, which both outlast a new coding. An undo takes back
-- the correction that it `reverts`.
CREATE TABLE corrections (
    correction INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    event TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('set', 'delete', 'add', 'undo')),
    reverts INTEGER REFERENCES corrections,
    corrector TEXT NOT NULL,
    why TEXT NOT NULL,
    made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
) STRICT;
CREATE INDEX corrections_by_event ON corrections (fingerprint, event);
CREATE UNIQUE INDEX corrections_by_reverts ON corrections (reverts) WHERE reverts IS NOT NULL;

-- `field` is a column of event_table, or 'deleted'; `was` is what the view had before.
CREATE TABLE corrected_values (
    correction INTEGER NOT NULL REFERENCES corrections,
    field TEXT NOT NULL,
    value TEXT,
    was TEXT,
    PRIMARY KEY (correction, field)
) STRICT, WITHOUT ROWID;

-- Of each field of an event the last correction that was not undone; the bare column is that row's.
CREATE VIEW live_values AS
SELECT c.fingerprint, c.event, v.field, v.value, max(c.correction) AS correction
FROM corrections c JOIN corrected_values v USING (correction)
WHERE NOT EXISTS (SELECT 1 FROM corrections u WHERE u.reverts = c.correction)
GROUP BY c.fingerprint, c.event, v.field;

-- An event's corrections in one row; `fields` names what was corrected, each between semicolons, without what
-- follows from it.
CREATE VIEW corrected_events AS
SELECT fingerprint, event, max(correction) AS correction,
       max(field = 'deleted') AS deleted, max(field = 'trigger_start') AS added,
       ';' || group_concat(field, ';') FILTER (WHERE field NOT IN (
           'source_country', 'target_country', 'quad_gdelt', 'goldstein_gdelt', 'trigger_start', 'trigger_end'))
       || ';' AS fields,
       max(CASE field WHEN 'source' THEN value END) AS source,
       max(CASE field WHEN 'source_country' THEN value END) AS source_country,
       max(CASE field WHEN 'target' THEN value END) AS target,
       max(CASE field WHEN 'target_country' THEN value END) AS target_country,
       max(CASE field WHEN 'cameo' THEN value END) AS cameo,
       max(CASE field WHEN 'plover' THEN value END) AS plover,
       max(CASE field WHEN 'mode' THEN value END) AS mode,
       CAST(max(CASE field WHEN 'quad_gdelt' THEN value END) AS INTEGER) AS quad_gdelt,
       CAST(max(CASE field WHEN 'goldstein_gdelt' THEN value END) AS REAL) AS goldstein_gdelt,
       max(CASE field WHEN 'assertion' THEN value END) AS assertion,
       max(CASE field WHEN 'time' THEN value END) AS time,
       max(CASE field WHEN 'date_from' THEN value END) AS date_from,
       max(CASE field WHEN 'date_to' THEN value END) AS date_to,
       CAST(max(CASE field WHEN 'trigger_start' THEN value END) AS INTEGER) AS trigger_start,
       CAST(max(CASE field WHEN 'trigger_end' THEN value END) AS INTEGER) AS trigger_end
FROM live_values GROUP BY fingerprint, event;

-- Rows that stand for corrections beside those of codings, so that an event that was added and participants that
-- were named are found as all others are. They are numbered past all others; export leaves them out.
ALTER TABLE events ADD COLUMN correction INTEGER REFERENCES corrections;
ALTER TABLE actors ADD COLUMN correction INTEGER REFERENCES corrections;
ALTER TABLE participants ADD COLUMN correction INTEGER REFERENCES corrections;

-- The actors that corrections name, each in a row.
CREATE VIEW corrected_participants AS
SELECT c.correction, c.fingerprint, c.event, v.field AS side, code.key AS number, code.value AS code,
       country.value AS country
FROM corrections c JOIN corrected_values v USING (correction)
     JOIN json_each('["' || replace(v.value, ';', '","') || '"]') code
     JOIN corrected_values w ON w.correction = c.correction AND w.field = v.field || '_country'
     JOIN json_each('["' || replace(w.value, ';', '","') || '"]') country ON country.key = code.key
WHERE v.field IN ('source', 'target');

-- Corrections of events that the current coding of their report has not, or whose report is gone or has a
-- newer version.
CREATE VIEW orphaned_corrections AS
SELECT c.* FROM corrected_events c
WHERE NOT EXISTS (SELECT 1 FROM reports r JOIN events e ON e.report = r.report AND e.id = c.event
                  WHERE r.fingerprint = c.fingerprint AND r.is_current
                    AND (e.correction IS NULL OR c.added));

DROP VIEW report_table;
DROP VIEW actor_table;
DROP VIEW participant_table;
DROP VIEW event_table;

CREATE VIEW report_table AS
SELECT r.id AS report, r.report AS report_number, r.date, r.publisher, r.agency, r.dateline, r.url,
       r.title, r.language, r.first_seen, r.length, r.text_sha256, r.version,
       runs.version AS coder, runs.model, runs.lexicon,
       (SELECT count(*) FROM events e WHERE e.report = r.report AND e.correction IS NULL) AS events,
       (SELECT count(*) FROM statements s WHERE s.report = r.report) AS statements
FROM reports r JOIN runs USING (run)
WHERE r.is_current;

CREATE VIEW actor_table AS
SELECT r.id AS report, r.report AS report_number, a.number AS actor, r.publisher, r.date AS told,
       a.name, a.title, a.code, a.country, a.sectors, a.basis, entries.id AS entry,
       (SELECT count(*) FROM mentions m WHERE m.report = a.report AND m.actor = a.number) AS mentions
FROM actors a JOIN reports r USING (report) LEFT JOIN entries USING (entry)
WHERE r.is_current AND a.correction IS NULL;

-- The events of all codings. `human` names the fields that a person corrected.
CREATE VIEW event_history AS
SELECT e.id AS event, r.id AS report, e.report AS report_number, e.number AS event_number,
       r.publisher, r.agency, r.url, r.title, r.language, r.date AS told, r.first_seen,
       coalesce(r.recoded, r.first_seen) AS known_from, r.replaced AS known_until, r.is_current,
       CASE WHEN instr(c.fields, ';date_from;') THEN c.date_from ELSE e.date_from END AS date_from,
       CASE WHEN instr(c.fields, ';date_to;') THEN c.date_to ELSE e.date_to END AS date_to,
       CASE WHEN instr(c.fields, ';date_from;') THEN 'human' ELSE e.date_basis END AS date_basis,
       CASE WHEN instr(c.fields, ';source;') THEN c.source ELSE
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'source'
          AND p.correction IS NULL) END AS source,
       CASE WHEN instr(c.fields, ';source;') THEN c.source_country ELSE
       (SELECT group_concat(coalesce(a.country, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'source'
          AND p.correction IS NULL) END AS source_country,
       CASE WHEN instr(c.fields, ';target;') THEN c.target ELSE
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'target'
          AND p.correction IS NULL) END AS target,
       CASE WHEN instr(c.fields, ';target;') THEN c.target_country ELSE
       (SELECT group_concat(coalesce(a.country, '---'), ';')
        FROM participants p LEFT JOIN actors a ON a.report = p.report AND a.number = p.actor
        WHERE p.report = e.report AND p.event = e.number AND p.side = 'target'
          AND p.correction IS NULL) END AS target_country,
       CASE WHEN instr(c.fields, ';cameo;') THEN c.cameo ELSE e.cameo END AS cameo,
       CASE WHEN instr(c.fields, ';plover;') THEN c.plover ELSE e.plover END AS plover,
       CASE WHEN instr(c.fields, ';mode;') THEN c.mode ELSE e.mode END AS mode,
       e.contexts,
       CASE WHEN instr(c.fields, ';cameo;') THEN c.quad_gdelt ELSE e.quad_gdelt END AS quad_gdelt,
       CASE WHEN instr(c.fields, ';cameo;') THEN c.goldstein_gdelt ELSE e.goldstein_gdelt END AS goldstein_gdelt,
       CASE WHEN instr(c.fields, ';assertion;') THEN c.assertion ELSE e.assertion END AS assertion,
       CASE WHEN instr(c.fields, ';time;') THEN c.time ELSE e.time END AS time,
       e.place_name, e.place_country, e.place_admin1, e.place_lat, e.place_lon, e.place_precision,
       (SELECT group_concat(coalesce(a.code, '---'), ';')
        FROM event_attributions t LEFT JOIN actors a ON a.report = t.report AND a.number = t.actor
        WHERE t.report = e.report AND t.event = e.number) AS attribution,
       (SELECT group_concat(entries.id, ';')
        FROM rules LEFT JOIN entries USING (entry)
        WHERE rules.report = e.report AND rules.event = e.number) AS rules,
       e.same_as, e.statement, e.sentence, e.confidence,
       substr(texts.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS trigger,
       substr(texts.text, e.evidence_start + 1, e.evidence_end - e.evidence_start) AS evidence,
       trim(c.fields, ';') AS human
FROM events e JOIN reports r USING (report)
     LEFT JOIN texts ON texts.report = coalesce(r.recoded_as, r.report)
     LEFT JOIN corrected_events c ON c.fingerprint = r.fingerprint AND c.event = e.id
WHERE CASE WHEN e.correction IS NULL THEN coalesce(c.deleted, 0) = 0 ELSE c.added AND NOT c.deleted END;

CREATE VIEW event_table AS
SELECT event, report, report_number, event_number, publisher, agency, url, title, language, told,
       first_seen, date_from, date_to, date_basis, source, source_country, target, target_country, cameo,
       plover, mode, contexts, quad_gdelt, goldstein_gdelt, assertion, time, place_name, place_country,
       place_admin1, place_lat, place_lon, place_precision, attribution, rules, same_as, statement,
       sentence, confidence, trigger, evidence, human
FROM event_history WHERE is_current;

-- A participant of a current event with its actor: the coder's, or those of the last correction of that side.
CREATE VIEW participant_table AS
SELECT r.id AS report, p.report AS report_number, p.event AS event_number, e.id AS event, p.side,
       p.number, p.actor, a.name, a.code, a.country, a.sectors, p.basis, p.span_start, p.span_end
FROM participants p JOIN reports r USING (report)
     JOIN events e ON e.report = p.report AND e.number = p.event
     JOIN actors a ON a.report = p.report AND a.number = p.actor
WHERE r.is_current
  AND p.correction IS (SELECT max(c.correction) FROM corrections c JOIN corrected_values v USING (correction)
                       WHERE c.fingerprint = r.fingerprint AND c.event = e.id AND v.field = p.side
                         AND NOT EXISTS (SELECT 1 FROM corrections u WHERE u.reverts = c.correction))
  AND NOT EXISTS (SELECT 1 FROM corrections c JOIN corrected_values v USING (correction)
                  WHERE c.fingerprint = r.fingerprint AND c.event = e.id AND v.field = 'deleted'
                    AND NOT EXISTS (SELECT 1 FROM corrections u WHERE u.reverts = c.correction));

-- SPDX-License-Identifier: Apache-2.0
-- Tidy tables to read: current versions alone, names spelt out, several values joined by ";" in their order, "---" for
-- an actor without a code. Views hold nothing: a store that is brought up to date drops its own and gets these.

-- ---- events, statements, actors ----

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

-- ---- stories and occurrences ----

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
-- that report itself. Copies, the same agency and the same document are one origin. `official` is 1 for those who
-- speak for their country. One SELECT without UNION, so that SQLite can ask for one occurrence at a time.
CREATE VIEW origin_table AS
SELECT t.occurrence, t.report, t.event,
       CASE WHEN c.report IS NULL THEN 'report ' || t.first ELSE coalesce(a.name, r.agency) END AS origin,
       a.country,
       a.country IS NOT NULL AND substr(a.code, 4, 3) IN ('GOV', 'MIL', 'LEG', 'JUD', 'COP', 'SPY') AS official
FROM told_first t
     LEFT JOIN citations c ON c.report = CASE
         WHEN EXISTS (SELECT 1 FROM citations e WHERE e.report = t.report AND e.event = t.event)
         THEN t.report ELSE t.first END
         AND (c.event = t.event OR NOT EXISTS (
             SELECT 1 FROM citations e WHERE e.report = t.report AND e.event = t.event))
     LEFT JOIN reports r ON r.report = c.report
     LEFT JOIN actors a ON a.report = c.report AND a.number = c.actor;

-- The countries whose officials an event is told by.
CREATE VIEW official_tellers AS
SELECT o.occurrence, a.country AS side
FROM occurrence_events o JOIN reports r USING (report)
     JOIN event_attributions t ON t.report = o.report AND t.event = o.event
     JOIN actors a ON a.report = t.report AND a.number = t.actor
WHERE r.is_current AND a.country IS NOT NULL
  AND (a.code = a.country OR substr(a.code, 4, 3) IN ('GOV', 'MIL', 'LEG', 'JUD', 'COP', 'SPY'));

-- Whose officials tell of an occurrence.
CREATE VIEW side_table AS
SELECT occurrence, country AS side FROM origin_table WHERE official
UNION
SELECT occurrence, side FROM official_tellers;

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
       (SELECT count(DISTINCT side) FROM (
            SELECT t.country AS side FROM origin_table t WHERE t.occurrence = o.occurrence AND t.official
            UNION ALL
            SELECT t.side FROM official_tellers t WHERE t.occurrence = o.occurrence)) AS sides,
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

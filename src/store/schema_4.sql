-- SPDX-License-Identifier: Apache-2.0
-- Version 4: reports that version 1 kept are to be related, and what the stream of stories has learnt is kept, so
-- that the next report is related without going through those before it.

-- Reports (their first codings) that were kept without relating them and whose texts are there.
CREATE TABLE unrelated (
    report INTEGER PRIMARY KEY REFERENCES reports
) STRICT;
INSERT INTO unrelated SELECT r.report FROM reports r
WHERE r.recoded IS NULL AND r.report NOT IN (SELECT report FROM story_reports)
  AND EXISTS (SELECT 1 FROM texts t WHERE t.report = coalesce(r.recoded_as, r.report));

-- What the stream has learnt follows from story_reports and story_history, and is made from them anew where it is
-- missing.

-- `last` is the report up to which it was learnt.
CREATE TABLE streams (
    stream INTEGER PRIMARY KEY CHECK (stream = 1),
    last INTEGER NOT NULL,
    reports INTEGER NOT NULL
) STRICT;

-- How many reports had a word or actor (its hash), and the strands that it is heavy in, in the order in which they
-- got it, four bytes each, the lowest first; those that are over go when somebody looks.
CREATE TABLE stream_terms (
    term INTEGER PRIMARY KEY,
    reports INTEGER NOT NULL,
    strands BLOB NOT NULL
) STRICT;

-- A strand hangs on the one that it was merged into, or on itself. The merge was made when they had `then` and
-- `others_then` reports; nothing joins what is over. Days count from 1970-01-01.
CREATE TABLE strands (
    strand INTEGER PRIMARY KEY REFERENCES stories,
    hangs_on INTEGER NOT NULL REFERENCES stories,
    reports INTEGER NOT NULL,
    first_day INTEGER,
    last_day INTEGER,
    "then" INTEGER NOT NULL,
    others_then INTEGER NOT NULL,
    height INTEGER NOT NULL,
    confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    is_over INTEGER NOT NULL CHECK (is_over IN (0, 1))
) STRICT;

CREATE INDEX story_reports_by_strand ON story_reports (strand, report);

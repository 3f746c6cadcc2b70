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

-- Rows that stand for corrections beside those of codings, so that an event that was added and participants that
-- were named are found as all others are. They are numbered past all others; export leaves them out.
ALTER TABLE events ADD COLUMN correction INTEGER REFERENCES corrections;
ALTER TABLE actors ADD COLUMN correction INTEGER REFERENCES corrections;
ALTER TABLE participants ADD COLUMN correction INTEGER REFERENCES corrections;

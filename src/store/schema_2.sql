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

/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_REPORT_H
#define CMQ_REPORT_H

/* report: bytes to reports. One reader goes through many inputs, one report at a time, in memory
 * that does not grow with their size. What an input is shows in its bytes, never in its name:
 * gzip and zstd by their magic; JSONL where the first byte after white space is '{', dated text
 * otherwise. A byte order mark is skipped, CRLF line ends are fine.
 *
 * Dated text is one report: after white space, "date YYYY-MM-DD"; the text begins at the first
 * character after the white space that follows, and offsets count from there. Its id is the
 * file's name without its ending (and without .gz or .zst before that), "stdin" for stdin.
 *
 * JSONL is one object a line with id (a string or an integer), date, text and, if known,
 * publisher (or source), url, title, language. Other fields are ignored, and so are these last
 * where they are not strings. Blank lines are skipped. */

#include "base/base.h"

struct cmq_report {
    struct cmq_str id;
    cmq_day date;                                   /* CMQ_NO_DAY: undated */
    struct cmq_str publisher, url, title, language; /* absent where not known */
    struct cmq_str text;                            /* valid UTF-8, at most CMQ_MAX_TEXT bytes */
};

struct cmq_reader_options {
    bool undated; /* a report may lack its date; one that is there must still be a date */
};

/* Where the reader stands. */
struct cmq_reader_place {
    const char *file;  /* as it was given; NULL before the first */
    uint64_t line;     /* of JSONL, from 1; 0 where lines mean nothing */
    struct cmq_str id; /* of the report, accepted or not; absent where not known */
};

/* A report as somebody has it who has no file: what a line of JSONL holds, absent where it holds
 * none. */
struct cmq_report_fields {
    struct cmq_str id, date, publisher, url, title, language, text;
};

/* The reason against an id that is there. */
#define CMQ_ID_IS_NONE "the id is not a string or an integer, or it is empty"

/* The fields as a report with views into them, or why they are none: CMQ_BAD_INPUT. The report's id
 * is set wherever there is one. */
enum cmq_status cmq_report_of_fields(const struct cmq_report_fields *fields,
                                     struct cmq_reader_options options, struct cmq_report *report,
                                     struct cmq_error *err);

/* The ids that a run has seen: 16 bytes an id, in a table at least three eighths full. Begins
 * zeroed. */
struct cmq_id_set {
    struct cmq_id_hash *slot;
    size_t count, capacity;
};
void cmq_id_set_release(struct cmq_id_set *set);

/* Why a report is not to be coded: it has too long a text or none, or its id is in `seen`, which
 * gets it otherwise (NULL: ids do not matter). CMQ_BAD_INPUT, CMQ_LIMIT or CMQ_NO_MEMORY. */
enum cmq_status cmq_report_check(const struct cmq_report *report, struct cmq_id_set *seen,
                                 struct cmq_error *err);

/* One JSON object, with the members of a line of JSONL, to a report whose strings live in the
 * arena. CMQ_BAD_INPUT, CMQ_LIMIT or CMQ_NO_MEMORY: then the report has its id where it is known,
 * and nothing else. */
enum cmq_status cmq_report_of_json(struct cmq_str json, struct cmq_reader_options options,
                                   struct cmq_arena *arena, struct cmq_report *report,
                                   struct cmq_error *err);

struct cmq_reader;

/* A reader over `count` paths, "-" being stdin; the paths are copied. Nothing is opened yet. NULL
 * when out of memory. */
struct cmq_reader *cmq_reader_open(const char *const *paths, size_t count,
                                   struct cmq_reader_options options, struct cmq_error *err);
void cmq_reader_free(struct cmq_reader *reader);

/* Reads the next report; what it points to lives until the next call.
 *   CMQ_OK         a report
 *   CMQ_END        no more
 *   CMQ_BAD_INPUT  a report, or the rest of a broken compressed file, was rejected
 *   CMQ_LIMIT      likewise, for being past a limit
 *   CMQ_IO         a file cannot be opened or read
 *   CMQ_NO_MEMORY
 * After any of them but CMQ_END the next call goes on behind the trouble. A second report of an
 * id that was already returned is rejected; to know them, 16 bytes an id are kept (in a table that
 * is at least three eighths full): the only memory that grows with the run. */
enum cmq_status cmq_reader_next(struct cmq_reader *reader, struct cmq_report *report,
                                struct cmq_error *err);

/* The place of what the last call returned; good until the next call. */
struct cmq_reader_place cmq_reader_place(const struct cmq_reader *reader);

#endif

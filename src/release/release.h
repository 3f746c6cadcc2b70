/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_RELEASE_H
#define CMQ_RELEASE_H

/* release: a store as a folder to publish (data without texts, codebook, manifest, citation,
 * metadata, checksums), and such a folder joined again to the texts that somebody holds.
 * docs/release.md is the manual.
 *
 * No word of a report goes into a release, but its title where that is asked for. The same reports,
 * coded by the same program, model and dictionaries and added in the same order, give the same
 * bytes, whatever the machine, the day, and the numbers that the store gave them. */

#include "lexicon/lexicon.h"
#include "query/query.h"
#include "report/report.h"
#include "store/store.h"

/* ---- what a release says of itself -------------------------------------------------------- */

struct cmq_release_about {
    struct cmq_str title, version, license, publisher, doi; /* absent where not given */
    cmq_day date;                     /* of publication; CMQ_NO_DAY: the last report's */
    CMQ_ARRAY(struct cmq_str) author; /* "Family, Given" a person; else a body */
};

/* Takes one property ("title", "author" …) from outside; an author is added to those before. A
 * property that is there already stays. CMQ_BAD_INPUT for a name that is none, and for a value that
 * is no line of UTF-8, no date, no DOI, no SPDX identifier by its letters. */
enum cmq_status cmq_release_set_about(struct cmq_release_about *about, struct cmq_arena *arena,
                                      struct cmq_str name, struct cmq_str value,
                                      struct cmq_error *err);
/* Takes all properties of a file with lines "title: Events of the strait"; "#" begins a comment.
 * Its authors count where none was given before. */
enum cmq_status cmq_release_read_about(const char *path, struct cmq_arena *arena,
                                       struct cmq_release_about *about, struct cmq_error *err);

/* ---- writing ------------------------------------------------------------------------------ */

struct cmq_release_options {
    struct cmq_release_about about;    /* with an author */
    struct cmq_store_scope scope;      /* which part of the store */
    const struct cmq_lexicon *lexicon; /* the codebook's */
    struct cmq_str coded_by;           /* "sha256:…" of the lexicon as codings name it */
    const char *errors;                /* path of a table of error rates as CSV; NULL: none */
    bool titles;                       /* with the titles of reports */
    bool used;                         /* a codebook of what the data have alone */
};

struct cmq_release_counts {
    uint64_t reports, events;
    uint64_t other_lexicon; /* reports that another lexicon than the codebook's has coded */
};

/* Writes the folder `path`, which is not there or empty: CMQ_BAD_INPUT if it is. It gets its name
 * when all is done; before, and after a crash, what there is of it is in `path`.PID.partial. */
enum cmq_status cmq_release_write(struct cmq_store *store, const char *path,
                                  const struct cmq_release_options *options,
                                  struct cmq_release_counts *counts, struct cmq_error *err);

/* ---- joining texts ------------------------------------------------------------------------ */

struct cmq_rehydration;

/* Opens the release in a folder. CMQ_BAD_INPUT if it is none, or if its reports or events are not
 * those of its checksums. */
enum cmq_status cmq_rehydration_open(const char *path, struct cmq_rehydration **rehydration,
                                     struct cmq_error *err);
void cmq_rehydration_free(struct cmq_rehydration *rehydration); /* NULL is fine */

/* The columns of an event with its words, for cmq_rows_begin; returns how many. */
unsigned cmq_rehydration_columns(struct cmq_column column[static CMQ_COLUMNS_MAX]);

/* Writes the events of the released reports that have this text, each report once. CMQ_BAD_INPUT
 * where the URL, or the id of a report without one, is of a released report that has another text.
 * A report that has nothing to do with the release is passed over. */
enum cmq_status cmq_rehydration_join(struct cmq_rehydration *rehydration,
                                     const struct cmq_report *report, struct cmq_rows *rows,
                                     struct cmq_error *err);

struct cmq_rehydration_counts {
    uint64_t found, missing, mismatched; /* of the released reports; these three are all */
    uint64_t events;                     /* written */
    uint64_t foreign;                    /* texts that the release has nothing of */
};
struct cmq_rehydration_counts cmq_rehydration_count(const struct cmq_rehydration *rehydration);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_AUDIT_H
#define CMQ_AUDIT_H

/* audit: how far codings can be trusted: codings against gold records that people made, and against
 * later codings of the same reports.
 *
 * Gold is JSONL, an object a record with id and text, and what a careful reader finds in it
 * (docs/eval.md). Codings are read as JSON (docs/coding.schema.json), so that those of other
 * versions and other coders can be scored alike. */

#include "base/base.h"

/* A set of names, each once. */
struct cmq_labels {
    struct cmq_str *item;
    uint32_t count, capacity;
};

bool cmq_labels_have(const struct cmq_labels *labels, struct cmq_str label);

/* [start, end) in code points of the report's text. */
struct cmq_reach {
    int64_t start, end;
};

/* ---- gold -------------------------------------------------------------------------------- */

enum cmq_gold_format {
    CMQ_GOLD_RECORDS, /* "events": all that the text asks for, by country */
    CMQ_GOLD_SPANS,   /* "source_span", "target_span", "plover": the link between two stretches */
    CMQ_GOLD_CODES,   /* "cameo": the code of the text's event */
};

/* An empty list accepts anything. */
struct cmq_gold_event {
    struct cmq_labels plover;         /* accepted types, the best first */
    struct cmq_labels source, target; /* ISO 3166 alpha-3, or IGO, NGO, MNC, IMG */
    struct cmq_labels assertion, time;
    bool optional; /* costs nothing either way */
    bool reciprocal;
};

struct cmq_gold_record {
    struct cmq_str id, text;
    CMQ_ARRAY(struct cmq_gold_event) event; /* records */
    struct cmq_labels plover;               /* spans */
    struct cmq_reach source, target;        /* spans */
    struct cmq_str cameo;                   /* codes */
};

struct cmq_gold {
    enum cmq_gold_format format; /* by the first record's members */
    CMQ_ARRAY(struct cmq_gold_record) record;
    struct cmq_map by_id; /* index into `record` */
    struct cmq_arena arena;
};

/* Reads a gold file; `gold` is released by cmq_gold_release also after a failure. The error names
 * file and line. */
enum cmq_status cmq_gold_read(const char *path, struct cmq_gold *gold, struct cmq_error *err);
void cmq_gold_release(struct cmq_gold *gold);

/* ---- codings ----------------------------------------------------------------------------- */

struct cmq_coded_side {
    struct cmq_labels country;         /* of its actors, or the first part of their codes */
    CMQ_ARRAY(struct cmq_reach) reach; /* the participants, and all mentions of their actors */
};

struct cmq_coded_event {
    struct cmq_str cameo, plover, assertion, time; /* absent where null */
    struct cmq_coded_side source, target;
};

struct cmq_coded {
    struct cmq_str id;
    CMQ_ARRAY(struct cmq_coded_event) event;
};

/* Reads one coding, copying what is kept into `arena`. */
enum cmq_status cmq_coded_read(struct cmq_str line, struct cmq_arena *arena,
                               struct cmq_coded *coded, struct cmq_error *err);

/* ---- evaluation -------------------------------------------------------------------------- */

#define CMQ_EVAL_TYPES 40 /* PLOVER types told apart; the last stands for all others */

/* `right` of `all`. */
struct cmq_share {
    uint32_t right, all;
};

struct cmq_type_figures {
    struct cmq_str name;
    struct cmq_share recall;        /* gold events found, of those asked for */
    struct cmq_share precision;     /* claims that are right, of those made */
    uint32_t taken[CMQ_EVAL_TYPES]; /* gold of this type that was coded as another, by its place */
};

/* Kinds of errors, in the order in which they are told. */
enum cmq_eval_error {
    CMQ_EVAL_SILENT,         /* nothing was coded at all */
    CMQ_EVAL_SOURCE_MISSING, /* the type is right, but … */
    CMQ_EVAL_SOURCE_WRONG,
    CMQ_EVAL_TARGET_MISSING,
    CMQ_EVAL_TARGET_WRONG,
    CMQ_EVAL_BOTH_WRONG,
    CMQ_EVAL_TYPE_WRONG, /* the actors are right */
    CMQ_EVAL_REQUESTED,  /* coded as only asked for */
    CMQ_EVAL_OTHER,      /* nothing coded is like it */
    CMQ_EVAL_FALSE,      /* coded in a text that asks for nothing */
    CMQ_EVAL_SURPLUS,    /* coded beside what the text asks for */
    CMQ_EVAL_ERRORS,
};

struct cmq_eval_case {
    uint8_t error; /* enum cmq_eval_error */
    uint32_t record;
    struct cmq_str wanted, got; /* "ACCUSE USA > CHN"; empty for none */
};

struct cmq_evaluation {
    const struct cmq_gold *gold;
    struct cmq_arena *arena;
    bool *coded; /* for each gold record */
    struct cmq_share main_event, main_type, any_type, silent;
    struct cmq_share precision, recall;                          /* type + source + target */
    struct cmq_share assertion, time;                            /* of the gold events found */
    struct cmq_share linked, typed, first_link, any_link;        /* spans */
    struct cmq_share first_code, first_root, any_code, any_root; /* codes */
    uint32_t events;                                             /* coded, CAMEO 01 left out */
    struct cmq_type_figures type[CMQ_EVAL_TYPES];
    uint32_t type_count;
    CMQ_ARRAY(struct cmq_eval_case) error;
};

/* The gold and the arena outlive the evaluation; the arena is not reset. */
void cmq_evaluation_begin(struct cmq_evaluation *evaluation, const struct cmq_gold *gold,
                          struct cmq_arena *arena);
/* Scores the coding of gold record `record`. A second one of the same record is passed over. */
void cmq_evaluation_add(struct cmq_evaluation *evaluation, uint32_t record,
                        const struct cmq_coded *coded);
/* Scores the records without a coding, as such that nothing was coded in. */
void cmq_evaluation_end(struct cmq_evaluation *evaluation);

double cmq_share_value(struct cmq_share share); /* 0 where all is 0 */
/* The harmonic mean of precision and recall. */
double cmq_f1(struct cmq_share precision, struct cmq_share recall);
/* For a person; `cases` lists at most so many of each kind of error. */
void cmq_evaluation_table(const struct cmq_evaluation *evaluation, uint32_t cases,
                          struct cmq_buf *out);
/* One JSON object and a line end; all errors are in it. */
void cmq_evaluation_json(const struct cmq_evaluation *evaluation, struct cmq_buf *out);

/* ---- files of other projects (foreign.c, reconcile.c) ------------------------------------- */

/* An event as a file of another project has it. */
struct cmq_foreign_row {
    cmq_day day;
    char source[4], target[4]; /* ISO 3166 alpha-3; "---" where not known */
    char root[3];              /* CAMEO's; empty in POLECAT */
    uint8_t type;              /* enum cmq_plover; 0 for CAMEO 01 */
    uint8_t quad;              /* 1 to 4, by GDELT's division of the roots, or PLOVER's of types;
                                  0 for a mention, which has neither actors nor act */
    uint64_t report;           /* hash of the URL or story; 0: it has none */
};

/* What a format knows a report by; only files that know it alike can be matched on reports. */
enum cmq_foreign_report { CMQ_REPORT_UNNAMED, CMQ_REPORT_URL, CMQ_REPORT_STORY };

struct cmq_foreign {
    const char *format; /* "gdelt2" */
    enum cmq_foreign_report report;
    bool mentions; /* rows say that a report mentions an event, not which */
    CMQ_ARRAY(struct cmq_foreign_row) list;
    uint64_t skipped; /* lines without a day or a code, or with another number of columns */
};

/* Reads the text of a file of GDELT 1 or 2 events or 2 mentions, ICEWS, POLECAT, Phoenix or our
 * CSV, told by columns and header. Rows live in the arena. CMQ_BAD_INPUT if it is none of them. */
enum cmq_status cmq_foreign_read(struct cmq_str text, struct cmq_arena *arena,
                                 struct cmq_foreign *foreign, struct cmq_error *err);

/* How many rows two files share at one strictness: each row of one is matched to at most one of the
 * other. */
struct cmq_matched {
    const char *by;     /* "report, pair, act" */
    const char *cannot; /* why the files cannot be matched by that; NULL: they were */
    uint64_t both, only_a, only_b;
};

#define CMQ_MATCH_LEVELS 4

/* Of the counts by pair of countries and month, in one class of acts: their correlation over all
 * cells that either file has, with the 95 % interval of Fisher's transformation. NaN where there
 * are fewer than four cells or no variance. */
struct cmq_correlation {
    uint64_t cells, a, b; /* cells; rows in them */
    double r, low, high;
};

struct cmq_reconciled {
    struct cmq_matched match[CMQ_MATCH_LEVELS]; /* by report alone; then the strictest first */
    struct cmq_correlation quad[4];
};

enum cmq_status cmq_foreign_reconcile(const struct cmq_foreign *a, const struct cmq_foreign *b,
                                      struct cmq_reconciled *result, struct cmq_error *err);
/* ---- replay ------------------------------------------------------------------------------ */

/* What of an event is compared, each as text. */
enum cmq_trait {
    CMQ_TRAIT_SOURCE,
    CMQ_TRAIT_CAMEO,
    CMQ_TRAIT_TARGET,
    CMQ_TRAIT_PLOVER,
    CMQ_TRAIT_MODE,
    CMQ_TRAIT_CONTEXTS,
    CMQ_TRAIT_ASSERTION,
    CMQ_TRAIT_TIME,
    CMQ_TRAIT_DATE,
    CMQ_TRAIT_PLACE,
    CMQ_TRAIT_ATTRIBUTION,
    CMQ_TRAIT_SAME_AS,
    CMQ_TRAIT_QUANTITIES,
    CMQ_TRAITS
};
const char *cmq_trait_name(enum cmq_trait trait);

/* An event as one coding has it. */
struct cmq_traits {
    struct cmq_str value[CMQ_TRAITS];
    struct cmq_str source_country, target_country; /* joined by ";", "---" for none */
    struct cmq_labels entries;                     /* of the dictionaries: its rules, its actors */
};

enum cmq_event_change { CMQ_EVENT_ADDED, CMQ_EVENT_LOST, CMQ_EVENT_RECODED };

struct cmq_changed_event {
    enum cmq_event_change change;
    unsigned differs; /* of a recoded one: a bit a trait */
    struct cmq_str id, report, told;
    struct cmq_traits before, after; /* empty where it was not, or is not */
};

struct cmq_changed_events {
    CMQ_ARRAY(struct cmq_changed_event) event;
    bool same; /* the codings, but for their coder */
};

/* Compares two codings of one report, as JSON; events are matched by their ids. Those that are
 * coded alike are left out. What is found lives in the arena. */
enum cmq_status cmq_codings_compare(struct cmq_str before, struct cmq_str after,
                                    struct cmq_arena *arena, struct cmq_changed_events *changed,
                                    struct cmq_error *err);

/* Changes of events summed up: by pair of countries and month of the report, and by entry of the
 * dictionaries. An event counts once for each pair of a source and a target country; one that went
 * from a pair to another is lost to that and added to this. */
struct cmq_tally_row {
    struct cmq_str source, target, month; /* of a pair */
    struct cmq_str entry;                 /* of an entry */
    uint64_t count[CMQ_EVENT_RECODED + 1];
};

struct cmq_tally {
    struct cmq_arena arena, scratch; /* of the rows; of what one event takes */
    struct cmq_map by_key;
    CMQ_ARRAY(struct cmq_tally_row) row;
};

void cmq_tally_init(struct cmq_tally *tally);
void cmq_tally_release(struct cmq_tally *tally);
void cmq_tally_add_pairs(struct cmq_tally *tally, const struct cmq_changed_event *event);
/* Counts the event for one entry. */
void cmq_tally_add_entry(struct cmq_tally *tally, struct cmq_str entry,
                         enum cmq_event_change change);
/* By month and countries, or by entry. False when memory ran out. */
bool cmq_tally_sort(struct cmq_tally *tally);

#endif

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
    double confidence;                             /* NaN where there is none */
    struct cmq_coded_side source, target;
};

struct cmq_coded {
    struct cmq_str id;
    CMQ_ARRAY(struct cmq_coded_event) event;
};

/* Reads one coding, copying what is kept into `arena`. */
enum cmq_status cmq_coded_read(struct cmq_str line, struct cmq_arena *arena,
                               struct cmq_coded *coded, struct cmq_error *err);

/* ---- calibration (calibration.c) ---------------------------------------------------------- */

/* How often what was coded with a confidence was right: a reliability table. */
#define CMQ_CALIBRATION_BINS 10u
struct cmq_calibration_bin {
    double weight, right, confidence; /* sums */
    uint32_t count;
};
struct cmq_calibration {
    struct cmq_calibration_bin bin[CMQ_CALIBRATION_BINS]; /* tenths; 1 is in the last */
};

/* `right` is from 0 to 1. A confidence that is no number from 0 to 1 is passed over. */
void cmq_calibration_add(struct cmq_calibration *calibration, double confidence, double right,
                         double weight);
/* The expected calibration error (Naeini, Cooper and Hauskrecht 2015): how far the share that is
 * right is from the mean confidence, over the bins by weight. NaN where nothing was added. */
double cmq_calibration_error(const struct cmq_calibration *calibration);

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
    struct cmq_calibration calibration; /* records, spans: claims or events as gold has them */
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

/* ---- estimates (estimates.c, agreement.c) -------------------------------------------------- */

/* What was judged of a stratum. `in` of the judged are of the domain that a share is asked of, as
 * one root; `right` of these are right, by halves where two coders differ. */
struct cmq_judged {
    double population, judged, in, right;
};

struct cmq_estimate {
    double value, low, high; /* with a 95 % interval; NaN where nothing was judged */
};

/* The share that is right of the domain, from simple random samples of strata, each weighted by
 * its population. The interval is that of Clopper and Pearson (1934) at the effective size of the
 * sample, as Korn and Graubard (1998) have it; of one large stratum it is Clopper and Pearson's. */
struct cmq_estimate cmq_estimate_share(const struct cmq_judged *stratum, size_t count);
/* What was found of all that there is: the events that are right, of these and those that were
 * missed, one for each item of `missed` that counts as right. */
struct cmq_estimate cmq_estimate_recall(const struct cmq_judged *found, size_t found_count,
                                        const struct cmq_judged *missed, size_t missed_count);

/* Krippendorff's alpha (2011) for nominal values: `value[unit * coders + coder]`, from 0 to
 * `values` - 1; CMQ_NOT_JUDGED where a coder gave none. NaN where no unit has two values or all
 * values are the same. */
#define CMQ_NOT_JUDGED   UINT8_MAX
#define CMQ_ALPHA_VALUES 32u
double cmq_alpha(const uint8_t *value, size_t units, size_t coders, unsigned values);

/* ---- samples for people to judge (sample.c, draw.c) ---------------------------------------- */

enum cmq_sample_kind { CMQ_SAMPLE_EVENTS, CMQ_SAMPLE_SENTENCES, CMQ_SAMPLE_KINDS };

/* How a sample is shared out among strata of N units: by N, by the root of N, or alike; but for
 * the least number a stratum, and no more than it has. */
enum cmq_allocation { CMQ_ALLOCATE_PROPORTIONAL, CMQ_ALLOCATE_POWER, CMQ_ALLOCATE_EQUAL };

/* False if there is none of that name ("power"). */
bool cmq_allocation_of(struct cmq_str name, enum cmq_allocation *allocation);
/* Shares out `wanted` units, more where the least of all strata are more: `drawn[i]` of
 * `population[i]`. */
void cmq_allocate(const uint64_t *population, uint32_t *drawn, size_t strata, uint32_t wanted,
                  uint32_t least, enum cmq_allocation allocation);

struct cmq_sample_design {
    uint32_t wanted[CMQ_SAMPLE_KINDS], least;
    enum cmq_allocation allocation;
    bool by_root, by_confidence; /* what the strata of events are made by */
    bool repeats;                /* also events that repeat an earlier one of their report */
    uint64_t seed;
};

struct cmq_sample_stratum {
    enum cmq_sample_kind kind;
    struct cmq_str name; /* "19 0.6-0.8"; of sentences "two actors" */
    uint64_t population;
    uint32_t drawn;
};

/* A unit that may be drawn: event or sentence `number` of the coding at `position`, which is the
 * caller's name for it. */
struct cmq_sample_unit {
    uint64_t lot, position;
    uint32_t number, stratum;
};

struct cmq_sample {
    struct cmq_sample_design design;
    struct cmq_arena arena;
    struct cmq_map by_name;
    CMQ_ARRAY(struct cmq_sample_stratum) stratum;
    CMQ_ARRAY(struct cmq_sample_unit) unit;
};

void cmq_sample_init(struct cmq_sample *sample, const struct cmq_sample_design *design);
void cmq_sample_release(struct cmq_sample *sample);

/* Whether an event may be drawn, or, where that is absent, a sentence of the report. */
typedef bool cmq_sample_choice(void *context, struct cmq_str report, struct cmq_str event);

/* Puts the events and the sentences without one of a coding, as JSON with report.text, among what
 * is drawn from. `choice` NULL: all. */
enum cmq_status cmq_sample_add(struct cmq_sample *sample, struct cmq_str coding, uint64_t position,
                               cmq_sample_choice *choice, void *context, struct cmq_error *err);
/* Draws: afterwards the units are those drawn, by position and number. The lot of a unit comes of
 * the seed and its ids alone, not of the order in which it came. */
enum cmq_status cmq_sample_draw(struct cmq_sample *sample, struct cmq_error *err);

/* ---- sheets that people fill in (sheet.c, sheet_csv.c, sheet_item.c) ------------------------- */

/* The columns, in their order; docs/audit.md says what each holds. */
enum cmq_sheet_column {
    CMQ_SHEET_ITEM,
    CMQ_SHEET_KIND,
    CMQ_SHEET_CODER,
    CMQ_SHEET_THERE, /* the questions: y, n, ? or empty */
    CMQ_SHEET_TYPE,
    CMQ_SHEET_SOURCE,
    CMQ_SHEET_TARGET,
    CMQ_SHEET_STATE,
    CMQ_SHEET_CODE,
    CMQ_SHEET_NOTE,
    CMQ_SHEET_REVISION, /* of a verdict that a server kept: from 1 for each item and coder */
    CMQ_SHEET_MADE,     /* and when, UTC */
    CMQ_SHEET_SENTENCE,
    CMQ_SHEET_TRIGGER,
    CMQ_SHEET_CODED_SOURCE,
    CMQ_SHEET_CAMEO,
    CMQ_SHEET_LABEL,
    CMQ_SHEET_CODED_TARGET,
    CMQ_SHEET_ASSERTION,
    CMQ_SHEET_TIME,
    CMQ_SHEET_DAY,
    CMQ_SHEET_TOLD_BY,
    CMQ_SHEET_BEFORE,
    CMQ_SHEET_AFTER,
    CMQ_SHEET_DATE,
    CMQ_SHEET_PUBLISHER,
    CMQ_SHEET_TITLE,
    CMQ_SHEET_REPORT,
    CMQ_SHEET_EVENT,
    CMQ_SHEET_MARKS,
    CMQ_SHEET_STRATUM,
    CMQ_SHEET_POPULATION,
    CMQ_SHEET_DRAWN,
    CMQ_SHEET_WEIGHT,
    CMQ_SHEET_CONFIDENCE,
    CMQ_SHEET_RULE,
    CMQ_SHEET_COLUMNS
};
#define CMQ_SHEET_QUESTIONS 5u
/* The columns from CMQ_SHEET_CODER to CMQ_SHEET_MADE are the verdict; the others are the item. */

struct cmq_sheet_row {
    struct cmq_str cell[CMQ_SHEET_COLUMNS];
};
struct cmq_sheet {
    struct cmq_arena arena;
    CMQ_ARRAY(struct cmq_sheet_row) row;
};

void cmq_sheet_init(struct cmq_sheet *sheet);
void cmq_sheet_release(struct cmq_sheet *sheet);
/* Adds the row of a unit that was drawn, from the coding that it is of. */
enum cmq_status cmq_sheet_add(struct cmq_sheet *sheet, const struct cmq_sample *sample,
                              const struct cmq_sample_unit *unit, struct cmq_str coding,
                              struct cmq_error *err);
/* Puts the rows into the order in which they are judged, events first and strata mixed, and
 * numbers them. */
void cmq_sheet_shuffle(struct cmq_sheet *sheet, uint64_t seed);
/* A page that is whole in itself, and comma-separated values with the same columns. */
void cmq_sheet_html(const struct cmq_sheet *sheet, struct cmq_buf *out);
void cmq_sheet_csv(const struct cmq_sheet *sheet, struct cmq_buf *out);
/* A row as a JSON object, its columns as strings and the revision as a number. `blind`: without
 * what a coder may not know (stratum, confidence, rule …). */
void cmq_sheet_item_json(const struct cmq_sheet_row *row, bool blind, struct cmq_json *json);
/* CAMEO's roots, [["01","…"],…]. */
void cmq_sheet_roots_json(struct cmq_json *json);
/* Reads what cmq_sheet_csv, the page or a spreadsheet wrote: columns by their names in the first
 * line, with comma, semicolon or tab between. Adds to the sheet; the error names the line. */
enum cmq_status cmq_sheet_read(struct cmq_sheet *sheet, struct cmq_str csv, struct cmq_error *err);

/* Whether the row's verdict is one that can be given of its item, which may still leave questions
 * open: answers that are answers, none that another makes pointless, a code where one is asked for.
 * Writes answers as y, n, ? and trims. CMQ_BAD_INPUT says what is wrong (sheet_verdict.c). */
enum cmq_status cmq_sheet_check_verdict(struct cmq_sheet_row *row, struct cmq_error *err);

/* ---- samples that are judged (judging.c) ----------------------------------------------------- */

/* A sample with the verdicts of its coders, which are kept as they are given: of "sheet.csv" in
 * "sheet.verdicts.csv" beside it, a sheet that cmq_sheet_read reads and cmq_verdicts_add puts
 * together. It begins with the rows of the sample, and each verdict adds a row, the last of an item
 * and coder being the one that holds. One process at a time has a sample; in it any thread may call
 * all of these. Rows have the sample's strings, or are copied into the caller's arena. */
struct cmq_judging;

/* Reads the sample and what was kept of it; a row that was half written is cut off. CMQ_BAD_INPUT
 * for what is no sample, or where what was kept is of another one. */
enum cmq_status cmq_judging_open(const char *sample, struct cmq_judging **judging,
                                 struct cmq_error *err);
void cmq_judging_close(struct cmq_judging *judging); /* NULL is fine */
/* The file's name, without its folder. */
const char *cmq_judging_name(const struct cmq_judging *judging);
/* The items, without verdicts. */
const struct cmq_sheet *cmq_judging_items(const struct cmq_judging *judging);
/* The place of an item by its name among them; their count if there is none. */
uint32_t cmq_judging_find(const struct cmq_judging *judging, struct cmq_str item);
/* Item number `index` with the verdict of a coder, empty where there is none. CMQ_BAD_INPUT if that
 * is no name. */
enum cmq_status cmq_judging_read(struct cmq_judging *judging, uint32_t index, struct cmq_str coder,
                                 struct cmq_arena *arena, struct cmq_sheet_row *row,
                                 struct cmq_error *err);
/* Keeps the verdict in `row`, which was given on seeing its revision (0: none), and gives the row
 * as it is kept, on disk. Where there is a newer one, that is given in its place and `*stale` is
 * set. CMQ_BAD_INPUT as cmq_sheet_check_verdict. */
enum cmq_status cmq_judging_keep(struct cmq_judging *judging, uint32_t index,
                                 struct cmq_arena *arena, struct cmq_sheet_row *row, bool *stale,
                                 struct cmq_error *err);
/* The sheet as a coder has filled it in. */
enum cmq_status cmq_judging_csv(struct cmq_judging *judging, struct cmq_str coder,
                                struct cmq_buf *out, struct cmq_error *err);

/* ---- verdicts (verdicts.c) ------------------------------------------------------------------ */

#define CMQ_CODERS 8u

/* What is counted as right of a coded event, each also needing the event to be there. */
enum cmq_verdict {
    CMQ_VERDICT_EVENT,
    CMQ_VERDICT_TYPE,
    CMQ_VERDICT_SOURCE,
    CMQ_VERDICT_TARGET,
    CMQ_VERDICT_STATE,
    CMQ_VERDICT_CORE, /* type, source and target */
    CMQ_VERDICT_WHOLE,
    CMQ_VERDICTS
};
const char *cmq_verdict_name(enum cmq_verdict verdict);

/* An item with what coders said of it; values are 0 no, 1 yes, CMQ_NOT_JUDGED. */
struct cmq_verdict_unit {
    struct cmq_str item, report, event, root, rule;
    uint32_t stratum;
    double confidence; /* NaN where there is none */
    uint8_t answer[CMQ_CODERS][CMQ_SHEET_QUESTIONS];
    uint32_t revision[CMQ_CODERS]; /* of the row that the answers are from; 0: none */
    struct cmq_str code[CMQ_CODERS];
};

struct cmq_verdict_stratum {
    enum cmq_sample_kind kind;
    struct cmq_str name;
    double population;
};

struct cmq_verdicts {
    struct cmq_arena arena;
    struct cmq_map by_item, by_stratum;
    CMQ_ARRAY(struct cmq_verdict_unit) unit;
    CMQ_ARRAY(struct cmq_verdict_stratum) stratum;
    struct cmq_str coder[CMQ_CODERS];
    uint32_t coders;
};

void cmq_verdicts_init(struct cmq_verdicts *verdicts);
void cmq_verdicts_release(struct cmq_verdicts *verdicts);
/* Adds a sheet, whose strings must outlive the verdicts. Rows without an answer only say that
 * there is such an item; of rows with a revision the last one of a coder holds. `name` stands for a
 * coder who gave none. The error names the item. */
enum cmq_status cmq_verdicts_add(struct cmq_verdicts *verdicts, const struct cmq_sheet *sheet,
                                 struct cmq_str name, struct cmq_error *err);

/* An item is right as far as those who judged it say so: one that two coders differ on is half
 * right. One that nobody judged is left out. */

enum cmq_verdict_group { CMQ_GROUP_ALL, CMQ_GROUP_ROOT, CMQ_GROUP_RULE };

/* The judged of one group: all events, those of a root or of a rule. */
struct cmq_verdict_share {
    struct cmq_str of;
    uint32_t judged;
    double right;
    struct cmq_estimate estimate;
};
/* How many groups there are, in `*share`, which lives in the verdicts; by name. */
enum cmq_status cmq_verdicts_precision(struct cmq_verdicts *verdicts, enum cmq_verdict verdict,
                                       enum cmq_verdict_group group,
                                       struct cmq_verdict_share **share, uint32_t *count,
                                       struct cmq_error *err);
/* Of all events that the text tells. */
enum cmq_status cmq_verdicts_recall(struct cmq_verdicts *verdicts, struct cmq_verdict_share *share,
                                    struct cmq_error *err);
/* Between all coders, of a question about events or, past those, of whether a sentence without an
 * event tells one. A question that follows the first is of those who say that the event is there.
 * `*units` have two answers or more. */
#define CMQ_QUESTION_SENTENCE CMQ_SHEET_QUESTIONS
struct cmq_str cmq_question_name(unsigned question);
enum cmq_status cmq_verdicts_alpha(struct cmq_verdicts *verdicts, unsigned question,
                                   uint32_t *units, double *alpha, struct cmq_error *err);
enum cmq_status cmq_verdicts_calibration(struct cmq_verdicts *verdicts, enum cmq_verdict verdict,
                                         struct cmq_calibration *calibration,
                                         struct cmq_error *err);

/* What coders say that events of a root are: a root, "none" where there is no event, "other" where
 * they do not say. */
struct cmq_verdict_confusion {
    struct cmq_str coded, said;
    uint32_t count;
};
enum cmq_status cmq_verdicts_confusion(struct cmq_verdicts *verdicts,
                                       struct cmq_verdict_confusion **confusion, uint32_t *count,
                                       struct cmq_error *err);

#endif

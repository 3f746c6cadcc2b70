/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMMUNIQUE_H
#define COMMUNIQUE_H

/* libcommunique codes English news reports: who did what to whom, when, where, according to whom;
 * it reads English text: sentences, words, tags, trees and names; and it relates reports to one
 * another: near copies, stories, occurrences.
 *
 * An engine is a model and its dictionaries, opened once. It is read-only: any number of threads
 * may share it, and a process that forks. A session is the working memory to read in, and belongs
 * to one thread at a time. A parse is what was found in one text, a coding what one report tells;
 * either lives in its session until the next text or report is read there.
 *
 *     struct communique_engine *engine;
 *     struct communique_session *session;
 *     struct communique_parse *parse;
 *     struct communique_error error;
 *     if (communique_engine_open(NULL, &engine, &error) == COMMUNIQUE_OK &&
 *         communique_session_open(engine, &session, &error) == COMMUNIQUE_OK &&
 *         communique_parse_text(session, text, length, NULL, &parse, &error) == COMMUNIQUE_OK) ...
 *
 * The same model and text give the same parse, on any number of threads and whatever was parsed
 * before. The library never prints, exits, installs a signal handler or reads the environment or
 * the locale. Every failure comes back as a status with a message.
 *
 * Binary compatibility: later versions may add members at the end of a struct, values to an enum,
 * and functions. So structs that come out of the library come by pointer, one at a time, and are
 * not to be copied by size or indexed as an array; structs that go in begin with their size. All
 * strings are UTF-8. */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define COMMUNIQUE_API __attribute__((visibility("default")))
#else
#define COMMUNIQUE_API
#endif

/* The version of the library that runs, as "1.2.3". */
COMMUNIQUE_API const char *communique_version(void);

/* ---- errors ------------------------------------------------------------------------------ */

enum communique_status {
    COMMUNIQUE_OK = 0,
    COMMUNIQUE_BAD_ARGUMENT, /* the call itself is wrong: a pointer is missing, a size is not one */
    COMMUNIQUE_BAD_INPUT,    /* the text or the model file breaks its format */
    COMMUNIQUE_LIMIT,        /* too large: a text has at most 1 MiB and 400,000 tokens */
    COMMUNIQUE_UNSUPPORTED,  /* well formed, but this version does not know it */
    COMMUNIQUE_NO_MEMORY,
    COMMUNIQUE_IO /* a file cannot be read */
};

#define COMMUNIQUE_MESSAGE_SIZE 512

/* Filled by a function that fails, untouched by one that does not. Wherever one is asked for, NULL
 * will do. This struct keeps its size for ever. */
struct communique_error {
    enum communique_status status;
    char message[COMMUNIQUE_MESSAGE_SIZE]; /* for a person, one line, without a full stop */
};

/* ---- engine ------------------------------------------------------------------------------ */

/* What the model's arithmetic is done in. */
enum communique_precision {
    COMMUNIQUE_FLOAT32 = 0, /* equal to the reference that the model was imported from */
    COMMUNIQUE_INT8 = 1     /* faster, a little less exact */
};

struct communique_engine_options {
    size_t size;            /* sizeof(struct communique_engine_options) */
    const char *model_path; /* a file made by `communique model import`; NULL: the built-in model */
    enum communique_precision precision;
    const char *lexicon_path;  /* a folder of dictionaries, laid over those built in; NULL: none */
    const char *ontology_path; /* a folder with codes in place of CAMEO's; NULL: CAMEO */
};

/* What stands for NULL. */
#define COMMUNIQUE_ENGINE_OPTIONS                                                                  \
    { sizeof(struct communique_engine_options), NULL, COMMUNIQUE_FLOAT32, NULL, NULL }

struct communique_engine;

/* Opens a model and the dictionaries. `*engine` is the caller's, to be closed after its sessions;
 * NULL on failure. */
COMMUNIQUE_API enum communique_status
communique_engine_open(const struct communique_engine_options *options,
                       struct communique_engine **engine, struct communique_error *error);
COMMUNIQUE_API void communique_engine_close(struct communique_engine *engine); /* NULL is fine */

/* "sha256:" and the digest of the model: what a parse depends on beside its text. Lives as long as
 * the engine. NULL for NULL. */
COMMUNIQUE_API const char *communique_engine_model(const struct communique_engine *engine);
/* The same of dictionaries, places and an ontology: a coding depends on them and on the model. */
COMMUNIQUE_API const char *communique_engine_lexicon(const struct communique_engine *engine);

/* ---- session ----------------------------------------------------------------------------- */

struct communique_session;

/* Makes a session. `*session` is the caller's; NULL on failure. The engine must outlive it. A text
 * takes at most 512 MiB, of which 64 MiB are kept for the next one; beside them a session keeps
 * what the model computes of words alone, at most 256 MiB. */
COMMUNIQUE_API enum communique_status
communique_session_open(const struct communique_engine *engine, struct communique_session **session,
                        struct communique_error *error);
COMMUNIQUE_API void communique_session_close(struct communique_session *session); /* NULL is fine */

/* ---- parsing ----------------------------------------------------------------------------- */

enum communique_reading {
    COMMUNIQUE_READ_AS_REFERENCE = 0, /* what the reference pipeline makes of the text */
    COMMUNIQUE_READ_NEWS = 1          /* as the event coder reads news: see docs/engine.md */
};

struct communique_parse_options {
    size_t size; /* sizeof(struct communique_parse_options) */
    enum communique_reading reading;
};

/* What stands for NULL. */
#define COMMUNIQUE_PARSE_OPTIONS                                                                   \
    { sizeof(struct communique_parse_options), COMMUNIQUE_READ_AS_REFERENCE }

struct communique_parse;

/* Parses `length` bytes at `text`, which need no terminator and may go when the call returns. An
 * empty text is a parse without tokens. The session owns `*parse`: it and all that is had from it
 * are good until the session is given the next text or report, or until it is closed; so `text` may
 * not be a string of the parse before.
 * NULL on failure; the session can be used again after any failure. */
COMMUNIQUE_API enum communique_status
communique_parse_text(struct communique_session *session, const char *text, size_t length,
                      const struct communique_parse_options *options,
                      struct communique_parse **parse, struct communique_error *error);

/* Stands for "none" where an index is expected. */
#define COMMUNIQUE_NONE UINT32_MAX

/* [start, end) in the text. */
struct communique_span {
    uint32_t start, end;
};

/* A word or a punctuation mark. White space is no token. A string that the model knows nothing of
 * is empty, never NULL. The string `form` ends early if the text holds a character U+0000; the
 * spans are right in any case. */
struct communique_token {
    struct communique_span bytes, points; /* in bytes, and in Unicode code points */
    const char *form, *lemma;
    const char *upos;     /* Universal Dependencies: "NOUN" */
    const char *xpos;     /* Penn Treebank: "NNS" */
    const char *feats;    /* "Number=Plur"; several with '|' between */
    const char *relation; /* to the head, of Universal Dependencies: "nsubj:pass" */
    uint32_t head;        /* a token of the same sentence; the token itself at the root */
    uint32_t sentence;
    uint32_t entity;      /* the name that it is part of, or COMMUNIQUE_NONE */
    uint32_t space_after; /* 1 if white space or the end of the text follows, else 0 */
};

struct communique_sentence {
    struct communique_span bytes, points;
    struct communique_span tokens;
    uint32_t root; /* a token */
};

/* The name of a person, a place or an organisation. */
struct communique_entity {
    struct communique_span bytes, points;
    struct communique_span tokens;
    const char *type; /* "PER", "LOC", "ORG" */
};

/* Counts are 0, and items NULL, for a parse that is NULL or an index past the end. */
COMMUNIQUE_API uint32_t communique_parse_token_count(const struct communique_parse *parse);
COMMUNIQUE_API const struct communique_token *
communique_parse_token(const struct communique_parse *parse, uint32_t index);
COMMUNIQUE_API uint32_t communique_parse_sentence_count(const struct communique_parse *parse);
COMMUNIQUE_API const struct communique_sentence *
communique_parse_sentence(const struct communique_parse *parse, uint32_t index);
COMMUNIQUE_API uint32_t communique_parse_entity_count(const struct communique_parse *parse);
COMMUNIQUE_API const struct communique_entity *
communique_parse_entity(const struct communique_parse *parse, uint32_t index);

enum communique_format {
    COMMUNIQUE_CONLLU = 0, /* as `communique parse` writes it; see docs/parse.md */
    COMMUNIQUE_JSON = 1    /* one object and a line end, as `communique parse --format jsonl` */
};

/* Writes the parse out; `id` names the text in it, and NULL is short for "text". `*out` is a
 * terminated string of `*length` bytes (`length` may be NULL) which the session owns: it is good as
 * long as the parse, or until the next call of this function with it. On failure `*out` is NULL. */
COMMUNIQUE_API enum communique_status communique_parse_write(struct communique_parse *parse,
                                                             enum communique_format format,
                                                             const char *id, const char **out,
                                                             size_t *length,
                                                             struct communique_error *error);

/* ---- coding ------------------------------------------------------------------------------ */

/* `length` bytes of UTF-8, which need no terminator. Absent where `bytes` is NULL. */
struct communique_string {
    const char *bytes;
    size_t length;
};

/* A report as it is given to be coded, with the fields of a line of JSON that `communique code`
 * reads. What is not known is absent. */
struct communique_report {
    size_t size; /* sizeof(struct communique_report) */
    struct communique_string id, text;
    struct communique_string date; /* "2021-11-14", the day it appeared; absent: not known */
    struct communique_string publisher, url, title, language;
};

struct communique_code_options {
    size_t size;      /* sizeof(struct communique_code_options) */
    uint32_t undated; /* 1: a report may lack its date, 0: it is rejected then */
};

/* What stands for NULL. */
#define COMMUNIQUE_CODE_OPTIONS                                                                    \
    { sizeof(struct communique_code_options), 1 }

/* What `communique code` would reject is COMMUNIQUE_BAD_INPUT or COMMUNIQUE_LIMIT, with the same
 * reason. What is checked: that there are an id and a text, of at most 1 MiB; that a date is a day
 * of the calendar; and that all of them are UTF-8 without U+0000. */

struct communique_coding;

/* Codes one report, whose strings may go when the call returns. The session owns `*coding`: it and
 * all that is had from it are good until the session is given the next text or report, or until it
 * is closed. NULL on failure; the session can be used again after any failure. */
COMMUNIQUE_API enum communique_status communique_code(struct communique_session *session,
                                                      const struct communique_report *report,
                                                      const struct communique_code_options *options,
                                                      struct communique_coding **coding,
                                                      struct communique_error *error);

/* The ids of the reports of one run, in which no two may be the same. They take some 16 to 43 bytes
 * an id, and belong to one thread at a time. */
struct communique_ids;

COMMUNIQUE_API enum communique_status communique_ids_open(struct communique_ids **ids,
                                                          struct communique_error *error);
COMMUNIQUE_API void communique_ids_close(struct communique_ids *ids); /* NULL is fine */
/* Checks a report as communique_code() does, and that none with its id was admitted before; then
 * `ids` has its id. COMMUNIQUE_BAD_INPUT or COMMUNIQUE_LIMIT rejects it. */
COMMUNIQUE_API enum communique_status
communique_ids_admit(struct communique_ids *ids, const struct communique_report *report,
                     const struct communique_code_options *options, struct communique_error *error);

enum communique_coding_flag {
    COMMUNIQUE_WITH_TEXT = 1 /* the coding's JSON holds the text that its spans index */
};

/* The coding as one line of JSON, byte for byte what `communique code --format jsonl` writes, its
 * line end included; docs/coding.schema.json says what it holds. `flags` are of the enum above, or
 * 0. `*out` is a terminated string of `*length` bytes (`length` may be NULL) which the session
 * owns: it is good as long as the coding, or until the next call of this function with it. On
 * failure
 * `*out` is NULL. */
COMMUNIQUE_API enum communique_status communique_coding_json(struct communique_coding *coding,
                                                             uint32_t flags, const char **out,
                                                             size_t *length,
                                                             struct communique_error *error);

/* What relating the coding's report to others takes, as bytes; they mean something to this library
 * alone. `*out` is the session's, as above. */
COMMUNIQUE_API enum communique_status communique_coding_traces(struct communique_coding *coding,
                                                               const void **out, size_t *length,
                                                               struct communique_error *error);

/* What a coding holds. The words for what a thing is ("actual", "lexicon", …) and all else are
 * those of docs/coding.schema.json. A string that is not known is empty, never NULL; a day is
 * "2021-11-14", a number that is not known NaN. Where an item has several of something, a span says
 * which of the coding's items of that kind they are: [start, end). */

/* The words of a text that stand for something; all 0 where there are none. */
struct communique_stretch {
    struct communique_span bytes, points; /* in bytes, and in Unicode code points */
};

/* A person, state or body. */
struct communique_actor {
    const char *name, *title;
    const char *code;    /* of CAMEO: "CHNGOV" */
    const char *country; /* ISO 3166 alpha-3 */
    const char *basis, *entry;
    struct communique_span sectors;  /* strings: CAMEO roles */
    struct communique_span mentions; /* mentions, in the order of the text */
};

struct communique_mention {
    struct communique_stretch words;
    uint32_t actor;
    const char *kind;
};

/* An actor on a side of an event, or in a statement. */
struct communique_participant {
    struct communique_stretch words;
    uint32_t actor;    /* COMMUNIQUE_NONE: not known */
    const char *basis; /* "" in a statement */
};

/* Somebody who tells of an event or a statement. */
struct communique_teller {
    struct communique_stretch words;
    uint32_t actor; /* COMMUNIQUE_NONE: not known ("sources say") */
    const char *kind;
};

struct communique_quantity {
    struct communique_stretch words;
    const char *what, *unit;
    int64_t from, to; /* -1: open */
};

struct communique_place {
    struct communique_stretch words;
    const char *name, *country, *admin1, *precision; /* all "" where there is no place */
    double lat, lon;                                 /* degrees, WGS 84 */
};

struct communique_event {
    const char *id, *cameo, *plover, *mode;
    struct communique_span contexts;       /* strings */
    double goldstein_gdelt;                /* -10 to 10 */
    uint32_t quad_gdelt;                   /* 1 to 4; 0: none */
    struct communique_span source, target; /* participants */
    const char *assertion, *time;
    const char *date_from, *date_to, *date_basis, *told;
    struct communique_stretch date_words;
    struct communique_place place;
    struct communique_span attribution; /* tellers, from the innermost out */
    uint32_t statement;                 /* that makes the event, or COMMUNIQUE_NONE */
    uint32_t same_as;                   /* the earlier event that it repeats, or COMMUNIQUE_NONE */
    struct communique_span quantities;
    struct communique_stretch trigger, evidence;
    uint32_t sentence;
    struct communique_span rules; /* strings: entries of the lexicon, the frame first */
    double confidence;            /* 0 to 1: that type, source and target are right */
};

struct communique_statement {
    struct communique_participant speaker;
    struct communique_span addressees; /* participants */
    const char *form;
    struct communique_stretch cue;
    struct communique_span content;     /* stretches */
    struct communique_span topics;      /* strings */
    struct communique_span attribution; /* tellers */
    uint32_t sentence;
};

/* What the coding says of the report as a whole. */
struct communique_coding_facts {
    const char *id, *date, *agency, *dateline;
    uint32_t actors, events, statements, sentences; /* how many there are */
};

/* NULL for a coding that is NULL, and for an index past the end. Events come most salient first,
 * the rest in the order of the text. */
COMMUNIQUE_API const struct communique_coding_facts *
communique_coding_facts(const struct communique_coding *coding);
COMMUNIQUE_API const struct communique_actor *
communique_coding_actor(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_event *
communique_coding_event(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_statement *
communique_coding_statement(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_stretch *
communique_coding_sentence(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_mention *
communique_coding_mention(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_participant *
communique_coding_participant(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_teller *
communique_coding_teller(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_quantity *
communique_coding_quantity(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const struct communique_stretch *
communique_coding_stretch(const struct communique_coding *coding, uint32_t index);
COMMUNIQUE_API const char *communique_coding_string(const struct communique_coding *coding,
                                                    uint32_t index);

/* ---- tables ------------------------------------------------------------------------------ */

/* The Arrow C data interface: tables as other libraries take them, without a copy. The structs are
 * those of its specification, which whoever else defines them has under the same guard. A schema or
 * an array that this library fills in belongs to the caller, who calls its `release` when it is no
 * longer needed and has not been moved elsewhere. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE           2
#define ARROW_FLAG_MAP_KEYS_SORTED    4

struct ArrowSchema {
    const char *format, *name, *metadata;
    int64_t flags, n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length, null_count, offset, n_buffers, n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};

#endif

/* Rows of a table, which grow until they are given out for the first time. They belong to one
 * thread at a time; what was given out does not. */
struct communique_rows;

/* The table of events: a row an event and pair of its source and target, with the columns and the
 * rows of `communique code --format arrow`. The engine says whose codes they are, and must outlive
 * the rows. */
COMMUNIQUE_API enum communique_status communique_rows_open(const struct communique_engine *engine,
                                                           struct communique_rows **rows,
                                                           struct communique_error *error);
COMMUNIQUE_API void communique_rows_close(struct communique_rows *rows); /* NULL is fine */
/* Adds the events of a coding; of one that is given as its JSON. */
COMMUNIQUE_API enum communique_status communique_rows_add(struct communique_rows *rows,
                                                          struct communique_coding *coding,
                                                          struct communique_error *error);
COMMUNIQUE_API enum communique_status communique_rows_add_json(struct communique_rows *rows,
                                                               const char *json, size_t length,
                                                               struct communique_error *error);
/* 0 for NULL. */
COMMUNIQUE_API uint32_t communique_rows_count(const struct communique_rows *rows);
/* Gives the rows out as one record batch: a struct with a child a column, of the types utf8,
 * binary, int64, float64 and date32, each nullable. As often as one likes, without a copy; the
 * memory is freed when the rows are closed and all that was given out is released. `schema` may be
 * NULL. On failure both are as they were. */
COMMUNIQUE_API enum communique_status communique_rows_export(struct communique_rows *rows,
                                                             struct ArrowSchema *schema,
                                                             struct ArrowArray *array,
                                                             struct communique_error *error);

/* The same as a stream of this one batch. */
COMMUNIQUE_API enum communique_status communique_rows_stream(struct communique_rows *rows,
                                                             struct ArrowArrayStream *stream,
                                                             struct communique_error *error);

/* Codes a record batch of reports: a struct with the children id, text and, where known, date,
 * publisher, url, title and language; all utf8 or large_utf8, a date also date32, an id also int64.
 * Others are ignored. They stay the caller's.
 *
 * `*reports` gets a row a report, in their order: `id`, `coding` (its JSON, without the text),
 * `traces` (as communique_coding_traces() has them), `reason` (why it was rejected: then all but
 * the id is null), `events` (their number), `rows` (how many rows they have in the other table).
 * `*events` gets the rows of their events. Both are the caller's, NULL on failure: a rejected
 * report is none. Ids may occur twice. */
COMMUNIQUE_API enum communique_status
communique_code_batch(struct communique_session *session, const struct ArrowSchema *schema,
                      const struct ArrowArray *array, const struct communique_code_options *options,
                      struct communique_rows **reports, struct communique_rows **events,
                      struct communique_error *error);

/* Reads lines of JSON as `communique code` does: an array of binary or utf8, also large, which
 * stays the caller's. `*reports` gets a row a line, in their order: `id`, `date`, `publisher`,
 * `url`, `title`, `language` and `text` of the report, all utf8, ready for communique_code_batch();
 * and `reason`, why a line is none: then the rest is null but an id that is known. A line that is
 * null gives nulls. `*reports` is the caller's, NULL on failure. Ids may occur twice. */
COMMUNIQUE_API enum communique_status
communique_read_batch(const struct ArrowSchema *schema, const struct ArrowArray *array,
                      const struct communique_code_options *options,
                      struct communique_rows **reports, struct communique_error *error);

/* ---- store ------------------------------------------------------------------------------- */

/* What `communique add` keeps, to be read: docs/store.md and docs/asking.md say what is in it.
 *
 *     const char *const parameters[] = {"country", "USA,CHN", "from", "2021-11-01", NULL};
 *     const struct communique_question question = {sizeof question, "events", parameters, 0};
 *     struct communique_store *store;
 *     struct communique_answer *answer;
 *     if (communique_store_open("news.db", &store, &error) == COMMUNIQUE_OK &&
 *         communique_store_ask(store, &question, &answer, &error) == COMMUNIQUE_OK) ...
 *
 * Nothing of the file is held between calls. So any number of threads may use a store at once, and
 * a process that has one may fork. An answer holds the file: it belongs to one thread at a time,
 * and to the process that asked: in a forked one it has no rows, and to free it does nothing.
 * Reports may be added all the while: an answer, or a document, is of the state in which its call
 * found the store. To ask takes about a millisecond and what the question itself takes. */
struct communique_store;

/* Opens a store to be read. `*store` is the caller's; NULL on failure. COMMUNIQUE_IO where there is
 * no such file, COMMUNIQUE_BAD_INPUT where it is no store, or one of a later or an earlier version
 * of the format; the message says what to do. */
COMMUNIQUE_API enum communique_status communique_store_open(const char *path,
                                                            struct communique_store **store,
                                                            struct communique_error *error);
/* Answers that were had from it stay as they are. NULL is fine. */
COMMUNIQUE_API void communique_store_close(struct communique_store *store);

struct communique_question {
    size_t size; /* sizeof(struct communique_question) */
    /* "events", "statements", "actors", "reports", "stories", "occurrences", "outlets", "dyads",
     * "series", "panel": the rows of the command of that name. */
    const char *name;
    /* Names and values by turns, then NULL; NULL is none. The names are those of the command's
     * options without the dashes ("as-of"), the values as it takes them; of an option without a
     * value "true" or "false". As with an option, the last of a name counts. */
    const char *const *parameters;
    uint32_t batch_rows; /* of a stream, at most 1,048,576; 0 stands for 8,192 */
};

/* The questions, and the parameters that each has; NULL for an index past the end or a name that
 * is no question's. The strings are there for good. */
COMMUNIQUE_API const char *communique_question_name(uint32_t index);
COMMUNIQUE_API const char *communique_question_parameter(const char *question, uint32_t index);

struct communique_answer;

/* Asks a question. `*answer` is the caller's, to be freed or made a stream; NULL on failure. What
 * is wrong with the question is COMMUNIQUE_BAD_INPUT with the message of the command line. An
 * answer takes at most 512 MiB, beside a stream's batches, and as a rule less than 40. */
COMMUNIQUE_API enum communique_status
communique_store_ask(const struct communique_store *store,
                     const struct communique_question *question, struct communique_answer **answer,
                     struct communique_error *error);
COMMUNIQUE_API void communique_answer_free(struct communique_answer *answer); /* NULL is fine */

/* Finds the next row: `*line` is a terminated string of `*length` bytes (`length` may be NULL), a
 * JSON object and a line end, as the command writes it with `--format jsonl`. It is good until the
 * next call with the answer. After the last row `*line` is NULL, with COMMUNIQUE_OK. */
COMMUNIQUE_API enum communique_status communique_answer_line(struct communique_answer *answer,
                                                             const char **line, size_t *length,
                                                             struct communique_error *error);

/* After the last row of an answer with a "limit": what the parameter "after" of the next page is;
 * NULL if there is no such page, or rows are left. Good as long as the answer. */
COMMUNIQUE_API const char *communique_answer_next_page(const struct communique_answer *answer);

/* Makes of the answer a stream of the rows that were not had as lines. The answer is the stream's
 * from then on, and goes with the stream's `release`, at whatever row that is; on failure it stays
 * the caller's. A batch is made when it is asked for: it has `batch_rows` rows, or fewer where
 * their texts reach 16 MiB. Days are date32, counts int64, shares and degrees double, all else
 * utf8; several values stand in order with ";" between. What is not known is null. */
COMMUNIQUE_API enum communique_status communique_answer_stream(struct communique_answer *answer,
                                                               struct ArrowArrayStream *stream,
                                                               struct communique_error *error);

/* Documents of a store: a terminated string of `*length` bytes (`length` may be NULL), which is the
 * caller's to be given to communique_document_free; NULL on failure. COMMUNIQUE_BAD_INPUT where the
 * store has no such story or report.
 *
 * A story, by the number that it has or had: JSON lines as `communique story --format jsonl` writes
 * them. The accounts of too long a story are left out. */
COMMUNIQUE_API enum communique_status communique_store_story(const struct communique_store *store,
                                                             int64_t story, char **document,
                                                             size_t *length,
                                                             struct communique_error *error);
/* Its accounts alone: JSON lines as `communique accounts` writes them of the reports' texts.
 * COMMUNIQUE_LIMIT for too long a story. */
COMMUNIQUE_API enum communique_status
communique_store_accounts(const struct communique_store *store, int64_t story, char **document,
                          size_t *length, struct communique_error *error);
/* The coding of the current report of an id: the line that `communique code --format jsonl` wrote
 * when the report was coded. */
COMMUNIQUE_API enum communique_status communique_store_coding(const struct communique_store *store,
                                                              const char *id, char **document,
                                                              size_t *length,
                                                              struct communique_error *error);
/* The same with report.text, where the store keeps that: as with `--text`. */
COMMUNIQUE_API enum communique_status communique_store_report(const struct communique_store *store,
                                                              const char *id, char **document,
                                                              size_t *length,
                                                              struct communique_error *error);
COMMUNIQUE_API void communique_document_free(char *document); /* NULL is fine */

/* ---- relating ---------------------------------------------------------------------------- */

/* What reports have to do with one another: near copies, stories, occurrences, decided as
 * `communique add` decides for a store (docs/store.md), but kept in memory. A relater gets the
 * traces of each report, which whoever codes makes, in order: the same reports in the same order
 * give the same answer as the store. It belongs to one thread at a time.
 *
 * The three parts are independent of each other, and copies and occurrences can be cut further, so
 * that many relaters share the work: see communique_traces_split(). */
enum communique_part {
    COMMUNIQUE_COPIES = 1,
    COMMUNIQUE_STORIES = 2,
    COMMUNIQUE_OCCURRENCES = 4,
    COMMUNIQUE_ALL_PARTS = 7
};

struct communique_relater;

/* Makes a relater of these parts, a set of enum communique_part. `*relater` is the caller's; NULL
 * on failure. */
COMMUNIQUE_API enum communique_status communique_relater_open(unsigned parts,
                                                              struct communique_relater **relater,
                                                              struct communique_error *error);
COMMUNIQUE_API void communique_relater_close(struct communique_relater *relater); /* NULL is fine */

/* What a report has to do with those before it. Of a part that the relater has not it says nothing:
 * no copy, no story. */
struct communique_relation {
    uint32_t number;  /* the caller's, of the report */
    uint32_t copy_of; /* the earlier report whose text it has; COMMUNIQUE_NONE */
    int is_whole;     /* a near copy; else it has parts of the text */
    uint32_t
        origin; /* the report that its tree of whole copies begins with: itself if it is none */
    uint32_t sentences;                      /* of it that the source has */
    double of_it_in_source, of_source_in_it; /* shares of words, 0 to 1 */
    uint32_t strand; /* that it joined, for good; numbers count from 0. COMMUNIQUE_NONE */
    uint32_t story;  /* that the strand is of now, which merges of later reports change */
    double alike;    /* to the strand, 0 to 1; 0 if it began it */
};

/* A story that became a strand of another by the report; again the same, that is confirmed; of
 * itself, it is a story of its own again. The story of a strand is found by the last merge of each.
 */
struct communique_merge {
    uint32_t story, into;
};

/* The occurrence that an event of the report tells of; occurrences count from 1. */
struct communique_telling {
    uint32_t event; /* index among the report's events */
    int is_new;     /* nothing told of it before */
    int64_t occurrence;
    const char *family; /* of acts: "CONSULT" */
    const char *status; /* "planned", "held", "cancelled", "possible" */
};

/* An occurrence that is one of those which another counts: "two calls this year". The same pair may
 * come again. */
struct communique_inclusion {
    int64_t part, whole;
};

/* Relates a report by its traces. `number` is greater than those before and less than
 * COMMUNIQUE_NONE, else COMMUNIQUE_LIMIT. The relater owns `*relation`: it and the lists below are
 * good until the next call with the relater. NULL on failure. After traces that are damaged, or
 * lack a part that the relater has (COMMUNIQUE_BAD_INPUT), it can only be closed. */
COMMUNIQUE_API enum communique_status
communique_relater_add(struct communique_relater *relater, uint32_t number, const void *traces,
                       size_t length, const struct communique_relation **relation,
                       struct communique_error *error);

/* Of the last report; NULL past the end. */
COMMUNIQUE_API const struct communique_merge *
communique_relater_merge(const struct communique_relater *relater, uint32_t index);
COMMUNIQUE_API const struct communique_telling *
communique_relater_telling(const struct communique_relater *relater, uint32_t index);
COMMUNIQUE_API const struct communique_inclusion *
communique_relater_inclusion(const struct communique_relater *relater, uint32_t index);

/* All that the relater knows, as bytes, which are the same on every machine. The relater owns them:
 * they are good until the next call of this function or of communique_relater_last_state(). */
COMMUNIQUE_API enum communique_status communique_relater_state(struct communique_relater *relater,
                                                               const void **bytes, size_t *length,
                                                               struct communique_error *error);
/* The same of a relater of copies alone, but only what it knows of the last report; and the keys
 * that the report stands for from now on, which are not all that it has: a few reports of a tree
 * stand for a key, and one that very many have is nobody's. */
COMMUNIQUE_API enum communique_status
communique_relater_last_state(struct communique_relater *relater, const void **bytes,
                              size_t *length, const uint32_t **keys, size_t *key_count,
                              struct communique_error *error);
/* Makes a relater to which nothing was added go on where another one of the same parts ended. A
 * relater of copies alone takes any number of states, in the order of the numbers of their reports:
 * it needs those of reports that stand for a key of one to come. COMMUNIQUE_BAD_INPUT for other
 * bytes; the relater can then only be closed. */
COMMUNIQUE_API enum communique_status communique_relater_resume(struct communique_relater *relater,
                                                                const void *bytes, size_t length,
                                                                struct communique_error *error);

/* What one part takes of a report's traces: traces, too, for a relater of that part alone. */
struct communique_piece {
    enum communique_part part;
    /* Of occurrences: one piece for each family of acts. Reports meet only within a family, and a
     * relater of its own may have each: it numbers the family's occurrences. Else NULL. */
    const char *family;
    /* Of copies: reports meet only by a key that both have. A relater of its own may have all
     * reports that are connected by keys. Rising, each once. */
    const uint32_t *keys;
    size_t key_count;
    const void *bytes;
    size_t length;
};

/* Cuts traces, and gives each piece to `take`: copies, stories, then occurrences by family. A piece
 * is good until `take` returns. */
COMMUNIQUE_API enum communique_status
communique_traces_split(const void *traces, size_t length,
                        void (*take)(void *context, const struct communique_piece *piece),
                        void *context, struct communique_error *error);

#ifdef __cplusplus
}
#endif

#endif

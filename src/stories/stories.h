/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STORIES_H
#define CMQ_STORIES_H

/* stories: what reports have to do with one another. Claims (who tells what) of several reports are
 * laid side by side as accounts: rows that all, some or one of the reports tell, with what differs
 * between the tellings. */

#include "coding/coding.h"
#include "export/export.h"

/* ---- near copies (sketch.c, copies.c) ----------------------------------------------------- */

/* What a text is known again by: the words of its sentences as hashes, which do not give the text
 * away, and two keys a sentence by which copies find each other. */
struct cmq_sketch_sentence {
    uint32_t first, count; /* of words[] */
    uint32_t key[2];       /* of its 3-word shingles, the least by each of two orders */
    uint64_t bits;         /* a bit for each word, so that unlike sentences are soon told */
};

struct cmq_sketch {
    CMQ_ARRAY(struct cmq_sketch_sentence) sentences;
    CMQ_ARRAY(uint32_t) words;
    uint32_t counted; /* words of sentences that are long enough to count */
};

/* Appends the sketch of valid UTF-8 text. */
void cmq_sketch_make(struct cmq_str text, struct cmq_arena *arena, struct cmq_sketch *sketch);

/* How much of one text is in another: shares of words that stand in sentences which the other has,
 * too, word for word or with a few words changed, in whatever order. */
struct cmq_overlap {
    double a_in_b, b_in_a; /* 0 to 1 */
    uint32_t sentences;    /* of `a` that `b` has */
};

struct cmq_overlap cmq_sketches_compare(const struct cmq_sketch *a, const struct cmq_sketch *b);

/* Least share of the shorter text for a near copy; copies of parts have a few long sentences. */
#define CMQ_COPY_SHARE     0.70
#define CMQ_COPY_SENTENCES 3u

struct cmq_copy {
    uint32_t of;                /* number of the earlier report; UINT32_MAX: none */
    struct cmq_overlap overlap; /* of this report with it */
    bool whole;                 /* a near copy; else it has parts of it */
    uint32_t origin;            /* the report that the tree of whole copies begins with */
};

/* Of a tree of copies a few reports stand for a key, so that what hundreds of outlets print is
 * found as surely as what two do. */
#define CMQ_COPY_OF_A_TREE 4u
#define CMQ_COPY_COMMON    60u /* reports that stand for a key, past which it proposes none */

/* The reports that stand for a key, the last first; none where too many do. */
struct cmq_holders {
    uint32_t report[CMQ_COPY_COMMON + 1];
    uint32_t count;
};

/* Where the earlier reports are: in memory, or in a store. */
struct cmq_copy_index {
    void *context;
    enum cmq_status (*holders)(void *context, uint32_t key, struct cmq_holders *holders,
                               struct cmq_error *err);
    /* What it needs may live in the arena. */
    enum cmq_status (*sketch)(void *context, uint32_t report, struct cmq_arena *arena,
                              struct cmq_sketch *sketch, struct cmq_error *err);
};

/* Compares the sketch with the earlier ones that share keys with it (copy_find.c). The source of a
 * copy is the earlier report that has most of it, of several the first; its origin is the caller's
 * to set. Fails as the index does. */
enum cmq_status cmq_copy_find(const struct cmq_copy_index *index, const struct cmq_sketch *sketch,
                              struct cmq_arena *arena, struct cmq_copy *copy,
                              struct cmq_error *err);

/* Reports in memory, numbered from 0, of which each is compared with those before it. */
struct cmq_copies;

/* NULL when out of memory. */
struct cmq_copies *cmq_copies_open(void);
void cmq_copies_free(struct cmq_copies *copies);
/* Finds what the text is a copy of, and keeps its sketch. CMQ_NO_MEMORY. */
enum cmq_status cmq_copies_add(struct cmq_copies *copies, struct cmq_str text,
                               struct cmq_copy *copy, struct cmq_error *err);

/* ---- occurrences (tellings.c, occurrences.c) --------------------------------------------- */

/* An event as one report tells it: what tells whether two reports tell of one occurrence. It points
 * into the coding that it was made from. */

/* One of those who take part. */
struct cmq_party {
    struct cmq_str side; /* country, or code of an international body; empty if neither is known */
    struct cmq_str key;  /* of cmq_actor_key */
    bool person;
};

struct cmq_telling {
    uint32_t report, event; /* the caller's number of the report; index of the event */
    struct cmq_str family;  /* of acts: PLOVER's type, but meetings that are planned are CONSULT,
                               and RETREAT is CONCEDE */
    struct cmq_str mode;    /* empty: none */
    CMQ_ARRAY(struct cmq_party) source;
    CMQ_ARRAY(struct cmq_party) target;
    bool reciprocal;
    uint8_t assertion, time;       /* enum cmq_assertion, enum cmq_tense */
    cmq_day from, to;              /* widened by a day where only the report's day is known */
    struct cmq_str country, place; /* empty: not known */
};

/* The family of acts that an event is of, as above; empty if it is no act. */
struct cmq_str cmq_event_family(const struct cmq_coding *coding, const struct cmq_event *event);

/* What is the same for every name of one actor, in every report. */
struct cmq_str cmq_actor_key(const struct cmq_actor *actor, struct cmq_arena *arena);

struct cmq_tellings {
    CMQ_ARRAY(struct cmq_telling) list;
};

/* Appends the tellings of a coding: of each event that has an act and a participant. */
void cmq_tellings_find(const struct cmq_coding *coding, uint32_t report, struct cmq_arena *arena,
                       struct cmq_tellings *tellings);

enum cmq_kinship {
    CMQ_NOT_KIN,
    CMQ_SAME_OCCURRENCE,
    CMQ_PART_OF,  /* the first is one of those that the second counts: "two calls this year" */
    CMQ_HAS_PART, /* the other way round */
};

/* Whether two tellings are of one occurrence: the same family of acts, actors that may be the same,
 * days that meet, places that do not clash, no other way of meeting. What is only possible or asked
 * for is no occurrence of what was done. Symmetric. */
enum cmq_kinship cmq_tellings_compare(const struct cmq_telling *a, const struct cmq_telling *b);

/* Whether two tellings of one act name other actors: other sources, or other targets. */
bool cmq_tellings_clash(const struct cmq_telling *a, const struct cmq_telling *b);

/* The occurrence of each telling, by its first telling's index: a telling joins the first
 * occurrence with all of whose tellings it may be one. `occurrence` has room for each telling. */
void cmq_occurrences_group(const struct cmq_tellings *tellings, uint32_t *occurrence);

/* ---- stories (profiles.c, stream.c) ------------------------------------------------------ */

/* What a report is about: its heaviest words and actors, of length 1. */
struct cmq_profile_term {
    uint32_t term; /* hash */
    float weight;
};

#define CMQ_PROFILE_TERMS 150u

struct cmq_profile {
    cmq_day date; /* CMQ_NO_DAY: undated */
    uint32_t count;
    struct cmq_profile_term term[CMQ_PROFILE_TERMS]; /* ordered by term */
};

/* The stories of a stream of reports, told apart as the reports come: the same reports in the same
 * order give the same stories. Story numbers count from 0 and are never used again. A story that
 * is merged into an older one goes on as a strand of it, under its old number: reports join
 * strands, for good, and a strand is of one story or of another. If nothing but the report that led
 * to a merge is like both strands, while both go on, they come apart, and the strand is a story
 * again. */
struct cmq_stream;

#define CMQ_NO_STORY    UINT32_MAX
#define CMQ_MERGES_MOST 4u /* that one report leads to */

/* NULL when out of memory. */
struct cmq_stream *cmq_stream_open(void);
void cmq_stream_free(struct cmq_stream *stream);

/* What happened when a report was added. */
struct cmq_joined {
    uint32_t story, strand; /* what it is of now; what it joined */
    bool is_new;
    double alike;                   /* to the strand, 0 to 1; 0 if it is new */
    uint32_t merged;                /* so many merges came of it: */
    uint32_t from[CMQ_MERGES_MOST]; /* the story, which is a strand now, */
    uint32_t into[CMQ_MERGES_MOST]; /* of this one; in this order */
    uint32_t apart;                 /* the strand that is a story of its own again; CMQ_NO_STORY */
};

/* Weighs the report's words by how many reports of the stream had them so far, and lets the report
 * join the story that it is most like, or begin one. `profile` may be NULL; else it gets the
 * report's. CMQ_NO_MEMORY. */
enum cmq_status cmq_stream_add(struct cmq_stream *stream, const struct cmq_coding *coding,
                               struct cmq_profile *profile, struct cmq_joined *joined,
                               struct cmq_error *err);
/* The story that a strand is of now. */
uint32_t cmq_stream_story(struct cmq_stream *stream, uint32_t strand);

/* ---- relating (traces.c, relate.c) ------------------------------------------------------- */

/* Appends what relating takes from a coding, as bytes: whoever codes makes them, whoever keeps the
 * coding relates by them. Words and names are in them as hashes alone. The text has so many
 * `words`.
 */
void cmq_traces_write(const struct cmq_coding *coding, uint32_t words, struct cmq_arena *arena,
                      struct cmq_buf *out);

/* Relates reports to those that a store has: near copies, stories, occurrences. The same reports in
 * the same order give the same rows, in whatever runs and transactions they come. */
struct cmq_store;
struct cmq_relater;

/* NULL when out of memory. The store must outlive it. */
struct cmq_relater *cmq_relater_open(struct cmq_store *store);
void cmq_relater_free(struct cmq_relater *relater); /* NULL is fine */
/* Around the reports that are added in a transaction: after it was begun, to heed what other
 * processes have related since, and before it is committed, to keep what was learnt. After a
 * failure or a rollback the relater is good for nothing but to be freed; so with cmq_relater_add.
 */
enum cmq_status cmq_relater_begin(struct cmq_relater *relater, struct cmq_error *err);
enum cmq_status cmq_relater_end(struct cmq_relater *relater, struct cmq_error *err);
/* Relates report number `report`, which was kept in the same transaction: its text, and what it
 * tells. */
enum cmq_status cmq_relater_add(struct cmq_relater *relater, int64_t report, struct cmq_str traces,
                                struct cmq_error *err);
/* The parts of that: copies and the story, once for a text; events and claims, for each of its
 * codings under the coding's number. */
enum cmq_status cmq_relater_add_text(struct cmq_relater *relater, int64_t report,
                                     struct cmq_str traces, struct cmq_error *err);
enum cmq_status cmq_relater_add_content(struct cmq_relater *relater, int64_t report,
                                        struct cmq_str traces, struct cmq_error *err);

/* ---- relating in memory (web.c) ---------------------------------------------------------- */

/* The same decisions without a store, for those who keep what comes of them elsewhere. The parts
 * are independent: a web may have some of them, and what it knows of others is in other webs. */

enum cmq_web_part { CMQ_WEB_COPIES = 1, CMQ_WEB_STORIES = 2, CMQ_WEB_OCCURRENCES = 4 };
#define CMQ_WEB_ALL (CMQ_WEB_COPIES | CMQ_WEB_STORIES | CMQ_WEB_OCCURRENCES)

/* Which occurrence an event is of. */
struct cmq_relation_telling {
    uint32_t event;
    int64_t occurrence;
    bool is_new;                   /* the first that tells of it */
    struct cmq_str family, status; /* terminated; "planned", "held", "cancelled", "possible" */
};

/* The first occurrence is one of those that the second counts. */
struct cmq_relation_part {
    int64_t part, whole;
};

/* What a report has to do with those before it. Parts that the web has not are empty: no copy, no
 * story. */
struct cmq_relation {
    struct cmq_copy copy;
    struct cmq_joined joined;
    CMQ_ARRAY(struct cmq_relation_telling) tellings;
    CMQ_ARRAY(struct cmq_relation_part) parts; /* a pair may come again */
};

struct cmq_web;

/* `parts` is a set of enum cmq_web_part. NULL when out of memory. */
struct cmq_web *cmq_web_open(unsigned parts);
void cmq_web_free(struct cmq_web *web); /* NULL is fine */
/* Relates a report by its traces. `number` is greater than those before and less than UINT32_MAX,
 * else CMQ_LIMIT. The relation is good until the next call with the web. CMQ_BAD_INPUT for traces
 * that are damaged, or lack a part that the web has; what was added before stays known, but the web
 * is good for nothing but to be freed. */
enum cmq_status cmq_web_add(struct cmq_web *web, uint32_t number, struct cmq_str traces,
                            const struct cmq_relation **relation, struct cmq_error *err);
/* Appends what the web knows. */
void cmq_web_write(struct cmq_web *web, struct cmq_buf *out);
/* Appends what a web of copies alone knows of the last report. Returns the `*count` keys that the
 * report stands for. */
const uint32_t *cmq_web_write_last(const struct cmq_web *web, struct cmq_buf *out, size_t *count);
/* Goes on where the web that wrote them ended. It has the same parts, and nothing was added; but of
 * copies, reports that were written one by one may be read one by one, in the order of their
 * numbers, and only those are needed that have a key of a report to come. CMQ_BAD_INPUT. */
enum cmq_status cmq_web_read(struct cmq_web *web, struct cmq_str bytes, struct cmq_error *err);

/* What a part takes of traces: traces, too, with the rest left out. */
struct cmq_traces_piece {
    enum cmq_web_part part;
    struct cmq_str family; /* of acts, terminated; reports meet in occurrences by family alone */
    struct cmq_str bytes;
    CMQ_ARRAY(uint32_t) keys; /* of copies: reports meet by keys alone; rising, each once */
};

struct cmq_traces_pieces {
    CMQ_ARRAY(struct cmq_traces_piece) list;
};

/* Appends the pieces: of copies, of stories, and one of occurrences for each family. */
enum cmq_status cmq_traces_split(struct cmq_str traces, struct cmq_arena *arena,
                                 struct cmq_traces_pieces *pieces, struct cmq_error *err);

/* ---- claims (claims.c) ------------------------------------------------------------------- */

/* What a clause of a report says, with the chain of those who say it. A claim points into the
 * coding that it was made from. */

/* Somebody that a claim names, or one of its tellers. */
struct cmq_claim_actor {
    struct cmq_str key;     /* the same for every name of one actor, in every report */
    struct cmq_str country; /* ISO 3166 alpha-3; empty for international bodies and unknowns */
    struct cmq_str name;    /* as the coding has it */
    struct cmq_str label;   /* the words that name it here */
    bool official;          /* speaks for its country: a state, or a part of one */
    bool person;
    bool relays; /* an agency or a document: it only passes on */
};

/* Modal force, bits of a set. */
enum cmq_force {
    CMQ_FORCE_WILL = 1,
    CMQ_FORCE_WOULD = 2,
    CMQ_FORCE_MAY = 4, /* may, might, could */
    CMQ_FORCE_CAN = 8,
    CMQ_FORCE_MUST = 16, /* must, should, need to */
};

struct cmq_claim_number {
    int64_t from, to; /* -1: open */
    uint32_t counted; /* hash of what is counted; 0 if nothing */
    struct cmq_stretch span;
};

struct cmq_claim {
    uint32_t report; /* the caller's number of its report */
    uint32_t sentence;
    uint32_t head;            /* token that heads the clause */
    struct cmq_stretch span;  /* bytes of the text */
    struct cmq_stretch chars; /* its code points, set where the text may be absent */
    uint32_t parent;          /* index of the claim of the clause above, in the same mouth, for a
                                 clause without a subject of its own; else UINT32_MAX */
    bool told;                /* in somebody's mouth; else the outlet's own voice */
    bool granted;             /* told in the outlet's words, and a demand that takes for granted
                                 what it speaks of: "asked them to stop the raids" */
    uint8_t form;             /* enum cmq_statement_form, where told */
    struct cmq_str verb;      /* lemma of the cue of speech, where told */
    uint8_t speech;           /* enum cmq_speech_kind of the cue */
    uint32_t event;           /* the first event of the clause, or UINT32_MAX */
    uint32_t occurrence;      /* of that event, or UINT32_MAX; cmq_claims_link() sets it */
    const struct cmq_telling *telling; /* likewise; NULL if none */
    struct cmq_str plover;             /* of that event; empty if none */
    uint8_t assertion;                 /* enum cmq_assertion */
    uint8_t force;                     /* set of enum cmq_force */
    bool negated;
    cmq_day from, to;                          /* of the times that the clause names; CMQ_NO_DAY */
    cmq_day said_from, said_to;                /* and of the words that lead to it, where told */
    CMQ_ARRAY(struct cmq_claim_actor) tellers; /* the innermost first */
    uint32_t joint; /* so many of the first tellers speak together; 0 or 1: one alone */
    /* Official sides of which a teller of another side says what they say or want. */
    CMQ_ARRAY(struct cmq_str) spoken_for;
    CMQ_ARRAY(struct cmq_claim_actor) actors;
    CMQ_ARRAY(struct cmq_str) places;
    CMQ_ARRAY(struct cmq_claim_number) numbers;
    uint64_t group_labels, state_labels; /* names that take a stand, as bits (labels.c) */
    CMQ_ARRAY(uint32_t) words;           /* hashes of what it speaks of, sorted, each once */
    CMQ_ARRAY(uint32_t) causes;          /* hashes of the words that tell its cause */
    uint32_t told_first, told_end;       /* told sentences that its words stand in */
};

/* In what two tellings of one thing differ, bits of a set. */
enum cmq_told_slot {
    CMQ_DIFFERS_WHO_SAYS = 1,
    CMQ_DIFFERS_VERB = 2,
    CMQ_DIFFERS_FORCE = 4, /* will, would, may; asserted, denied */
    CMQ_DIFFERS_FORM = 8,  /* direct, indirect, mixed */
    CMQ_DIFFERS_LABEL = 16,
    CMQ_DIFFERS_NUMBER = 32,
    CMQ_DIFFERS_DATE = 64,
    CMQ_DIFFERS_PLACE = 128,
    CMQ_DIFFERS_WHO = 256, /* who does it, to whom */
    CMQ_DIFFERS_NEGATION = 512,
    CMQ_DIFFERS_CAUSE = 1024,
};

/* Something that a word says: a day, a number, whose word it is. */
struct cmq_bearing {
    uint16_t slot;    /* enum cmq_told_slot */
    bool alone;       /* differs also from a telling that has nothing in its place: "not" */
    int64_t from, to; /* bounds, or twice a hash */
};

#define CMQ_MAX_BEARINGS 3u

struct cmq_told_word {
    uint32_t form;  /* hash, without case */
    uint32_t claim; /* that it is of, or leads to; UINT32_MAX: none */
    uint32_t count;
    struct cmq_bearing bearing[CMQ_MAX_BEARINGS];
};

/* The words of a report from one full stop to the next. */
struct cmq_told_sentence {
    uint32_t report;
    uint64_t bits; /* a bit for each word, so that unlike sentences are soon told */
    CMQ_ARRAY(struct cmq_told_word) words;
};

struct cmq_claims {
    CMQ_ARRAY(struct cmq_claim) list;
    CMQ_ARRAY(struct cmq_told_sentence) sentences; /* in which claims stand, in text order */
};

/* Appends the claims of a coding in text order. */
void cmq_claims_find(const struct cmq_coding *coding, uint32_t report, struct cmq_arena *arena,
                     struct cmq_claims *claims);

/* Adds to a claim the names that take a stand in it (labels.c). */
void cmq_claim_add_label(const struct cmq_token *token, struct cmq_claim *claim);

/* Groups the tellings and sets telling and occurrence of each claim by its event. Both are of the
 * same reports; the tellings stay where they are as long as the claims. */
void cmq_claims_link(const struct cmq_tellings *tellings, struct cmq_arena *arena,
                     struct cmq_claims *claims);

struct cmq_offsets;
/* A report that claims are of: what a person needs to know it by. Without its text accounts have
 * places in it alone. */
struct cmq_told_report {
    struct cmq_str id, publisher, text;
    const struct cmq_offsets *offsets; /* of the text; NULL where claims have their code points */
    uint32_t words;
};

/* Appends the claims of a report that a store has, as it was related, with their occurrences.
 * `told` gets the report's text and its number of words; its id and publisher are the caller's to
 * set. `report` is the number that the claims get. */
enum cmq_status cmq_claims_of(struct cmq_store *store, int64_t stored, uint32_t report,
                              struct cmq_arena *arena, struct cmq_claims *claims,
                              struct cmq_told_report *told, struct cmq_error *err);

/* ---- accounts (accounts.c) --------------------------------------------------------------- */

enum cmq_row_class { CMQ_TOLD_BY_ALL, CMQ_TOLD_BY_SOME, CMQ_TOLD_BY_ONE };

/* Claims that say the same, by whomever they are told. */
struct cmq_row {
    CMQ_ARRAY(uint32_t) claims; /* in the order of reports and texts */
    uint8_t spread;             /* enum cmq_row_class */
    uint32_t reports;           /* that tell it */
    uint32_t differs;           /* set of enum cmq_told_slot */
    uint32_t granularity;       /* likewise: one says it more exactly, no contradiction */
};

struct cmq_accounts {
    CMQ_ARRAY(struct cmq_row) rows; /* in the order of the first claim */
};

#define CMQ_ACCOUNTS_LIMIT 4096u /* claims that are laid side by side */

/* Lays the claims of `reports` reports side by side. CMQ_LIMIT past CMQ_ACCOUNTS_LIMIT claims. */
enum cmq_status cmq_accounts_align(const struct cmq_claims *claims, uint32_t reports,
                                   struct cmq_arena *arena, struct cmq_accounts *accounts,
                                   struct cmq_error *err);

/* How a side stands in a row. */
enum cmq_side_voice {
    CMQ_VOICE_NONE,
    CMQ_VOICE_OWN,      /* its own speakers say so, as the outlet reports */
    CMQ_VOICE_ASCRIBED, /* another side says that they said so, or the outlet takes it for granted
                           of what they ask */
};

/* The first teller who does more than pass on; NULL: the outlet itself. */
const struct cmq_claim_actor *cmq_claim_speaker(const struct cmq_claim *claim);

/* How the side `country` stands in a claim; in a row: own if it is in one of its claims. */
enum cmq_side_voice cmq_claim_voice(const struct cmq_claim *claim, struct cmq_str country);
enum cmq_side_voice cmq_row_voice(const struct cmq_claims *claims, const struct cmq_row *row,
                                  struct cmq_str country);

#define CMQ_MAX_SIDES 32u /* of a row that are told */

/* The sides that speak in a row, or are spoken for, in the order of the claims. */
struct cmq_sides {
    struct cmq_str country[CMQ_MAX_SIDES];
    uint32_t count;
};
void cmq_row_sides(const struct cmq_claims *claims, const struct cmq_row *row,
                   struct cmq_sides *sides);

/* The words for the values above: "all"; "own"; of slot number `bit`, "who says", absent past the
 * last. */
struct cmq_str cmq_spread_name(enum cmq_row_class spread);
struct cmq_str cmq_voice_name(enum cmq_side_voice voice);
struct cmq_str cmq_slot_name(unsigned bit);

/* Appends a row as one JSON object without a line end (docs/accounts.md). `reports` are those that
 * the claims' numbers count. */
void cmq_row_write_json(const struct cmq_claims *claims, const struct cmq_row *row,
                        const struct cmq_told_report *reports, struct cmq_buf *out);

/* Appends the accounts for a person's eyes: what all tell first. */
void cmq_accounts_write_table(const struct cmq_claims *claims, const struct cmq_accounts *accounts,
                              const struct cmq_told_report *reports, uint32_t count,
                              const struct cmq_table_style *style, struct cmq_buf *out);

#endif

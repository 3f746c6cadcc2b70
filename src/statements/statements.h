/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STATEMENTS_H
#define CMQ_STATEMENTS_H

/* statements: who says what. Reported and quoted speech is found before events are matched, and
 * each token knows the innermost statement it stands in, so that an event inside carries the chain
 * of its tellers. */

#include "actors/actors.h"

enum cmq_teller_kind {
    CMQ_TELLER_SPEAKER,
    CMQ_TELLER_BODY,
    CMQ_TELLER_DOCUMENT,
    CMQ_TELLER_AGENCY,
    CMQ_TELLER_ANONYMOUS,
};

/* One link of a chain of tellers. */
struct cmq_teller {
    uint32_t actor;      /* UINT32_MAX: not known ("sources say") */
    uint32_t start, end; /* bytes of the text */
    uint8_t kind;        /* enum cmq_teller_kind */
};

struct cmq_tellers {
    struct cmq_teller *item;
    uint32_t count, capacity;
};

enum cmq_statement_form { CMQ_FORM_DIRECT, CMQ_FORM_INDIRECT, CMQ_FORM_MIXED };

/* A stretch of the text, in bytes. */
struct cmq_stretch {
    uint32_t start, end;
};

/* A participant: an actor, and the words that name it here. */
struct cmq_participant {
    uint32_t actor;
    uint32_t start, end; /* bytes of the text */
    uint8_t basis;       /* enum cmq_participant_basis (events.h) */
};

#define CMQ_NO_STATEMENT UINT32_MAX

struct cmq_statement {
    struct cmq_participant speaker; /* actor UINT32_MAX: not known */
    CMQ_ARRAY(struct cmq_participant) addressees;
    uint8_t form;   /* enum cmq_statement_form */
    uint8_t speech; /* enum cmq_speech_kind of its cue */
    uint32_t entry; /* the cue's lexicon entry; that of "say" where the layout is the cue */
    struct cmq_stretch cue;
    uint32_t cue_token;
    CMQ_ARRAY(struct cmq_stretch) content;
    uint32_t content_root;            /* token that heads the content; UINT32_MAX if none */
    CMQ_ARRAY(struct cmq_str) topics; /* of the lexicon's, most words first */
    struct cmq_tellers attribution;   /* who tells that this was said */
    uint32_t parent;                  /* the statement it stands in, or CMQ_NO_STATEMENT */
    bool relays;                      /* it only tells that somebody said something */
    bool about; /* content is what was asked for or spoken of: nothing in it is told to be so */
    bool by_document; /* its speaker is named as a document: "the statement said" */
    uint32_t sentence;
};

/* A statement that only relays another one ("according to the ministry, X urged Y to …"), and what
 * speakers tell of their own telling inside their own words ("I think that"), is a link of chains
 * and no statement of its own: it stands behind the last of the list, at an index that only
 * `parent` and `statement_at` use. */
struct cmq_statements {
    CMQ_ARRAY(struct cmq_statement) list; /* in text order */
    uint32_t *statement_at; /* for each token: its innermost statement or CMQ_NO_STATEMENT */
};

/* Appends the chain of tellers of what stands in `statement`, from the innermost out. Who only
 * believes, hopes or knows a thing has not told it, and is no link. */
void cmq_statement_tellers(const struct cmq_actors *actors, const struct cmq_statements *statements,
                           uint32_t statement, struct cmq_arena *arena,
                           struct cmq_tellers *tellers);

void cmq_statements_find(const struct cmq_lexicon *lexicon, const struct cmq_parse *parse,
                         const struct cmq_actors *actors, struct cmq_arena *arena,
                         struct cmq_statements *statements);

#endif

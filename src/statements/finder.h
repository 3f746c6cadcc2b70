/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_STATEMENTS_FINDER_H
#define CMQ_STATEMENTS_FINDER_H

/* What the files of this room share while one report is read. Private.
 *
 * The way of a statement: cues.c finds a word of telling, speaker.c who tells and to whom,
 * content.c what is told, quotations.c the rest of the quotations that it stands in, and
 * statements.c puts statements into one another. */

#include "statements/statements.h"

#define CMQ_SHORTEST_CONTENT 3 /* tokens of a noun phrase that counts as something said */
#define CMQ_NO_QUOTE         UINT32_MAX

struct finder {
    const struct cmq_lexicon *lexicon;
    const struct cmq_parse *parse;
    const struct cmq_actors *actors;
    struct cmq_arena *arena;
    struct cmq_statements *statements;
    struct cmq_quotes quotes;
    bool *is_cue;       /* for each token: whether it is in a phrase of attribution */
    uint32_t *cued_at;  /* for each token: a statement whose cue it is */
    uint32_t *quote_at; /* for each token: its outermost quotation or CMQ_NO_QUOTE */
    uint32_t *told_in;  /* for each quotation: the statement whose content it is */
    uint32_t *cued_in;  /* for each sentence: the last public statement with its cue there */
    uint8_t *tellers;   /* for each quotation: how many statements have it as content */
};

/* Tokens [first, end). */
struct passage {
    uint32_t first, end;
};

static inline const struct cmq_token *token_at(const struct finder *f, uint32_t t) {
    return &f->parse->token[t];
}

/* speaker.c */
/* The speech entry of a word; NULL if it is no word of telling. */
const struct cmq_speech *cmq_speech_of(const struct finder *f, uint32_t t, enum cmq_upos upos);
/* Whether a noun is a document or act of telling: "the statement said". */
bool cmq_is_document(const struct finder *f, uint32_t noun);
/* The actor that a noun phrase speaks of; CMQ_NO_TOKEN: not known. */
struct cmq_participant cmq_speaker(const struct finder *f, uint32_t noun);
/* Who tells with a noun of telling ("its claim"): the possessor, or the subject of the clause. */
uint32_t cmq_teller_of_noun(const struct finder *f, uint32_t noun);
/* Who tells with a verb what `content` heads. */
uint32_t cmq_teller_of_verb(const struct finder *f, uint32_t content, uint32_t verb);
/* Of what two sides said together, told by one of them, that one is the speaker: its readout speaks
 * for itself and not for the other. */
void cmq_keep_to_own_side(const struct finder *f, struct cmq_statement *s);
/* Who tells, as far as the words before the verb say: of several subjects the last. */
uint32_t cmq_subject_near(const struct finder *f, uint32_t verb);
/* Adds to whom a verb tells what is in the statement already. */
void cmq_add_addressees(const struct finder *f, uint32_t verb, struct cmq_statement *s);

/* content.c */
bool cmq_is_mark(const struct cmq_token *token);
/* What a verb of telling tells: the token that heads it, CMQ_NO_TOKEN if nothing. */
uint32_t cmq_told_by_verb(const struct finder *f, uint32_t verb, const struct cmq_speech *speech);
/* What was asked for or spoken of: an infinitive, or a phrase where the verb takes one. */
bool cmq_spoken_of(const struct finder *f, uint32_t verb, const struct cmq_speech *speech,
                   struct passage *told);
/* The same for a noun: "its claim that C". */
uint32_t cmq_told_by_noun(const struct finder *f, uint32_t noun);
/* The token that starts at this byte of the text or behind it. */
uint32_t cmq_token_from(const struct cmq_parse *parse, uint32_t byte);
/* Cuts marks and attributions off the ends of [*first, *end); false if nothing is left. */
bool cmq_trim(const struct finder *f, uint32_t *first, uint32_t *end);
/* Adds the tokens [first, end) without marks and attributions at their ends, if any are left. */
void cmq_add_content(const struct finder *f, struct cmq_statement *s, uint32_t first, uint32_t end);
/* Adds the tokens below `root`, without the clause of the cue where that stands inside or at an
 * edge. */
void cmq_add_clause(const struct finder *f, struct cmq_statement *s, uint32_t root,
                    uint32_t cue_root);

/* position.c */
/* “C,” S said: a quotation that is a sentence and ends before the verb and its speaker. */
bool cmq_quotation_before(const struct finder *f, uint32_t verb, struct passage *told);
/* S said: “C”, also where a sentence was broken behind the colon. */
bool cmq_quotation_behind(const struct finder *f, uint32_t verb, struct passage *told);
/* S called C “C” C: a quotation inside what is told. */
bool cmq_mixed_behind(const struct finder *f, uint32_t verb, struct passage *told);
/* S said … that C: to the end of the sentence. */
bool cmq_that_clause_behind(const struct finder *f, uint32_t verb, struct passage *told);
/* S said C: the rest of the sentence, if there is a verb in it. */
bool cmq_clause_behind(const struct finder *f, uint32_t verb, struct passage *told);
/* C, S said: the sentence before the mark before the speaker, if there is a verb in it. */
bool cmq_clause_before(const struct finder *f, uint32_t verb, uint32_t speaker,
                       struct passage *told);
/* C, said S: the sentence before the verb, if nothing is told behind the speaker. */
bool cmq_clause_before_inverted(const struct finder *f, uint32_t verb, uint32_t speaker,
                                struct passage *told);
/* The mark before a verb's speaker, with nothing but noun phrases between; CMQ_NO_TOKEN if none. */
uint32_t cmq_mark_before_speaker(const struct finder *f, uint32_t verb);
/* Whether nothing follows a verb in its sentence but when, where or to whom. */
bool cmq_ends_sentence(const struct finder *f, uint32_t verb);
/* C, S said, C: the sentence on both sides of a telling that is set off by commas. */
bool cmq_clause_around(const struct finder *f, uint32_t verb, uint32_t speaker,
                       struct passage told[2]);
/* The token that heads a passage, or its last sentence. */
uint32_t cmq_head_of(const struct finder *f, struct passage told);

/* quotations.c */
/* Whether a token is white space with the end of a line in it. */
bool cmq_ends_line(const struct cmq_token *token);
/* Whether a quotation stands for a sentence: what comes before it has ended. */
bool cmq_begins_sentence(const struct finder *f, const struct cmq_quote *quote);
/* Finds which token stands in which quotation. */
void cmq_mark_quotations(struct finder *f);
/* Notes that a statement tells the quotation that a token stands in. */
void cmq_tell_quotation(const struct finder *f, uint32_t token, uint32_t statement);
/* Widens what is said to the ends of the quotations in which it begins and ends, over sentences. */
void cmq_widen_to_quotations(const struct finder *f, uint32_t statement);
/* Gives quotations without a cue to the speaker before them. */
void cmq_continue_quotations(const struct finder *f);
/* Tells direct, indirect and mixed speech apart by the marks in the content. */
enum cmq_statement_form cmq_form_of(const struct finder *f, const struct cmq_statement *s);

/* quoted_tellings.c */
/* Gives tellings in quoted words without a teller to the text that the report has quoted last. */
void cmq_find_tellers_of_quoted(const struct finder *f);

/* turns.c */
/* Finds speech that stands with its speaker's name but without a verb. */
void cmq_find_turns(const struct finder *f);

/* cues.c */
void cmq_find_verb(const struct finder *f, uint32_t verb);
void cmq_find_noun(const struct finder *f, uint32_t noun);
void cmq_find_preposition(const struct finder *f, uint32_t preposition);

#endif

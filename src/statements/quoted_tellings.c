/* SPDX-License-Identifier: Apache-2.0 */
/* Quoted words that tell of a telling: Blinken “urged Beijing to C”. The marks show that a text
 * says so of Blinken. Where no words name that text, it is the release, ministry or agency of his
 * side that the report has quoted last. */

#include "statements/finder.h"

#define MOST_SENTENCES_BACK 6

static struct cmq_str country_of(const struct finder *f, uint32_t actor) {
    return actor != UINT32_MAX ? f->actors->list.item[actor].country : (struct cmq_str){0};
}

/* Whether the cue stands in a quotation that its speaker stands before. */
static bool is_quoted(const struct finder *f, const struct cmq_statement *s) {
    uint32_t q = f->quote_at[s->cue_token];
    return q != CMQ_NO_QUOTE && s->speaker.end > s->speaker.start &&
           s->speaker.end <= token_at(f, f->quotes.item[q].open)->start;
}

/* Whether a statement that stands in no other is told by a body or a document. */
static bool is_text(const struct finder *f, const struct cmq_statement *s) {
    return s->parent == CMQ_NO_STATEMENT && s->speech == CMQ_SPEECH_SAY &&
           s->speaker.actor != UINT32_MAX &&
           (s->by_document || f->actors->list.item[s->speaker.actor].kind == CMQ_ACTOR_BODY);
}

/* The last text of the speaker's side before the sentence of `s`. */
static uint32_t last_text(const struct finder *f, const uint32_t *text_in,
                          const struct cmq_statement *s) {
    struct cmq_str country = country_of(f, s->speaker.actor);
    for (uint32_t back = 1; back <= MOST_SENTENCES_BACK && back <= s->sentence; back++) {
        uint32_t i = text_in[s->sentence - back];
        if (i != CMQ_NO_STATEMENT && country.len > 0 &&
            cmq_str_eq(country_of(f, f->statements->list.item[i].speaker.actor), country)) {
            return i;
        }
    }
    return CMQ_NO_STATEMENT;
}

static void stand_in(const struct finder *f, struct cmq_statement *s, uint32_t text) {
    const struct cmq_quote *quote = &f->quotes.item[f->quote_at[s->cue_token]];
    s->parent = text;
    for (uint32_t t = quote->open + 1; t < quote->close; t++) {
        if (f->statements->statement_at[t] == CMQ_NO_STATEMENT) {
            f->statements->statement_at[t] = text;
        }
    }
}

void cmq_find_tellers_of_quoted(const struct finder *f) {
    uint32_t *text_in = CMQ_NEW_ARRAY(f->arena, uint32_t, (size_t)f->parse->sentence_count + 1);
    if (f->arena->exhausted) {
        return;
    }
    for (uint32_t i = 0; i < f->parse->sentence_count; i++) {
        text_in[i] = CMQ_NO_STATEMENT;
    }
    for (uint32_t i = 0; i < f->statements->list.count; i++) {
        if (is_text(f, &f->statements->list.item[i])) {
            text_in[f->statements->list.item[i].sentence] = i;
        }
    }
    for (uint32_t i = 0; i < f->statements->list.count; i++) {
        struct cmq_statement *s = &f->statements->list.item[i];
        uint32_t text = s->parent == CMQ_NO_STATEMENT && is_quoted(f, s) ? last_text(f, text_in, s)
                                                                         : CMQ_NO_STATEMENT;
        if (text != CMQ_NO_STATEMENT) {
            stand_in(f, s, text);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Quotations over sentences and paragraphs. A cue tells one clause; the quotation that the clause
 * stands in is told with it to its ends, and so is one that goes on behind the cue:
 *
 *     “A. B,” X said. “C. D.”          one statement
 *     “A,” X said.¶“B.¶“C.”            the same, over paragraphs */

#include "statements/finder.h"

#include <string.h>

#define MOST_TELLERS 4 /* of one quotation: chains are short */
#define MOST_BETWEEN 2 /* sentences from a quotation to one that goes on for its speaker */

void cmq_mark_quotations(struct finder *f) {
    cmq_find_quotes(f->parse, f->arena, &f->quotes);
    f->told_in = CMQ_NEW_ARRAY(f->arena, uint32_t, (size_t)f->quotes.count + 1);
    f->tellers = CMQ_NEW_ARRAY(f->arena, uint8_t, (size_t)f->quotes.count + 1);
    f->cued_in = CMQ_NEW_ARRAY(f->arena, uint32_t, (size_t)f->parse->sentence_count + 1);
    f->quote_at = CMQ_NEW_ARRAY(f->arena, uint32_t, (size_t)f->parse->token_count + 1);
    if (f->arena->exhausted) {
        return;
    }
    for (uint32_t t = 0; t < f->parse->token_count; t++) {
        f->quote_at[t] = CMQ_NO_QUOTE;
    }
    for (uint32_t i = 0; i < f->parse->sentence_count; i++) {
        f->cued_in[i] = CMQ_NO_STATEMENT;
    }
    for (uint32_t q = 0; q < f->quotes.count; q++) {
        const struct cmq_quote *quote = &f->quotes.item[q];
        f->told_in[q] = CMQ_NO_STATEMENT;
        for (uint32_t t = quote->open + 1; !quote->inner && t < quote->close; t++) {
            f->quote_at[t] = q;
        }
    }
}

enum cmq_statement_form cmq_form_of(const struct finder *f, const struct cmq_statement *s) {
    uint32_t inside = 0, outside = 0;
    for (uint32_t i = 0; i < s->content.count; i++) {
        uint32_t end = cmq_token_from(f->parse, s->content.item[i].end);
        for (uint32_t t = cmq_token_from(f->parse, s->content.item[i].start); t < end; t++) {
            if (!cmq_is_mark(token_at(f, t))) {
                *(f->quote_at[t] != CMQ_NO_QUOTE ? &inside : &outside) += 1;
            }
        }
    }
    return inside == 0 ? CMQ_FORM_INDIRECT : outside == 0 ? CMQ_FORM_DIRECT : CMQ_FORM_MIXED;
}

/* The quotation of a token, unless the cue stands in it too; CMQ_NO_QUOTE if none. */
static uint32_t quotation_told(const struct finder *f, uint32_t token, uint32_t cue) {
    uint32_t q = f->quote_at[token];
    return q != CMQ_NO_QUOTE && q != f->quote_at[cue] && f->tellers[q] < MOST_TELLERS
               ? q
               : CMQ_NO_QUOTE;
}

static void tell(const struct finder *f, uint32_t q, uint32_t statement) {
    f->told_in[q] = statement;
    f->tellers[q]++;
}

void cmq_tell_quotation(const struct finder *f, uint32_t token, uint32_t statement) {
    uint32_t q = quotation_told(f, token, f->statements->list.item[statement].cue_token);
    if (q != CMQ_NO_QUOTE) {
        tell(f, q, statement);
    }
}

void cmq_widen_to_quotations(const struct finder *f, uint32_t statement) {
    struct cmq_statement *s = &f->statements->list.item[statement];
    for (uint32_t i = 0; i < s->content.count; i++) {
        struct cmq_stretch *stretch = &s->content.item[i];
        uint32_t first = cmq_token_from(f->parse, stretch->start);
        uint32_t end = cmq_token_from(f->parse, stretch->end);
        uint32_t opening = quotation_told(f, first, s->cue_token);
        uint32_t closing = quotation_told(f, end - 1, s->cue_token);
        first = opening != CMQ_NO_QUOTE ? f->quotes.item[opening].open + 1 : first;
        end = closing != CMQ_NO_QUOTE ? f->quotes.item[closing].close : end;
        if (opening != CMQ_NO_QUOTE) {
            tell(f, opening, statement);
        }
        if (closing != CMQ_NO_QUOTE && closing != opening) {
            tell(f, closing, statement);
        }
        if (cmq_trim(f, &first, &end)) {
            *stretch = (struct cmq_stretch){token_at(f, first)->start, token_at(f, end - 1)->end};
        }
    }
}

bool cmq_ends_line(const struct cmq_token *token) {
    return token->is_space && token->form.len > 0 && memchr(token->form.ptr, '\n', token->form.len);
}

bool cmq_begins_sentence(const struct finder *f, const struct cmq_quote *quote) {
    static const char *const marks[] = {".", "!", "?", ":", ";"};
    uint32_t open = quote->open;
    if (open == 0 || f->parse->sentence[token_at(f, open)->sentence].first == open) {
        return true;
    }
    const struct cmq_token *before = token_at(f, open - 1);
    return cmq_ends_line(before) || cmq_form_in(before, marks, sizeof marks / sizeof *marks);
}

/* Whether a line ends between two tokens. */
static bool paragraph_between(const struct finder *f, uint32_t first, uint32_t end) {
    while (first < end && !cmq_ends_line(token_at(f, first))) {
        first++;
    }
    return first < end;
}

/* Who is speaking where a quotation without a cue begins a sentence: the speaker of the last
 * quotation, if it went on into this paragraph or ended near, else of the sentence before. */
static uint32_t still_speaking(const struct finder *f, uint32_t before, uint32_t q) {
    const struct cmq_quote *quote = &f->quotes.item[q];
    uint32_t sentence = token_at(f, quote->open)->sentence;
    if (!cmq_begins_sentence(f, quote) || quote->close - quote->open < CMQ_SHORTEST_CONTENT) {
        return CMQ_NO_STATEMENT;
    }
    uint32_t said = sentence > 0 ? f->cued_in[sentence - 1] : CMQ_NO_STATEMENT;
    if (before != CMQ_NO_QUOTE && f->told_in[before] != CMQ_NO_STATEMENT) {
        const struct cmq_quote *last = &f->quotes.item[before];
        uint32_t cue = f->statements->list.item[f->told_in[before]].cue_token;
        uint32_t from = cue > last->close && cue < quote->open ? cue : last->close - 1;
        bool near = token_at(f, from)->sentence + MOST_BETWEEN >= sentence;
        if (paragraph_between(f, last->close, quote->open) ? !last->closed : near) {
            return f->told_in[before];
        }
    }
    bool same = said != CMQ_NO_STATEMENT &&
                !paragraph_between(f, f->statements->list.item[said].cue_token, quote->open);
    return same ? said : CMQ_NO_STATEMENT;
}

/* “A,” X said. “B.”: gives quotations without a cue to who is still speaking. */
void cmq_continue_quotations(const struct finder *f) {
    uint32_t before = CMQ_NO_QUOTE;
    for (uint32_t q = 0; q < f->quotes.count; q++) {
        const struct cmq_quote *quote = &f->quotes.item[q];
        if (quote->inner) {
            continue;
        }
        uint32_t from =
            f->told_in[q] == CMQ_NO_STATEMENT ? still_speaking(f, before, q) : CMQ_NO_STATEMENT;
        if (from != CMQ_NO_STATEMENT && f->tellers[q] < MOST_TELLERS) {
            cmq_add_content(f, &f->statements->list.item[from], quote->open + 1, quote->close);
            tell(f, q, from);
        }
        before = q;
    }
}

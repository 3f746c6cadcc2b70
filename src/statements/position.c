/* SPDX-License-Identifier: Apache-2.0 */
/* What is told, by where it stands beside the verb: small parsers lose the clause where a sentence
 * is long, begins with a quotation or is cut short by one. */

#include "statements/finder.h"

#define LONGEST_SPEAKER 24 /* tokens from a verb to the quotation or clause that it tells */

static bool is_verb(const struct cmq_token *token) {
    return token->upos == CMQ_VERB || token->upos == CMQ_AUX;
}

static bool ends_sentence(const struct cmq_token *token) {
    static const char *const marks[] = {".", "!", "?", ":", ";"};
    return cmq_ends_line(token) || cmq_form_in(token, marks, sizeof marks / sizeof *marks);
}

static bool has_verb(const struct finder *f, uint32_t first, uint32_t end) {
    while (first < end && !is_verb(token_at(f, first))) {
        first++;
    }
    return first < end;
}

bool cmq_quotation_before(const struct finder *f, uint32_t verb, struct passage *told) {
    uint32_t lowest = verb > LONGEST_SPEAKER ? verb - LONGEST_SPEAKER : 0;
    for (uint32_t t = verb; t-- > lowest;) {
        uint32_t q = t > 0 ? f->quote_at[t - 1] : CMQ_NO_QUOTE;
        const struct cmq_quote *quote = q != CMQ_NO_QUOTE ? &f->quotes.item[q] : NULL;
        if (quote && quote->close == t && f->quote_at[verb] == CMQ_NO_QUOTE) {
            *told = (struct passage){quote->open + 1, t};
            return quote->closed && f->told_in[q] == CMQ_NO_STATEMENT &&
                   !cmq_form_is(token_at(f, t - 1), ".") && cmq_begins_sentence(f, quote) &&
                   token_at(f, t + 1)->upos != CMQ_CCONJ;
        }
        if (is_verb(token_at(f, t)) || ends_sentence(token_at(f, t))) {
            return false;
        }
    }
    return false;
}

/* The first quotation that opens behind a verb, with no other verb before it; CMQ_NO_QUOTE if none.
 * It lies in the sentence, or behind a colon. */
static uint32_t next_quotation(const struct finder *f, uint32_t verb) {
    uint32_t end = verb + LONGEST_SPEAKER < f->parse->token_count ? verb + LONGEST_SPEAKER
                                                                  : f->parse->token_count;
    uint32_t sentence = token_at(f, verb)->sentence;
    bool colon = false;
    for (uint32_t t = verb + 1; t + 1 < end; t++) {
        const struct cmq_token *token = token_at(f, t);
        uint32_t q = f->quote_at[t + 1];
        if (is_verb(token) || (token->sentence != sentence && !token->is_space && !colon) ||
            (cmq_form_is(token, ".") && !colon)) {
            return CMQ_NO_QUOTE;
        }
        if (q != CMQ_NO_QUOTE && f->quotes.item[q].open == t) {
            return q != f->quote_at[verb] ? q : CMQ_NO_QUOTE;
        }
        colon = cmq_form_is(token, ":") || (colon && token->is_space);
    }
    return CMQ_NO_QUOTE;
}

/* Whether a quotation opens among tokens. */
static bool quotation_among(const struct finder *f, uint32_t first, uint32_t end) {
    while (first < end && f->quote_at[first] == CMQ_NO_QUOTE) {
        first++;
    }
    return first < end;
}

/* Where what is told ends, if a quotation in it does: with it, or with the sentence that goes on,
 * also to another quotation (“A” and “B”). */
static uint32_t end_behind(const struct finder *f, const struct cmq_quote *quote, uint32_t verb) {
    uint32_t end = f->parse->sentence[token_at(f, verb)->sentence].end;
    uint32_t next = quote->close + 1;
    for (uint32_t t = next; t < end; t++) {
        if (token_at(f, t)->upos == CMQ_VERB && f->quote_at[t] == CMQ_NO_QUOTE &&
            cmq_speech_of(f, t, CMQ_VERB)) {
            return quote->close;
        }
    }
    bool goes_on = quote->closed && next < end && !cmq_is_mark(token_at(f, next)) &&
                   (token_at(f, next)->upos != CMQ_CCONJ || quotation_among(f, next + 1, end));
    return goes_on ? end : quote->close;
}

bool cmq_quotation_behind(const struct finder *f, uint32_t verb, struct passage *told) {
    uint32_t q = next_quotation(f, verb);
    if (q == CMQ_NO_QUOTE || f->told_in[q] != CMQ_NO_STATEMENT) {
        return false;
    }
    const struct cmq_quote *quote = &f->quotes.item[q];
    uint32_t before = quote->open - 1;
    while (before > verb && token_at(f, before)->is_space) {
        before--;
    }
    *told = (struct passage){quote->open + 1, end_behind(f, quote, verb)};
    return before == verb || cmq_form_is(token_at(f, before), ":") ||
           cmq_form_is(token_at(f, before), ",");
}

bool cmq_mixed_behind(const struct finder *f, uint32_t verb, struct passage *told) {
    uint32_t q = next_quotation(f, verb);
    if (q == CMQ_NO_QUOTE ||
        token_at(f, f->quotes.item[q].open)->sentence != token_at(f, verb)->sentence) {
        return false;
    }
    *told = (struct passage){verb + 1, end_behind(f, &f->quotes.item[q], verb)};
    return true;
}

bool cmq_that_clause_behind(const struct finder *f, uint32_t verb, struct passage *told) {
    const struct cmq_sentence *s = &f->parse->sentence[token_at(f, verb)->sentence];
    for (uint32_t t = verb + 1; t + 1 < s->end && t < verb + LONGEST_SPEAKER; t++) {
        if (is_verb(token_at(f, t)) || ends_sentence(token_at(f, t))) {
            return false;
        }
        if (cmq_form_is(token_at(f, t), "that") && token_at(f, t)->upos != CMQ_DET) {
            *told = (struct passage){t + 1, s->end};
            return !is_verb(token_at(f, t + 1));
        }
    }
    return false;
}

bool cmq_clause_behind(const struct finder *f, uint32_t verb, struct passage *told) {
    const struct cmq_sentence *s = &f->parse->sentence[token_at(f, verb)->sentence];
    *told = (struct passage){verb + 1, s->end};
    return verb + CMQ_SHORTEST_CONTENT < s->end && !cmq_is_mark(token_at(f, verb + 1)) &&
           has_verb(f, verb + 1, s->end);
}

/* The mark before a speaker, with nothing but noun phrases between; CMQ_NO_TOKEN if none. */
static uint32_t mark_before(const struct finder *f, uint32_t speaker, uint32_t verb) {
    uint32_t first = f->parse->sentence[token_at(f, verb)->sentence].first;
    if (speaker == CMQ_NO_TOKEN || speaker >= verb || speaker < first ||
        verb - speaker > LONGEST_SPEAKER) {
        return CMQ_NO_TOKEN;
    }
    for (uint32_t t = speaker; t-- > first && !is_verb(token_at(f, t));) {
        if (cmq_is_mark(token_at(f, t))) {
            const struct cmq_token *next = token_at(f, t + 1);
            bool phrase = cmq_is_nominal(next) || next->upos == CMQ_DET || next->upos == CMQ_PRON;
            return phrase && f->quote_at[t] == f->quote_at[verb] ? t : CMQ_NO_TOKEN;
        }
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_mark_before_speaker(const struct finder *f, uint32_t verb) {
    return mark_before(f, cmq_subject_near(f, verb), verb);
}

bool cmq_ends_sentence(const struct finder *f, uint32_t verb) {
    uint32_t end = f->parse->sentence[token_at(f, verb)->sentence].end;
    uint32_t next = verb + 1;
    if (next == end || ends_sentence(token_at(f, next))) {
        return true;
    }
    if (cmq_is_mark(token_at(f, next)) || has_verb(f, next, end) ||
        cmq_child(f->parse, verb, CMQ_DEP_OBJ) != CMQ_NO_TOKEN) {
        return false;
    }
    while (next < end && f->quote_at[next] == CMQ_NO_QUOTE) {
        next++;
    }
    return next == end;
}

bool cmq_clause_before(const struct finder *f, uint32_t verb, uint32_t speaker,
                       struct passage *told) {
    uint32_t first = f->parse->sentence[token_at(f, verb)->sentence].first;
    uint32_t mark = mark_before(f, speaker, verb);
    *told = (struct passage){first, mark};
    return mark != CMQ_NO_TOKEN && mark >= first + CMQ_SHORTEST_CONTENT &&
           has_verb(f, first, mark) && token_at(f, first)->upos != CMQ_SCONJ;
}

/* Whether what follows hangs on the telling: "said Lee, who added", "said Lee, as he left". */
static bool goes_on_aside(const struct finder *f, uint32_t t, uint32_t end) {
    if (t + 1 >= end || !cmq_is_mark(token_at(f, t))) {
        return false;
    }
    struct cmq_str tag = token_at(f, t + 1)->tag;
    return token_at(f, t + 1)->upos == CMQ_SCONJ || cmq_str_eq(tag, CMQ_STR("WP")) ||
           cmq_str_eq(tag, CMQ_STR("WDT")) || cmq_str_eq(tag, CMQ_STR("WRB"));
}

bool cmq_clause_before_inverted(const struct finder *f, uint32_t verb, uint32_t speaker,
                                struct passage *told) {
    const struct cmq_sentence *s = &f->parse->sentence[token_at(f, verb)->sentence];
    if (speaker == CMQ_NO_TOKEN || speaker <= verb || speaker - verb > LONGEST_SPEAKER ||
        verb < s->first + CMQ_SHORTEST_CONTENT || !cmq_is_mark(token_at(f, verb - 1)) ||
        has_verb(f, verb + 1, speaker)) {
        return false;
    }
    uint32_t first, end;
    cmq_subtree(f->parse, speaker, &first, &end);
    *told = (struct passage){s->first, verb - 1};
    return has_verb(f, s->first, verb - 1) &&
           (!has_verb(f, end, s->end) || goes_on_aside(f, end, s->end)) &&
           token_at(f, s->first)->upos != CMQ_SCONJ;
}

/* Whether a sentence opens with what frames the telling: "In 2014," "When asked," */
static bool frames_telling(const struct cmq_token *token) {
    return token->upos == CMQ_ADP || token->upos == CMQ_SCONJ || token->upos == CMQ_VERB ||
           cmq_form_is(token, "when");
}

bool cmq_clause_around(const struct finder *f, uint32_t verb, uint32_t speaker,
                       struct passage told[2]) {
    const struct cmq_sentence *s = &f->parse->sentence[token_at(f, verb)->sentence];
    uint32_t mark = mark_before(f, speaker, verb);
    if (mark == CMQ_NO_TOKEN || mark == s->first || verb + 2 >= s->end ||
        !cmq_form_is(token_at(f, verb + 1), ",") || !has_verb(f, verb + 2, s->end)) {
        return false;
    }
    uint32_t last = mark - 1;
    bool relative = token_at(f, last)->upos == CMQ_PRON || token_at(f, last)->upos == CMQ_CCONJ ||
                    cmq_form_is(token_at(f, last), "which");
    told[0] = (struct passage){relative ? last : s->first, mark};
    told[1] = (struct passage){verb + 2, s->end};
    static const char *const reasons[] = {"since", "because", "although", "though", "unless", "if"};
    const struct cmq_token *rest = token_at(f, verb + 2);
    return !frames_telling(token_at(f, s->first)) &&
           (!frames_telling(rest) || cmq_form_in(rest, reasons, sizeof reasons / sizeof *reasons));
}

uint32_t cmq_head_of(const struct finder *f, struct passage told) {
    uint32_t first = f->parse->sentence[token_at(f, told.end - 1)->sentence].first;
    first = first > told.first ? first : told.first;
    uint32_t top = first;
    while (top + 1 < told.end && cmq_is_mark(token_at(f, top))) {
        top++;
    }
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        uint32_t head = token_at(f, top)->head;
        if (head < first || head >= told.end || head == top) {
            break;
        }
        top = head;
    }
    return top;
}

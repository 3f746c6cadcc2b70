/* SPDX-License-Identifier: Apache-2.0 */
/* Headlines have a grammar of their own: the present is past, an infinitive lies ahead, a comma is
 * "and", a colon says who says it. */

#include "coding/headline.h"

#include <string.h>

#define LONGEST_TITLE 400 /* bytes; what is longer is no headline */
#define LONGEST_NAME  6   /* tokens before or behind a colon */

/* ---- the sentence that a headline stands for ---------------------------------------------------
 */

static bool is_finite(const struct cmq_token *token) {
    static const char *const tags[] = {"VBD", "VBZ", "VBP", "MD"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        if (cmq_str_eq(token->tag, cmq_str_of(tags[i]))) {
            return true;
        }
    }
    return false;
}

static bool finite_among(const struct cmq_parse *parse, uint32_t first, uint32_t end) {
    while (first < end && !is_finite(&parse->token[first])) {
        first++;
    }
    return first < end;
}

/* Whether tokens are a name or an office: no verb, no mark, not too many, one of them a noun. */
static bool is_name(const struct cmq_parse *parse, uint32_t first, uint32_t end) {
    bool noun = false;
    for (uint32_t t = first; t < end; t++) {
        const struct cmq_token *token = &parse->token[t];
        if (token->upos == CMQ_VERB || token->upos == CMQ_AUX || token->upos == CMQ_PUNCT) {
            return false;
        }
        noun = noun || cmq_is_nominal(token);
    }
    return noun && end - first <= LONGEST_NAME;
}

/* "A to visit B": the infinitive is the headline's verb where no finite one goes before it. */
static bool is_headline_infinitive(const struct cmq_parse *parse, uint32_t t) {
    return t > 0 && t + 1 < parse->token_count && cmq_form_is(&parse->token[t], "to") &&
           cmq_str_eq(parse->token[t + 1].tag, CMQ_STR("VB")) && is_name(parse, 0, t) &&
           !finite_among(parse, 0, parse->token_count);
}

/* "A, B agree": a comma between two names before the first verb. */
static bool is_headline_and(const struct cmq_parse *parse, uint32_t t) {
    uint32_t verb = t + 1;
    while (verb < parse->token_count && parse->token[verb].upos != CMQ_VERB &&
           !cmq_form_is(&parse->token[verb], "to")) {
        verb++;
    }
    return cmq_form_is(&parse->token[t], ",") && verb < parse->token_count &&
           is_name(parse, 0, t) && is_name(parse, t + 1, verb);
}

static uint32_t colon_of(const struct cmq_parse *parse) {
    uint32_t t = 0;
    while (t < parse->token_count && !cmq_form_is(&parse->token[t], ":")) {
        t++;
    }
    return t;
}

/* What a headline's token stands for; empty: the token itself. */
static const char *written_out(const struct cmq_parse *parse, uint32_t t, uint32_t colon) {
    if (t == colon && is_name(parse, 0, t)) {
        return " says";
    }
    if (t == colon && is_name(parse, t + 1, parse->token_count)) {
        return ", says";
    }
    if (is_headline_infinitive(parse, t)) {
        return "will";
    }
    return is_headline_and(parse, t) ? " and" : "";
}

struct cmq_str cmq__headline_sentence(const struct cmq_parse *parse, struct cmq_arena *arena) {
    size_t limit = parse->text.len + (size_t)parse->token_count * 8 + 2, length = 0;
    char *text = CMQ_NEW_ARRAY(arena, char, limit);
    if (!text) {
        return (struct cmq_str){0};
    }
    uint32_t colon = colon_of(parse), copied = 0;
    for (uint32_t t = 0; t < parse->token_count; t++) {
        const struct cmq_token *token = &parse->token[t];
        const char *word = written_out(parse, t, colon);
        struct cmq_str form = *word ? cmq_str_of(word) : token->form;
        size_t gap = token->start - copied;
        memcpy(text + length, parse->text.ptr + copied, gap);
        memcpy(text + length + gap, form.ptr, form.len);
        length += gap + form.len;
        copied = token->end;
    }
    static const char ends[] = ".!?";
    if (length > 0 && !memchr(ends, text[length - 1], sizeof ends - 1)) {
        text[length++] = '.';
    }
    return (struct cmq_str){text, length};
}

/* ---- what it confirms ---------------------------------------------------------------------------
 */

static bool same_actor(const struct cmq_actor *a, const struct cmq_actor *b) {
    if (a->country.len > 0 && b->country.len > 0) {
        return cmq_str_eq(a->country, b->country);
    }
    return a->code.len > 0 ? cmq_str_eq(a->code, b->code) : cmq_same_letters(a->name, b->name);
}

/* Whether one side of two events shares an actor; a side that the headline leaves out is shared. */
static bool shares(const struct cmq_coding *title, const struct cmq_participant *a, uint32_t count,
                   const struct cmq_coding *body, const struct cmq_participant *b,
                   uint32_t body_count) {
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < body_count; k++) {
            if (same_actor(&title->actors.list.item[a[i].actor],
                           &body->actors.list.item[b[k].actor])) {
                return true;
            }
        }
    }
    return count == 0;
}

static bool same_act(const struct cmq_event *a, const struct cmq_event *b) {
    bool type =
        a->plover.len > 0 ? cmq_str_eq(a->plover, b->plover) : cmq_str_eq(a->cameo, b->cameo);
    return type && (a->time == CMQ_TENSE_FUTURE) == (b->time == CMQ_TENSE_FUTURE) &&
           (a->assertion == CMQ_ASSERTION_NEGATED) == (b->assertion == CMQ_ASSERTION_NEGATED);
}

static bool tells(const struct cmq_coding *title, const struct cmq_event *told,
                  const struct cmq_coding *body, const struct cmq_event *event) {
    return same_act(told, event) && told->source.count + told->target.count > 0 &&
           shares(title, told->source.item, told->source.count, body, event->source.item,
                  event->source.count) &&
           shares(title, told->target.item, told->target.count, body, event->target.item,
                  event->target.count);
}

static uint32_t first_told(const struct cmq_coding *title, const struct cmq_coding *body) {
    for (uint32_t i = 0; i < title->events.list.count; i++) {
        for (uint32_t k = 0; k < body->events.list.count; k++) {
            const struct cmq_event *event = &body->events.list.item[k];
            if (event->same_as == UINT32_MAX &&
                tells(title, &title->events.list.item[i], body, event)) {
                return k;
            }
        }
    }
    return UINT32_MAX;
}

/* Moves an event to the front. What repeats another keeps pointing to it. */
static void move_to_front(struct cmq_events *events, uint32_t index) {
    struct cmq_event *list = events->list.item;
    struct cmq_event moved = list[index];
    memmove(list + 1, list, index * sizeof *list);
    list[0] = moved;
    for (uint32_t i = 0; i < events->list.count; i++) {
        if (list[i].same_as == index) {
            list[i].same_as = 0;
        } else if (list[i].same_as < index) {
            list[i].same_as++;
        }
    }
}

enum cmq_status cmq__headline_confirm(const struct cmq_coder *coder, struct cmq_session *session,
                                      struct cmq_arena *arena, struct cmq_coding *coding,
                                      struct cmq_error *err) {
    struct cmq_report title = {
        .id = coding->report.id, .date = coding->report.date, .text = coding->report.title};
    struct cmq_parse parse;
    if (title.text.len == 0 || title.text.len > LONGEST_TITLE || coding->events.list.count == 0) {
        return CMQ_OK;
    }
    enum cmq_status status =
        cmq_parse_with(coder->model, session, CMQ_NEWS, title.text, arena, &parse, err);
    if (status == CMQ_OK) {
        title.text = cmq__headline_sentence(&parse, arena);
    }
    struct cmq_coding told;
    if (status == CMQ_OK) {
        status = cmq_code(coder, session, &title, arena, &told, err);
    }
    uint32_t index = status == CMQ_OK ? first_told(&told, coding) : UINT32_MAX;
    if (index != UINT32_MAX) {
        move_to_front(&coding->events, index);
        struct cmq_explanation *step = &CMQ_PUSH(arena, &coding->events.list.item[0].steps);
        *step = (struct cmq_explanation){.text = CMQ_STR("the title tells it, too"),
                                         .entry = UINT32_MAX};
    }
    return status;
}

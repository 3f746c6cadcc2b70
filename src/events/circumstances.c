/* SPDX-License-Identifier: Apache-2.0 */
/* When and where: taken from the event's own clause first, then from the clause above. */

#include "events/matcher.h"

#include <limits.h>

/* ---- date --------------------------------------------------------------------------------- */

/* The clause that a token stands in: the next verb or root upward, itself included. A subject is no
 * clause, even where its word class is wrong ("Beijing on Saturday asked"). */
static uint32_t clause_of(const struct cmq_parse *parse, uint32_t token) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *t = &parse->token[token];
        if ((t->upos == CMQ_VERB && t->dep != CMQ_DEP_NSUBJ) || t->head == token) {
            break;
        }
        token = t->head;
    }
    return token;
}

/* Steps up the tree from `token` to `root`; UINT_MAX if it is not below. */
static unsigned steps_up(const struct cmq_parse *parse, uint32_t token, uint32_t root) {
    for (unsigned steps = 0; steps < CMQ_MAX_TREE_DEPTH; steps++) {
        if (token == root) {
            return steps;
        }
        if (parse->token[token].head == token) {
            break;
        }
        token = parse->token[token].head;
    }
    return UINT_MAX;
}

/* The first time expression at or behind a token. */
static uint32_t first_time(const struct cmq_times *times, uint32_t token) {
    uint32_t low = 0, high = times->list.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (times->list.item[middle].first < token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct cmq_time *cmq_time_at(const struct reader *r, uint32_t token) {
    uint32_t behind = first_time(r->in->times, token + 1);
    const struct cmq_time *time = behind > 0 ? &r->in->times->list.item[behind - 1] : NULL;
    return time && token < time->end ? time : NULL;
}

/* The time expression below `root`, in its own clause, that hangs nearest to it. */
static const struct cmq_time *time_below(const struct reader *r, uint32_t root) {
    const struct cmq_times *times = r->in->times;
    const struct cmq_parse *parse = r->in->parse;
    const struct cmq_time *best = NULL;
    unsigned fewest = UINT_MAX;
    uint32_t first = first_time(times, parse->sentence[parse->token[root].sentence].first);
    for (uint32_t i = first; i < times->list.count; i++) {
        const struct cmq_time *time = &times->list.item[i];
        if (parse->token[time->first].sentence > parse->token[root].sentence) {
            break;
        }
        if (!cmq_time_says_when(time) ||
            parse->token[time->first].sentence != parse->token[root].sentence) {
            continue;
        }
        for (uint32_t t = time->first; t < time->end; t++) {
            unsigned steps = steps_up(parse, t, root), apart = t > root ? t - root : root - t;
            steps = steps < 64 ? 1000 * steps + (apart < 999 ? apart : 999) : UINT_MAX;
            if (steps < fewest && clause_of(parse, t) == clause_of(parse, root)) {
                best = time;
                fewest = steps;
            }
        }
    }
    return best;
}

static void set_date(const struct reader *r, struct cmq_event *event, const struct cmq_time *time,
                     bool inherited) {
    const struct cmq_parse *parse = r->in->parse;
    event->from = time->from;
    event->to = time->to;
    event->date_basis = inherited ? CMQ_DATE_INHERITED : time->basis;
    event->date_span =
        (struct cmq_stretch){parse->token[time->first].start, parse->token[time->end - 1].end};
    cmq_explain_step(r, event, time->first, time->end, UINT32_MAX, "date%s",
                     inherited ? ", from the clause above" : "");
}

/* The day of speaking belongs to the statement, not to its content: the search does not leave the
 * statement that the event stands in. */
static bool same_statement(const struct reader *r, uint32_t a, uint32_t b) {
    return r->in->statements->statement_at[a] == r->in->statements->statement_at[b];
}

void cmq_add_date(const struct reader *r, const struct match *match, struct cmq_event *event) {
    const struct cmq_parse *parse = r->in->parse;
    event->from = event->to = CMQ_NO_DAY;
    const struct cmq_time *time = time_below(r, match->trigger);
    uint32_t plan = match->frame->upos == CMQ_NOUN ? cmq_plan_of(r, match->trigger) : CMQ_NO_TOKEN;
    if (!time && plan != CMQ_NO_TOKEN) {
        time = time_below(r, plan);
    }
    uint32_t top = match->light != CMQ_NO_TOKEN ? match->light : match->trigger;
    for (unsigned level = 0; !time && level < 4; level++) {
        uint32_t clause = clause_of(parse, top);
        if (!same_statement(r, clause, match->trigger)) {
            break;
        }
        time = time_below(r, clause);
        if (time) {
            set_date(r, event, time, level > 0);
            return;
        }
        if (parse->token[clause].head == clause) {
            break;
        }
        top = parse->token[clause].head;
    }
    if (time) {
        set_date(r, event, time, false);
    } else if (r->in->report_date != CMQ_NO_DAY && event->time != CMQ_TENSE_FUTURE) {
        event->from = event->to = r->in->report_date;
        event->date_basis = CMQ_DATE_REPORT;
    }
}

/* ---- place -------------------------------------------------------------------------------- */

static bool is_participant(const struct cmq_event *event, uint32_t start) {
    for (uint32_t i = 0; i < event->source.count; i++) {
        if (event->source.item[i].start == start) {
            return true;
        }
    }
    for (uint32_t i = 0; i < event->target.count; i++) {
        if (event->target.item[i].start == start) {
            return true;
        }
    }
    return false;
}

static bool locates(const struct cmq_token *preposition) {
    static const char *const words[] = {"in", "at", "near", "outside", "inside", "across"};
    return cmq_form_in(preposition, words, sizeof words / sizeof *words);
}

/* The mention in a locative phrase below `root`, CMQ_NO_MENTION if none. */
static uint32_t place_below(const struct reader *r, uint32_t root) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, root, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, root, t)) {
        uint8_t dep = parse->token[t].dep;
        if (dep != CMQ_DEP_OBL && dep != CMQ_DEP_NMOD) {
            continue;
        }
        uint32_t preposition = cmq_preposition(parse, t);
        uint32_t mention = r->in->actors->mention_at[t];
        if (preposition == CMQ_NO_TOKEN || mention == CMQ_NO_MENTION ||
            !locates(&parse->token[preposition])) {
            continue;
        }
        const struct cmq_mention *m = &r->in->actors->mention.item[mention];
        const struct cmq_actor *actor =
            m->actors.count == 1 ? &r->in->actors->list.item[m->actors.item[0]] : NULL;
        if (actor && actor->kind == CMQ_ACTOR_STATE) {
            return mention;
        }
    }
    return CMQ_NO_MENTION;
}

void cmq_add_place(const struct reader *r, const struct match *match, struct cmq_event *event) {
    uint32_t mention = place_below(r, match->trigger);
    if (mention == CMQ_NO_MENTION && match->light != CMQ_NO_TOKEN) {
        mention = place_below(r, match->light);
    }
    if (mention == CMQ_NO_MENTION) {
        return;
    }
    const struct cmq_mention *m = &r->in->actors->mention.item[mention];
    if (is_participant(event, m->start)) {
        return;
    }
    struct cmq_str text = r->in->parse->text;
    event->place =
        (struct cmq_event_place){.name = {text.ptr + m->start, m->end - m->start},
                                 .country = r->in->actors->list.item[m->actors.item[0]].country,
                                 .span = {m->start, m->end}};
}

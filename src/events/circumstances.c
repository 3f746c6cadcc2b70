/* SPDX-License-Identifier: Apache-2.0 */
/* When and where: taken from the event's own clause first, then from the clause above. */

#include "events/matcher.h"

#include <limits.h>

#define LONGEST_SHARED 31 /* days of a time that the clauses beside it share */

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

/* "condemned the 1986 agreement", "in the 2018 election": a year before a noun is part of what the
 * noun names, and dates nothing but that. */
static bool is_in_name(const struct reader *r, const struct cmq_time *time, uint32_t root) {
    const struct cmq_parse *parse = r->in->parse;
    const struct cmq_token *year = &parse->token[time->first];
    uint32_t noun = year->head;
    bool bare = time->end == time->first + 1 && year->form.len == 4 && year->form.ptr[0] <= '9';
    return bare && noun > time->first && noun != root &&
           (year->dep == CMQ_DEP_NUMMOD || year->dep == CMQ_DEP_COMPOUND ||
            year->dep == CMQ_DEP_AMOD) &&
           cmq_is_noun(&parse->token[noun]);
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
        if (!cmq_time_says_when(time) || is_in_name(r, time, root) ||
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

/* "Over the past year growth slowed, but X criticised Y": what a clause says of many weeks does not
 * date another clause. */
static bool is_long(const struct cmq_time *time) {
    return time->basis == CMQ_DATE_RELATIVE && time->from != CMQ_NO_DAY && time->to != CMQ_NO_DAY &&
           time->to - time->from > LONGEST_SHARED;
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
        if (time && level > 0 && is_long(time)) {
            time = NULL;
            break;
        }
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

static bool locates(const struct cmq_token *preposition) {
    static const char *const words[] = {"in",     "at",         "near",   "outside", "inside",
                                        "across", "throughout", "around", "along",   "within"};
    return cmq_form_in(preposition, words, sizeof words / sizeof *words);
}

/* The finest place in the phrase of a noun: itself, or what names it closely ("the city of Aleppo",
 * "Aleppo province", "Aleppo, Syria"). */
static uint32_t place_of_phrase(const struct reader *r, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    const struct cmq_places *places = r->in->places;
    uint32_t first = 0, end = 0, best = CMQ_NO_PLACE;
    cmq_subtree(parse, noun, &first, &end);
    for (uint32_t t = first; t < end; t++) {
        uint32_t place = cmq_place_at(places, t);
        if (place == CMQ_NO_PLACE || steps_up(parse, t, noun) > 2) {
            continue;
        }
        if (best == CMQ_NO_PLACE ||
            places->list.item[place].place.precision < places->list.item[best].place.precision) {
            best = place;
        }
    }
    return best;
}

/* The place in a locative phrase below `root`. */
static uint32_t place_below(const struct reader *r, uint32_t root) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, root, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, root, t)) {
        uint8_t dep = parse->token[t].dep;
        uint32_t preposition = cmq_preposition(parse, t);
        if ((dep != CMQ_DEP_OBL && dep != CMQ_DEP_NMOD) || preposition == CMQ_NO_TOKEN ||
            !locates(&parse->token[preposition])) {
            continue;
        }
        uint32_t place = place_of_phrase(r, t);
        if (place != CMQ_NO_PLACE) {
            return place;
        }
    }
    return CMQ_NO_PLACE;
}

/* The place in the phrase of what a verb acts on: "host talks in Geneva", "killed men in Kunduz".
 */
static uint32_t place_below_object(const struct reader *r, uint32_t verb) {
    static const enum cmq_dep deps[] = {CMQ_DEP_OBJ, CMQ_DEP_NSUBJ_PASS};
    uint32_t place = CMQ_NO_PLACE;
    for (size_t i = 0; i < sizeof deps / sizeof *deps && place == CMQ_NO_PLACE; i++) {
        uint32_t object = cmq_child(r->in->parse, verb, deps[i]);
        place = object == CMQ_NO_TOKEN ? CMQ_NO_PLACE : place_below(r, object);
    }
    return place;
}

/* What is struck or seized is where it happens: "shelled Aleppo", "an attack on Kunduz". A country
 * is the other side sooner than the place. */
static uint32_t place_struck(const struct reader *r, const struct match *match,
                             struct cmq_str cameo) {
    const struct cmq_parse *parse = r->in->parse;
    bool physical = cmq_str_starts(cameo, CMQ_STR("18")) || cmq_str_starts(cameo, CMQ_STR("19")) ||
                    cmq_str_starts(cameo, CMQ_STR("20"));
    for (uint32_t t = physical ? cmq_child_next(parse, match->trigger, CMQ_NO_TOKEN) : CMQ_NO_TOKEN;
         t != CMQ_NO_TOKEN; t = cmq_child_next(parse, match->trigger, t)) {
        uint8_t dep = parse->token[t].dep;
        uint32_t preposition = cmq_preposition(parse, t);
        bool object = dep == CMQ_DEP_OBJ || dep == CMQ_DEP_NSUBJ_PASS;
        bool against = (dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL) && preposition != CMQ_NO_TOKEN &&
                       (cmq_form_is(&parse->token[preposition], "on") ||
                        cmq_form_is(&parse->token[preposition], "of"));
        uint32_t place = object || against ? place_of_phrase(r, t) : CMQ_NO_PLACE;
        if (place != CMQ_NO_PLACE &&
            r->in->places->list.item[place].place.precision != CMQ_PLACE_AT_COUNTRY) {
            return place;
        }
    }
    return CMQ_NO_PLACE;
}

/* The event's own words first, then the clauses above, as far as its statement goes. There is no
 * other: no capital, no dateline. */
static uint32_t find_place(const struct reader *r, const struct match *match,
                           struct cmq_str cameo) {
    const struct cmq_parse *parse = r->in->parse;
    uint32_t place = place_below(r, match->trigger);
    if (place == CMQ_NO_PLACE) {
        place = place_below_object(r, match->trigger);
    }
    if (place == CMQ_NO_PLACE) {
        place = place_struck(r, match, cameo);
    }
    uint32_t top = match->light != CMQ_NO_TOKEN ? match->light : match->trigger;
    for (unsigned level = 0; place == CMQ_NO_PLACE && level < 3; level++) {
        uint32_t clause = clause_of(parse, top);
        if (!same_statement(r, clause, match->trigger)) {
            break;
        }
        place = place_below(r, clause);
        if (parse->token[clause].head == clause) {
            break;
        }
        top = parse->token[clause].head;
    }
    return place;
}

void cmq_add_place(const struct reader *r, const struct match *match, struct cmq_event *event) {
    uint32_t place = find_place(r, match, event->cameo);
    if (place == CMQ_NO_PLACE) {
        return;
    }
    const struct cmq_place_mention *mention = &r->in->places->list.item[place];
    const struct cmq_token *token = r->in->parse->token;
    event->place = (struct cmq_event_place){
        .at = mention->place, .span = {token[mention->first].start, token[mention->end - 1].end}};
    cmq_explain_step(r, event, mention->first, mention->end, UINT32_MAX, "place");
}

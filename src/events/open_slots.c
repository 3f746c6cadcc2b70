/* SPDX-License-Identifier: Apache-2.0 */
/* Targets that a frame does not name. */

#include "events/matcher.h"

static bool starts_with(const struct reader *r, const struct match *m, const char *a,
                        const char *b) {
    struct cmq_str root = cmq_root_of(text_of(r, m->frame->code));
    return cmq_str_eq(root, cmq_str_of(a)) || cmq_str_eq(root, cmq_str_of(b));
}

static bool is_used(const struct match *m, uint32_t token) {
    for (uint32_t i = 0; i < m->source_count; i++) {
        if (m->source[i] == token) {
            return true;
        }
    }
    return token == m->trigger;
}

/* "demanded that Iran withdraw": who is asked is the subject of what is asked. */
static void target_of_request(const struct reader *r, struct match *m) {
    uint32_t subject = CMQ_NO_TOKEN;
    for (uint32_t t = cmq_child_next(r->in->parse, m->embedded, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, m->embedded, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_NSUBJ_PASS || dep == CMQ_DEP_NSUBJ_OUTER) {
            subject = t;
        }
    }
    bool accused = starts_with(r, m, "11", "11");
    if (subject != CMQ_NO_TOKEN && !is_used(m, subject) &&
        (!accused || cmq_names_someone(r, subject))) {
        add_slot(m, CMQ_SLOT_TARGET, subject, CMQ_PARTICIPANT_TEXT);
    }
}

/* "promised to send aid to Mali", "refused to recognise Kosovo": the target of the act inside. */
static void target_of_embedded(const struct reader *r, struct match *m) {
    const struct match *inner = r->match_at[m->embedded];
    for (uint32_t i = 0; inner && i < inner->target_count; i++) {
        if (!is_used(m, inner->target[i])) {
            add_slot(m, CMQ_SLOT_TARGET, inner->target[i], CMQ_PARTICIPANT_TEXT);
        }
    }
}

static bool is_loose_relation(uint8_t dep) {
    return dep == CMQ_DEP_OBJ || dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD ||
           dep == CMQ_DEP_NMOD_POSS || dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND ||
           dep == CMQ_DEP_IOBJ;
}

static const char *const loose_prepositions[] = {"to",      "with", "against", "on",   "for",
                                                 "from",    "of",   "over",    "upon", "toward",
                                                 "towards", "into", "between", "among"};

static bool is_actor_phrase_at(const struct reader *r, uint32_t noun) {
    return noun != CMQ_NO_TOKEN && cmq_names_someone(r, noun);
}

/* Where a physical act took place, as its target: "attacked a base in Mali", "protested in Kyiv".
 */
static uint32_t place_as_target(const struct reader *r, const struct match *m, uint32_t head,
                                unsigned depth) {
    static const char *const words[] = {"in", "at", "near", "inside", "outside", "across"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool argument = dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD;
        uint32_t p = cmq_preposition(parse, t);
        if (argument && p != CMQ_NO_TOKEN && !is_used(m, t) && cmq_names_someone(r, t) &&
            cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words)) {
            return t;
        }
        bool inside = argument || dep == CMQ_DEP_OBJ;
        uint32_t found = inside && depth < 2 && !is_used(m, t) ? place_as_target(r, m, t, depth + 1)
                                                               : CMQ_NO_TOKEN;
        if (found != CMQ_NO_TOKEN) {
            return found;
        }
    }
    return CMQ_NO_TOKEN;
}

static bool is_material(const struct reader *r, const struct match *m) {
    static const char *const roots[] = {"07", "14", "15", "17", "18", "19", "20"};
    struct cmq_str root = cmq_root_of(text_of(r, m->frame->code));
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        if (cmq_str_eq(root, cmq_str_of(roots[i]))) {
            return true;
        }
    }
    return false;
}

/* "reneged on his promise to Mali": a phrase that names nobody but the source is no target. */
static bool is_source_again(const struct reader *r, const struct match *m, uint32_t noun) {
    const struct cmq_actors *actors = r->in->actors;
    bool indirect = false;
    uint32_t named = cmq_actors_phrase(r->in->parse, actors, noun, &indirect);
    for (uint32_t i = 0; named != CMQ_NO_MENTION && i < m->source_count; i++) {
        uint32_t source = cmq_actors_phrase(r->in->parse, actors, m->source[i], &indirect);
        const struct cmq_mention *a = &actors->mention.item[named];
        const struct cmq_mention *b =
            source != CMQ_NO_MENTION ? &actors->mention.item[source] : NULL;
        if (b && a->actors.count == 1 && b->actors.count == 1 &&
            a->actors.item[0] == b->actors.item[0]) {
            return true;
        }
    }
    return false;
}

/* Searches what depends on `head`, breadth first, for an actor in a phrase that can name whom an
 * act is directed at: an object, its possessor or nationality, a directed preposition. */
static uint32_t loose_target(const struct reader *r, const struct match *m, uint32_t head,
                             unsigned depth) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, head, t)) {
        uint32_t p = cmq_preposition(parse, t);
        bool directed = p == CMQ_NO_TOKEN ||
                        cmq_form_in(token_at(r, p), loose_prepositions,
                                    sizeof loose_prepositions / sizeof *loose_prepositions);
        if (is_loose_relation(token_at(r, t)->dep) && directed && !is_used(m, t) &&
            cmq_names_someone(r, t) && !is_source_again(r, m, t)) {
            return t;
        }
    }
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && depth < 3;
         t = cmq_child_next(parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_ACL && is_actor_phrase_at(r, cmq_by_phrase(r, t))) {
            return cmq_by_phrase(r, t); /* "every offer made by the rebels" */
        }
        if ((dep == CMQ_DEP_OBJ || dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL) && !is_used(m, t)) {
            uint32_t found = loose_target(r, m, t, depth + 1);
            if (found != CMQ_NO_TOKEN) {
                return found;
            }
        }
    }
    return CMQ_NO_TOKEN;
}

/* "denied the accusations by Georgia": the phrase in the target's slot names no actor itself, or
 * only the source as its owner, but one stands inside it. */
static void target_inside(const struct reader *r, struct match *m) {
    bool indirect = false;
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (cmq_actors_phrase(r->in->parse, r->in->actors, m->target[i], &indirect) ==
                CMQ_NO_MENTION ||
            is_source_again(r, m, m->target[i])) {
            uint32_t inside = loose_target(r, m, m->target[i], 0);
            m->target[i] = inside != CMQ_NO_TOKEN ? inside : m->target[i];
        }
    }
}

static void find_target(const struct reader *r, struct match *m) {
    target_inside(r, m);
    for (uint32_t i = 0; m->frame->upos == CMQ_NOUN && m->target_count == 0 && i < m->literal_count;
         i++) {
        uint32_t inside = loose_target(r, m, m->literal[i], 1);
        if (inside != CMQ_NO_TOKEN) {
            add_slot(m, CMQ_SLOT_TARGET, inside, CMQ_PARTICIPANT_DISCOURSE);
        }
    }
    if (m->target_count > 0 || m->frame->upos == CMQ_NOUN) {
        return;
    }
    if (m->embedded != CMQ_NO_TOKEN &&
        (starts_with(r, m, "02", "10") || starts_with(r, m, "11", "11"))) {
        target_of_request(r, m);
    } else if (m->embedded != CMQ_NO_TOKEN) {
        target_of_embedded(r, m);
    }
    if (m->target_count > 0 || m->passive) {
        return;
    }
    uint32_t loose = loose_target(r, m, m->trigger, 0);
    if (loose == CMQ_NO_TOKEN && m->embedded != CMQ_NO_TOKEN) {
        loose = loose_target(r, m, m->embedded, 0);
    }
    if (loose != CMQ_NO_TOKEN) {
        add_slot(m, CMQ_SLOT_TARGET, loose, CMQ_PARTICIPANT_DISCOURSE);
    }
}

static bool names_target(const struct reader *r, const struct match *m) {
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (cmq_names_someone(r, m->target[i])) {
            return true;
        }
    }
    return false;
}

/* "scheduled a summit between A and B", "A's visit was cancelled": who takes part in the noun that
 * a verb frame names takes part in what the verb says of it. */
static void pool_arguments(const struct reader *r, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    bool pooled = false;
    for (uint32_t i = 0; i < m->literal_count && m->frame->upos == CMQ_VERB; i++) {
        uint32_t noun = m->literal[i];
        for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
             t = cmq_child_next(parse, noun, t)) {
            uint32_t p = cmq_preposition(parse, t);
            bool between = p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "between");
            bool owner = token_at(r, t)->dep == CMQ_DEP_NMOD_POSS && m->source_count == 0;
            if ((between || owner) && !is_used(m, t) && cmq_names_someone(r, t)) {
                bool taken = m->source_count > 0 && m->source[0] != t && !owner && !pooled;
                pooled |= !taken;
                add_slot(m, taken ? CMQ_SLOT_TARGET : CMQ_SLOT_SOURCE, t,
                         CMQ_PARTICIPANT_POSSESSIVE);
            }
        }
    }
}

/* "opened fire to disperse demonstrators": whom the end of a material act is directed at, where
 * nothing else names a target. */
static void target_of_end(const struct reader *r, struct match *m) {
    uint32_t verb = m->light != CMQ_NO_TOKEN ? m->light : m->trigger;
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        const struct match *end = r->match_at[t];
        if (token_at(r, t)->dep == CMQ_DEP_ADVCL && end && cmq_is_marked(r, t, "to")) {
            for (uint32_t i = 0; i < end->target_count; i++) {
                add_slot(m, CMQ_SLOT_TARGET, end->target[i], CMQ_PARTICIPANT_DISCOURSE);
            }
        }
    }
}

void cmq_complete_target(const struct reader *r, struct match *m) {
    if (m->frame->flags & CMQ_FRAME_NEAREST) {
        cmq_match_fill_nearest(r, m);
        return;
    }
    pool_arguments(r, m);
    find_target(r, m);
    if (!names_target(r, m) && is_material(r, m)) {
        target_of_end(r, m);
    }
    if (!names_target(r, m) && is_material(r, m)) {
        uint32_t place = place_as_target(r, m, m->trigger, 0);
        if (place == CMQ_NO_TOKEN && m->light != CMQ_NO_TOKEN) {
            place = place_as_target(r, m, m->light, 0);
        }
        if (place != CMQ_NO_TOKEN) {
            add_slot(m, CMQ_SLOT_TARGET, place, CMQ_PARTICIPANT_PLACE);
        }
    }
}

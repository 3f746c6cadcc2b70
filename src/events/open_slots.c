/* SPDX-License-Identifier: Apache-2.0 */
/* Sources and targets that a frame leaves open. */

#include "events/matcher.h"

static bool has_root(const struct reader *r, const struct match *m, const char *a, const char *b) {
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
    bool accused = has_root(r, m, "11", "11");
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

/* Where an act took place, as its target: "attacked a base in Mali", "protested in Kyiv". */
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
        bool inside = argument || dep == CMQ_DEP_OBJ || dep == CMQ_DEP_ACL ||
                      (dep == CMQ_DEP_ADVCL && cmq_is_marked(r, t, "to"));
        uint32_t found = inside && depth < 2 && !is_used(m, t) ? place_as_target(r, m, t, depth + 1)
                                                               : CMQ_NO_TOKEN;
        if (found != CMQ_NO_TOKEN) {
            return found;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Whether an act is done to those where it takes place. */
static bool is_local(const struct reader *r, const struct match *m) {
    struct cmq_str code = text_of(r, m->frame->code);
    return cmq_root_in(code, "07", "08") || (cmq_root_in(code, "09", "09") && !m->passive) ||
           cmq_root_in(code, "14", "20");
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

/* "recalled its ambassador": what the source does with its own is done to somebody else. */
static bool belongs_to_source(const struct reader *r, const struct match *m, uint32_t noun) {
    uint32_t owner = cmq_child(r->in->parse, noun, CMQ_DEP_NMOD_POSS);
    return owner != CMQ_NO_TOKEN && token_at(r, owner)->upos == CMQ_PRON &&
           is_source_again(r, m, owner);
}

/* Searches what depends on `head`, breadth first, for an actor in a phrase that can name whom an
 * act is directed at: an object, its possessor or nationality, a directed preposition. */
static uint32_t loose_target(const struct reader *r, const struct match *m, uint32_t head,
                             unsigned depth, bool own) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, head, t)) {
        uint32_t p = cmq_preposition(parse, t);
        bool directed = p == CMQ_NO_TOKEN ||
                        cmq_form_in(token_at(r, p), loose_prepositions,
                                    sizeof loose_prepositions / sizeof *loose_prepositions);
        if (is_loose_relation(token_at(r, t)->dep) && directed && !is_used(m, t) &&
            cmq_names_someone(r, t) && !is_source_again(r, m, t) &&
            (own || !belongs_to_source(r, m, t))) {
            return t;
        }
    }
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && depth < 3;
         t = cmq_child_next(parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if (dep == CMQ_DEP_ACL && is_actor_phrase_at(r, cmq_by_phrase(r, t))) {
            return cmq_by_phrase(r, t); /* "every offer made by the rebels" */
        }
        if ((dep == CMQ_DEP_OBJ || dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL ||
             (dep == CMQ_DEP_ACL && !cmq_is_marked(r, t, "to"))) &&
            !is_used(m, t)) {
            uint32_t found = loose_target(r, m, t, depth + 1, own);
            if (found != CMQ_NO_TOKEN) {
                return found;
            }
        }
    }
    return CMQ_NO_TOKEN;
}

/* The act of violence that an accusation names, or NULL. */
static const struct match *blamed_act(const struct reader *r, const struct match *m) {
    for (uint32_t i = 0; has_root(r, m, "11", "11") && i < m->literal_count + m->target_count;
         i++) {
        uint32_t t = i < m->literal_count ? m->literal[i] : m->target[i - m->literal_count];
        const struct match *act = t != m->trigger ? r->match_at[t] : NULL;
        if (act && act->frame->upos == CMQ_NOUN &&
            (has_root(r, act, "18", "19") || has_root(r, act, "20", "20"))) {
            return act;
        }
    }
    return NULL;
}

/* "condemned the attack by rebels on the town": who is blamed for an act is its agent, not whom it
 * hit. */
static void blame_agent(struct match *m, const struct match *act) {
    for (uint32_t i = 0; i < act->source_count; i++) {
        m->target_count = i == 0 ? 0 : m->target_count;
        add_slot(m, CMQ_SLOT_TARGET, act->source[i], CMQ_PARTICIPANT_TEXT);
    }
}

/* Who did the act that a noun names, told behind it or behind what it was done to: "a provocation
 * by Chad", "the violation of its airspace by Chad"; CMQ_NO_TOKEN if nobody but the source. */
static uint32_t doer_of(const struct reader *r, const struct match *m, uint32_t noun) {
    uint32_t by = cmq_by_phrase(r, noun);
    uint32_t patient = cmq_child(r->in->parse, noun, CMQ_DEP_NMOD);
    if (by == CMQ_NO_TOKEN && patient != CMQ_NO_TOKEN) {
        by = cmq_by_phrase(r, patient);
    }
    if (by == CMQ_NO_TOKEN && token_at(r, noun)->head == m->trigger && !m->passive) {
        by = cmq_by_phrase(r, m->trigger); /* hung on the verb of judging */
    }
    bool known = by != CMQ_NO_TOKEN && cmq_names_someone(r, by) && !is_source_again(r, m, by);
    return known ? by : CMQ_NO_TOKEN;
}

/* Whoever praises, blames or rejects an act does so to the one who did it, not to whom it hit. */
static void target_of_judgement(const struct reader *r, struct match *m) {
    if (!has_root(r, m, "11", "12") && !has_root(r, m, "05", "05")) {
        return;
    }
    for (uint32_t i = 0; i < m->literal_count + m->target_count; i++) {
        uint32_t noun = i < m->literal_count ? m->literal[i] : m->target[i - m->literal_count];
        uint32_t doer = noun != m->trigger && token_at(r, noun)->upos == CMQ_NOUN
                            ? doer_of(r, m, noun)
                            : CMQ_NO_TOKEN;
        if (doer != CMQ_NO_TOKEN) {
            m->target_count = 0;
            add_slot(m, CMQ_SLOT_TARGET, doer, CMQ_PARTICIPANT_TEXT);
            return;
        }
    }
}

/* "defended its sales to Georgia": the phrase in the target's slot names only the source, as its
 * owner, but another actor stands inside it. */
static void target_inside(const struct reader *r, struct match *m) {
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (is_source_again(r, m, m->target[i])) {
            uint32_t inside = loose_target(r, m, m->target[i], 0, false);
            m->target[i] = inside != CMQ_NO_TOKEN ? inside : m->target[i];
        }
    }
}

/* A phrase or what is coordinated with it. */
static bool names_any(const struct reader *r, uint32_t noun) {
    uint32_t conjunct = cmq_child(r->in->parse, noun, CMQ_DEP_CONJ);
    return cmq_names_someone(r, noun) ||
           (conjunct != CMQ_NO_TOKEN && cmq_names_someone(r, conjunct));
}

static bool names_target(const struct reader *r, const struct match *m) {
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (names_any(r, m->target[i])) {
            return true;
        }
    }
    return false;
}

/* "voiced rejection and condemnation of the raid": what is done in one breath with the noun that
 * the frame names is done to the same. */
static void target_of_conjunct(const struct reader *r, struct match *m) {
    for (uint32_t i = 0; m->target_count == 0 && i < m->literal_count; i++) {
        uint32_t conjunct = cmq_child(r->in->parse, m->literal[i], CMQ_DEP_CONJ);
        uint32_t inside =
            conjunct != CMQ_NO_TOKEN ? loose_target(r, m, conjunct, 1, false) : CMQ_NO_TOKEN;
        add_slot(m, CMQ_SLOT_TARGET, inside, CMQ_PARTICIPANT_DISCOURSE);
    }
}

/* The possessor or nationality of a noun that is not the source; CMQ_NO_TOKEN if none. */
static uint32_t owner_of(const struct reader *r, const struct match *m, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < noun;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool owns = dep == CMQ_DEP_NMOD_POSS || dep == CMQ_DEP_AMOD || dep == CMQ_DEP_COMPOUND;
        if (owns && r->in->actors->mention_at[t] != CMQ_NO_MENTION && !is_source_again(r, m, t)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* "pledged Canada's support": what one gives of one's own, with its giver as its owner. */
static bool is_given(const struct reader *r, const struct match *m, uint32_t noun) {
    static const char *const words[] = {"support",   "backing",      "solidarity", "commitment",
                                        "gratitude", "appreciation", "respect",    "assistance"};
    return cmq_root_in(text_of(r, m->frame->code), "03", "07") &&
           cmq_form_in(token_at(r, noun), words, sizeof words / sizeof *words);
}

/* "rejected Iran's call for a truce in the region", "American vessels were released", "forced a
 * Cuban plane to land": whose the
 * noun is that the frame names is the target, unless another one is named outright. */
static void target_by_owner(const struct reader *r, struct match *m) {
    bool forced = m->embedded != CMQ_NO_TOKEN && has_root(r, m, "15", "20");
    bool open = m->target_count == 0 && (m->passive || forced);
    bool indirect = m->target_count == 1 && m->literal_count > 0 &&
                    r->in->actors->mention_at[m->target[0]] == CMQ_NO_MENTION &&
                    cmq_below(r->in->parse, m->target[0], m->literal[0]);
    if (m->frame->upos == CMQ_NOUN || m->literal_count == 0 || !(open || indirect) ||
        is_given(r, m, m->literal[0])) {
        return;
    }
    uint32_t owner = owner_of(r, m, m->literal[0]);
    if (owner != CMQ_NO_TOKEN) {
        m->target_count = 0;
        add_slot(m, CMQ_SLOT_TARGET, owner, CMQ_PARTICIPANT_POSSESSIVE);
    }
}

/* The clause that says on which condition a verb's act depends, or CMQ_NO_TOKEN. */
static uint32_t condition_of(const struct reader *r, uint32_t verb) {
    static const char *const words[] = {"unless", "until", "if"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        uint32_t mark = cmq_child(parse, t, CMQ_DEP_MARK);
        if (token_at(r, t)->dep == CMQ_DEP_ADVCL && mark != CMQ_NO_TOKEN &&
            cmq_form_in(token_at(r, mark), words, sizeof words / sizeof *words)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* Takes as the target who acts in a clause, if it is somebody else than the source. */
static void take_agent(const struct reader *r, struct match *m, uint32_t clause) {
    bool passive = false;
    uint32_t by = clause != CMQ_NO_TOKEN ? cmq_by_phrase(r, clause) : CMQ_NO_TOKEN;
    uint32_t agent = clause != CMQ_NO_TOKEN && by == CMQ_NO_TOKEN
                         ? cmq_subject(r->in->parse, clause, &passive)
                         : by;
    if (agent != CMQ_NO_TOKEN && !passive && cmq_names_someone(r, agent) &&
        !is_source_again(r, m, agent)) {
        add_slot(m, CMQ_SLOT_TARGET, agent, CMQ_PARTICIPANT_DISCOURSE);
    }
}

/* "will not lift the embargo until Cuba reforms", "until he is satisfied that Cuba reforms": what
 * is promised, refused or threatened on a condition is so to whom the condition is set. */
static void target_of_condition(const struct reader *r, struct match *m) {
    if (has_root(r, m, "12", "13") || has_root(r, m, "03", "08")) {
        uint32_t clause = condition_of(r, m->trigger);
        if (clause == CMQ_NO_TOKEN && m->embedded != CMQ_NO_TOKEN) {
            clause = condition_of(r, m->embedded);
        }
        take_agent(r, m, clause);
        if (clause != CMQ_NO_TOKEN && m->target_count == 0) {
            take_agent(r, m, cmq_child(r->in->parse, clause, CMQ_DEP_CCOMP));
        }
    }
}

static void find_target(const struct reader *r, struct match *m) {
    const struct match *act = blamed_act(r, m);
    if (act) {
        blame_agent(m, act);
        return;
    }
    target_of_judgement(r, m);
    target_inside(r, m);
    target_by_owner(r, m);
    if (m->target_count > 0 && !names_target(r, m)) {
        /* "support to talks among rebels"; else a thing that is nobody's */
        uint32_t inside = m->literal_count > 0 && is_given(r, m, m->literal[0])
                              ? loose_target(r, m, m->target[0], 1, false)
                              : CMQ_NO_TOKEN;
        m->target_count = 0;
        add_slot(m, CMQ_SLOT_TARGET, inside, CMQ_PARTICIPANT_DISCOURSE);
    }
    for (uint32_t i = 0; m->frame->upos == CMQ_NOUN && m->target_count == 0 && i < m->literal_count;
         i++) {
        add_slot(m, CMQ_SLOT_TARGET, loose_target(r, m, m->literal[i], 1, false),
                 CMQ_PARTICIPANT_DISCOURSE);
    }
    target_of_conjunct(r, m);
    if (m->target_count > 0) {
        return;
    }
    if (m->embedded != CMQ_NO_TOKEN && (has_root(r, m, "02", "10") || has_root(r, m, "09", "11"))) {
        target_of_request(r, m);
    } else if (m->embedded != CMQ_NO_TOKEN &&
               (m->frame->upos != CMQ_NOUN || has_root(r, m, "12", "13"))) {
        target_of_embedded(r, m);
    }
    if (m->target_count > 0 || m->passive || m->frame->upos == CMQ_NOUN) {
        return;
    }
    uint32_t loose = loose_target(r, m, m->trigger, 0, false);
    if (loose == CMQ_NO_TOKEN && m->embedded != CMQ_NO_TOKEN) {
        loose = loose_target(r, m, m->embedded, 0, false);
    }
    if (loose != CMQ_NO_TOKEN) {
        add_slot(m, CMQ_SLOT_TARGET, loose, CMQ_PARTICIPANT_DISCOURSE);
    }
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

/* "the ban led Mali to recall its envoy": what somebody is moved to is directed at who moves him.
 */
static void target_of_cause(const struct reader *r, struct match *m) {
    static const char *const causes[] = {"prompt", "lead",  "provoke", "cause",
                                         "push",   "drive", "spur"};
    const struct cmq_token *self = token_at(r, m->trigger);
    const struct cmq_token *cause = token_at(r, self->head);
    bool caused = false, passive = false;
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        caused |= cmq_str_eq(cause->lemma, cmq_str_of(causes[i]));
    }
    if (!caused || self->dep != CMQ_DEP_XCOMP || m->source_count == 0 ||
        token_at(r, m->source[0])->head != self->head) {
        return;
    }
    uint32_t subject = cmq_subject(r->in->parse, self->head, &passive);
    if (subject != CMQ_NO_TOKEN && !passive && cmq_names_someone(r, subject)) {
        add_slot(m, CMQ_SLOT_TARGET, subject, CMQ_PARTICIPANT_DISCOURSE);
    }
}

static bool is_hostile(const struct reader *r, const struct match *m) {
    return cmq_root_in(text_of(r, m->frame->code), "09", "20");
}

/* "opened fire to disperse demonstrators": whom the end of an act is directed at, where nothing
 * else names a target; but a raid to free hostages is not directed at them. */
static void target_of_end(const struct reader *r, struct match *m) {
    uint32_t verb = m->light != CMQ_NO_TOKEN ? m->light : m->trigger;
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        const struct match *end = r->match_at[t];
        if (token_at(r, t)->dep == CMQ_DEP_ADVCL && end && cmq_is_marked(r, t, "to") &&
            is_hostile(r, m) == is_hostile(r, end)) {
            for (uint32_t i = 0; i < end->target_count; i++) {
                add_slot(m, CMQ_SLOT_TARGET, end->target[i], CMQ_PARTICIPANT_DISCOURSE);
            }
        }
    }
}

/* The first act inside the complement of a match that names a target. */
static const struct match *act_inside(const struct reader *r, const struct match *m) {
    uint32_t end = r->in->parse->sentence[token_at(r, m->embedded)->sentence].end;
    for (uint32_t t = m->embedded + 1; t < end; t++) {
        const struct match *inner = r->match_at[t];
        if (inner && names_target(r, inner) && cmq_below(r->in->parse, t, m->embedded)) {
            return inner;
        }
    }
    return NULL;
}

/* "agreed to send troops to help Mali", "to open a school in Mali": the target of a promise is
 * that of an act inside, else the place of it. */
static void target_of_promise(const struct reader *r, struct match *m) {
    if (m->embedded == CMQ_NO_TOKEN || !has_root(r, m, "03", "03") ||
        (m->frame->flags & CMQ_FRAME_RECIPROCAL)) {
        return;
    }
    const struct match *inner = act_inside(r, m);
    for (uint32_t i = 0; inner && i < inner->target_count; i++) {
        if (!is_used(m, inner->target[i])) {
            add_slot(m, CMQ_SLOT_TARGET, inner->target[i], CMQ_PARTICIPANT_DISCOURSE);
        }
    }
    if (!inner) {
        add_slot(m, CMQ_SLOT_TARGET, place_as_target(r, m, m->embedded, 0), CMQ_PARTICIPANT_PLACE);
    }
}

/* Whether none of those whom the target names has a code: "agreed to admit 1,500 people". */
static bool is_nobody_known(const struct reader *r, const struct match *m) {
    const struct cmq_actors *actors = r->in->actors;
    bool indirect = false;
    for (uint32_t i = 0; i < m->target_count; i++) {
        uint32_t named = cmq_actors_phrase(r->in->parse, actors, m->target[i], &indirect);
        const struct cmq_mention *mention =
            named != CMQ_NO_MENTION ? &actors->mention.item[named] : NULL;
        for (uint32_t k = 0; mention && k < mention->actors.count; k++) {
            if (actors->list.item[mention->actors.item[k]].code.len > 0) {
                return false;
            }
        }
    }
    return true;
}

/* "agreed to admit 1,500 people from camps in Greece": the place says more than they do. */
static void place_of_promise(const struct reader *r, struct match *m) {
    if (m->embedded == CMQ_NO_TOKEN || !has_root(r, m, "03", "03") ||
        (m->frame->flags & CMQ_FRAME_RECIPROCAL) || !is_nobody_known(r, m)) {
        return;
    }
    uint32_t place = place_as_target(r, m, m->embedded, 0);
    if (place != CMQ_NO_TOKEN) {
        m->target_count = 0;
        add_slot(m, CMQ_SLOT_TARGET, place, CMQ_PARTICIPANT_PLACE);
    }
}

/* "A bombing by rebels killed", "the attack on Mali killed": who does an event that acts as a
 * subject does what it causes, and not whom or where it hit. */
static void source_inside(const struct reader *r, struct match *m) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < m->source_count; i++) {
        const struct match *inner = r->match_at[m->source[i]];
        bool hit = inner && inner != m && inner->frame->upos == CMQ_NOUN &&
                   inner->target_count > 0 && cmq_is_physical(r, inner->frame);
        if (inner && inner != m && inner->source_count > 0 &&
            (hit || !names_any(r, m->source[i]))) {
            m->source[i] = inner->source[0];
            for (uint32_t k = 1; k < inner->source_count; k++) {
                add_slot(m, CMQ_SLOT_SOURCE, inner->source[k], CMQ_PARTICIPANT_TEXT);
            }
            hit = false;
        }
        if (!hit) {
            m->source[kept] = m->source[i];
            m->source_basis[kept++] = m->source_basis[i];
        }
    }
    m->source_count = kept;
}

static bool is_target(const struct match *m, uint32_t token) {
    for (uint32_t i = 0; i < m->target_count; i++) {
        if (m->target[i] == token) {
            return true;
        }
    }
    return false;
}

/* "Malian shells were fired", "French troops were sent": whose the arms are that an act without an
 * agent uses. */
static void owner_as_source(const struct reader *r, struct match *m) {
    bool armed = has_root(r, m, "15", "19") || has_root(r, m, "20", "20");
    if (armed && m->passive && m->source_count == 0 && m->literal_count > 0 &&
        m->frame->upos != CMQ_NOUN && !is_target(m, m->literal[0])) {
        add_slot(m, CMQ_SLOT_SOURCE, owner_of(r, m, m->literal[0]), CMQ_PARTICIPANT_POSSESSIVE);
    }
}

/* "was arrested in Mali", "was expelled from Mali": where a state's act is told without its agent,
 * the place tells it. */
static void place_as_source(const struct reader *r, struct match *m) {
    const struct cmq_parse *parse = r->in->parse;
    if (!m->passive || m->source_count > 0 || !has_root(r, m, "16", "17")) {
        return;
    }
    const char *where = has_root(r, m, "16", "16") ? "from" : "in";
    for (uint32_t t = cmq_child_next(parse, m->trigger, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, m->trigger, t)) {
        uint32_t p = cmq_preposition(parse, t);
        if (token_at(r, t)->dep == CMQ_DEP_OBL && p != CMQ_NO_TOKEN &&
            cmq_form_is(token_at(r, p), where) && cmq_names_someone(r, t)) {
            add_slot(m, CMQ_SLOT_SOURCE, t, CMQ_PARTICIPANT_PLACE);
        }
    }
}

/* "dissolved its parliament": what the source does to its own, where nobody else is named. */
static void target_of_own(const struct reader *r, struct match *m) {
    if (!m->passive && m->frame->upos != CMQ_NOUN && !(has_root(r, m, "16", "16"))) {
        add_slot(m, CMQ_SLOT_TARGET, loose_target(r, m, m->trigger, 0, true),
                 CMQ_PARTICIPANT_DISCOURSE);
    }
}

/* Where an act took place, if nobody is named. */
static void target_of_place(const struct reader *r, struct match *m) {
    if (!is_local(r, m)) {
        return;
    }
    uint32_t place = place_as_target(r, m, m->trigger, 0);
    if (place == CMQ_NO_TOKEN && m->light != CMQ_NO_TOKEN) {
        place = place_as_target(r, m, m->light, 0);
    }
    add_slot(m, CMQ_SLOT_TARGET, place, CMQ_PARTICIPANT_PLACE);
}

/* "each other", "one another". */
static bool is_each_other(const struct reader *r, uint32_t token) {
    static const char *const first[] = {"each", "one"}, *const second[] = {"other", "another"};
    return token > 0 && cmq_form_in(token_at(r, token), second, 2) &&
           cmq_form_in(token_at(r, token - 1), first, 2);
}

/* "called for the rebels to be disarmed": they are not the ones who are asked. */
static void drop_patient(const struct reader *r, struct match *m) {
    bool asked = has_root(r, m, "02", "10") && m->embedded != CMQ_NO_TOKEN && m->target_count == 1;
    bool passive = asked && cmq_child(r->in->parse, m->embedded, CMQ_DEP_AUX_PASS) != CMQ_NO_TOKEN;
    uint32_t p = passive ? cmq_preposition(r->in->parse, m->target[0]) : CMQ_NO_TOKEN;
    if (p != CMQ_NO_TOKEN && cmq_form_is(token_at(r, p), "for")) {
        m->target_count = 0;
        m->closed = true;
    }
}

/* "A and B met on Sunday at the palace": an act of several that they do with one another, and with
 * nobody else. */
static bool is_among_sources(const struct reader *r, const struct match *m) {
    if (!(m->frame->flags & CMQ_FRAME_RECIPROCAL) || m->frame->upos == CMQ_NOUN ||
        m->target_count > 0 || m->source_count == 0) {
        return false;
    }
    uint32_t other = cmq_child(r->in->parse, m->source[0], CMQ_DEP_CONJ);
    return m->source_count > 1 ||
           (other != CMQ_NO_TOKEN && other < m->trigger && cmq_names_someone(r, m->source[0]));
}

void cmq_fill_open_slots(const struct reader *r, struct match *m) {
    static void (*const ways[])(const struct reader *, struct match *) = {
        target_of_cause,   target_of_own, target_of_condition,
        target_of_promise, target_of_end, target_of_place};
    if (m->frame->flags & CMQ_FRAME_NEAREST) {
        cmq_match_fill_nearest(r, m);
        return;
    }
    if (m->target_count == 1 && is_each_other(r, m->target[0])) {
        m->mutual = true;
        m->target_count = 0;
        return;
    }
    drop_patient(r, m);
    m->closed |= is_among_sources(r, m);
    source_inside(r, m);
    cmq_find_cause(r, m);
    cmq_find_office(r, m);
    place_as_source(r, m);
    owner_as_source(r, m);
    pool_arguments(r, m);
    if (!m->closed) {
        find_target(r, m);
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways && !m->closed && !names_target(r, m); i++) {
        ways[i](r, m);
    }
    place_of_promise(r, m);
}

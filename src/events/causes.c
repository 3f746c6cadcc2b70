/* SPDX-License-Identifier: Apache-2.0 */
/* Who kills and wounds by an attack that the same clause names. */

#include "events/matcher.h"

static bool is_violence(const struct reader *r, const struct match *m) {
    return cmq_root_in(text_of(r, m->frame->code), "18", "20");
}

/* The attack that a noun names, or NULL. */
static const struct match *attack_at(const struct reader *r, uint32_t noun) {
    const struct match *act = r->match_at[noun];
    return act && act->frame->upos == CMQ_NOUN && is_violence(r, act) ? act : NULL;
}

static void take_sources(struct match *m, const struct match *attack) {
    for (uint32_t i = 0; i < attack->source_count; i++) {
        add_slot(m, CMQ_SLOT_SOURCE, attack->source[i], CMQ_PARTICIPANT_POSSESSIVE);
    }
}

/* "Were killed in a French raid". */
static void source_of_occasion(const struct reader *r, struct match *m) {
    static const char *const words[] = {"in", "by", "during", "from", "after", "following"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, m->trigger, m->trigger);
         t != CMQ_NO_TOKEN && m->source_count == 0; t = cmq_child_next(parse, m->trigger, t)) {
        uint32_t p = cmq_preposition(parse, t);
        const struct match *attack = token_at(r, t)->dep == CMQ_DEP_OBL ? attack_at(r, t) : NULL;
        if (attack && p != CMQ_NO_TOKEN &&
            cmq_form_in(token_at(r, p), words, sizeof words / sizeof *words)) {
            take_sources(m, attack);
        }
    }
}

/* "Were killed when French jets struck a camp": the clause that tells how tells by whom. */
static void source_of_blow(const struct reader *r, struct match *m) {
    static const char *const words[] = {"when", "after", "as"};
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, m->trigger, m->trigger);
         t != CMQ_NO_TOKEN && m->source_count == 0; t = cmq_child_next(parse, m->trigger, t)) {
        const struct match *blow = token_at(r, t)->dep == CMQ_DEP_ADVCL ? r->match_at[t] : NULL;
        uint32_t mark = cmq_child(parse, t, CMQ_DEP_MARK);
        mark = mark == CMQ_NO_TOKEN ? cmq_child(parse, t, CMQ_DEP_ADVMOD) : mark;
        if (blow && is_violence(r, blow) && mark != CMQ_NO_TOKEN &&
            cmq_form_in(token_at(r, mark), words, sizeof words / sizeof *words)) {
            take_sources(m, blow);
        }
    }
}

/* "The attack on the consulate in Mali, which killed two": small parsers hang the clause on the
 * last name before it. The attack that it tells of, or NULL. */
static const struct match *attack_behind(const struct reader *r, const struct match *m) {
    const struct cmq_token *self = token_at(r, m->trigger);
    uint32_t noun = self->head;
    if (self->dep != CMQ_DEP_ACL_RELCL || m->source_count != 1 || m->source[0] != noun) {
        return NULL;
    }
    const struct match *attack = NULL;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH && !attack; depth++) {
        uint8_t dep = token_at(r, noun)->dep;
        if (dep != CMQ_DEP_NMOD && dep != CMQ_DEP_CONJ && dep != CMQ_DEP_APPOS) {
            break;
        }
        noun = token_at(r, noun)->head;
        attack = attack_at(r, noun);
    }
    return attack;
}

void cmq_find_cause(const struct reader *r, struct match *m) {
    if (m->frame->upos != CMQ_VERB || !is_violence(r, m)) {
        return;
    }
    const struct match *attack = attack_behind(r, m);
    if (attack) {
        m->source_count = 0;
        take_sources(m, attack);
    }
    bool suffers = m->passive || m->frame->subject == CMQ_SLOT_TARGET; /* "died in a raid" */
    if (suffers && m->source_count == 0) {
        source_of_occasion(r, m);
        source_of_blow(r, m);
    }
}

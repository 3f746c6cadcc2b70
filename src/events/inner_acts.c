/* SPDX-License-Identifier: Apache-2.0 */
/* The act that another act has as its content: what is promised, asked for, refused or threatened.
 * It makes the code of a speech act exact. */

#include "events/matcher.h"

#define DEEPEST 3 /* "demanded that A agree to refuse to recognise B" */

/* "engage in dialogue", "take part in talks" */
static bool is_engaged_in(const struct reader *r, uint32_t noun) {
    uint32_t preposition = cmq_preposition(r->in->parse, noun);
    return token_at(r, noun)->dep == CMQ_DEP_OBL && preposition != CMQ_NO_TOKEN &&
           cmq_form_is(token_at(r, preposition), "in");
}

/* "help save", "begin to withdraw": the verb adds nothing to the act that it governs. */
static bool only_lends_a_hand(const struct reader *r, uint32_t verb) {
    static const char *const words[] = {"help", "begin", "start", "continue", "resume"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cmq_str_eq(token_at(r, verb)->lemma, cmq_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* The act of a verb, or of the event noun that it carries ("to hold talks"); NULL if none. */
static const struct match *act_of(const struct reader *r, uint32_t verb) {
    if (r->match_at[verb]) {
        return r->match_at[verb];
    }
    for (uint32_t t = cmq_child_next(r->in->parse, verb, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        const struct match *noun = r->match_at[t];
        bool carried = noun && noun->light == verb && noun->light_effect->kind == CMQ_EFFECT_ACTUAL;
        if (noun && (carried || is_engaged_in(r, t))) {
            return noun;
        }
    }
    uint32_t inner = cmq_child(r->in->parse, verb, CMQ_DEP_XCOMP);
    return inner != CMQ_NO_TOKEN && only_lends_a_hand(r, verb) ? r->match_at[inner] : NULL;
}

/* "renewed an appeal to France to withdraw": the infinitive of a noun, hung on the verb above. */
static uint32_t infinitive_above(const struct reader *r, uint32_t noun) {
    uint32_t verb = token_at(r, noun)->head;
    if (token_at(r, noun)->dep != CMQ_DEP_OBJ) {
        return CMQ_NO_TOKEN;
    }
    for (uint32_t t = cmq_child_next(r->in->parse, verb, noun); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        if ((dep == CMQ_DEP_XCOMP || dep == CMQ_DEP_ADVCL) && cmq_is_marked(r, t, "to")) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* The act that a noun of speech names: "an appeal to lay down arms", "a call for talks"; NULL if
 * none. */
static const struct match *act_of_noun(const struct reader *r, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, noun, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool verb = dep == CMQ_DEP_ACL && token_at(r, t)->upos == CMQ_VERB &&
                    (cmq_is_marked(r, t, "to") || cmq_is_marked(r, t, "for"));
        uint32_t preposition = dep == CMQ_DEP_NMOD ? cmq_preposition(parse, t) : CMQ_NO_TOKEN;
        bool thing = preposition != CMQ_NO_TOKEN && cmq_form_is(token_at(r, preposition), "for");
        const struct match *act = verb ? act_of(r, t) : thing ? r->match_at[t] : NULL;
        if (act) {
            return act;
        }
    }
    uint32_t above = infinitive_above(r, noun);
    return above != CMQ_NO_TOKEN ? act_of(r, above) : NULL;
}

static bool is_speech_act(const struct reader *r, const struct match *m) {
    struct cmq_str code = text_of(r, m->frame->code);
    return cmq_root_in(code, "02", "03") || cmq_root_in(code, "10", "10") ||
           cmq_root_in(code, "12", "12");
}

/* What a noun that the frame names tells: "asked for military aid", "dismissed an appeal to
 * disarm"; NULL if nothing. */
static const struct match *act_of_literal(const struct reader *r, uint32_t noun) {
    const struct match *own = r->match_at[noun];
    return own && !is_speech_act(r, own) ? own : act_of_noun(r, noun);
}

/* One step inside. */
static const struct match *next_inside(const struct reader *r, const struct match *m) {
    if (m->embedded != CMQ_NO_TOKEN) {
        return act_of(r, m->embedded);
    }
    const struct match *act = m->frame->upos == CMQ_NOUN ? act_of_noun(r, m->trigger) : NULL;
    for (uint32_t i = 0; !act && i < m->literal_count; i++) {
        bool noun = token_at(r, m->literal[i])->upos == CMQ_NOUN && m->literal[i] != m->trigger;
        act = noun ? act_of_literal(r, m->literal[i]) : NULL;
    }
    return act != m ? act : NULL;
}

const struct match *cmq_inner_act(const struct reader *r, const struct match *m) {
    const struct match *act = next_inside(r, m);
    for (int depth = 0; act && depth < DEEPEST; depth++) {
        const struct match *deeper = is_speech_act(r, act) ? next_inside(r, act) : NULL;
        if (!deeper || deeper == m) {
            break;
        }
        act = deeper;
    }
    return act;
}

void cmq_absorb_inner_act(struct reader *r, const struct match *m) {
    struct cmq_str code = text_of(r, m->frame->code);
    const struct match *act = m->embedded == CMQ_NO_TOKEN ? next_inside(r, m) : NULL;
    if (act && (cmq_root_in(code, "03", "03") || cmq_root_in(code, "12", "13"))) {
        r->literal_of[act->trigger] = m->trigger;
    }
}

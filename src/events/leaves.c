/* SPDX-License-Identifier: Apache-2.0 */
/* CAMEO's leaves as products of an act and what stands with it: a killing and the weapon, a
 * protest and its demand, an accusation and the deed, a refusal and what had been asked for. */

#include "events/matcher.h"

static bool is_nominal_argument(uint8_t dep) {
    return dep == CMQ_DEP_NSUBJ || dep == CMQ_DEP_OBL || dep == CMQ_DEP_OBL_AGENT;
}

/* "was killed in a roadside bombing", "the shelling wounded three": how it was done. */
static struct cmq_str by_weapon(const struct reader *r, const struct match *m,
                                struct cmq_str code) {
    bool general = cmq_is_act(code, "180") || cmq_is_act(code, "190");
    bool bomb = cmq_is_act(code, "183");
    for (uint32_t t = cmq_child_next(r->in->parse, m->trigger, CMQ_NO_TOKEN);
         (general || bomb) && t != CMQ_NO_TOKEN; t = cmq_child_next(r->in->parse, m->trigger, t)) {
        const struct match *noun = r->match_at[t];
        if (!noun || noun->frame->upos != CMQ_NOUN || !is_nominal_argument(token_at(r, t)->dep)) {
            continue;
        }
        struct cmq_str now = text_of(r, noun->frame->code);
        bool fits = bomb ? cmq_str_starts(now, CMQ_STR("183")) : cmq_root_in(now, "18", "20");
        if (fits && !cmq_is_act(now, "180") && !cmq_is_act(now, "190")) {
            return now;
        }
    }
    return code;
}

/* The kind of demand, CAMEO's last digit, that a demand or appeal for it has: 1041 and 0241 are
 * for other leaders, 1053 for the release of persons, a right. 0 if none. */
static char kind_of_demand(struct cmq_str code) {
    code = cmq_act_in(code);
    if (code.len != 4) {
        return 0;
    }
    bool reform = cmq_str_starts(code, CMQ_STR("104")) || cmq_str_starts(code, CMQ_STR("024"));
    if (reform) {
        return code.ptr[3];
    }
    return cmq_str_eq(code, CMQ_STR("1053")) || cmq_str_eq(code, CMQ_STR("0253")) ? '3' : 0;
}

/* The kind of demand of a match that stands with a protest. Against arrests and killings one
 * protests for rights. */
static char demand_in(const struct reader *r, const struct match *m) {
    struct cmq_str code = text_of(r, m->frame->code);
    if (cmq_str_starts(code, CMQ_STR("173")) || cmq_is_act(code, "1122")) {
        return '3';
    }
    return kind_of_demand(cmq_refined_code(r, m, code));
}

static char demand_below(const struct reader *r, uint32_t head, unsigned depth) {
    char kind = 0;
    for (uint32_t t = cmq_child_next(r->in->parse, head, CMQ_NO_TOKEN); !kind && t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool beside = dep == CMQ_DEP_ADVCL || dep == CMQ_DEP_ACL || dep == CMQ_DEP_XCOMP ||
                      dep == CMQ_DEP_OBL || dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBJ;
        if (beside && r->match_at[t]) {
            kind = demand_in(r, r->match_at[t]);
        }
        if (!kind && beside && depth > 0) {
            kind = demand_below(r, t, depth - 1);
        }
    }
    return kind;
}

/* "blocked roads demanding elections", "a strike in protest of an arrest": what it is for. */
static struct cmq_str by_demand(const struct reader *r, const struct match *m,
                                struct cmq_str code) {
    struct cmq_str act = cmq_act_in(code);
    if (!cmq_root_in(act, "14", "14") || act.len != 3 || act.ptr[2] == '0') {
        return code;
    }
    char kind = demand_below(r, m->trigger, 2);
    if (!kind && m->light != CMQ_NO_TOKEN) {
        kind = demand_below(r, m->light, 2);
    }
    if (!kind) {
        return code;
    }
    struct cmq_str leaf = cmq_arena_format(r->arena, "%.*s%c", CMQ_FMT(act), kind);
    return cmq_code_made(r, leaf, code);
}

/* "accused rebels of violating a truce": the deed. */
static struct cmq_str by_deed(const struct reader *r, const struct match *m, struct cmq_str code) {
    static const struct {
        const char *act, *accusation;
    } deeds[] = {{"20", "1124"},  {"202", "1124"}, {"1822", "1122"}, {"1821", "1122"},
                 {"182", "1122"}, {"183", "1123"}, {"191", "1123"},  {"192", "1123"},
                 {"194", "1123"}, {"195", "1123"}, {"196", "1123"},  {"154", "1123"},
                 {"173", "1122"}, {"175", "1122"}, {"172", "1122"},  {"176", "1125"},
                 {"181", "1121"}, {"186", "1121"}, {"1711", "1121"}};
    const struct match *inner = m->embedded != CMQ_NO_TOKEN ? r->match_at[m->embedded] : NULL;
    if (!cmq_is_act(code, "112") || !inner) {
        return code;
    }
    struct cmq_str act = text_of(r, inner->frame->code), leaf = CMQ_STR("112");
    size_t longest = 0;
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        struct cmq_str prefix = cmq_str_of(deeds[i].act);
        if (prefix.len > longest && cmq_str_starts(act, prefix)) {
            longest = prefix.len;
            leaf = cmq_str_of(deeds[i].accusation);
        }
    }
    return longest > 0 ? cmq_code_made(r, leaf, code) : code;
}

/* The act behind "to" or "for" below a word, behind `from`. */
static const struct match *asked_below(const struct reader *r, uint32_t head, uint32_t from) {
    for (uint32_t t = cmq_child_next(r->in->parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(r->in->parse, head, t)) {
        uint8_t dep = token_at(r, t)->dep;
        uint32_t p = cmq_preposition(r->in->parse, t);
        bool aim = (dep == CMQ_DEP_NMOD || dep == CMQ_DEP_OBL) && p != CMQ_NO_TOKEN &&
                   cmq_form_is(token_at(r, p), "for");
        if ((aim || dep == CMQ_DEP_ACL) && t > from && r->match_at[t]) {
            return r->match_at[t];
        }
    }
    return NULL;
}

/* "rejected a request to extradite", "dismissed a call for a truce": what is refused. The parser
 * hangs the phrase on the noun or on the verb. */
static struct cmq_str by_request(const struct reader *r, const struct match *m,
                                 struct cmq_str code) {
    for (uint32_t i = 0; cmq_is_act(code, "120") && i < m->literal_count; i++) {
        uint32_t noun = m->literal[i];
        const struct match *act = noun != m->trigger ? asked_below(r, noun, noun) : NULL;
        act = act || noun == m->trigger ? act : asked_below(r, m->trigger, noun);
        struct cmq_str refusal = act ? cmq_speech_act_code(CMQ_REFUSE, text_of(r, act->frame->code))
                                     : (struct cmq_str){NULL, 0};
        refusal = cmq_code_made(r, refusal, code);
        if (refusal.len > 0) {
            return refusal;
        }
    }
    return code;
}

struct cmq_str cmq_leaf_of(const struct reader *r, const struct match *m, struct cmq_str code) {
    code = m->frame->upos == CMQ_VERB ? by_weapon(r, m, code) : code;
    return by_request(r, m, by_deed(r, m, by_demand(r, m, code)));
}

/* SPDX-License-Identifier: Apache-2.0 */
/* "condemned what it called a raid by Chad", "attacked what they regard as a puppet government": a
 * thing that is told only by what somebody calls it. */

#include "events/matcher.h"

static bool is_naming(const struct cmq_token *verb) {
    static const char *const lemmas[] = {
        "call",     "term", "label", "dub",      "brand",    "deem",         "regard",
        "describe", "see",  "view",  "consider", "denounce", "characterize", "characterise"};
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
        if (cmq_str_eq(verb->lemma, cmq_str_of(lemmas[i]))) {
            return true;
        }
    }
    return false;
}

/* The name that a verb gives: its object, or its phrase with "as". */
static uint32_t name_given(const struct reader *r, uint32_t verb) {
    const struct cmq_parse *parse = r->in->parse;
    for (uint32_t t = cmq_child_next(parse, verb, verb); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, verb, t)) {
        uint8_t dep = token_at(r, t)->dep;
        bool noun = token_at(r, t)->upos == CMQ_NOUN || token_at(r, t)->upos == CMQ_PROPN;
        bool as = cmq_is_marked(r, t, "as");
        if (noun && (dep == CMQ_DEP_OBJ || dep == CMQ_DEP_XCOMP || dep == CMQ_DEP_CCOMP || as)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

uint32_t cmq_named_by(const struct reader *r, uint32_t noun) {
    if (noun == CMQ_NO_TOKEN || !cmq_form_is(token_at(r, noun), "what")) {
        return noun;
    }
    uint32_t verb = cmq_child(r->in->parse, noun, CMQ_DEP_ACL_RELCL);
    uint32_t name =
        verb != CMQ_NO_TOKEN && is_naming(token_at(r, verb)) ? name_given(r, verb) : CMQ_NO_TOKEN;
    return name != CMQ_NO_TOKEN ? name : noun;
}

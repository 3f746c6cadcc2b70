/* SPDX-License-Identifier: Apache-2.0 */
/* The bare verb of what is asked for: "insisted that Mali comply", "suggested that the army be
 * called". */

#include "events/matcher.h"

static bool has_auxiliary(const struct reader *r, uint32_t verb) {
    return cmq_child(r->in->parse, verb, CMQ_DEP_AUX) != CMQ_NO_TOKEN;
}

/* "Be called": the bare verb is the passive's auxiliary. */
static uint32_t bare_form(const struct reader *r, uint32_t verb) {
    uint32_t be = cmq_child(r->in->parse, verb, CMQ_DEP_AUX_PASS);
    be = be != CMQ_NO_TOKEN ? be : cmq_child(r->in->parse, verb, CMQ_DEP_COP);
    return be != CMQ_NO_TOKEN ? be : verb;
}

bool cmq_is_subjunctive(const struct reader *r, uint32_t verb) {
    uint32_t mark = cmq_child(r->in->parse, verb, CMQ_DEP_MARK);
    return token_at(r, verb)->dep == CMQ_DEP_CCOMP && mark != CMQ_NO_TOKEN &&
           cmq_form_is(token_at(r, mark), "that") && !has_auxiliary(r, verb) &&
           cmq_str_eq(token_at(r, bare_form(r, verb))->tag, CMQ_STR("VB"));
}

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

/* Whether a noun in the singular, or "he" and "she", is the subject. */
static bool is_of_one(const struct reader *r, uint32_t verb) {
    bool passive;
    uint32_t subject = cmq_subject(r->in->parse, verb, &passive);
    const struct cmq_token *self = subject != CMQ_NO_TOKEN ? token_at(r, subject) : NULL;
    return self && cmq_child(r->in->parse, subject, CMQ_DEP_CONJ) == CMQ_NO_TOKEN &&
           (cmq_str_eq(self->tag, CMQ_STR("NNP")) || cmq_str_eq(self->tag, CMQ_STR("NN")) ||
            cmq_form_is(self, "he") || cmq_form_is(self, "she"));
}

/* The tagger takes most bare verbs for plurals of the present: "demanded that Mali stop". One does
 * not stop, but stops; and what collective nouns do is what each of them does ("police say"). */
static bool is_bare(const struct reader *r, uint32_t verb) {
    const struct cmq_token *self = token_at(r, bare_form(r, verb));
    return cmq_str_eq(self->tag, CMQ_STR("VB")) ||
           (cmq_str_eq(self->tag, CMQ_STR("VBP")) && self->upos == CMQ_VERB && is_of_one(r, verb));
}

bool cmq_is_subjunctive(const struct reader *r, uint32_t verb) {
    uint32_t mark = cmq_child(r->in->parse, verb, CMQ_DEP_MARK);
    return token_at(r, verb)->dep == CMQ_DEP_CCOMP && mark != CMQ_NO_TOKEN &&
           cmq_form_is(token_at(r, mark), "that") && !has_auxiliary(r, verb) && is_bare(r, verb);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a phrase in the plural means, where a list behind it tells them by name: "three countries --
 * A, B and C". */

#include "events/matcher.h"

static bool is_plural(const struct cmq_token *token) {
    return cmq_str_eq(token->tag, CMQ_STR("NNS")) || cmq_str_eq(token->tag, CMQ_STR("NNPS"));
}

static bool begins_list(const struct reader *r, uint32_t token) {
    uint32_t next = cmq_child(r->in->parse, token, CMQ_DEP_CONJ);
    return cmq_names_someone(r, token) && next != CMQ_NO_TOKEN && cmq_names_someone(r, next);
}

uint32_t cmq_listed_members(const struct reader *r, uint32_t noun) {
    const struct cmq_parse *parse = r->in->parse;
    if (!is_plural(token_at(r, noun))) {
        return CMQ_NO_TOKEN;
    }
    for (uint32_t t = cmq_child_next(parse, noun, noun); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, noun, t)) {
        if (token_at(r, t)->dep == CMQ_DEP_APPOS && begins_list(r, t)) {
            return t;
        }
    }
    return CMQ_NO_TOKEN;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What a demand takes for granted. Who is asked to stop something is taken to do it, and nobody has
 * said so: the words are the demander's only where they are quoted. */

#include "stories/twins.h"

/* Whether a verb, or a noun made of it ("an end to the raids"), says of what it governs that it
 * goes on and is to be no more. */
static bool ends_what_it_governs(const struct cmq_coding *coding, uint32_t word) {
    const struct cmq_lexicon *lexicon = &coding->coder->lexicon;
    const struct cmq_token *token = &coding->parse.token[word];
    const struct cmq_heads *heads =
        token->upos == CMQ_NOUN
            ? cmq_lexicon_heads(lexicon, token->lemma, CMQ_VERB)
            : cmq_lexicon_phrasal_heads(lexicon, &coding->parse, word, CMQ_VERB);
    for (uint32_t i = 0; heads != NULL && i < heads->effects.count; i++) {
        uint32_t effect = lexicon->head_index[heads->effects.first + i];
        if (lexicon->effect[effect].kind == CMQ_EFFECT_STOPPED) {
            return true;
        }
    }
    return false;
}

static bool is_governed(uint8_t dep) {
    return dep == CMQ_DEP_XCOMP || dep == CMQ_DEP_CCOMP || dep == CMQ_DEP_OBJ ||
           dep == CMQ_DEP_NMOD || dep == CMQ_DEP_NSUBJ_PASS;
}

/* "talk instead of sending troops" */
static bool stands_instead(const struct cmq_parse *parse, uint32_t word) {
    for (uint32_t t = cmq_child_next(parse, word, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN && t < word;
         t = cmq_child_next(parse, word, t)) {
        if (cmq_form_is(&parse->token[t], "instead")) {
            return true;
        }
    }
    return false;
}

bool cmq_demand_grants(const struct cmq_coding *coding, uint32_t head) {
    const struct cmq_parse *parse = &coding->parse;
    bool governs = false;
    if (stands_instead(parse, head)) {
        return true;
    }
    for (uint32_t t = cmq_child_next(parse, head, CMQ_NO_TOKEN); t != CMQ_NO_TOKEN;
         t = cmq_child_next(parse, head, t)) {
        governs = governs || is_governed(parse->token[t].dep);
    }
    return governs && ends_what_it_governs(coding, head);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What is given as the cause of an act: "because of the drought", "in response to the raid". Words
 * that may speak of time or place alone ("after", "over") give a cause only where an act follows.
 */

#include "stories/twins.h"

#define MAX_WORDS 4

struct marker {
    const char *word[MAX_WORDS]; /* the first in the text first; NULL behind the last */
    bool before_acts;            /* gives a cause only if an act follows */
};

static const struct marker markers[] = {
    {{"because", "of"}, false},
    {{"because"}, false},
    {{"due", "to"}, false},
    {{"owing", "to"}, false},
    {{"thanks", "to"}, false},
    {{"on", "account", "of"}, false},
    {{"as", "a", "result", "of"}, false},
    {{"as", "a", "consequence", "of"}, false},
    {{"in", "response", "to"}, false},
    {{"in", "reaction", "to"}, false},
    {{"in", "retaliation", "for"}, false},
    {{"in", "revenge", "for"}, false},
    {{"in", "protest", "at"}, false},
    {{"in", "protest", "against"}, false},
    {{"over"}, true},
    {{"after"}, true},
    {{"following"}, true},
};

/* How many tokens from `t` on are the marker; 0 if they are not. */
static uint32_t marker_length(const struct cmq_parse *parse, uint32_t t, const struct marker *m) {
    uint32_t end = parse->sentence[parse->token[t].sentence].end, length = 0;
    while (length < MAX_WORDS && m->word[length] != NULL) {
        if (t + length >= end || !cmq_form_is(&parse->token[t + length], m->word[length])) {
            return 0;
        }
        length++;
    }
    return length;
}

/* The first word above `t` that stands outside the tokens [first, end). */
static uint32_t above(const struct cmq_parse *parse, uint32_t t, uint32_t first, uint32_t end) {
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH && t >= first && t < end; depth++) {
        if (parse->token[t].head == t) {
            return CMQ_NO_TOKEN;
        }
        t = parse->token[t].head;
    }
    return t >= first && t < end ? CMQ_NO_TOKEN : t;
}

/* "after losing the vote", "after the burning of the flag", "after the raid" */
static bool is_act(const struct cmq_coding *coding, uint32_t t) {
    const struct cmq_token *token = &coding->parse.token[t];
    bool verbal = cmq_str_ends(token->lemma, CMQ_STR("ing"));
    const struct cmq_heads *heads =
        cmq_lexicon_heads_of(&coding->coder->lexicon, token, verbal ? CMQ_VERB : CMQ_NOUN);
    return cmq_has_feature(token, "VerbForm=Ger") ||
           (token->upos == CMQ_NOUN && heads != NULL && heads->frames.count > 0);
}

static bool read_cause(const struct cmq_coding *coding, uint32_t t, uint32_t length,
                       struct cmq_told_cause *cause) {
    const struct cmq_parse *parse = &coding->parse;
    uint32_t end = t + length;
    /* "following the vote" is often read as a verb with its object. */
    uint32_t object =
        parse->token[t].upos == CMQ_VERB ? cmq_child(parse, t, CMQ_DEP_OBJ) : CMQ_NO_TOKEN;
    cause->head = object != CMQ_NO_TOKEN ? object : above(parse, end - 1, t, end);
    if (cause->head == CMQ_NO_TOKEN || cause->head < end) {
        return false;
    }
    uint32_t head = parse->token[cause->head].head;
    cause->of = above(parse, head, t, end);
    if (cause->of == CMQ_NO_TOKEN || cause->of == cause->head) {
        return false;
    }
    cmq_subtree(parse, cause->head, &cause->first, &cause->end);
    cause->first = cause->first < end ? end : cause->first;
    return true;
}

bool cmq_cause_at(const struct cmq_coding *coding, uint32_t t, struct cmq_told_cause *cause) {
    for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
        uint32_t length = marker_length(&coding->parse, t, &markers[i]);
        if (length > 0) {
            return read_cause(coding, t, length, cause) &&
                   (!markers[i].before_acts || is_act(coding, cause->head));
        }
    }
    return false;
}

bool cmq_names_cause(const struct cmq_token *token) {
    return token->upos == CMQ_NOUN || token->upos == CMQ_PROPN ||
           (token->upos == CMQ_VERB && !cmq_same_letters(token->lemma, CMQ_STR("have")));
}

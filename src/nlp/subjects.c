/* SPDX-License-Identifier: Apache-2.0 */
/* A finite verb has a subject, and it stands before it. Where the tree gives it none, the noun
 * phrase that ends right before the verb is often hung elsewhere, and what is wrong can be told
 * from the tree alone:
 *
 * "He settled after a clerk accused him": a preposition that may also begin a clause took the noun
 * for its own.
 * "Chad raised tariffs and Mali said it would": a noun is no conjunct of a verb.
 *
 * And of two subjects the one behind a preposition is none: "a man who worked as governor said". */

#include "nlp/model.h"

static bool has_any_tag(const struct cmq_token *token, const char *const *tags, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_str_eq(token->tag, cmq_str_of(tags[i]))) {
            return true;
        }
    }
    return false;
}

static void relate(struct cmq_parse *parse, uint32_t token, enum cmq_dep dep, const char *label,
                   uint32_t head) {
    parse->token[token].dep = (uint8_t)dep;
    parse->token[token].label = cmq_str_of(label);
    parse->token[token].head = head;
}

static uint32_t before(const struct cmq_parse *parse, uint32_t first, uint32_t token) {
    while (token > first && parse->token[--token].is_space) {
    }
    return token;
}

/* The first word of a verb with its auxiliaries and adverbs; CMQ_NO_TOKEN if it is not finite. */
static uint32_t finite_start(const struct cmq_parse *parse, uint32_t first, uint32_t verb) {
    static const char *const tags[] = {"VBD", "VBZ", "VBP", "MD"};
    bool finite = has_any_tag(&parse->token[verb], tags, 3);
    uint32_t start = verb;
    for (uint32_t t = before(parse, first, verb);
         t < start && parse->token[t].head == verb &&
         (parse->token[t].upos == CMQ_AUX || parse->token[t].upos == CMQ_ADV ||
          parse->token[t].upos == CMQ_PART);
         t = before(parse, first, t)) {
        finite |= parse->token[t].upos == CMQ_AUX && has_any_tag(&parse->token[t], tags, 4);
        start = t;
    }
    return finite ? start : CMQ_NO_TOKEN;
}

static bool has_subject(const struct cmq_parse *parse, uint32_t verb) {
    return cmq_child(parse, verb, CMQ_DEP_NSUBJ) != CMQ_NO_TOKEN ||
           cmq_child(parse, verb, CMQ_DEP_NSUBJ_PASS) != CMQ_NO_TOKEN ||
           cmq_child(parse, verb, CMQ_DEP_CSUBJ) != CMQ_NO_TOKEN ||
           cmq_child(parse, verb, CMQ_DEP_EXPL) != CMQ_NO_TOKEN;
}

static void make_subject(struct cmq_parse *parse, uint32_t noun, uint32_t verb) {
    bool passive = cmq_child(parse, verb, CMQ_DEP_AUX_PASS) != CMQ_NO_TOKEN;
    relate(parse, noun, passive ? CMQ_DEP_NSUBJ_PASS : CMQ_DEP_NSUBJ,
           passive ? "nsubj:pass" : "nsubj", verb);
}

/* ---- behind a word that may begin a clause ------------------------------------------------ */

static uint32_t conjunction_of(const struct cmq_parse *parse, uint32_t noun) {
    static const char *const words[] = {"after", "before", "since", "until", "as"};
    uint32_t p = cmq_preposition(parse, noun);
    bool one = p != CMQ_NO_TOKEN && cmq_form_in(&parse->token[p], words, 5);
    return one && cmq_child(parse, noun, CMQ_DEP_CASE) == p ? p : CMQ_NO_TOKEN;
}

/* The phrase that ends with `last` and stands behind such a word; before a comma, one with an
 * apposition: "after his aide, Ann Roe, accused him". */
static uint32_t phrase_behind_conjunction(const struct cmq_parse *parse, uint32_t last,
                                          uint32_t verb) {
    bool open = cmq_form_is(&parse->token[last], ",");
    uint32_t t = open && last > 0 ? last - 1 : last;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *token = &parse->token[t];
        bool phrase = token->dep == CMQ_DEP_OBL || token->dep == CMQ_DEP_NMOD;
        if (phrase && conjunction_of(parse, t) != CMQ_NO_TOKEN) {
            return token->head < t && !open ? t : CMQ_NO_TOKEN;
        }
        open &= token->dep != CMQ_DEP_APPOS;
        if (token->head == t || token->head == verb || token->head > last) {
            break;
        }
        t = token->head;
    }
    return CMQ_NO_TOKEN;
}

static bool give_clause_its_subject(struct cmq_parse *parse, uint32_t verb, uint32_t last) {
    uint8_t dep = parse->token[verb].dep;
    bool modifies = dep == CMQ_DEP_ACL || dep == CMQ_DEP_ACL_RELCL;
    if (dep != CMQ_DEP_ADVCL && !modifies) {
        return false;
    }
    uint32_t noun = phrase_behind_conjunction(parse, last, verb);
    if (noun == CMQ_NO_TOKEN ||
        (modifies && (parse->token[verb].head != noun ||
                      cmq_child(parse, verb, CMQ_DEP_OBJ) == CMQ_NO_TOKEN))) {
        return false;
    }
    uint32_t above = parse->token[noun].head;
    relate(parse, conjunction_of(parse, noun), CMQ_DEP_MARK, "mark", verb);
    make_subject(parse, noun, verb);
    if (modifies) {
        relate(parse, verb, CMQ_DEP_ADVCL, "advcl", above);
    }
    return true;
}

/* ---- a conjunct of a verb ----------------------------------------------------------------- */

/* The verb that the noun phrase ending with `last` is made a conjunct of; the noun in `*noun`. */
static uint32_t verb_coordinated(const struct cmq_parse *parse, uint32_t last, uint32_t *noun) {
    uint32_t t = last;
    for (unsigned depth = 0; depth < CMQ_MAX_TREE_DEPTH; depth++) {
        const struct cmq_token *token = &parse->token[t];
        if (token->dep == CMQ_DEP_CONJ && cmq_is_nominal(token) &&
            parse->token[token->head].upos == CMQ_VERB && token->head < t) {
            *noun = t;
            return token->head;
        }
        if (token->head == t || token->head > last || !cmq_is_nominal(token)) {
            break;
        }
        t = token->head;
    }
    return CMQ_NO_TOKEN;
}

static void give_conjunct_its_subject(struct cmq_parse *parse, struct cmq_sentence *s,
                                      uint32_t verb, uint32_t last) {
    uint32_t noun = CMQ_NO_TOKEN, first = verb_coordinated(parse, last, &noun);
    if (first == CMQ_NO_TOKEN) {
        return;
    }
    bool below = parse->token[verb].dep == CMQ_DEP_CONJ &&
                 (parse->token[verb].head == first || parse->token[verb].head == noun);
    bool above = parse->token[first].dep == CMQ_DEP_CCOMP && parse->token[first].head == verb;
    if (!below && !above) {
        return;
    }
    make_subject(parse, noun, verb);
    if (above) { /* what was taken for the clause told is the first of two */
        bool root = s->root == verb;
        parse->token[first].dep = parse->token[verb].dep;
        parse->token[first].label = parse->token[verb].label;
        parse->token[first].head = root ? first : parse->token[verb].head;
        s->root = root ? first : s->root;
    }
    relate(parse, verb, CMQ_DEP_CONJ, "conj", first);
}

/* ---- behind a preposition ----------------------------------------------------------------- */

static void drop_second_subject(struct cmq_parse *parse, uint32_t noun) {
    const struct cmq_token *token = &parse->token[noun];
    uint32_t p = token->dep == CMQ_DEP_NSUBJ ? cmq_preposition(parse, noun) : CMQ_NO_TOKEN;
    uint32_t other = p != CMQ_NO_TOKEN ? cmq_child(parse, token->head, CMQ_DEP_NSUBJ) : noun;
    if (other == noun || other >= p || !cmq_is_nominal(&parse->token[p - 1]) ||
        cmq_below(parse, p - 1, noun)) {
        return;
    }
    relate(parse, noun, CMQ_DEP_NMOD, "nmod", p - 1);
}

void cmq_find_subjects(struct cmq_parse *parse) {
    for (uint32_t i = 0; i < parse->sentence_count; i++) {
        struct cmq_sentence *s = &parse->sentence[i];
        for (uint32_t t = s->first; t < s->end; t++) {
            drop_second_subject(parse, t);
            uint32_t start =
                parse->token[t].upos == CMQ_VERB ? finite_start(parse, s->first, t) : CMQ_NO_TOKEN;
            uint32_t last = start != CMQ_NO_TOKEN ? before(parse, s->first, start) : CMQ_NO_TOKEN;
            if (last == CMQ_NO_TOKEN || last == start || has_subject(parse, t) ||
                !(cmq_is_nominal(&parse->token[last]) || cmq_form_is(&parse->token[last], ","))) {
                continue;
            }
            if (!give_clause_its_subject(parse, t, last)) {
                give_conjunct_its_subject(parse, s, t, last);
            }
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* From CLEAR trees to UD trees, as an ordered list of rewrites:
 *
 *   prepositions   the object takes the place of its preposition, which becomes its case
 *   copulas        the predicate takes the place of "be", which becomes its copula
 *   currencies     the sign takes the place of the number, which becomes its nummod
 *   names          the first word of a person's name heads it, the others are flat
 *   coordination   a chain of conjuncts becomes a star on the first; conjunctions and commas move
 *                  to the conjunct that follows them
 *   labels         clear_labels.c
 *
 * Copulas come after prepositions, because a prepositional phrase may be the predicate, and before
 * coordination, so that a predicate moves with its conjuncts. All rewrites are of one kind: a word
 * takes the place of its head, which becomes its child. That keeps a tree a tree. */
#include "nlp/clear.h"

#include <string.h>

#define NONE UINT32_MAX

/* ---- trees ------------------------------------------------------------------------------- */

/* The next child of `head` after `after` (NONE: from the start); NONE when there are no more. */
static uint32_t next_child(const struct cmq_clear_tree *tree, uint32_t head, uint32_t after) {
    for (uint32_t t = after + 1; t < tree->count; t++) {
        if (tree->head[t] == head && t != head && !tree->token[t].is_space) {
            return t;
        }
    }
    return NONE;
}

static uint32_t child_with(const struct cmq_clear_tree *tree, uint32_t head,
                           enum cmq_relation relation) {
    uint32_t child = next_child(tree, head, NONE);
    while (child != NONE && tree->relation[child] != relation) {
        child = next_child(tree, head, child);
    }
    return child;
}

/* The word takes the place of its head, with this relation to what was above it; the head becomes
 * its child. */
static void take_place(struct cmq_clear_tree *tree, uint32_t word, enum cmq_relation relation,
                       enum cmq_relation of_head) {
    uint32_t head = tree->head[word];
    bool root = tree->head[head] == head;
    tree->head[word] = root ? word : tree->head[head];
    tree->relation[word] = (uint8_t)(root ? CMQ_REL_ROOT : relation);
    tree->head[head] = word;
    tree->relation[head] = (uint8_t)of_head;
}

/* Hangs all children of one word but another on that other one. */
static void move_children(struct cmq_clear_tree *tree, uint32_t from, uint32_t to) {
    for (uint32_t t = 0; t < tree->count; t++) {
        if (tree->head[t] == from && t != from && t != to) {
            tree->head[t] = to;
        }
    }
}

static uint32_t depth_of(const struct cmq_clear_tree *tree, uint32_t t) {
    uint32_t depth = 0;
    while (tree->head[t] != t) {
        t = tree->head[t];
        depth++;
    }
    return depth;
}

/* Applies a rewrite to all words, the deepest first. */
static void visit(struct cmq_clear_tree *tree, uint32_t *depth,
                  void (*rewrite)(struct cmq_clear_tree *tree, uint32_t word)) {
    uint32_t deepest = 0;
    for (uint32_t t = 0; t < tree->count; t++) {
        depth[t] = depth_of(tree, t);
        deepest = depth[t] > deepest ? depth[t] : deepest;
    }
    for (uint32_t d = deepest + 1; d-- > 0;) {
        for (uint32_t t = 0; t < tree->count; t++) {
            if (depth[t] == d && !tree->token[t].is_space) {
                rewrite(tree, t);
            }
        }
    }
}

/* ---- prepositions ------------------------------------------------------------------------ */

static bool is_oblique(uint8_t relation) {
    return relation == CMQ_REL_OBL || relation == CMQ_REL_NMOD || relation == CMQ_REL_OBL_AGENT;
}

/* The relation of a preposition's object to what the preposition hung on. */
static enum cmq_relation object_relation(const struct cmq_clear_tree *tree, uint32_t preposition) {
    uint8_t relation = tree->relation[preposition];
    if (relation == CMQ_REL_AGENT) {
        return CMQ_REL_OBL_AGENT;
    }
    if (relation != CMQ_REL_PREP && relation != CMQ_REL_DATIVE && relation != CMQ_REL_ADVMOD) {
        return relation;
    }
    const struct cmq_token *head = &tree->token[tree->head[preposition]];
    bool nominal = cmq_is_nominal(head) && head->upos != CMQ_ADJ;
    return nominal && relation != CMQ_REL_DATIVE ? CMQ_REL_NMOD : CMQ_REL_OBL;
}

/* What follows a preposition as its object: a noun; the object of a preposition below it, which is
 * done already; NONE if neither is there. */
static uint32_t find_object(const struct cmq_clear_tree *tree, uint32_t preposition) {
    uint32_t object = child_with(tree, preposition, CMQ_REL_POBJ);
    if (object == NONE && tree->relation[preposition] == CMQ_REL_PREP) {
        for (uint32_t c = next_child(tree, preposition, preposition); c != NONE;
             c = next_child(tree, preposition, c)) {
            if (is_oblique(tree->relation[c])) {
                return c;
            }
        }
    }
    return object;
}

static bool is_clause(const struct cmq_token *token) {
    return token->upos == CMQ_VERB || token->upos == CMQ_AUX;
}

static void rewrite_preposition(struct cmq_clear_tree *tree, uint32_t word) {
    uint32_t object = find_object(tree, word);
    enum cmq_relation relation = object_relation(tree, word);
    if (object == NONE) {
        object = child_with(tree, word, CMQ_REL_PCOMP);
        if (object == NONE) {
            return;
        }
        if (is_clause(&tree->token[object])) {
            bool adverbial = relation == CMQ_REL_OBL || relation == CMQ_REL_OBL_AGENT;
            relation = adverbial                  ? CMQ_REL_ADVCL
                       : relation == CMQ_REL_NMOD ? CMQ_REL_ACL
                                                  : relation;
            take_place(tree, object, relation, CMQ_REL_MARK);
            move_children(tree, word, object);
            return;
        }
    }
    take_place(tree, object, relation, CMQ_REL_CASE);
    for (uint32_t c = next_child(tree, word, NONE); c != NONE; c = next_child(tree, word, c)) {
        if (tree->relation[c] == CMQ_REL_POBJ) {
            tree->relation[c] = CMQ_REL_CONJ;
        } else if (tree->relation[c] == CMQ_REL_PREP) {
            tree->relation[c] = CMQ_REL_CASE;
        }
    }
    move_children(tree, word, object);
}

/* ---- copulas ----------------------------------------------------------------------------- */

static bool is_be(const struct cmq_clear_tree *tree, uint32_t word) {
    uint8_t relation = tree->relation[word];
    return cmq_str_eq(tree->token[word].lemma, CMQ_STR("be")) && relation != CMQ_REL_AUX &&
           relation != CMQ_REL_AUXPASS && relation != CMQ_REL_COP;
}

static bool is_predicate(uint8_t relation) {
    return relation == CMQ_REL_ATTR || relation == CMQ_REL_ACOMP;
}

/* The nearest to the right, else the nearest to the left. */
static uint32_t find_predicate(const struct cmq_clear_tree *tree, uint32_t verb) {
    uint32_t left = NONE;
    for (uint32_t c = next_child(tree, verb, NONE); c != NONE; c = next_child(tree, verb, c)) {
        if (is_predicate(tree->relation[c])) {
            if (c > verb) {
                return c;
            }
            left = c;
        }
    }
    return left;
}

/* The first word of all that is below a word. */
static uint32_t leftmost(const struct cmq_clear_tree *tree, uint32_t word) {
    for (uint32_t c = next_child(tree, word, NONE); c != NONE && c < word;
         c = next_child(tree, word, NONE)) {
        word = c;
    }
    return word;
}

/* "is in the box": a prepositional phrase right after the verb, which has no other complement. */
static uint32_t find_oblique_predicate(const struct cmq_clear_tree *tree, uint32_t verb) {
    uint32_t found = NONE;
    for (uint32_t c = next_child(tree, verb, NONE); c != NONE; c = next_child(tree, verb, c)) {
        uint8_t relation = tree->relation[c];
        if (relation == CMQ_REL_CCOMP || relation == CMQ_REL_XCOMP || relation == CMQ_REL_EXPL) {
            return NONE;
        }
        if (found == NONE && relation == CMQ_REL_OBL && leftmost(tree, c) == verb + 1) {
            found = c;
        }
    }
    return found;
}

/* "is here", "is back", "where is": an adverb of place and the like, beside a subject alone. */
static uint32_t find_adverb_predicate(const struct cmq_clear_tree *tree, uint32_t verb) {
    static const char *const WORDS[] = {"here", "there", "where", "when",   "how",      "why",
                                        "back", "away",  "home",  "out",    "in",       "up",
                                        "over", "off",   "down",  "around", "together", "on"};
    uint32_t found = NONE;
    bool subject = false;
    for (uint32_t c = next_child(tree, verb, NONE); c != NONE; c = next_child(tree, verb, c)) {
        uint8_t relation = tree->relation[c];
        if (relation == CMQ_REL_CCOMP || relation == CMQ_REL_XCOMP || relation == CMQ_REL_EXPL) {
            return NONE;
        }
        subject = subject || relation == CMQ_REL_NSUBJ;
        if ((relation == CMQ_REL_ADVMOD || relation == CMQ_REL_PREP) &&
            cmq_form_in(&tree->token[c], WORDS, sizeof WORDS / sizeof *WORDS)) {
            found = c;
        }
    }
    return subject ? found : NONE;
}

static void rewrite_copula(struct cmq_clear_tree *tree, uint32_t verb) {
    if (!is_be(tree, verb)) {
        return;
    }
    uint32_t predicate = find_predicate(tree, verb);
    if (predicate != NONE && child_with(tree, verb, CMQ_REL_EXPL) != NONE) {
        if (tree->relation[predicate] == CMQ_REL_ATTR) {
            tree->relation[predicate] = CMQ_REL_NSUBJ;
        }
        return;
    }
    if (predicate == NONE) {
        predicate = find_oblique_predicate(tree, verb);
    }
    if (predicate == NONE) {
        predicate = find_adverb_predicate(tree, verb);
    }
    if (predicate != NONE) {
        take_place(tree, predicate, tree->relation[verb], CMQ_REL_COP);
        move_children(tree, verb, predicate);
        tree->token[verb].upos = CMQ_AUX;
    }
}

/* ---- clauses ----------------------------------------------------------------------------- */

static bool has_tag(const struct cmq_token *token, const char *const *tags, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_str_eq(token->tag, cmq_str_of(tags[i]))) {
            return true;
        }
    }
    return false;
}

/* Neither finite itself nor by an auxiliary, nor opened by a conjunction. */
static bool is_small(const struct cmq_clear_tree *tree, uint32_t clause) {
    static const char *const FINITE[] = {"VBD", "VBP", "VBZ", "MD"};
    if (has_tag(&tree->token[clause], FINITE, 4)) {
        return false;
    }
    for (uint32_t c = next_child(tree, clause, NONE); c != NONE; c = next_child(tree, clause, c)) {
        if (tree->relation[c] == CMQ_REL_MARK || has_tag(&tree->token[c], FINITE, 4)) {
            return false;
        }
    }
    return true;
}

/* "made him go", "want them to stay", "find it useful": what CLEAR has as the subject of a clause
 * without a finite verb is the object of the verb above it. */
static void rewrite_small_clause(struct cmq_clear_tree *tree, uint32_t clause) {
    uint32_t verb = tree->head[clause], subject = child_with(tree, clause, CMQ_REL_NSUBJ);
    if (tree->relation[clause] == CMQ_REL_CCOMP && subject != NONE && verb < subject &&
        subject < clause && is_small(tree, clause)) {
        tree->head[subject] = verb;
        tree->relation[subject] = CMQ_REL_OBJ;
        tree->relation[clause] = CMQ_REL_XCOMP;
    }
}

/* "It will rain, he said": what is said before who said it is the main clause. */
static void rewrite_report(struct cmq_clear_tree *tree, uint32_t clause) {
    uint32_t verb = tree->head[clause], subject = child_with(tree, verb, CMQ_REL_NSUBJ);
    bool last = next_child(tree, verb, clause) != NONE;
    if (tree->relation[clause] == CMQ_REL_CCOMP && clause < verb && last && subject != NONE &&
        subject > clause) {
        take_place(tree, clause, tree->relation[verb], CMQ_REL_PARATAXIS);
    }
}

/* ---- currencies and names ---------------------------------------------------------------- */

/* "$ 5 million": the sign is the head, the amount its number. */
static void rewrite_currency(struct cmq_clear_tree *tree, uint32_t word) {
    uint8_t relation = tree->relation[word];
    uint32_t amount = tree->head[word];
    bool modifies =
        relation == CMQ_REL_QUANTMOD || relation == CMQ_REL_NMOD || relation == CMQ_REL_COMPOUND;
    if (!modifies || word > amount || !cmq_str_eq(tree->token[word].tag, CMQ_STR("$")) ||
        tree->token[amount].upos != CMQ_NUM) {
        return;
    }
    take_place(tree, word, tree->relation[amount], CMQ_REL_NUMMOD);
    for (uint32_t c = next_child(tree, amount, NONE); c != NONE; c = next_child(tree, amount, c)) {
        uint8_t of_amount = tree->relation[c];
        if (of_amount != CMQ_REL_COMPOUND && of_amount != CMQ_REL_QUANTMOD) {
            tree->head[c] = word;
        }
    }
}

/* The end of the person's name that begins with this word: all are compounds of the last. */
static uint32_t name_end(const struct cmq_clear_tree *tree, uint32_t first) {
    uint32_t end = first + 1;
    while (end < tree->count && !tree->token[end].entity_begins &&
           tree->token[end].entity == CMQ_ENTITY_PER) {
        end++;
    }
    for (uint32_t t = first; t + 1 < end; t++) {
        if (tree->relation[t] != CMQ_REL_COMPOUND || tree->head[t] != end - 1) {
            return first + 1;
        }
    }
    return end;
}

/* Titles before a name describe it. */
static void rewrite_name(struct cmq_clear_tree *tree, uint32_t first) {
    const struct cmq_token *token = &tree->token[first];
    if (token->entity != CMQ_ENTITY_PER || !token->entity_begins) {
        return;
    }
    uint32_t end = name_end(tree, first), last = end - 1;
    if (end > first + 1) {
        take_place(tree, first, tree->relation[last], CMQ_REL_FLAT);
        move_children(tree, last, first);
        for (uint32_t t = first + 1; t < end; t++) {
            tree->relation[t] = CMQ_REL_FLAT;
        }
    }
    for (uint32_t c = next_child(tree, first, NONE); c != NONE && c < first;
         c = next_child(tree, first, c)) {
        if (tree->relation[c] == CMQ_REL_COMPOUND) {
            tree->relation[c] = CMQ_REL_NMOD_DESC;
        }
    }
}

/* ---- coordination ------------------------------------------------------------------------ */

/* Whether a conjunct begins right after a word, but for other words that belong to it. */
static bool leads_to(const struct cmq_clear_tree *tree, uint32_t word, uint32_t conjunct) {
    uint32_t first = leftmost(tree, conjunct), next = word + 1;
    while (next < first && tree->relation[next] == CMQ_REL_CC) {
        next++;
    }
    return next >= first;
}

/* A conjunction or comma before a conjunct belongs to that. */
static void move_to_conjunct(struct cmq_clear_tree *tree, uint32_t word) {
    uint8_t relation = tree->relation[word];
    if (relation != CMQ_REL_CC && relation != CMQ_REL_PUNCT) {
        return;
    }
    uint32_t head = tree->head[word];
    for (uint32_t c = next_child(tree, head, word); c != NONE; c = next_child(tree, head, c)) {
        if (tree->relation[c] == CMQ_REL_CONJ) {
            if (relation == CMQ_REL_CC || leads_to(tree, word, c)) {
                tree->head[word] = c;
            }
            return;
        }
    }
}

/* The first conjunct of the chain in which a word stands. */
static uint32_t first_conjunct(const struct cmq_clear_tree *tree, uint32_t word) {
    while (tree->relation[word] == CMQ_REL_CONJ && tree->head[word] != word) {
        word = tree->head[word];
    }
    return word;
}

static void rewrite_coordination(struct cmq_clear_tree *tree) {
    for (uint32_t t = 0; t < tree->count; t++) {
        if (tree->head[t] < t) {
            move_to_conjunct(tree, t);
        }
    }
    for (uint32_t t = 0; t < tree->count; t++) {
        if (tree->relation[t] == CMQ_REL_CONJ) {
            tree->head[t] = first_conjunct(tree, t);
        }
    }
}

/* ---- the whole --------------------------------------------------------------------------- */

static void load(struct cmq_clear_tree *tree, uint32_t first) {
    for (uint32_t t = 0; t < tree->count; t++) {
        const struct cmq_token *token = &tree->token[t];
        tree->head[t] = token->head - first;
        tree->relation[t] = (uint8_t)cmq_relation_of(token->label);
        if (tree->relation[t] == CMQ_REL_NMOD && tree->head[t] > t && cmq_is_nominal(token) &&
            token->upos != CMQ_ADJ) {
            tree->relation[t] = CMQ_REL_COMPOUND;
        }
    }
}

static void store(const struct cmq_clear_tree *tree, uint32_t first,
                  struct cmq_sentence *sentence) {
    for (uint32_t t = 0; t < tree->count; t++) {
        struct cmq_token *token = &tree->token[t];
        token->head = first + tree->head[t];
        token->label = cmq_str_of(cmq_relation_name((enum cmq_relation)tree->relation[t]));
        token->dep = (uint8_t)cmq_dep_from_label(token->label);
        if (tree->head[t] == t && !token->is_space) {
            sentence->root = first + t;
        }
        if (token->dep == CMQ_DEP_AUX || token->dep == CMQ_DEP_AUX_PASS) {
            token->upos = token->upos == CMQ_VERB ? CMQ_AUX : token->upos;
        }
    }
    for (uint32_t t = 0; t < tree->count; t++) {
        if (tree->token[t].is_space) {
            tree->token[t].head = sentence->root;
        }
    }
}

/* Rewriting costs the square of a sentence's length; a table that is read as one long sentence only
 * gets its labels. */
static bool rewrite(struct cmq_clear_tree *tree, uint32_t *depth, struct cmq_arena *arena) {
    bool whole = tree->count <= CMQ_MAX_SENTENCE;
    if (whole) {
        visit(tree, depth, rewrite_preposition);
        visit(tree, depth, rewrite_small_clause);
        visit(tree, depth, rewrite_copula);
        visit(tree, depth, rewrite_report);
        visit(tree, depth, rewrite_currency);
        for (uint32_t t = 0; t < tree->count; t++) {
            rewrite_name(tree, t);
        }
        rewrite_coordination(tree);
    }
    cmq_clear_relabel(tree);
    return !whole || cmq_clear_attach_marks(tree, arena);
}

bool cmq_clear_to_ud(struct cmq_parse *parse, struct cmq_arena *arena) {
    uint32_t *head = CMQ_NEW_ARRAY(arena, uint32_t, parse->token_count);
    uint32_t *depth = CMQ_NEW_ARRAY(arena, uint32_t, parse->token_count);
    uint8_t *relation = CMQ_NEW_ARRAY(arena, uint8_t, parse->token_count);
    if (head == NULL || depth == NULL || relation == NULL) {
        return false;
    }
    for (uint32_t s = 0; s < parse->sentence_count; s++) {
        struct cmq_sentence *sentence = &parse->sentence[s];
        uint32_t first = sentence->first;
        struct cmq_clear_tree tree = {parse->token + first, sentence->end - first, head, relation};
        load(&tree, first);
        if (!rewrite(&tree, depth, arena)) {
            return false;
        }
        store(&tree, first, sentence);
    }
    return true;
}

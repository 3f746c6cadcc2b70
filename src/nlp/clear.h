/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMQ_NLP_CLEAR_H
#define CMQ_NLP_CLEAR_H

/* ClearNLP ("CLEAR") relations, which the published English pipelines have, rewritten as Universal
 * Dependencies. Private to this room. */

#include "nlp/engine.h"

/* Of both schemes. While a tree is rewritten, it holds some of each. */
enum cmq_relation {
    /* of CLEAR alone */
    CMQ_REL_ACOMP,
    CMQ_REL_AGENT,
    CMQ_REL_ATTR,
    CMQ_REL_AUXPASS,
    CMQ_REL_COMPLM,
    CMQ_REL_CSUBJPASS,
    CMQ_REL_DATIVE,
    CMQ_REL_DOBJ,
    CMQ_REL_INTJ,
    CMQ_REL_META,
    CMQ_REL_NEG,
    CMQ_REL_NPADVMOD,
    CMQ_REL_NSUBJPASS,
    CMQ_REL_OPRD,
    CMQ_REL_PCOMP,
    CMQ_REL_POBJ,
    CMQ_REL_POSS,
    CMQ_REL_PRECONJ,
    CMQ_REL_PREDET,
    CMQ_REL_PREP,
    CMQ_REL_PRT,
    CMQ_REL_QUANTMOD,
    CMQ_REL_RELCL,
    /* of both */
    CMQ_REL_ROOT,
    CMQ_REL_ACL,
    CMQ_REL_ADVCL,
    CMQ_REL_ADVMOD,
    CMQ_REL_AMOD,
    CMQ_REL_APPOS,
    CMQ_REL_AUX,
    CMQ_REL_CASE,
    CMQ_REL_CC,
    CMQ_REL_CCOMP,
    CMQ_REL_COMPOUND,
    CMQ_REL_CONJ,
    CMQ_REL_CSUBJ,
    CMQ_REL_DEP,
    CMQ_REL_DET,
    CMQ_REL_EXPL,
    CMQ_REL_MARK,
    CMQ_REL_NMOD,
    CMQ_REL_NSUBJ,
    CMQ_REL_NUMMOD,
    CMQ_REL_PARATAXIS,
    CMQ_REL_PUNCT,
    CMQ_REL_XCOMP,
    /* of UD alone */
    CMQ_REL_ACL_RELCL,
    CMQ_REL_AUX_PASS,
    CMQ_REL_CC_PRECONJ,
    CMQ_REL_COMPOUND_PRT,
    CMQ_REL_COP,
    CMQ_REL_CSUBJ_PASS,
    CMQ_REL_DET_PREDET,
    CMQ_REL_DISCOURSE,
    CMQ_REL_FLAT,
    CMQ_REL_IOBJ,
    CMQ_REL_NMOD_DESC,
    CMQ_REL_NMOD_POSS,
    CMQ_REL_NMOD_UNMARKED,
    CMQ_REL_NSUBJ_PASS,
    CMQ_REL_OBJ,
    CMQ_REL_OBL,
    CMQ_REL_OBL_AGENT,
    CMQ_REL_OBL_UNMARKED,
    CMQ_REL_COUNT,
};

/* A sentence: heads are places in it, from 0; the root is its own head. White space hangs on the
 * root and is left alone. */
struct cmq_clear_tree {
    struct cmq_token *token; /* (count) */
    uint32_t count;
    uint32_t *head;
    uint8_t *relation; /* enum cmq_relation */
};

/* clear_labels.c. CMQ_REL_DEP for a label of neither scheme. */
enum cmq_relation cmq_relation_of(struct cmq_str label);
const char *cmq_relation_name(enum cmq_relation relation);
/* Gives every relation that is of CLEAR alone, or means something else there, its UD name. */
void cmq_clear_relabel(struct cmq_clear_tree *tree);

/* clear_punctuation.c. Hangs punctuation on what it sets off or encloses; false when the arena is
 * exhausted. */
bool cmq_clear_attach_marks(struct cmq_clear_tree *tree, struct cmq_arena *arena);

/* Whether a parser's labels are those of CLEAR. */
bool cmq_clear_labels(const struct cmq_transitions *parser);
/* clear.c. Rewrites all trees of a parse, after its entities are there and white space is out of
 * the trees; false when the arena is exhausted. */
bool cmq_clear_to_ud(struct cmq_parse *parse, struct cmq_arena *arena);

#endif

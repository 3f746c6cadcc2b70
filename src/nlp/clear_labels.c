/* SPDX-License-Identifier: Apache-2.0 */
/* The names of relations, and those changes from CLEAR to UD that leave the tree as it is. */
#include "nlp/clear.h"

#include <string.h>

static const char *const NAMES[CMQ_REL_COUNT] = {
    [CMQ_REL_ACOMP] = "acomp",
    [CMQ_REL_AGENT] = "agent",
    [CMQ_REL_ATTR] = "attr",
    [CMQ_REL_AUXPASS] = "auxpass",
    [CMQ_REL_COMPLM] = "complm",
    [CMQ_REL_CSUBJPASS] = "csubjpass",
    [CMQ_REL_DATIVE] = "dative",
    [CMQ_REL_DOBJ] = "dobj",
    [CMQ_REL_INTJ] = "intj",
    [CMQ_REL_META] = "meta",
    [CMQ_REL_NEG] = "neg",
    [CMQ_REL_NPADVMOD] = "npadvmod",
    [CMQ_REL_NSUBJPASS] = "nsubjpass",
    [CMQ_REL_OPRD] = "oprd",
    [CMQ_REL_PCOMP] = "pcomp",
    [CMQ_REL_POBJ] = "pobj",
    [CMQ_REL_POSS] = "poss",
    [CMQ_REL_PRECONJ] = "preconj",
    [CMQ_REL_PREDET] = "predet",
    [CMQ_REL_PREP] = "prep",
    [CMQ_REL_PRT] = "prt",
    [CMQ_REL_QUANTMOD] = "quantmod",
    [CMQ_REL_RELCL] = "relcl",
    [CMQ_REL_ROOT] = "ROOT",
    [CMQ_REL_ACL] = "acl",
    [CMQ_REL_ADVCL] = "advcl",
    [CMQ_REL_ADVMOD] = "advmod",
    [CMQ_REL_AMOD] = "amod",
    [CMQ_REL_APPOS] = "appos",
    [CMQ_REL_AUX] = "aux",
    [CMQ_REL_CASE] = "case",
    [CMQ_REL_CC] = "cc",
    [CMQ_REL_CCOMP] = "ccomp",
    [CMQ_REL_COMPOUND] = "compound",
    [CMQ_REL_CONJ] = "conj",
    [CMQ_REL_CSUBJ] = "csubj",
    [CMQ_REL_DEP] = "dep",
    [CMQ_REL_DET] = "det",
    [CMQ_REL_EXPL] = "expl",
    [CMQ_REL_MARK] = "mark",
    [CMQ_REL_NMOD] = "nmod",
    [CMQ_REL_NSUBJ] = "nsubj",
    [CMQ_REL_NUMMOD] = "nummod",
    [CMQ_REL_PARATAXIS] = "parataxis",
    [CMQ_REL_PUNCT] = "punct",
    [CMQ_REL_XCOMP] = "xcomp",
    [CMQ_REL_ACL_RELCL] = "acl:relcl",
    [CMQ_REL_AUX_PASS] = "aux:pass",
    [CMQ_REL_CC_PRECONJ] = "cc:preconj",
    [CMQ_REL_COMPOUND_PRT] = "compound:prt",
    [CMQ_REL_COP] = "cop",
    [CMQ_REL_CSUBJ_PASS] = "csubj:pass",
    [CMQ_REL_DET_PREDET] = "det:predet",
    [CMQ_REL_DISCOURSE] = "discourse",
    [CMQ_REL_FLAT] = "flat",
    [CMQ_REL_IOBJ] = "iobj",
    [CMQ_REL_NMOD_DESC] = "nmod:desc",
    [CMQ_REL_NMOD_POSS] = "nmod:poss",
    [CMQ_REL_NMOD_UNMARKED] = "nmod:unmarked",
    [CMQ_REL_NSUBJ_PASS] = "nsubj:pass",
    [CMQ_REL_OBJ] = "obj",
    [CMQ_REL_OBL] = "obl",
    [CMQ_REL_OBL_AGENT] = "obl:agent",
    [CMQ_REL_OBL_UNMARKED] = "obl:unmarked",
};

const char *cmq_relation_name(enum cmq_relation relation) {
    return NAMES[relation];
}

enum cmq_relation cmq_relation_of(struct cmq_str label) {
    for (enum cmq_relation r = 0; r < CMQ_REL_COUNT; r++) {
        if (cmq_str_eq(label, cmq_str_of(NAMES[r]))) {
            return r;
        }
    }
    return CMQ_REL_DEP;
}

static bool has_label(const struct cmq_transitions *parser, const char *name) {
    for (uint32_t i = 0; i < parser->label_count; i++) {
        if (cmq_str_eq(parser->label[i], cmq_str_of(name))) {
            return true;
        }
    }
    return false;
}

bool cmq_clear_labels(const struct cmq_transitions *parser) {
    return has_label(parser, "pobj") && has_label(parser, "dobj") && has_label(parser, "attr");
}

/* ---- relabelling ------------------------------------------------------------------------- */

static bool is_modified_as_verb(uint8_t upos) {
    return upos == CMQ_VERB || upos == CMQ_AUX || upos == CMQ_ADJ || upos == CMQ_ADV;
}

/* A dative without a preposition is the only object where there is no other. */
static enum cmq_relation dative(const struct cmq_clear_tree *tree, uint32_t i) {
    for (uint32_t t = 0; t < tree->count; t++) {
        uint8_t relation = tree->relation[t];
        if (tree->head[t] == tree->head[i] && t != i &&
            (relation == CMQ_REL_DOBJ || relation == CMQ_REL_OBJ || relation == CMQ_REL_CCOMP ||
             relation == CMQ_REL_XCOMP)) {
            return CMQ_REL_IOBJ;
        }
    }
    return CMQ_REL_OBJ;
}

static enum cmq_relation quantity(const struct cmq_clear_tree *tree, uint32_t i) {
    uint8_t upos = tree->token[i].upos;
    return upos == CMQ_NUM ? CMQ_REL_COMPOUND : CMQ_REL_ADVMOD;
}

static enum cmq_relation adverbial_noun(const struct cmq_clear_tree *tree, uint32_t i) {
    return is_modified_as_verb(tree->token[tree->head[i]].upos) ? CMQ_REL_OBL_UNMARKED
                                                                : CMQ_REL_NMOD_UNMARKED;
}

static enum cmq_relation ud_relation(const struct cmq_clear_tree *tree, uint32_t i) {
    static const uint8_t SAME[CMQ_REL_COUNT] = {
        [CMQ_REL_ACOMP] = CMQ_REL_XCOMP,
        [CMQ_REL_AGENT] = CMQ_REL_OBL_AGENT,
        [CMQ_REL_ATTR] = CMQ_REL_XCOMP,
        [CMQ_REL_AUXPASS] = CMQ_REL_AUX_PASS,
        [CMQ_REL_COMPLM] = CMQ_REL_MARK,
        [CMQ_REL_CSUBJPASS] = CMQ_REL_CSUBJ_PASS,
        [CMQ_REL_DOBJ] = CMQ_REL_OBJ,
        [CMQ_REL_INTJ] = CMQ_REL_DISCOURSE,
        [CMQ_REL_META] = CMQ_REL_DEP,
        [CMQ_REL_NEG] = CMQ_REL_ADVMOD,
        [CMQ_REL_NSUBJPASS] = CMQ_REL_NSUBJ_PASS,
        [CMQ_REL_OPRD] = CMQ_REL_XCOMP,
        [CMQ_REL_PCOMP] = CMQ_REL_ADVCL,
        [CMQ_REL_POBJ] = CMQ_REL_OBL,
        [CMQ_REL_POSS] = CMQ_REL_NMOD_POSS,
        [CMQ_REL_PRECONJ] = CMQ_REL_CC_PRECONJ,
        [CMQ_REL_PREDET] = CMQ_REL_DET_PREDET,
        [CMQ_REL_PREP] = CMQ_REL_ADVMOD,
        [CMQ_REL_PRT] = CMQ_REL_COMPOUND_PRT,
        [CMQ_REL_RELCL] = CMQ_REL_ACL_RELCL,
    };
    uint8_t relation = tree->relation[i];
    switch (relation) {
    case CMQ_REL_AUX:
        return cmq_str_eq(tree->token[i].tag, CMQ_STR("TO")) ? CMQ_REL_MARK : CMQ_REL_AUX;
    case CMQ_REL_DATIVE:
        return dative(tree, i);
    case CMQ_REL_QUANTMOD:
        return quantity(tree, i);
    case CMQ_REL_NPADVMOD:
        return adverbial_noun(tree, i);
    default:
        return relation < CMQ_REL_ROOT ? SAME[relation] : relation;
    }
}

void cmq_clear_relabel(struct cmq_clear_tree *tree) {
    for (uint32_t i = 0; i < tree->count; i++) {
        tree->relation[i] = (uint8_t)ud_relation(tree, i);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/engine.h"

#include <string.h>

struct named_dep {
    const char *name;
    enum cmq_dep dep;
};

/* In byte order. */
static const struct named_dep dep_of_name[] = {
    {"ROOT", CMQ_DEP_ROOT},
    {"acl", CMQ_DEP_ACL},
    {"acl:relcl", CMQ_DEP_ACL_RELCL},
    {"advcl", CMQ_DEP_ADVCL},
    {"advcl:relcl", CMQ_DEP_ADVCL_RELCL},
    {"advmod", CMQ_DEP_ADVMOD},
    {"amod", CMQ_DEP_AMOD},
    {"appos", CMQ_DEP_APPOS},
    {"aux", CMQ_DEP_AUX},
    {"aux:pass", CMQ_DEP_AUX_PASS},
    {"case", CMQ_DEP_CASE},
    {"cc", CMQ_DEP_CC},
    {"ccomp", CMQ_DEP_CCOMP},
    {"compound", CMQ_DEP_COMPOUND},
    {"compound:prt", CMQ_DEP_COMPOUND_PRT},
    {"conj", CMQ_DEP_CONJ},
    {"cop", CMQ_DEP_COP},
    {"csubj", CMQ_DEP_CSUBJ},
    {"dep", CMQ_DEP_DEP},
    {"det", CMQ_DEP_DET},
    {"discourse", CMQ_DEP_DISCOURSE},
    {"dislocated", CMQ_DEP_DISLOCATED},
    {"expl", CMQ_DEP_EXPL},
    {"fixed", CMQ_DEP_FIXED},
    {"flat", CMQ_DEP_FLAT},
    {"goeswith", CMQ_DEP_GOESWITH},
    {"iobj", CMQ_DEP_IOBJ},
    {"list", CMQ_DEP_LIST},
    {"mark", CMQ_DEP_MARK},
    {"nmod", CMQ_DEP_NMOD},
    {"nmod:desc", CMQ_DEP_NMOD_DESC},
    {"nmod:npmod", CMQ_DEP_NMOD_UNMARKED},
    {"nmod:poss", CMQ_DEP_NMOD_POSS},
    {"nmod:tmod", CMQ_DEP_NMOD_UNMARKED},
    {"nmod:unmarked", CMQ_DEP_NMOD_UNMARKED},
    {"nsubj", CMQ_DEP_NSUBJ},
    {"nsubj:outer", CMQ_DEP_NSUBJ_OUTER},
    {"nsubj:pass", CMQ_DEP_NSUBJ_PASS},
    {"nummod", CMQ_DEP_NUMMOD},
    {"obj", CMQ_DEP_OBJ},
    {"obl", CMQ_DEP_OBL},
    {"obl:agent", CMQ_DEP_OBL_AGENT},
    {"obl:npmod", CMQ_DEP_OBL_UNMARKED},
    {"obl:tmod", CMQ_DEP_OBL_UNMARKED},
    {"obl:unmarked", CMQ_DEP_OBL_UNMARKED},
    {"orphan", CMQ_DEP_ORPHAN},
    {"parataxis", CMQ_DEP_PARATAXIS},
    {"punct", CMQ_DEP_PUNCT},
    {"reparandum", CMQ_DEP_REPARANDUM},
    {"root", CMQ_DEP_ROOT},
    {"vocative", CMQ_DEP_VOCATIVE},
    {"xcomp", CMQ_DEP_XCOMP},
};

static const struct named_dep *find_dep(struct cmq_str name) {
    size_t low = 0, high = sizeof dep_of_name / sizeof *dep_of_name;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = cmq_str_cmp(name, cmq_str_of(dep_of_name[middle].name));
        if (order == 0) {
            return &dep_of_name[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

enum cmq_dep cmq_dep_from_label(struct cmq_str label) {
    const struct named_dep *found = find_dep(label);
    if (found == NULL) {
        struct cmq_str rest = label;
        found = find_dep(cmq_str_cut(&rest, ':'));
    }
    return found != NULL ? found->dep : CMQ_DEP_DEP;
}

enum cmq_entity cmq_entity_from_label(struct cmq_str label) {
    static const struct {
        const char *name;
        enum cmq_entity entity;
    } names[] = {
        {"PER", CMQ_ENTITY_PER}, {"PERSON", CMQ_ENTITY_PER}, {"LOC", CMQ_ENTITY_LOC},
        {"GPE", CMQ_ENTITY_LOC}, {"FAC", CMQ_ENTITY_LOC},    {"ORG", CMQ_ENTITY_ORG},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (cmq_str_eq(label, cmq_str_of(names[i].name))) {
            return names[i].entity;
        }
    }
    return CMQ_ENTITY_NONE;
}

const char *cmq_entity_name(enum cmq_entity entity) {
    static const char *const names[] = {"", "PER", "LOC", "ORG"};
    return names[entity];
}

bool cmq_upos_from_name(struct cmq_str name, enum cmq_upos *upos) {
    if (cmq_str_eq(name, CMQ_STR("CONJ"))) { /* as UD v1 had it */
        *upos = CMQ_CCONJ;
        return true;
    }
    for (enum cmq_upos u = CMQ_UPOS_NONE; u <= CMQ_SPACE; u++) {
        if (cmq_str_eq(name, cmq_str_of(cmq_upos_name(u)))) {
            *upos = u;
            return true;
        }
    }
    return false;
}

const char *cmq_upos_name(enum cmq_upos upos) {
    static const char *const names[] = {"",      "ADJ",  "ADP",  "ADV",  "AUX",  "CCONJ", "DET",
                                        "INTJ",  "NOUN", "NUM",  "PART", "PRON", "PROPN", "PUNCT",
                                        "SCONJ", "SYM",  "VERB", "X",    "SPACE"};
    return (size_t)upos < sizeof names / sizeof *names ? names[upos] : "";
}

/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules know of acts: names for CAMEO's codes, and the nearest code of an ontology. */
#include "ontology/own.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name, *act;
} concepts[] = {
    {"comment", "010"},
    {"deny", "016"},
    {"request", "020"},
    {"promise", "030"},
    {"plan-meeting", "036"},
    {"consult", "040"},
    {"phone", "041"},
    {"visit", "042"},
    {"host", "043"},
    {"mediate", "045"},
    {"negotiate", "046"},
    {"approve", "050"},
    {"praise", "051"},
    {"defend", "052"},
    {"recognise", "054"},
    {"apologise", "055"},
    {"sign", "057"},
    {"cooperate", "060"},
    {"aid", "070"},
    {"yield", "080"},
    {"resign", "0831"},
    {"release", "084"},
    {"ease-sanctions", "085"},
    {"de-escalate", "087"},
    {"investigate", "090"},
    {"demand", "100"},
    {"disapprove", "110"},
    {"criticise", "111"},
    {"accuse", "112"},
    {"complain", "114"},
    {"reject", "120"},
    {"threaten", "130"},
    {"ultimatum", "139"},
    {"protest", "140"},
    {"demonstrate", "141"},
    {"strike", "143"},
    {"riot", "145"},
    {"show-force", "150"},
    {"reduce-relations", "160"},
    {"sanction", "163"},
    {"halt-negotiations", "164"},
    {"expel", "166"},
    {"coerce", "170"},
    {"seize", "171"},
    {"arrest", "173"},
    {"deport", "174"},
    {"repress", "175"},
    {"assault", "180"},
    {"abduct", "181"},
    {"bomb", "183"},
    {"assassinate", "186"},
    {"fight", "190"},
    {"blockade", "191"},
    {"occupy", "192"},
    {"mass-violence", "200"},
};

struct cmq_str cmq__concept_act(struct cmq_str concept) {
    for (size_t i = 0; i < sizeof concepts / sizeof *concepts; i++) {
        if (cmq_str_eq(concept, cmq_str_of(concepts[i].name))) {
            return cmq_str_of(concepts[i].act);
        }
    }
    const struct cmq_cameo *cameo = cmq_cameo_find(concept);
    return cmq_str_of(cameo != NULL ? cameo->code : NULL);
}

/* What all codes that an act covers begin with: "12" for "120", which is general. */
static struct cmq_str stem_of(struct cmq_str act) {
    bool general = act.len == 3 && act.ptr[2] == '0';
    return (struct cmq_str){act.ptr, general ? 2 : act.len};
}

struct cmq_str cmq_own_code_for(const struct cmq_ontology *ontology, struct cmq_str act,
                                struct cmq_str made_of) {
    const struct cmq_concept *best = NULL;
    struct cmq_str widest = {NULL, 0};
    for (uint32_t i = 0; i < ontology->concept.count; i++) {
        const struct cmq_concept *concept = &ontology->concept.item[i];
        struct cmq_str stem = stem_of(concept->act);
        if (cmq_str_starts(act, stem) && stem.len > widest.len) {
            best = concept;
            widest = stem;
        }
    }
    if (best == NULL) {
        return CMQ_STR("");
    }
    return cmq_str_starts(made_of, widest) ? made_of : ontology->code.item[best->code].ruled;
}

const struct cmq_own_code *cmq_own_code_find(const struct cmq_ontology *ontology,
                                             struct cmq_str code) {
    struct cmq_str own = code, before = cmq_str_cut(&own, ':');
    const uint32_t *index = cmq_map_get(&ontology->index, own.ptr != NULL ? own : before);
    return index == NULL ? NULL : &ontology->code.item[*index];
}

struct cmq_str cmq_act_of_code(const struct cmq_ontology *ontology, struct cmq_str code) {
    const struct cmq_own_code *own = ontology == NULL ? NULL : cmq_own_code_find(ontology, code);
    return ontology == NULL ? code : own != NULL ? own->act : CMQ_STR("");
}

struct cmq_code_facts cmq_code_facts(const struct cmq_ontology *ontology, struct cmq_str code) {
    struct cmq_code_facts facts = {.score = (double)NAN};
    const struct cmq_own_code *own = ontology == NULL ? NULL : cmq_own_code_find(ontology, code);
    const struct cmq_cameo *cameo = ontology == NULL ? cmq_cameo_find(code) : NULL;
    if (own != NULL) {
        facts = (struct cmq_code_facts){own->name, own->quad, own->score, ontology->scores};
    } else if (cameo != NULL) {
        facts = (struct cmq_code_facts){cmq_str_of(cameo->name), cameo->quad_gdelt,
                                        cameo->goldstein[CMQ_GOLDSTEIN_GDELT].value,
                                        CMQ_STR("goldstein_gdelt")};
    }
    return facts;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The attribute ruler. All rules are held against the text as it was before the first of them
 * changed anything; where several fit, later ones win. A field that is not set has the id 0, which
 * is that of the empty string. */
#include "nlp/engine.h"

struct fields {
    uint64_t id[CMQ_RULE_FIELD_COUNT];
};

static struct fields fields_of(const struct cmq_token *token, const struct cmq_features *features) {
    return (struct fields){{
        [CMQ_RULE_ORTH] = features->id[CMQ_FEATURE_ORTH],
        [CMQ_RULE_LOWER] = features->id[CMQ_FEATURE_LOWER],
        [CMQ_RULE_TAG] = cmq_string_id(token->tag),
        [CMQ_RULE_DEP] = cmq_string_id(token->label),
        [CMQ_RULE_POS] = cmq_string_id(cmq_str_of(cmq_upos_name((enum cmq_upos)token->upos))),
        [CMQ_RULE_IS_SPACE] = token->is_space,
    }};
}

static bool holds(const struct cmq_rule_test *test, const struct fields *row) {
    uint64_t id = row[test->token].id[test->field];
    for (uint32_t i = 0; i < test->count; i++) {
        if (test->value[i] == id) {
            return !test->none;
        }
    }
    return test->none;
}

static bool fits(const struct cmq_rule *rule, const struct fields *row) {
    for (uint32_t i = 0; i < rule->test_count; i++) {
        if (!holds(&rule->test[i], row)) {
            return false;
        }
    }
    return true;
}

static void set(struct cmq_str value, struct cmq_str *field) {
    if (value.ptr != NULL) {
        *field = value;
    }
}

static void change(const struct cmq_rule *rule, struct cmq_token *token) {
    set(rule->tag, &token->tag);
    set(rule->feats, &token->feats);
    set(rule->lemma, &token->lemma);
    set(rule->label, &token->label);
    if (rule->sets_upos) {
        token->upos = rule->upos;
    }
}

bool cmq_apply_rules(const struct cmq_model *model, const struct cmq_features *features,
                     struct cmq_arena *arena, struct cmq_parse *parse) {
    uint32_t count = parse->token_count;
    if (model->rule_count == 0) {
        return true;
    }
    struct fields *fields = CMQ_NEW_ARRAY(arena, struct fields, count);
    if (fields == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        fields[i] = fields_of(&parse->token[i], &features[i]);
    }
    for (uint32_t r = 0; r < model->rule_count; r++) {
        const struct cmq_rule *rule = &model->rule[r];
        for (uint32_t i = 0; i + rule->length <= count; i++) {
            if (fits(rule, &fields[i])) {
                change(rule, &parse->token[i + rule->target]);
            }
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        parse->token[i].dep = (uint8_t)cmq_dep_from_label(parse->token[i].label);
    }
    return true;
}

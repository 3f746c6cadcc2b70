/* SPDX-License-Identifier: Apache-2.0 */
/* The rule lemmatizer of English. A base form is its own lemma. Else every rule that fits the end
 * of the lower-cased form makes a form; one that is a known lemma, or has other characters than
 * letters, counts; exceptions of the form itself come before those; forms that are not known come
 * last. */
#include "nlp/chars.h"
#include "nlp/engine.h"

#include <string.h>

struct forms {
    CMQ_ARRAY(struct cmq_str) good;
    struct cmq_str first;   /* of the good ones, in the order of the reference */
    struct cmq_str unknown; /* the first that is not good */
    bool known;             /* `first` is a known lemma */
};

static struct cmq_str lower(struct cmq_str form, struct cmq_arena *arena) {
    char *bytes = cmq_arena_alloc(arena, CMQ_LOWER_SIZE(form.len), 1);
    return bytes == NULL ? form : (struct cmq_str){bytes, cmq_lower(form, bytes)};
}

static bool is_alphabetic(struct cmq_str form) {
    for (size_t i = 0; i < form.len;) {
        unsigned size;
        if (!cmq_char_is_alpha(cmq_utf8_decode(form.ptr + i, &size))) {
            return false;
        }
        i += size;
    }
    return form.len > 0;
}

/* Whether a field of the features begins so: "Number=". */
static bool has_field(struct cmq_str feats, struct cmq_str start) {
    while (feats.len > 0) {
        if (cmq_str_starts(cmq_str_cut(&feats, '|'), start)) {
            return true;
        }
    }
    return false;
}

static bool is_base_form(const struct cmq_token *token) {
    if (token->upos == CMQ_NOUN && cmq_has_feature(token, "Number=Sing")) {
        return true;
    }
    if (token->upos == CMQ_VERB && cmq_has_feature(token, "VerbForm=Fin") &&
        cmq_has_feature(token, "Tense=Pres") && !has_field(token->feats, CMQ_STR("Number="))) {
        return true;
    }
    return cmq_has_feature(token, "VerbForm=Inf") || cmq_has_feature(token, "VerbForm=None") ||
           cmq_has_feature(token, "Degree=Pos");
}

static bool contains(const struct cmq_str *item, uint32_t count, struct cmq_str form) {
    for (uint32_t i = 0; i < count; i++) {
        if (cmq_str_eq(item[i], form)) {
            return true;
        }
    }
    return false;
}

static struct cmq_str replace_end(struct cmq_str form, const struct cmq_ending *ending,
                                  struct cmq_arena *arena) {
    size_t kept = form.len - ending->old.len, len = kept + ending->new.len;
    char *bytes = CMQ_NEW_ARRAY(arena, char, len + 1);
    if (bytes == NULL) {
        return (struct cmq_str){NULL, 0};
    }
    memcpy(bytes, form.ptr, kept);
    memcpy(bytes + kept, ending->new.ptr, ending->new.len);
    return (struct cmq_str){bytes, len};
}

static void add_form(const struct cmq_lemma_rules *rules, const struct cmq_lemma_table *table,
                     struct cmq_str form, struct cmq_arena *arena, struct forms *forms) {
    uint32_t at;
    bool known = cmq_find_id(table->known, table->known_count, cmq_string_id(form), &at);
    if (!known && is_alphabetic(form)) {
        if (forms->unknown.ptr == NULL) {
            forms->unknown = form;
        }
        return;
    }
    if (forms->good.count == 0 || (known && rules->last_first)) {
        forms->first = form;
    }
    CMQ_PUSH(arena, &forms->good) = form;
}

/* The last exception that no rule made, else the first form that a rule made. */
static struct cmq_str find_lemma(const struct cmq_lemma_rules *rules,
                                 const struct cmq_lemma_table *table, struct cmq_str form,
                                 struct cmq_str low, struct cmq_arena *arena) {
    struct forms forms = {0};
    for (uint32_t i = 0; i < table->ending_count; i++) {
        const struct cmq_ending *ending = &table->ending[i];
        if (cmq_str_ends(low, ending->old) && low.len + ending->new.len > ending->old.len) {
            add_form(rules, table, replace_end(low, ending, arena), arena, &forms);
        }
    }
    uint32_t at;
    if (cmq_find_id(table->exception, table->exception_count, cmq_string_id(low), &at)) {
        const struct cmq_lemma_list *list = &table->lemmas[at];
        for (uint32_t i = 0; i < list->count; i++) {
            if (!contains(forms.good.item, forms.good.count, list->lemma[i]) &&
                !contains(list->lemma, i, list->lemma[i])) {
                forms.first = list->lemma[i];
            }
        }
    }
    return forms.first.ptr != NULL ? forms.first : forms.unknown.ptr != NULL ? forms.unknown : form;
}

static struct cmq_str lemma_of(const struct cmq_lemma_rules *rules, const struct cmq_token *token,
                               struct cmq_arena *arena) {
    const struct cmq_lemma_table *table = &rules->table[token->upos];
    struct cmq_str low = lower(token->form, arena);
    bool outside = token->upos == CMQ_UPOS_NONE || token->upos == CMQ_SPACE;
    if (outside || is_base_form(token)) {
        return low;
    }
    if (table->ending_count == 0 && table->known_count == 0 && table->exception_count == 0) {
        return token->upos == CMQ_PROPN ? token->form : low;
    }
    return find_lemma(rules, table, token->form, low, arena);
}

bool cmq_lemmatize_by_rules(const struct cmq_model *model, struct cmq_arena *arena,
                            struct cmq_parse *parse) {
    for (uint32_t i = 0; i < parse->token_count; i++) {
        struct cmq_token *token = &parse->token[i];
        if (token->lemma.ptr == NULL) {
            token->lemma = model->lemma_rules.present ? lemma_of(&model->lemma_rules, token, arena)
                                                      : token->form;
        }
    }
    return !arena->exhausted;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "store/corrected_values.h"

#include <assert.h>
#include <string.h>

#define COUNTRY_LENGTH 3

static const struct cmq_str nothing = {NULL, 0};

const struct cmq_store_value *cmq__corrected_find(const struct cmq__corrected_values *values,
                                                  const char *field) {
    for (size_t i = 0; i < values->count; i++) {
        if (strcmp(values->value[i].field, field) == 0) {
            return &values->value[i];
        }
    }
    return NULL;
}

void cmq__corrected_put(struct cmq__corrected_values *values, const char *field,
                        struct cmq_str value) {
    size_t at = 0;
    while (at < values->count && strcmp(values->value[at].field, field) != 0) {
        at++;
    }
    assert(at < CMQ__CORRECTED_MAX); /* there are fewer fields */
    values->value[at] = (struct cmq_store_value){field, value};
    values->count += at == values->count;
}

/* ---- one reader a field ---- */

/* "USAGOV": parts of three capitals, or "---" for an actor without a code. */
static bool is_actor_code(struct cmq_str code) {
    bool capitals = code.len >= COUNTRY_LENGTH && code.len % COUNTRY_LENGTH == 0;
    for (size_t i = 0; i < code.len; i++) {
        capitals = capitals && code.ptr[i] >= 'A' && code.ptr[i] <= 'Z';
    }
    return capitals || cmq_str_eq(code, CMQ_STR("---"));
}

static struct cmq_str append(struct cmq_arena *arena, struct cmq_str list, struct cmq_str item) {
    return list.len == 0 ? item
                         : cmq_arena_format(arena, "%.*s;%.*s", CMQ_FMT(list), CMQ_FMT(item));
}

static enum cmq_status set_side(struct cmq__corrected_values *values, const char *field,
                                const char *country_field, struct cmq_str text,
                                struct cmq_arena *arena, struct cmq_error *err) {
    struct cmq_str codes = nothing, countries = nothing;
    while (text.len > 0) {
        struct cmq_str code = cmq_str_trim(cmq_str_cut(&text, ';'));
        if (!is_actor_code(code)) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "%s wants codes as USAGOV, with ';' between them, not '%.*s'", field,
                            CMQ_FMT(code));
        }
        struct cmq_str country = {code.ptr, COUNTRY_LENGTH};
        codes = append(arena, codes, code);
        countries =
            append(arena, countries, cmq_country_find(country) != NULL ? country : CMQ_STR("---"));
    }
    cmq__corrected_put(values, field, codes);
    cmq__corrected_put(values, country_field, countries);
    return CMQ_OK;
}

static enum cmq_status set_source(struct cmq__corrected_values *values, struct cmq_str text,
                                  struct cmq_arena *arena, struct cmq_error *err) {
    return set_side(values, "source", "source_country", text, arena, err);
}

static enum cmq_status set_target(struct cmq__corrected_values *values, struct cmq_str text,
                                  struct cmq_arena *arena, struct cmq_error *err) {
    return set_side(values, "target", "target_country", text, arena, err);
}

static enum cmq_status set_own_code(struct cmq__corrected_values *values, struct cmq_str text,
                                    struct cmq_arena *arena, struct cmq_error *err) {
    const struct cmq_own_code *code = cmq_own_code_find(values->ontology, text);
    if (code == NULL || !(cmq_str_eq(text, code->code) || cmq_str_eq(text, code->told))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the ontology %.*s has no code '%.*s'",
                        CMQ_FMT(values->ontology->name), CMQ_FMT(text));
    }
    cmq__corrected_put(values, "cameo", code->told);
    cmq__corrected_put(values, "plover", code->type);
    cmq__corrected_put(values, "mode", nothing);
    cmq__corrected_put(values, "quad_gdelt",
                       code->quad == 0 ? nothing : cmq_arena_format(arena, "%u", code->quad));
    cmq__corrected_put(values, "goldstein_gdelt", nothing);
    return CMQ_OK;
}

static enum cmq_status set_code(struct cmq__corrected_values *values, struct cmq_str text,
                                struct cmq_arena *arena, struct cmq_error *err) {
    if (values->ontology != NULL) {
        return set_own_code(values, text, arena, err);
    }
    const struct cmq_cameo *code = cmq_cameo_find(text);
    if (code == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "CAMEO has no code '%.*s'", CMQ_FMT(text));
    }
    cmq__corrected_put(values, "cameo", text);
    cmq__corrected_put(values, "plover", cmq_str_of(cmq_plover_name(code->plover)));
    cmq__corrected_put(values, "mode", cmq_str_of(code->mode));
    cmq__corrected_put(values, "quad_gdelt",
                       cmq_arena_format(arena, "%u", (unsigned)code->quad_gdelt));
    cmq__corrected_put(values, "goldstein_gdelt",
                       cmq_arena_format(arena, "%.1f", code->goldstein[CMQ_GOLDSTEIN_GDELT].value));
    return CMQ_OK;
}

static enum cmq_status set_plover(struct cmq__corrected_values *values, struct cmq_str text,
                                  struct cmq_arena *arena, struct cmq_error *err) {
    (void)arena;
    if (text.len > 0 && cmq_plover_find(text) == CMQ_PLOVER_NONE) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "PLOVER has no type '%.*s'", CMQ_FMT(text));
    }
    cmq__corrected_put(values, "plover", text);
    return CMQ_OK;
}

static enum cmq_status set_mode(struct cmq__corrected_values *values, struct cmq_str text,
                                struct cmq_arena *arena, struct cmq_error *err) {
    bool found = text.len == 0;
    (void)arena;
    for (int type = CMQ_PLOVER_NONE + 1; type < CMQ_PLOVER_COUNT; type++) {
        found = found || cmq_plover_mode_find((enum cmq_plover)type, text) != NULL;
    }
    if (!found) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "PLOVER has no mode '%.*s'", CMQ_FMT(text));
    }
    cmq__corrected_put(values, "mode", text);
    return CMQ_OK;
}

#define ASSERTIONS "actual negated possible requested alleged"
#define TIMES      "past present future"

/* One of a few words. */
static enum cmq_status set_word(struct cmq__corrected_values *values, const char *field,
                                const char *words, struct cmq_str text, struct cmq_error *err) {
    struct cmq_str rest = cmq_str_of(words);
    while (rest.len > 0) {
        if (cmq_str_eq(cmq_str_cut(&rest, ' '), text)) {
            cmq__corrected_put(values, field, text);
            return CMQ_OK;
        }
    }
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is one of: %s", field, words);
}

static enum cmq_status set_assertion(struct cmq__corrected_values *values, struct cmq_str text,
                                     struct cmq_arena *arena, struct cmq_error *err) {
    (void)arena;
    return set_word(values, "assertion", ASSERTIONS, text, err);
}

static enum cmq_status set_time(struct cmq__corrected_values *values, struct cmq_str text,
                                struct cmq_arena *arena, struct cmq_error *err) {
    (void)arena;
    return set_word(values, "time", TIMES, text, err);
}

/* A day, or FROM/TO; nothing for no date. */
static enum cmq_status set_date(struct cmq__corrected_values *values, struct cmq_str text,
                                struct cmq_arena *arena, struct cmq_error *err) {
    struct cmq_str rest = text;
    struct cmq_str from = cmq_str_cut(&rest, '/'), to = rest.len > 0 ? rest : from;
    (void)arena;
    if (text.len > 0 && (cmq_day_parse(from) == CMQ_NO_DAY || cmq_day_parse(to) == CMQ_NO_DAY ||
                         cmq_day_parse(from) > cmq_day_parse(to))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "date wants 2021-11-14 or 2021-11-14/2021-11-16, not '%.*s'",
                        CMQ_FMT(text));
    }
    cmq__corrected_put(values, "date_from", from);
    cmq__corrected_put(values, "date_to", to);
    return CMQ_OK;
}

/* ---- what a field may be ---- */

static void tell_codes(const struct cmq_ontology *ontology, cmq_store_choice *tell, void *context) {
    for (uint32_t i = 0; ontology != NULL && i < ontology->code.count; i++) {
        tell(context, ontology->code.item[i].code, ontology->code.item[i].name);
    }
    for (size_t i = 0; ontology == NULL && i < cmq_cameo_count(); i++) {
        const struct cmq_cameo *code = cmq_cameo_at(i);
        tell(context, cmq_str_of(code->code), cmq_str_of(code->name));
    }
}

static void tell_types(const struct cmq_ontology *ontology, cmq_store_choice *tell, void *context) {
    (void)ontology;
    for (int i = CMQ_PLOVER_NONE + 1; i < CMQ_PLOVER_COUNT; i++) {
        const struct cmq_plover_type *type = cmq_plover_type((enum cmq_plover)i);
        tell(context, cmq_str_of(type->name), cmq_str_of(type->gloss));
    }
}

static void tell_words(const char *words, cmq_store_choice *tell, void *context) {
    struct cmq_str rest = cmq_str_of(words);
    while (rest.len > 0) {
        tell(context, cmq_str_cut(&rest, ' '), nothing);
    }
}

static void tell_assertions(const struct cmq_ontology *ontology, cmq_store_choice *tell,
                            void *context) {
    (void)ontology;
    tell_words(ASSERTIONS, tell, context);
}

static void tell_times(const struct cmq_ontology *ontology, cmq_store_choice *tell, void *context) {
    (void)ontology;
    tell_words(TIMES, tell, context);
}

static const struct field {
    const char *name, *wants;
    enum cmq_status (*set)(struct cmq__corrected_values *values, struct cmq_str text,
                           struct cmq_arena *arena, struct cmq_error *err);
    void (*tell)(const struct cmq_ontology *ontology, cmq_store_choice *tell, void *context);
} fields[] = {
    {"source", "codes as USAGOV, with ';' between them; nothing for none", set_source, NULL},
    {"target", "codes as USAGOV, with ';' between them; nothing for none", set_target, NULL},
    {"code", "a code; its PLOVER type, mode and scores follow", set_code, tell_codes},
    {"plover", "a PLOVER type, or nothing", set_plover, tell_types},
    {"mode", "a PLOVER mode, or nothing", set_mode, NULL},
    {"assertion", "one of the words", set_assertion, tell_assertions},
    {"time", "one of the words", set_time, tell_times},
    {"date", "a day as 2021-11-14, or FROM/TO; nothing for none", set_date, NULL},
};

#define FIELDS (sizeof fields / sizeof *fields)

const char *cmq_store_field(unsigned index, const char **wants) {
    if (index >= FIELDS) {
        return NULL;
    }
    *wants = fields[index].wants;
    return fields[index].name;
}

void cmq_store_field_values(unsigned index, const struct cmq_ontology *ontology,
                            cmq_store_choice *tell, void *context) {
    if (fields[index].tell != NULL) {
        fields[index].tell(ontology, tell, context);
    }
}

enum cmq_status cmq__corrected_set(struct cmq__corrected_values *values,
                                   const struct cmq_store_setting *setting, struct cmq_arena *arena,
                                   struct cmq_error *err) {
    for (size_t i = 0; i < FIELDS; i++) {
        if (cmq_str_eq(setting->field, cmq_str_of(fields[i].name))) {
            return fields[i].set(values, cmq_str_trim(setting->value), arena, err);
        }
    }
    return cmq_fail(err, CMQ_BAD_INPUT, 0,
                    "there is no field '%.*s': use source, target, code, plover, mode, assertion, "
                    "time or date",
                    CMQ_FMT(setting->field));
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/corrected_values.h"

#include <assert.h>
#include <string.h>

#define COUNTRY_LENGTH 3

static const struct cmq_str nothing = {NULL, 0};

const struct cmq_store_value *cmq_corrected_find(const struct cmq_corrected_values *values,
                                                 const char *field) {
    for (size_t i = 0; i < values->count; i++) {
        if (strcmp(values->value[i].field, field) == 0) {
            return &values->value[i];
        }
    }
    return NULL;
}

void cmq_corrected_put(struct cmq_corrected_values *values, const char *field,
                       struct cmq_str value) {
    size_t at = 0;
    while (at < values->count && strcmp(values->value[at].field, field) != 0) {
        at++;
    }
    assert(at < CMQ_CORRECTED_MAX); /* there are fewer fields */
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

static enum cmq_status set_side(struct cmq_corrected_values *values, const char *field,
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
    cmq_corrected_put(values, field, codes);
    cmq_corrected_put(values, country_field, countries);
    return CMQ_OK;
}

static enum cmq_status set_own_code(struct cmq_corrected_values *values, struct cmq_str text,
                                    struct cmq_arena *arena, struct cmq_error *err) {
    const struct cmq_own_code *code = cmq_own_code_find(values->ontology, text);
    if (code == NULL || !(cmq_str_eq(text, code->code) || cmq_str_eq(text, code->told))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the ontology %.*s has no code '%.*s'",
                        CMQ_FMT(values->ontology->name), CMQ_FMT(text));
    }
    cmq_corrected_put(values, "cameo", code->told);
    cmq_corrected_put(values, "plover", code->type);
    cmq_corrected_put(values, "mode", nothing);
    cmq_corrected_put(values, "quad_gdelt",
                      code->quad == 0 ? nothing : cmq_arena_format(arena, "%u", code->quad));
    cmq_corrected_put(values, "goldstein_gdelt", nothing);
    return CMQ_OK;
}

static enum cmq_status set_code(struct cmq_corrected_values *values, struct cmq_str text,
                                struct cmq_arena *arena, struct cmq_error *err) {
    const struct cmq_cameo *code = cmq_cameo_find(text);
    if (code == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "CAMEO has no code '%.*s'", CMQ_FMT(text));
    }
    cmq_corrected_put(values, "cameo", text);
    cmq_corrected_put(values, "plover", cmq_str_of(cmq_plover_name(code->plover)));
    cmq_corrected_put(values, "mode", cmq_str_of(code->mode));
    cmq_corrected_put(values, "quad_gdelt",
                      cmq_arena_format(arena, "%u", (unsigned)code->quad_gdelt));
    cmq_corrected_put(values, "goldstein_gdelt",
                      cmq_arena_format(arena, "%.1f", code->goldstein[CMQ_GOLDSTEIN_GDELT].value));
    return CMQ_OK;
}

static enum cmq_status set_plover(struct cmq_corrected_values *values, struct cmq_str text,
                                  struct cmq_error *err) {
    if (text.len > 0 && cmq_plover_find(text) == CMQ_PLOVER_NONE) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "PLOVER has no type '%.*s'", CMQ_FMT(text));
    }
    cmq_corrected_put(values, "plover", text);
    return CMQ_OK;
}

static enum cmq_status set_mode(struct cmq_corrected_values *values, struct cmq_str text,
                                struct cmq_error *err) {
    bool found = text.len == 0;
    for (int type = CMQ_PLOVER_NONE + 1; type < CMQ_PLOVER_COUNT; type++) {
        found = found || cmq_plover_mode_find((enum cmq_plover)type, text) != NULL;
    }
    if (!found) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "PLOVER has no mode '%.*s'", CMQ_FMT(text));
    }
    cmq_corrected_put(values, "mode", text);
    return CMQ_OK;
}

/* One of a few words. */
static enum cmq_status set_word(struct cmq_corrected_values *values, const char *field,
                                const char *words, struct cmq_str text, struct cmq_error *err) {
    struct cmq_str rest = cmq_str_of(words);
    while (rest.len > 0) {
        if (cmq_str_eq(cmq_str_cut(&rest, ' '), text)) {
            cmq_corrected_put(values, field, text);
            return CMQ_OK;
        }
    }
    return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s is one of: %s", field, words);
}

/* A day, or FROM/TO; nothing for no date. */
static enum cmq_status set_date(struct cmq_corrected_values *values, struct cmq_str text,
                                struct cmq_error *err) {
    struct cmq_str rest = text;
    struct cmq_str from = cmq_str_cut(&rest, '/'), to = rest.len > 0 ? rest : from;
    if (text.len > 0 && (cmq_day_parse(from) == CMQ_NO_DAY || cmq_day_parse(to) == CMQ_NO_DAY ||
                         cmq_day_parse(from) > cmq_day_parse(to))) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "date wants 2021-11-14 or 2021-11-14/2021-11-16, not '%.*s'",
                        CMQ_FMT(text));
    }
    cmq_corrected_put(values, "date_from", from);
    cmq_corrected_put(values, "date_to", to);
    return CMQ_OK;
}

enum cmq_status cmq_corrected_set(struct cmq_corrected_values *values, const char *setting,
                                  struct cmq_arena *arena, struct cmq_error *err) {
    struct cmq_str text = cmq_str_of(setting);
    if (memchr(text.ptr, '=', text.len) == NULL || cmq_utf8_invalid(text) < text.len) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "--set wants FIELD=VALUE");
    }
    struct cmq_str field = cmq_str_cut(&text, '=');
    text = cmq_str_trim(text);
    if (cmq_str_eq(field, CMQ_STR("source"))) {
        return set_side(values, "source", "source_country", text, arena, err);
    }
    if (cmq_str_eq(field, CMQ_STR("target"))) {
        return set_side(values, "target", "target_country", text, arena, err);
    }
    if (cmq_str_eq(field, CMQ_STR("code"))) {
        return values->ontology != NULL ? set_own_code(values, text, arena, err)
                                        : set_code(values, text, arena, err);
    }
    if (cmq_str_eq(field, CMQ_STR("plover"))) {
        return set_plover(values, text, err);
    }
    if (cmq_str_eq(field, CMQ_STR("mode"))) {
        return set_mode(values, text, err);
    }
    if (cmq_str_eq(field, CMQ_STR("assertion"))) {
        return set_word(values, "assertion", "actual negated possible requested alleged", text,
                        err);
    }
    if (cmq_str_eq(field, CMQ_STR("time"))) {
        return set_word(values, "time", "past present future", text, err);
    }
    if (cmq_str_eq(field, CMQ_STR("date"))) {
        return set_date(values, text, err);
    }
    return cmq_fail(err, CMQ_BAD_INPUT, 0,
                    "there is no field '%.*s': use source, target, code, plover, mode, assertion, "
                    "time or date",
                    CMQ_FMT(field));
}

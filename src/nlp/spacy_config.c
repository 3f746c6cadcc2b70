/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/spacy_config.h"

#define MAX_REFERENCES 8 /* a chain of ${…} longer than this is a loop */

enum cmq_status cmq_spacy_config_read(struct cmq_str text, struct cmq_arena *arena,
                                      struct cmq_spacy_config *config, struct cmq_error *err) {
    *config = (struct cmq_spacy_config){0};
    struct cmq_str section = {NULL, 0};
    struct cmq_spacy_setting *last = NULL;
    for (unsigned number = 1; text.len > 0; number++) {
        struct cmq_str raw = cmq_str_cut(&text, '\n');
        struct cmq_str line = cmq_str_trim(raw);
        if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == ';') {
            continue;
        }
        if (last != NULL && (raw.ptr[0] == ' ' || raw.ptr[0] == '\t')) {
            /* An indented line goes on with the value above: JSON does not mind the line end. */
            last->value.len = (size_t)(line.ptr + line.len - last->value.ptr);
            continue;
        }
        if (line.ptr[0] == '[' && line.ptr[line.len - 1] == ']') {
            section = (struct cmq_str){line.ptr + 1, line.len - 2};
            last = NULL;
            continue;
        }
        struct cmq_str value = line;
        struct cmq_str key = cmq_str_trim(cmq_str_cut(&value, '='));
        if (value.ptr == NULL || section.ptr == NULL) {
            return cmq_fail(err, CMQ_BAD_INPUT, number, "config.cfg: neither section nor setting");
        }
        last = &CMQ_PUSH(arena, &config->setting);
        *last = (struct cmq_spacy_setting){section, key, cmq_str_trim(value)};
    }
    return arena->exhausted ? cmq_fail(err, CMQ_NO_MEMORY, 0, "config.cfg: out of memory") : CMQ_OK;
}

static struct cmq_str find(const struct cmq_spacy_config *config, struct cmq_str section,
                           struct cmq_str key) {
    for (uint32_t i = 0; i < config->setting.count; i++) {
        const struct cmq_spacy_setting *setting = &config->setting.item[i];
        if (cmq_str_eq(setting->section, section) && cmq_str_eq(setting->key, key)) {
            return setting->value;
        }
    }
    return (struct cmq_str){NULL, 0};
}

struct cmq_str cmq_spacy_config_get(const struct cmq_spacy_config *config, struct cmq_str section,
                                    struct cmq_str key) {
    struct cmq_str value = find(config, section, key);
    for (int i = 0; i < MAX_REFERENCES; i++) {
        if (value.ptr == NULL || !cmq_str_starts(value, CMQ_STR("${")) ||
            !cmq_str_ends(value, CMQ_STR("}"))) {
            return value;
        }
        struct cmq_str name = {value.ptr + 2, value.len - 3};
        size_t cut = name.len;
        while (cut > 0 && name.ptr[cut - 1] != '.' && name.ptr[cut - 1] != ':') {
            cut--;
        }
        if (cut == 0) {
            return (struct cmq_str){NULL, 0};
        }
        value = find(config, (struct cmq_str){name.ptr, cut - 1},
                     (struct cmq_str){name.ptr + cut, name.len - cut});
    }
    return (struct cmq_str){NULL, 0};
}

struct cmq_str cmq_spacy_config_string(const struct cmq_spacy_config *config,
                                       struct cmq_str section, struct cmq_str key) {
    struct cmq_str value = cmq_spacy_config_get(config, section, key);
    if (value.len < 2 || value.ptr[0] != '"' || value.ptr[value.len - 1] != '"') {
        return (struct cmq_str){NULL, 0};
    }
    return (struct cmq_str){value.ptr + 1, value.len - 2};
}

json_t *cmq_spacy_config_json(const struct cmq_spacy_config *config, struct cmq_str section,
                              struct cmq_str key) {
    struct cmq_str value = cmq_spacy_config_get(config, section, key);
    return value.ptr == NULL ? NULL : json_loadb(value.ptr, value.len, JSON_DECODE_ANY, NULL);
}

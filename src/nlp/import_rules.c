/* SPDX-License-Identifier: Apache-2.0 */
/* The attribute ruler's patterns: rows of tokens, each a set of tests. A test by a regular
 * expression becomes a list of the strings that it matches, where these are few. */
#include "nlp/import.h"

#include "nlp/engine.h"
#include "nlp/msgpack.h"

#include <stdlib.h>
#include <string.h>

#define MAX_STRINGS 64 /* that a regular expression may match */
#define MAX_LENGTH  64 /* of each */
#define MAX_FIELDS  32 /* of a token's features */

/* What is read of a rule; its patterns share what they set. */
struct reading {
    struct cmq_import *import;
    struct cmq_str component;
    struct cmq_msgpack *in;
    CMQ_ARRAY(struct cmq_rule) rules;
    CMQ_ARRAY(struct cmq_rule_test) tests; /* of the pattern that is read */
    CMQ_ARRAY(uint64_t) values;            /* of the test that is read */
};

static enum cmq_status refuse(struct reading *reading, const char *what, struct cmq_str name) {
    return CMQ_REFUSE(reading->import, "%.*s: %s %.*s", CMQ_FMT(reading->component), what,
                      CMQ_FMT(name));
}

static enum cmq_status damaged(struct reading *reading) {
    return CMQ_BAD(reading->import, "%.*s/patterns is damaged", CMQ_FMT(reading->component));
}

/* ---- regular expressions ----------------------------------------------------------------- */

struct strings {
    char text[MAX_STRINGS][MAX_LENGTH];
    size_t len[MAX_STRINGS];
    uint32_t count;
};

/* Each string with each of the characters after it, and, if they may be absent, without. */
static bool append(struct strings *strings, struct cmq_str one_of, bool optional) {
    struct strings longer = {.count = 0};
    for (uint32_t i = 0; i < strings->count; i++) {
        for (size_t c = 0; c < one_of.len + optional; c++) {
            size_t len = strings->len[i];
            if (longer.count == MAX_STRINGS || len == MAX_LENGTH) {
                return false;
            }
            memcpy(longer.text[longer.count], strings->text[i], len);
            if (c < one_of.len) {
                longer.text[longer.count][len++] = one_of.ptr[c];
            }
            longer.len[longer.count++] = len;
        }
    }
    *strings = longer;
    return true;
}

/* Takes a character that stands for itself, or a class of such. */
static bool take_atom(struct cmq_str *pattern, struct cmq_str *one_of) {
    size_t len = 1, skipped = 1;
    if (pattern->ptr[0] == '[') {
        while (skipped < pattern->len && pattern->ptr[skipped] != ']') {
            skipped++;
        }
        len = skipped - 1;
        skipped++;
        pattern->ptr++;
        pattern->len--;
        skipped--;
    }
    *one_of = (struct cmq_str){pattern->ptr, len};
    for (size_t i = 0; i < len; i++) {
        if (strchr("\\[](){}|*+?.^$-", one_of->ptr[i]) != NULL ||
            (unsigned char)one_of->ptr[i] >= 0x80) {
            return false;
        }
    }
    if (len == 0 || skipped > pattern->len) {
        return false;
    }
    *pattern = (struct cmq_str){pattern->ptr + skipped, pattern->len - skipped};
    return true;
}

/* The strings that `^…$` matches, of plain ASCII characters, classes of these, and `?`. */
static bool expand(struct cmq_str pattern, struct strings *strings) {
    if (pattern.len < 2 || pattern.ptr[0] != '^' || pattern.ptr[pattern.len - 1] != '$') {
        return false;
    }
    pattern = (struct cmq_str){pattern.ptr + 1, pattern.len - 2};
    *strings = (struct strings){.count = 1};
    while (pattern.len > 0) {
        struct cmq_str one_of;
        if (!take_atom(&pattern, &one_of)) {
            return false;
        }
        bool optional = cmq_str_starts(pattern, CMQ_STR("?"));
        if (optional) {
            pattern = (struct cmq_str){pattern.ptr + 1, pattern.len - 1};
        }
        if (!append(strings, one_of, optional)) {
            return false;
        }
    }
    return true;
}

/* ---- patterns ---------------------------------------------------------------------------- */

static bool find_field(struct cmq_str name, uint32_t *field) {
    static const struct {
        const char *name;
        enum cmq_rule_field field;
    } FIELDS[] = {
        {"ORTH", CMQ_RULE_ORTH},         {"TEXT", CMQ_RULE_ORTH}, {"LOWER", CMQ_RULE_LOWER},
        {"TAG", CMQ_RULE_TAG},           {"DEP", CMQ_RULE_DEP},   {"POS", CMQ_RULE_POS},
        {"IS_SPACE", CMQ_RULE_IS_SPACE},
    };
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
        if (cmq_str_eq(name, cmq_str_of(FIELDS[i].name))) {
            *field = FIELDS[i].field;
            return true;
        }
    }
    return false;
}

static void add_value(struct reading *reading, uint64_t value) {
    CMQ_PUSH(&reading->import->arena, &reading->values) = value;
}

static enum cmq_status read_regex(struct reading *reading) {
    struct cmq_str pattern = cmq_msgpack_bytes(reading->in);
    struct strings strings;
    if (!expand(pattern, &strings)) {
        return refuse(reading, "regular expression", pattern);
    }
    for (uint32_t i = 0; i < strings.count; i++) {
        add_value(reading, cmq_string_id((struct cmq_str){strings.text[i], strings.len[i]}));
    }
    return CMQ_OK;
}

/* {"IN": […]}, {"NOT_IN": […]} or {"REGEX": …} */
static enum cmq_status read_condition(struct reading *reading, struct cmq_rule_test *test) {
    uint32_t conditions = cmq_msgpack_map(reading->in);
    struct cmq_str name = cmq_msgpack_bytes(reading->in);
    if (reading->in->broken || conditions != 1) {
        return refuse(reading, "operators together with", name);
    }
    if (cmq_str_eq(name, CMQ_STR("REGEX"))) {
        return read_regex(reading);
    }
    test->none = cmq_str_eq(name, CMQ_STR("NOT_IN"));
    if (!test->none && !cmq_str_eq(name, CMQ_STR("IN"))) {
        return refuse(reading, "operator", name);
    }
    uint32_t count = cmq_msgpack_array(reading->in);
    for (uint32_t i = 0; i < count && !reading->in->broken; i++) {
        add_value(reading, cmq_string_id(cmq_msgpack_bytes(reading->in)));
    }
    return CMQ_OK;
}

static enum cmq_status read_value(struct reading *reading, struct cmq_rule_test *test) {
    bool flag = test->field == CMQ_RULE_IS_SPACE;
    enum cmq_msgpack_type type = cmq_msgpack_next(reading->in);
    if (flag && type == CMQ_MSGPACK_BOOL) {
        add_value(reading, cmq_msgpack_bool(reading->in));
        return CMQ_OK;
    }
    if (!flag && type == CMQ_MSGPACK_BYTES) {
        add_value(reading, cmq_string_id(cmq_msgpack_bytes(reading->in)));
        return CMQ_OK;
    }
    if (!flag && type == CMQ_MSGPACK_MAP) {
        return read_condition(reading, test);
    }
    return damaged(reading);
}

/* The tests of one token. */
static enum cmq_status read_token(struct reading *reading, uint32_t token) {
    uint32_t count = cmq_msgpack_map(reading->in);
    for (uint32_t i = 0; i < count && !reading->in->broken; i++) {
        struct cmq_str name = cmq_msgpack_bytes(reading->in);
        struct cmq_rule_test test = {.token = token};
        if (!find_field(name, &test.field)) {
            return refuse(reading, "pattern attribute", name);
        }
        memset(&reading->values, 0, sizeof reading->values);
        enum cmq_status status = read_value(reading, &test);
        if (status != CMQ_OK) {
            return status;
        }
        test.value = reading->values.item;
        test.count = reading->values.count;
        CMQ_PUSH(&reading->import->arena, &reading->tests) = test;
    }
    return CMQ_OK;
}

/* Each pattern becomes a rule of its own, for now without what it sets. */
static enum cmq_status read_patterns(struct reading *reading) {
    uint32_t patterns = cmq_msgpack_array(reading->in);
    for (uint32_t p = 0; p < patterns && !reading->in->broken; p++) {
        struct cmq_rule rule = {.length = cmq_msgpack_array(reading->in)};
        if (rule.length == 0 || rule.length > CMQ_MAX_RULE_TOKENS) {
            return damaged(reading);
        }
        memset(&reading->tests, 0, sizeof reading->tests);
        for (uint32_t t = 0; t < rule.length; t++) {
            enum cmq_status status = read_token(reading, t);
            if (status != CMQ_OK) {
                return status;
            }
        }
        rule.test = reading->tests.item;
        rule.test_count = reading->tests.count;
        CMQ_PUSH(&reading->import->arena, &reading->rules) = rule;
    }
    return CMQ_OK;
}

/* ---- what rules set ---------------------------------------------------------------------- */

static int order_fields(const void *a, const void *b) {
    return cmq_str_cmp(*(const struct cmq_str *)a, *(const struct cmq_str *)b);
}

/* Features in their normal form: fields in order; "_" is none. */
static bool normalise(struct cmq_str feats, struct cmq_arena *arena, struct cmq_str *normal) {
    struct cmq_str field[MAX_FIELDS];
    uint32_t count = 0;
    *normal = CMQ_STR("");
    if (cmq_str_eq(feats, CMQ_STR("_"))) {
        return true;
    }
    while (feats.len > 0) {
        if (count == MAX_FIELDS) {
            return false;
        }
        field[count++] = cmq_str_cut(&feats, '|');
    }
    qsort(field, count, sizeof *field, order_fields);
    for (uint32_t i = 0; i < count; i++) {
        *normal = cmq_arena_format(arena, "%.*s%s%.*s", CMQ_FMT(*normal), i > 0 ? "|" : "",
                                   CMQ_FMT(field[i]));
    }
    return normal->ptr != NULL;
}

static enum cmq_status read_setting(struct reading *reading, struct cmq_rule *rule) {
    struct cmq_str name = cmq_msgpack_bytes(reading->in), value = cmq_msgpack_bytes(reading->in);
    if (reading->in->broken) {
        return damaged(reading);
    }
    if (cmq_str_eq(name, CMQ_STR("TAG"))) {
        rule->tag = value;
    } else if (cmq_str_eq(name, CMQ_STR("LEMMA"))) {
        rule->lemma = value;
    } else if (cmq_str_eq(name, CMQ_STR("DEP"))) {
        rule->label = value;
    } else if (cmq_str_eq(name, CMQ_STR("MORPH"))) {
        return normalise(value, &reading->import->arena, &rule->feats) ? CMQ_OK : damaged(reading);
    } else if (cmq_str_eq(name, CMQ_STR("POS"))) {
        enum cmq_upos upos;
        if (!cmq_upos_from_name(value, &upos)) {
            return refuse(reading, "part of speech", value);
        }
        rule->sets_upos = true;
        rule->upos = (uint8_t)upos;
    } else {
        return refuse(reading, "attribute to set,", name);
    }
    return CMQ_OK;
}

/* A token of the row from its start, or, negative, from its end. */
static bool find_target(int64_t index, struct cmq_rule *rule) {
    int64_t target = index < 0 ? (int64_t)rule->length + index : index;
    rule->target = (uint32_t)target;
    return target >= 0 && target < (int64_t)rule->length;
}

static enum cmq_status read_rule(struct reading *reading) {
    uint32_t fields = cmq_msgpack_map(reading->in), first = reading->rules.count;
    struct cmq_rule set = {0};
    int64_t index = 0;
    enum cmq_status status = CMQ_OK;
    for (uint32_t f = 0; f < fields && status == CMQ_OK && !reading->in->broken; f++) {
        struct cmq_str name = cmq_msgpack_bytes(reading->in);
        if (cmq_str_eq(name, CMQ_STR("patterns"))) {
            status = read_patterns(reading);
        } else if (cmq_str_eq(name, CMQ_STR("attrs"))) {
            uint32_t settings = cmq_msgpack_map(reading->in);
            for (uint32_t i = 0; i < settings && status == CMQ_OK; i++) {
                status = read_setting(reading, &set);
            }
        } else if (cmq_str_eq(name, CMQ_STR("index"))) {
            index = cmq_msgpack_int(reading->in);
        } else {
            status = refuse(reading, "rule with", name);
        }
    }
    for (uint32_t r = first; r < reading->rules.count && status == CMQ_OK; r++) {
        struct cmq_rule pattern = reading->rules.item[r], *rule = &reading->rules.item[r];
        *rule = set;
        rule->length = pattern.length;
        rule->test = pattern.test;
        rule->test_count = pattern.test_count;
        status = find_target(index, rule) ? CMQ_OK : damaged(reading);
    }
    return status;
}

enum cmq_status cmq_import_rules(struct cmq_import *import, struct cmq_str component) {
    struct cmq_str bytes = {NULL, 0};
    enum cmq_status status = cmq_import_file(import, component, "patterns", &bytes);
    if (status != CMQ_OK) {
        return status;
    }
    struct cmq_msgpack in = cmq_msgpack_open(bytes);
    struct reading reading = {.import = import, .component = component, .in = &in};
    uint32_t count = cmq_msgpack_array(&in);
    for (uint32_t i = 0; i < count && status == CMQ_OK && !in.broken; i++) {
        status = read_rule(&reading);
    }
    if (status == CMQ_OK && in.broken) {
        status = damaged(&reading);
    }
    import->model.rule = reading.rules.item;
    import->model.rule_count = reading.rules.count;
    return status;
}

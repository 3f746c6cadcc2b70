/* SPDX-License-Identifier: Apache-2.0 */
#include "nlp/lexemes.h"

#include "nlp/chars.h"

#include <string.h>

#define SHORT_FORM        128 /* bytes that are lower-cased on the stack */
#define SUFFIX_LENGTH     3   /* code points */
#define LONGEST_BASE_NORM 6   /* bytes */

struct base_norm {
    struct cmq_str form, norm;
};

/* spaCy's own norms of punctuation and currencies, which no pipeline folder holds. */
#define NORM(form, norm)                                                                           \
    {                                                                                              \
        {form, sizeof form - 1}, {                                                                 \
            norm, sizeof norm - 1                                                                  \
        }                                                                                          \
    }
/* clang-format off */
static const struct base_norm BASE_NORMS[] = {
    NORM("'s", "'s"), NORM("'S", "'s"), NORM("’s", "'s"), NORM("’S", "'s"), NORM("’", "'"),
    NORM("‘", "'"), NORM("´", "'"), NORM("`", "'"), NORM("”", "\""), NORM("“", "\""),
    NORM("''", "\""), NORM("``", "\""), NORM("´´", "\""), NORM("„", "\""), NORM("»", "\""),
    NORM("«", "\""), NORM("‘‘", "\""), NORM("’’", "\""), NORM("？", "?"), NORM("！", "!"),
    NORM("，", ","), NORM("；", ";"), NORM("：", ":"), NORM("。", "."), NORM("।", "."),
    NORM("…", "..."), NORM("—", "-"), NORM("–", "-"), NORM("--", "-"), NORM("---", "-"),
    NORM("——", "-"), NORM("€", "$"), NORM("£", "$"), NORM("¥", "$"), NORM("฿", "$"),
    NORM("US$", "$"), NORM("C$", "$"), NORM("A$", "$"), NORM("₺", "$"), NORM("₹", "$"),
    NORM("৳", "$"), NORM("₩", "$"), NORM("Mex$", "$"), NORM("₣", "$"), NORM("E£", "$"),
};
/* clang-format on */

/* The id of the norm, 0 if there is none. */
static uint64_t base_norm(struct cmq_str form) {
    for (size_t i = 0; i < sizeof BASE_NORMS / sizeof *BASE_NORMS; i++) {
        if (cmq_str_eq(form, BASE_NORMS[i].form)) {
            return cmq_string_id(BASE_NORMS[i].norm);
        }
    }
    return 0;
}

static uint64_t table_norm(const struct cmq_norm_table *norms, uint64_t id) {
    size_t low = 0, high = norms->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (norms->pairs[2 * middle] < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < norms->count && norms->pairs[2 * low] == id ? norms->pairs[2 * low + 1] : 0;
}

/* What one walk over the bytes tells. */
struct form_kind {
    bool ascii, lower, letters; /* no capital; ASCII letters and digits alone */
};

static struct form_kind kind_of(struct cmq_str form) {
    struct form_kind kind = {.ascii = true, .lower = true, .letters = true};
    for (size_t i = 0; i < form.len; i++) {
        unsigned char c = (unsigned char)form.ptr[i];
        kind.ascii = kind.ascii && c < 0x80;
        bool capital = c >= 'A' && c <= 'Z';
        kind.lower = kind.lower && !capital;
        kind.letters =
            kind.letters && (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
    }
    return kind;
}

static bool lower_id(struct cmq_str form, struct cmq_arena *arena, uint64_t *id) {
    char stack[CMQ_LOWER_SIZE(SHORT_FORM)];
    char *lower = stack;
    if (form.len > SHORT_FORM) {
        lower = cmq_arena_alloc(arena, CMQ_LOWER_SIZE(form.len), 1);
        if (lower == NULL) {
            return false;
        }
    }
    *id = cmq_string_id((struct cmq_str){lower, cmq_lower(form, lower)});
    return true;
}

static struct cmq_str last_code_points(struct cmq_str form, unsigned count) {
    size_t at = form.len;
    while (at > 0 && count > 0) {
        at--;
        if (((unsigned char)form.ptr[at] & 0xc0) != 0x80) {
            count--;
        }
    }
    return (struct cmq_str){form.ptr + at, form.len - at};
}

/* Whether there are characters, and all are of a kind. */
static bool all_are(struct cmq_str form, bool (*is)(uint32_t code_point)) {
    for (size_t i = 0; i < form.len;) {
        unsigned size;
        if (!is(cmq_utf8_decode(form.ptr + i, &size))) {
            return false;
        }
        i += size;
    }
    return form.len > 0;
}

bool cmq_lexeme_features(struct cmq_str form, uint64_t norm, const struct cmq_norm_table *norms,
                         struct cmq_arena *arena, struct cmq_features *features) {
    struct form_kind kind = kind_of(form);
    uint64_t orth = cmq_string_id(form), lower = orth;
    if ((!kind.ascii || !kind.lower) && !lower_id(form, arena, &lower)) {
        return false;
    }
    if (norm == 0 && norms->count > 0) {
        norm = table_norm(norms, orth);
    }
    if (norm == 0 && !kind.letters && form.len <= LONGEST_BASE_NORM) {
        norm = base_norm(form);
    }
    unsigned first = 1;
    if (!kind.ascii) {
        (void)cmq_utf8_decode(form.ptr, &first);
    }
    struct cmq_str suffix = last_code_points(form, SUFFIX_LENGTH);
    char shape[CMQ_SHAPE_SIZE];
    features->id[CMQ_FEATURE_ORTH] = orth;
    features->id[CMQ_FEATURE_LOWER] = lower;
    features->id[CMQ_FEATURE_NORM] = norm != 0 ? norm : lower;
    features->id[CMQ_FEATURE_PREFIX] = cmq_string_id((struct cmq_str){form.ptr, first});
    features->id[CMQ_FEATURE_SUFFIX] = suffix.len == form.len ? orth : cmq_string_id(suffix);
    features->id[CMQ_FEATURE_SHAPE] =
        cmq_string_id((struct cmq_str){shape, cmq_shape(form, shape)});
    features->id[CMQ_FEATURE_IS_SPACE] = all_are(form, cmq_char_is_space);
    features->id[CMQ_FEATURE_IS_ALPHA] = all_are(form, cmq_char_is_alpha);
    features->id[CMQ_FEATURE_IS_ASCII] = kind.ascii;
    features->id[CMQ_FEATURE_IS_DIGIT] = all_are(form, cmq_char_is_digit);
    return true;
}

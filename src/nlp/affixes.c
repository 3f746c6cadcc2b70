/* SPDX-License-Identifier: Apache-2.0 */
/* Differences between Python's `re` and PCRE2 that the English patterns can meet are written out of
 * the source: \uXXXX and \UXXXXXXXX, the inline flag (?u), and \S, whose idea of white space
 * differs in U+001C..U+001F and U+180E. \w and \d agree under UCP (PCRE2 10.42 is at Unicode 14).
 *
 * A pattern comes from a model file and is not trusted: the compiled size, the nesting and the
 * steps of a match are bounded. A match that runs into a bound counts as none, always at the same
 * place for the same input. */
#include "nlp/affixes.h"

#include <string.h>

#define MAX_PATTERN 65536u /* bytes of a pattern's source */
#define MAX_NESTING 50u    /* parentheses */

/* Bounds of a match: PCRE2's own count of backtracking points, and KiB of heap without JIT. In the
 * pattern itself they can only be lowered by what follows. */
#define LIMITS "(*LIMIT_MATCH=500000)(*LIMIT_HEAP=4096)"

static size_t count_hex(struct cmq_str s, size_t at, size_t most) {
    size_t count = 0;
    while (count < most && at + count < s.len &&
           strchr("0123456789abcdefABCDEF", s.ptr[at + count]) != NULL) {
        count++;
    }
    return count;
}

void cmq_pattern_translate(struct cmq_str python, struct cmq_buf *out) {
    bool in_class = false;
    for (size_t i = 0; i < python.len; i++) {
        struct cmq_str rest = {python.ptr + i, python.len - i};
        if (!in_class && cmq_str_starts(rest, CMQ_STR("(?u)"))) {
            i += 3;
            continue;
        }
        char c = python.ptr[i];
        if (c != '\\' || i + 1 == python.len) {
            /* A bracket that opens a class may be followed by ^ and by a bracket as a member. */
            if (c == '[' && !in_class) {
                in_class = true;
                cmq_buf_add_char(out, c);
                if (i + 1 < python.len && python.ptr[i + 1] == '^') {
                    cmq_buf_add_char(out, python.ptr[++i]);
                }
                if (i + 1 < python.len && python.ptr[i + 1] == ']') {
                    cmq_buf_add_str(out, CMQ_STR("\\]"));
                    i++;
                }
                continue;
            }
            if (c == '[' && in_class) {
                /* Python has no [:names:]; the bracket is a member. */
                cmq_buf_add_char(out, '\\');
            }
            in_class = in_class && c != ']';
            cmq_buf_add_char(out, c);
            continue;
        }
        char escaped = python.ptr[++i];
        size_t digits = escaped == 'u' ? 4 : escaped == 'U' ? 8 : 0;
        if (digits > 0 && count_hex(python, i + 1, digits) == digits) {
            cmq_buf_format(out, "\\x{%.*s}", (int)digits, python.ptr + i + 1);
            i += digits;
        } else if (escaped == 'S' && !in_class) {
            cmq_buf_add_str(out, CMQ_STR("[^\\x09-\\x0d\\x1c-\\x20\\x{85}\\x{a0}\\x{1680}"
                                         "\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}"
                                         "\\x{205f}\\x{3000}]"));
        } else {
            cmq_buf_add_char(out, '\\');
            cmq_buf_add_char(out, escaped);
        }
    }
}

/* A letter may stand for its other case too, which PCRE2 does not tell. */
static bool is_caseless_unit(uint32_t unit) {
    return unit < 0x80 && !((unit | 0x20) >= 'a' && (unit | 0x20) <= 'z');
}

/* What PCRE2 found out about where a match can begin and what it must hold. */
static void study(struct cmq_pattern *pattern) {
    uint32_t type = 0, unit = 0, options = 0;
    const uint8_t *bitmap = NULL;
    pattern->anchored = pcre2_pattern_info(pattern->code, PCRE2_INFO_ALLOPTIONS, &options) == 0 &&
                        (options & PCRE2_ANCHORED) != 0;
    if (pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODETYPE, &type) == 0 && type == 1 &&
        pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTCODEUNIT, &unit) == 0 &&
        is_caseless_unit(unit)) {
        pattern->has_first = true;
        pattern->first[unit / 8] = (uint8_t)(1u << (unit % 8));
    } else if (pcre2_pattern_info(pattern->code, PCRE2_INFO_FIRSTBITMAP, &bitmap) == 0 &&
               bitmap != NULL) {
        pattern->has_first = true;
        memcpy(pattern->first, bitmap, sizeof pattern->first);
    }
    if (pcre2_pattern_info(pattern->code, PCRE2_INFO_LASTCODETYPE, &type) == 0 && type == 1 &&
        pcre2_pattern_info(pattern->code, PCRE2_INFO_LASTCODEUNIT, &unit) == 0 &&
        is_caseless_unit(unit)) {
        pattern->has_required = true;
        pattern->required = (uint8_t)unit;
    }
}

static enum cmq_status compile(struct cmq_str source, const char *name,
                               pcre2_compile_context *context, struct cmq_pattern *pattern,
                               struct cmq_error *err) {
    int code;
    PCRE2_SIZE offset;
    pattern->code =
        pcre2_compile((PCRE2_SPTR)source.ptr, source.len,
                      PCRE2_UTF | PCRE2_UCP | PCRE2_NO_AUTO_CAPTURE | PCRE2_NEVER_BACKSLASH_C,
                      &code, &offset, context);
    if (pattern->code == NULL) {
        unsigned char message[128];
        pcre2_get_error_message(code, message, sizeof message);
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the tokenizer's %s: %s (byte %zu)", name,
                        (const char *)message, (size_t)offset - (sizeof LIMITS - 1));
    }
    pattern->jit = pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) == 0;
    study(pattern);
    return CMQ_OK;
}

enum cmq_status cmq_pattern_compile(struct cmq_str source, const char *name,
                                    struct cmq_pattern *pattern, struct cmq_error *err) {
    memset(pattern, 0, sizeof *pattern);
    if (source.ptr == NULL) {
        return CMQ_OK;
    }
    if (source.len > MAX_PATTERN) {
        return cmq_fail(err, CMQ_LIMIT, 0, "the tokenizer's %s is longer than %u bytes", name,
                        MAX_PATTERN);
    }
    struct cmq_buf bounded;
    cmq_buf_init(&bounded, sizeof LIMITS + MAX_PATTERN);
    cmq_buf_add_str(&bounded, CMQ_STR(LIMITS));
    cmq_buf_add_str(&bounded, source);
    pcre2_compile_context *context = pcre2_compile_context_create(NULL);
    enum cmq_status status;
    if (context == NULL || bounded.failed) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory for the tokenizer's patterns");
    } else {
        pcre2_set_parens_nest_limit(context, MAX_NESTING);
        status = compile(cmq_buf_str(&bounded), name, context, pattern, err);
    }
    pcre2_compile_context_free(context);
    cmq_buf_release(&bounded);
    return status;
}

void cmq_pattern_release(struct cmq_pattern *pattern) {
    pcre2_code_free(pattern->code);
    pattern->code = NULL;
}

/* Where a match can begin at the earliest, or s.len. */
static size_t first_candidate(const struct cmq_pattern *pattern, struct cmq_str s, size_t from) {
    for (; pattern->has_first && from < s.len; from++) {
        unsigned char byte = (unsigned char)s.ptr[from];
        if (pattern->first[byte / 8] >> (byte % 8) & 1) {
            break;
        }
        if (pattern->anchored) {
            return s.len;
        }
    }
    return from;
}

bool cmq_pattern_find(const struct cmq_pattern *pattern, pcre2_match_data *data, struct cmq_str s,
                      size_t from, size_t *start, size_t *end) {
    if (pattern->code == NULL) {
        return false;
    }
    from = first_candidate(pattern, s, from);
    if (from >= s.len ||
        (pattern->has_required && memchr(s.ptr + from, pattern->required, s.len - from) == NULL)) {
        return false;
    }
    int found = PCRE2_ERROR_JIT_STACKLIMIT;
    if (pattern->jit) {
        found = pcre2_jit_match(pattern->code, (PCRE2_SPTR)s.ptr, s.len, from, 0, data, NULL);
    }
    if (found == PCRE2_ERROR_JIT_STACKLIMIT) {
        found = pcre2_match(pattern->code, (PCRE2_SPTR)s.ptr, s.len, from,
                            PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, NULL);
    }
    if (found < 0) {
        return false;
    }
    const PCRE2_SIZE *offset = pcre2_get_ovector_pointer(data);
    *start = offset[0];
    *end = offset[1];
    return *start <= *end;
}

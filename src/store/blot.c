/* SPDX-License-Identifier: Apache-2.0 */
#include "store/blot.h"

#include <utf8proc.h>

static bool is_letter(uint32_t c) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) && category != 0;
}

/* The next word of `*rest`, which then begins behind it; absent if there is none. */
static struct cmq_str next_word(struct cmq_str *rest) {
    size_t start = 0, end;
    unsigned size;
    while (start < rest->len && !is_letter(cmq_utf8_decode(rest->ptr + start, &size))) {
        start += size;
    }
    end = start;
    while (end < rest->len && is_letter(cmq_utf8_decode(rest->ptr + end, &size))) {
        end += size;
    }
    struct cmq_str word = {end > start ? rest->ptr + start : NULL, end - start};
    *rest = (struct cmq_str){rest->ptr + end, rest->len - end};
    return word;
}

static bool same_word(struct cmq_str a, struct cmq_str b) {
    size_t i = 0, k = 0;
    while (i < a.len && k < b.len) {
        unsigned size_a, size_b;
        utf8proc_int32_t x = (utf8proc_int32_t)cmq_utf8_decode(a.ptr + i, &size_a);
        utf8proc_int32_t y = (utf8proc_int32_t)cmq_utf8_decode(b.ptr + k, &size_b);
        if (utf8proc_tolower(x) != utf8proc_tolower(y)) {
            return false;
        }
        i += size_a;
        k += size_b;
    }
    return i == a.len && k == b.len;
}

bool cmq__name_read(struct cmq_str text, struct cmq__name *name) {
    struct cmq_str word;
    name->count = 0;
    while ((word = next_word(&text)).ptr != NULL) {
        if (name->count == CMQ__NAME_WORDS) {
            return false;
        }
        name->word[name->count++] = word;
    }
    return name->count > 0;
}

/* The bytes from the start of `first` that the name takes there; 0 if it does not stand there.
 * `rest` is the text behind that word. */
static size_t name_length(const struct cmq__name *name, struct cmq_str first, struct cmq_str rest) {
    struct cmq_str word = first;
    for (unsigned i = 0; i < name->count; i++) {
        if (i > 0) {
            word = next_word(&rest);
        }
        if (word.ptr == NULL || !same_word(name->word[i], word)) {
            return 0;
        }
    }
    return (size_t)(word.ptr + word.len - first.ptr);
}

void cmq__blot_all(struct cmq_str text, struct cmq_buf *out) {
    unsigned size;
    for (size_t i = 0; i < text.len; i += size) {
        if (is_letter(cmq_utf8_decode(text.ptr + i, &size))) {
            cmq_buf_add_str(out, CMQ_STR("\xE2\x96\x88"));
        } else {
            cmq_buf_add(out, text.ptr + i, size);
        }
    }
}

bool cmq__blot_name(const struct cmq__name *name, struct cmq_str text, struct cmq_buf *out) {
    struct cmq_str rest = text, word;
    const char *kept = text.ptr; /* what stands before is in `out` */
    bool found = false;
    while ((word = next_word(&rest)).ptr != NULL) {
        size_t length = name_length(name, word, rest);
        if (length > 0) {
            cmq_buf_add(out, kept, (size_t)(word.ptr - kept));
            cmq__blot_all((struct cmq_str){word.ptr, length}, out);
            kept = word.ptr + length;
            rest = (struct cmq_str){kept, (size_t)(text.ptr + text.len - kept)};
            found = true;
        }
    }
    if (found) {
        cmq_buf_add_str(out, rest);
        cmq_buf_add(out, kept, (size_t)(rest.ptr - kept));
    }
    return found;
}

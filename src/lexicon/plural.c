/* SPDX-License-Identifier: Apache-2.0 */
/* The plural of a name is that of its head noun: the word before the first "of", "in", "for", "to"
 * or "at", else the last one. */
#include "lexicon/source.h"

static bool is_any(struct cmq_str word, const char *const *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (cmq_str_eq(word, cmq_str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

static uint32_t head_piece(const struct cmq__folded *name) {
    static const char *const behind[] = {"of", "in", "for", "to", "at"};
    for (uint32_t i = 1; i < name->count; i++) {
        if (is_any(cmq__folded_piece(name, i), behind, sizeof behind / sizeof behind[0])) {
            return i - 1;
        }
    }
    return name->count - 1;
}

static bool is_vowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* The regular plural of a folded noun; empty if it looks like a plural already. */
static struct cmq_str pluralise(struct cmq_arena *arena, struct cmq_str noun) {
    static const char *const not_men[] = {"human", "german", "roman", "ottoman"};
    static const char *const hissing[] = {"ss", "x", "z", "ch", "sh"};
    if (cmq_str_ends(noun, CMQ_STR("man")) &&
        !is_any(noun, not_men, sizeof not_men / sizeof not_men[0])) {
        return cmq_arena_format(arena, "%.*smen", (int)noun.len - 3, noun.ptr);
    }
    for (size_t i = 0; i < sizeof hissing / sizeof hissing[0]; i++) {
        if (cmq_str_ends(noun, cmq_str_of(hissing[i]))) {
            return cmq_arena_format(arena, "%.*ses", CMQ_FMT(noun));
        }
    }
    if (cmq_str_ends(noun, CMQ_STR("s"))) {
        return CMQ_STR("");
    }
    if (cmq_str_ends(noun, CMQ_STR("y")) && noun.len > 1 && !is_vowel(noun.ptr[noun.len - 2])) {
        return cmq_arena_format(arena, "%.*sies", (int)noun.len - 1, noun.ptr);
    }
    return cmq_arena_format(arena, "%.*ss", CMQ_FMT(noun));
}

bool cmq__plural(struct cmq_arena *arena, const struct cmq__folded *name,
                 struct cmq__folded *plural) {
    uint32_t head = head_piece(name);
    struct cmq_str noun = pluralise(arena, cmq__folded_piece(name, head));
    struct cmq_str before = {name->bytes, name->piece[head].start};
    size_t end = (size_t)name->piece[head].start + name->piece[head].len;
    struct cmq_str behind = {name->bytes + end, name->len - end};
    cmq__fold(
        cmq_arena_format(arena, "%.*s%.*s%.*s", CMQ_FMT(before), CMQ_FMT(noun), CMQ_FMT(behind)),
        plural);
    if (noun.len == 0 || plural->count != name->count) {
        return false;
    }
    /* "NGOs" is not all in capitals. */
    for (uint32_t i = 0; i < name->count; i++) {
        bool weaker = i == head && name->piece[i].letters == CMQ__CASE_CAPITALS;
        plural->piece[i].letters = weaker ? CMQ__CASE_CAPITAL : name->piece[i].letters;
    }
    return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Items of a pattern that the text places, not the tree: "words in quotation marks" and slots
 * behind two points. Words of one item follow each other directly, and a "*" among them is the
 * head. */
#include "lexicon/frame_draft.h"

#include <string.h>

bool cmq__frame_is_placed(struct cmq_str item) {
    return item.ptr[0] == '"' || cmq_str_starts(item, CMQ_STR(".."));
}

/* ---- words ------------------------------------------------------------------------------- */

/* A word, a phrase or, with "-" at its end, the beginning of a word. */
static bool add_literal(struct cmq__frame_draft *frame, struct cmq_str text,
                        struct cmq__step_draft *step) {
    struct cmq_arena *arena = &frame->source->draft->arena;
    struct cmq__folded folded;
    cmq__fold(text, &folded);
    bool small = folded.count > 0;
    for (uint32_t i = 0; i < folded.count; i++) {
        small = small && folded.piece[i].letters == CMQ__CASE_ANY;
    }
    if (!small) {
        return cmq__frame_refuse(frame, "'%.*s' is no word in small letters", CMQ_FMT(text));
    }
    bool stem = cmq_str_ends(text, CMQ_STR("-"));
    step->step.flags |= stem ? CMQ_STEP_STEMS : 0;
    step->step.flags |= folded.count > 1 ? CMQ_STEP_PHRASES : 0;
    CMQ_PUSH(arena, &step->literals) =
        cmq_arena_format(arena, "%.*s%s", CMQ_FMT(cmq__folded_str(&folded)), stem ? "-" : "");
    return true;
}

/* Cuts a word or a set in braces; false at the end. A set that is not closed ends the text. */
static bool next_word(struct cmq_str *text, struct cmq_str *word) {
    *text = cmq_str_trim(*text);
    if (text->len == 0) {
        return false;
    }
    if (text->ptr[0] != '{') {
        return cmq__next_word(text, word);
    }
    const char *close = memchr(text->ptr, '}', text->len);
    size_t len = close == NULL ? text->len : (size_t)(close - text->ptr) + 1;
    *word = (struct cmq_str){text->ptr, len};
    *text = (struct cmq_str){text->ptr + len, text->len - len};
    return true;
}

static bool read_set(struct cmq__frame_draft *frame, struct cmq_str word,
                     struct cmq__step_draft *step) {
    if (word.ptr[0] != '{') {
        return add_literal(frame, word, step);
    }
    if (!cmq_str_ends(word, CMQ_STR("}"))) {
        return cmq__frame_refuse(frame, "a '{' is not closed");
    }
    struct cmq_str list = {word.ptr + 1, word.len - 2};
    while (list.ptr != NULL) {
        if (!add_literal(frame, cmq_str_trim(cmq_str_cut(&list, '|')), step)) {
            return false;
        }
    }
    return true;
}

/* Of two words side by side the one away from the head is close to the other one. */
static bool read_quoted(struct cmq__frame_draft *frame, struct cmq_str text, bool before) {
    struct cmq_str word;
    uint32_t first = frame->step_count;
    bool head = false, misplaced = false;
    while (next_word(&text, &word)) {
        struct cmq__step_draft step = {.step = {.kind = CMQ_STEP_WORDS}};
        if (cmq_str_eq(word, CMQ_STR("*"))) {
            misplaced |= head || (!before && frame->step_count > first);
            head = true;
            continue;
        }
        misplaced |= head && before;
        step.step.flags = before ? CMQ_STEP_BEFORE : 0;
        bool follows = before ? cmq_str_trim(text).len > 0 : head || frame->step_count > first;
        step.step.flags |= follows ? CMQ_STEP_CLOSE : 0;
        if (!read_set(frame, word, &step) || !cmq__frame_add_step(frame, &step, false)) {
            return false;
        }
    }
    if (misplaced || frame->step_count == first) {
        return cmq__frame_refuse(frame, misplaced ? "'*' stands between the words and the head"
                                                  : "there is no word between the quotation marks");
    }
    return true;
}

/* ---- slots ------------------------------------------------------------------------------- */

static bool read_nearest(struct cmq__frame_draft *frame, struct cmq_str slot, bool before) {
    static const char letters[] = "STX";
    static const uint8_t slots[] = {CMQ_SLOT_SOURCE, CMQ_SLOT_TARGET, CMQ_SLOT_OTHER};
    const char *letter = slot.len == 1 ? memchr(letters, slot.ptr[0], sizeof letters - 1) : NULL;
    if (letter == NULL) {
        return cmq__frame_refuse(frame, "S, T or X stands behind '..'");
    }
    struct cmq__step_draft step = {
        .step = {.kind = CMQ_STEP_NEAREST,
                 .slot = slots[letter - letters],
                 .flags = before ? CMQ_STEP_BEFORE : 0},
    };
    return cmq__frame_add_step(frame, &step, false);
}

bool cmq__frame_read_placed(struct cmq__frame_draft *frame, struct cmq_str item, bool before) {
    if (item.ptr[0] == '"') {
        return read_quoted(frame, (struct cmq_str){item.ptr + 1, item.len - 2}, before);
    }
    return read_nearest(frame, (struct cmq_str){item.ptr + 2, item.len - 2}, before);
}

void cmq__frame_reverse(struct cmq__frame_draft *frame, uint32_t first) {
    for (uint32_t i = first, j = frame->step_count; i + 1 < j; i++) {
        struct cmq__step_draft swap = frame->step[--j];
        frame->step[j] = frame->step[i];
        frame->step[i] = swap;
    }
}

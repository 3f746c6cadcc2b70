/* SPDX-License-Identifier: Apache-2.0 */
/* Two lexicons compared by what their authors wrote: an entry is its head line, the lines below it
 * and its examples. */
#include "lexicon/lexicon.h"

#include <stdlib.h>

/* The lines of an entry, each with what it tells. */
struct line {
    struct cmq_str text;
    unsigned what; /* enum cmq_entry_part */
};

struct lines {
    CMQ_ARRAY(struct line) line;
};

struct numbered {
    struct cmq_str id;
    const struct cmq_entry *entry;
};

struct numbered_entries {
    struct numbered *item;
    uint32_t count;
};

/* ---- lines ------------------------------------------------------------------------------- */

/* What a line below the head of an actor or a topic tells. */
static unsigned part_of(struct cmq_str line) {
    static const struct {
        const char *word;
        unsigned what;
    } parts[] = {
        {"state", CMQ_PART_CODES},   {"body", CMQ_PART_CODES}, {"group", CMQ_PART_CODES},
        {"person", CMQ_PART_CODES},  {"term", CMQ_PART_TERMS}, {"demonym", CMQ_PART_NAMES},
        {"capital", CMQ_PART_NAMES}, {"seat", CMQ_PART_NAMES}, {"words", CMQ_PART_NAMES},
    };
    struct cmq_str word = cmq_str_cut(&line, ' ');
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (cmq_str_eq(word, cmq_str_of(parts[i].word))) {
            return parts[i].what;
        }
    }
    return CMQ_PART_SOURCE;
}

static void add_line(struct lines *lines, struct cmq_arena *arena, struct cmq_str text,
                     unsigned what) {
    if (text.len > 0) {
        CMQ_PUSH(arena, &lines->line) = (struct line){text, what};
    }
}

/* The head in two: the names, pattern or words, and the codes behind. */
static void add_head(struct lines *lines, struct cmq_arena *arena, enum cmq_entry_kind kind,
                     struct cmq_str head) {
    size_t at = head.len;
    if (kind == CMQ_ENTRY_FRAME) {
        while (at > 0 && (at == head.len || head.ptr[at - 1] != '=' || head.ptr[at] != '>')) {
            at--;
        }
        at = at > 0 ? at - 1 : head.len;
    } else if (kind == CMQ_ENTRY_ROLE || kind == CMQ_ENTRY_SPEECH || kind == CMQ_ENTRY_EFFECT) {
        struct cmq_str rest = head;
        at = cmq_str_cut(&rest, ':').len;
    }
    unsigned what = kind == CMQ_ENTRY_FRAME ? CMQ_PART_PATTERN : CMQ_PART_NAMES;
    add_line(lines, arena, cmq_str_trim((struct cmq_str){head.ptr, at}), what);
    add_line(lines, arena, cmq_str_trim((struct cmq_str){head.ptr + at, head.len - at}),
             CMQ_PART_CODES);
}

static void list_lines(const struct cmq_lexicon *lexicon, const struct cmq_entry *entry,
                       struct cmq_arena *arena, struct lines *lines) {
    struct cmq_str body = cmq_lexicon_str(lexicon, entry->body);
    add_head(lines, arena, (enum cmq_entry_kind)entry->kind, cmq_lexicon_str(lexicon, entry->text));
    while (body.len > 0) {
        struct cmq_str line = cmq_str_cut(&body, '\n');
        add_line(lines, arena, line, part_of(line));
    }
    for (uint32_t i = 0; i < entry->example_count; i++) {
        const struct cmq_example *example = &lexicon->example[entry->first_example + i];
        struct cmq_str text = cmq_lexicon_str(lexicon, example->text);
        struct cmq_str expected = cmq_lexicon_str(lexicon, example->expected);
        add_line(lines, arena,
                 cmq_arena_format(arena, "> %.*s => %.*s", CMQ_FMT(text), CMQ_FMT(expected)),
                 CMQ_PART_EXAMPLES);
    }
}

/* The lines of `a` that `b` does not have, or has less often. */
static unsigned subtract(const struct lines *a, const struct lines *b, struct cmq_arena *arena,
                         struct cmq_strings *only) {
    struct cmq_map left;
    unsigned what = 0;
    cmq_map_init(&left);
    for (uint32_t i = 0; i < b->line.count; i++) {
        uint32_t *count = cmq_map_put(&left, b->line.item[i].text, 0);
        if (count != NULL) {
            ++*count;
        }
    }
    for (uint32_t i = 0; i < a->line.count; i++) {
        uint32_t *count = cmq_map_put(&left, a->line.item[i].text, 0);
        if (count == NULL || *count == 0) {
            CMQ_PUSH(arena, only) = a->line.item[i].text;
            what |= a->line.item[i].what;
        } else {
            --*count;
        }
    }
    cmq_map_release(&left);
    return what;
}

/* ---- entries ----------------------------------------------------------------------------- */

static int compare_ids(const void *a, const void *b) {
    return cmq_str_cmp(((const struct numbered *)a)->id, ((const struct numbered *)b)->id);
}

static struct numbered_entries sort_entries(const struct cmq_lexicon *lexicon,
                                            struct cmq_arena *arena) {
    struct numbered_entries sorted = {
        CMQ_NEW_ARRAY(arena, struct numbered, (size_t)lexicon->entry_count + 1),
        lexicon->entry_count};
    if (sorted.item == NULL) {
        return (struct numbered_entries){NULL, 0};
    }
    for (uint32_t i = 0; i < sorted.count; i++) {
        const struct cmq_entry *entry = &lexicon->entry[i];
        sorted.item[i] = (struct numbered){cmq_lexicon_str(lexicon, entry->id), entry};
    }
    qsort(sorted.item, sorted.count, sizeof *sorted.item, compare_ids);
    return sorted;
}

static void add_difference(const struct cmq_lexicon *before, const struct cmq_lexicon *after,
                           const struct cmq_entry *old, const struct cmq_entry *new,
                           struct cmq_arena *arena, struct cmq_differences *differences) {
    struct lines was = {{0}}, is = {{0}};
    struct cmq_difference difference = {.before = old, .after = new};
    if (old != NULL) {
        list_lines(before, old, arena, &was);
    }
    if (new != NULL) {
        list_lines(after, new, arena, &is);
    }
    difference.what = subtract(&was, &is, arena, &difference.gone);
    difference.what |= subtract(&is, &was, arena, &difference.come);
    if (difference.what != 0) {
        CMQ_PUSH(arena, differences) = difference;
    }
}

void cmq_lexicon_compare(const struct cmq_lexicon *before, const struct cmq_lexicon *after,
                         struct cmq_arena *arena, struct cmq_differences *differences) {
    struct numbered_entries old = sort_entries(before, arena), new = sort_entries(after, arena);
    uint32_t i = 0, j = 0;
    while ((i < old.count || j < new.count) && !arena->exhausted) {
        int order = i == old.count   ? 1
                    : j == new.count ? -1
                                     : cmq_str_cmp(old.item[i].id, new.item[j].id);
        add_difference(before, after, order <= 0 ? old.item[i].entry : NULL,
                       order >= 0 ? new.item[j].entry : NULL, arena, differences);
        i += order <= 0;
        j += order >= 0;
    }
}

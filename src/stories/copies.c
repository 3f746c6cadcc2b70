/* SPDX-License-Identifier: Apache-2.0 */
/* Near copies among the reports of a run, kept in memory. */

#include "stories/stories.h"

#include <stdlib.h>
#include <string.h>

/* The reports that have a key, in a chain from the last to the first. */
struct link {
    uint32_t report, before; /* UINT32_MAX: none */
};

struct kept {
    struct cmq_sketch sketch;
    uint32_t origin;
};

struct cmq_copies {
    struct cmq_arena arena;   /* sketches and links */
    struct cmq_arena scratch; /* of the report at hand */
    struct cmq_map last;      /* key -> its last link */
    CMQ_ARRAY(struct link) links;
    CMQ_ARRAY(struct kept) reports;
};

struct cmq_copies *cmq_copies_open(void) {
    struct cmq_copies *copies = calloc(1, sizeof *copies);
    if (copies != NULL) {
        cmq_arena_init(&copies->arena, SIZE_MAX / 2);
        cmq_arena_init(&copies->scratch, CMQ_ARENA_LIMIT);
        cmq_map_init(&copies->last);
    }
    return copies;
}

void cmq_copies_free(struct cmq_copies *copies) {
    if (copies != NULL) {
        cmq_arena_release(&copies->arena);
        cmq_arena_release(&copies->scratch);
        cmq_map_release(&copies->last);
        free(copies);
    }
}

static struct cmq_str key_of(const uint32_t *key) {
    return (struct cmq_str){(const char *)key, sizeof *key};
}

/* The reports that stand for the key, the last first; none where too many do. */
static enum cmq_status holders(void *context, uint32_t key, struct cmq_holders *holders,
                               struct cmq_error *err) {
    const struct cmq_copies *copies = context;
    const uint32_t *last = cmq_map_get(&copies->last, key_of(&key));
    (void)err;
    holders->count = 0;
    for (uint32_t k = last != NULL ? *last : UINT32_MAX; k != UINT32_MAX;
         k = copies->links.item[k].before) {
        holders->report[holders->count++] = copies->links.item[k].report;
    }
    holders->count = holders->count > CMQ_COPY_COMMON ? 0 : holders->count;
    return CMQ_OK;
}

static enum cmq_status sketch_of(void *context, uint32_t report, struct cmq_arena *arena,
                                 struct cmq_sketch *sketch, struct cmq_error *err) {
    const struct cmq_copies *copies = context;
    (void)arena;
    (void)err;
    *sketch = copies->reports.item[report].sketch;
    return CMQ_OK;
}

/* Whether the report may stand for the key, too. */
static bool has_room(const struct cmq_copies *copies, uint32_t last, uint32_t report) {
    uint32_t links = 0, of_tree = 0;
    for (; last != UINT32_MAX; last = copies->links.item[last].before) {
        const struct link *link = &copies->links.item[last];
        if (link->report == report) {
            return false;
        }
        of_tree += copies->reports.item[link->report].origin == copies->reports.item[report].origin;
        links++;
    }
    return links <= CMQ_COPY_COMMON && of_tree < CMQ_COPY_OF_A_TREE;
}

static bool keep_keys(struct cmq_copies *copies, const struct cmq_sketch *sketch, uint32_t report) {
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            struct cmq_str key = key_of(&sketch->sentences.item[i].key[order]);
            uint32_t *last = cmq_map_put(&copies->last, key, UINT32_MAX);
            if (last == NULL) {
                return false;
            }
            if (has_room(copies, *last, report)) {
                CMQ_PUSH(&copies->arena, &copies->links) = (struct link){report, *last};
                *last = copies->links.count - 1;
            }
        }
    }
    return true;
}

static void *copy_items(struct cmq_arena *arena, const void *item, size_t count, size_t size) {
    void *copy = cmq_arena_alloc(arena, count, size);
    return copy != NULL && count > 0 ? memcpy(copy, item, count * size) : copy;
}

/* Keeps the report, its sketch without the room that it grew by. */
static bool keep_report(struct cmq_copies *copies, const struct cmq_sketch *sketch,
                        uint32_t origin) {
    struct cmq_arena *arena = &copies->arena;
    struct kept kept = {.sketch = *sketch, .origin = origin};
    kept.sketch.words.item =
        copy_items(arena, sketch->words.item, sketch->words.count, sizeof *sketch->words.item);
    kept.sketch.words.capacity = sketch->words.count;
    kept.sketch.sentences.item = copy_items(arena, sketch->sentences.item, sketch->sentences.count,
                                            sizeof *sketch->sentences.item);
    kept.sketch.sentences.capacity = sketch->sentences.count;
    if (!arena->exhausted) {
        CMQ_PUSH(arena, &copies->reports) = kept;
    }
    return !arena->exhausted;
}

enum cmq_status cmq_copies_add(struct cmq_copies *copies, struct cmq_str text,
                               struct cmq_copy *copy, struct cmq_error *err) {
    const struct cmq_copy_index index = {copies, holders, sketch_of};
    uint32_t number = copies->reports.count;
    struct cmq_sketch sketch = {.counted = 0};
    cmq_arena_reset(&copies->scratch);
    cmq_sketch_make(text, &copies->scratch, &sketch);
    enum cmq_status status = cmq_copy_find(&index, &sketch, &copies->scratch, copy, err);
    copy->origin = copy->whole ? copies->reports.item[copy->of].origin : number;
    bool kept = status == CMQ_OK && keep_report(copies, &sketch, copy->origin) &&
                keep_keys(copies, &sketch, number) && !copies->arena.exhausted;
    return kept ? CMQ_OK : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

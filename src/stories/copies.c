/* SPDX-License-Identifier: Apache-2.0 */
/* Near copies among the reports of a run, kept in memory. */

#include "stories/stories.h"

#include <stdlib.h>

/* The reports that have a key, in a chain from the last to the first. */
struct link {
    uint32_t report, before; /* UINT32_MAX: none */
};

struct kept {
    struct cmq_sketch sketch;
    uint32_t origin;
};

struct cmq_copies {
    struct cmq_arena arena; /* sketches and links */
    struct cmq_map last;    /* key -> its last link */
    struct cmq_map count;   /* key -> reports that have it */
    CMQ_ARRAY(struct link) links;
    CMQ_ARRAY(struct kept) reports;
};

struct cmq_copies *cmq_copies_open(void) {
    struct cmq_copies *copies = calloc(1, sizeof *copies);
    if (copies != NULL) {
        cmq_arena_init(&copies->arena, SIZE_MAX / 2);
        cmq_map_init(&copies->last);
        cmq_map_init(&copies->count);
    }
    return copies;
}

void cmq_copies_free(struct cmq_copies *copies) {
    if (copies != NULL) {
        cmq_arena_release(&copies->arena);
        cmq_map_release(&copies->last);
        cmq_map_release(&copies->count);
        free(copies);
    }
}

static struct cmq_str key_of(const uint32_t *key) {
    return (struct cmq_str){(const char *)key, sizeof *key};
}

/* The reports that have the key, the last first; none are left where too many have it. */
static enum cmq_status holders(void *context, uint32_t key, struct cmq_holders *holders,
                               struct cmq_error *err) {
    const struct cmq_copies *copies = context;
    const uint32_t *count = cmq_map_get(&copies->count, key_of(&key));
    const uint32_t *last = cmq_map_get(&copies->last, key_of(&key));
    (void)err;
    holders->count = 0;
    if (count == NULL || last == NULL || *count > CMQ_COPY_COMMON) {
        return CMQ_OK;
    }
    for (uint32_t k = *last; k != UINT32_MAX; k = copies->links.item[k].before) {
        holders->report[holders->count++] = copies->links.item[k].report;
    }
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

static bool keep_keys(struct cmq_copies *copies, const struct cmq_sketch *sketch, uint32_t report) {
    for (uint32_t i = 0; i < sketch->sentences.count; i++) {
        for (unsigned order = 0; order < 2; order++) {
            struct cmq_str key = key_of(&sketch->sentences.item[i].key[order]);
            uint32_t *count = cmq_map_put(&copies->count, key, 0);
            uint32_t *last = cmq_map_put(&copies->last, key, UINT32_MAX);
            if (count == NULL || last == NULL) {
                return false;
            }
            bool again = *last != UINT32_MAX && copies->links.item[*last].report == report;
            if (again || ++*count > CMQ_COPY_COMMON) {
                continue;
            }
            CMQ_PUSH(&copies->arena, &copies->links) = (struct link){report, *last};
            *last = copies->links.count - 1;
        }
    }
    return true;
}

enum cmq_status cmq_copies_add(struct cmq_copies *copies, struct cmq_str text,
                               struct cmq_copy *copy, struct cmq_error *err) {
    struct kept kept = {.origin = copies->reports.count};
    const struct cmq_copy_index index = {copies, holders, sketch_of};
    *copy = (struct cmq_copy){.of = UINT32_MAX};
    cmq_sketch_make(text, &copies->arena, &kept.sketch);
    if (!copies->arena.exhausted) {
        cmq_copy_find(&index, &kept.sketch, &copies->arena, copy, err);
    }
    if (copy->whole) {
        kept.origin = copies->reports.item[copy->of].origin;
    }
    copy->origin = kept.origin;
    bool done = keep_keys(copies, &kept.sketch, copies->reports.count);
    CMQ_PUSH(&copies->arena, &copies->reports) = kept;
    return done && !copies->arena.exhausted ? CMQ_OK
                                            : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Near copies among the reports of a run, kept in memory. */

#include "stories/web.h"

#include <stdlib.h>
#include <string.h>

/* The reports that stand for a key, in a chain from the last to the first. */
struct link {
    uint32_t report, before; /* places; UINT32_MAX: none */
};

struct kept {
    struct cmq_sketch sketch;
    uint32_t number, origin;  /* the caller's */
    CMQ_ARRAY(uint32_t) keys; /* that it stands for */
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

static bool keep_key(struct cmq_copies *copies, uint32_t key, uint32_t place) {
    uint32_t *last = cmq_map_put(&copies->last, key_of(&key), UINT32_MAX);
    if (last == NULL) {
        return false;
    }
    if (has_room(copies, *last, place)) {
        CMQ_PUSH(&copies->arena, &copies->links) = (struct link){place, *last};
        *last = copies->links.count - 1;
        CMQ_PUSH(&copies->arena, &copies->reports.item[place].keys) = key;
    }
    return true;
}

static bool keep_keys(struct cmq_copies *copies, const struct cmq_sketch *sketch, uint32_t place) {
    bool kept = true;
    for (uint32_t i = 0; i < 2 * sketch->sentences.count && kept; i++) {
        kept = keep_key(copies, sketch->sentences.item[i / 2].key[i % 2], place);
    }
    return kept;
}

static void *copy_items(struct cmq_arena *arena, const void *item, size_t count, size_t size) {
    void *copy = cmq_arena_alloc(arena, count, size);
    return copy != NULL && count > 0 ? memcpy(copy, item, count * size) : copy;
}

/* Keeps the report, its sketch without the room that it grew by. */
static bool keep_report(struct cmq_copies *copies, const struct cmq_sketch *sketch, uint32_t number,
                        uint32_t origin) {
    struct cmq_arena *arena = &copies->arena;
    struct kept kept = {.sketch = *sketch, .number = number, .origin = origin};
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

static enum cmq_status kept_or_not(const struct cmq_copies *copies, bool kept,
                                   struct cmq_error *err) {
    return kept && !copies->arena.exhausted ? CMQ_OK
                                            : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

enum cmq_status cmq_copies_add_sketch(struct cmq_copies *copies, uint32_t number,
                                      const struct cmq_sketch *sketch, struct cmq_arena *arena,
                                      struct cmq_copy *copy, struct cmq_error *err) {
    const struct cmq_copy_index index = {copies, holders, sketch_of};
    enum cmq_status status = cmq_copy_find(&index, sketch, arena, copy, err);
    if (status != CMQ_OK) {
        return status;
    }
    const struct kept *source = copy->of != UINT32_MAX ? &copies->reports.item[copy->of] : NULL;
    copy->origin = copy->whole ? source->origin : number;
    copy->of = source != NULL ? source->number : UINT32_MAX;
    uint32_t place = copies->reports.count;
    return kept_or_not(
        copies,
        keep_report(copies, sketch, number, copy->origin) && keep_keys(copies, sketch, place), err);
}

enum cmq_status cmq_copies_add(struct cmq_copies *copies, struct cmq_str text,
                               struct cmq_copy *copy, struct cmq_error *err) {
    struct cmq_sketch sketch = {.counted = 0};
    cmq_arena_reset(&copies->scratch);
    cmq_sketch_make(text, &copies->scratch, &sketch);
    return cmq_copies_add_sketch(copies, copies->reports.count, &sketch, &copies->scratch, copy,
                                 err);
}

/* ---- as bytes ----------------------------------------------------------------------------- */

static void write_report(const struct kept *kept, struct cmq_buf *out) {
    cmq_put_u32(out, kept->number);
    cmq_put_u32(out, kept->origin);
    cmq_put_u32(out, kept->keys.count);
    for (uint32_t i = 0; i < kept->keys.count; i++) {
        cmq_put_u32(out, kept->keys.item[i]);
    }
    size_t at = out->len;
    cmq_sketch_write(&kept->sketch, out);
    cmq_put_length(out, at);
}

static void write_from(const struct cmq_copies *copies, uint32_t first, struct cmq_buf *out) {
    cmq_put_u32(out, copies->reports.count - first);
    for (uint32_t i = first; i < copies->reports.count; i++) {
        write_report(&copies->reports.item[i], out);
    }
}

void cmq_copies_write(const struct cmq_copies *copies, struct cmq_buf *out) {
    write_from(copies, 0, out);
}

const uint32_t *cmq_copies_write_last(const struct cmq_copies *copies, struct cmq_buf *out,
                                      size_t *count) {
    uint32_t reports = copies->reports.count, last = reports > 0 ? reports - 1 : 0;
    write_from(copies, last, out);
    *count = reports > 0 ? copies->reports.item[last].keys.count : 0;
    return reports > 0 ? copies->reports.item[last].keys.item : NULL;
}

static enum cmq_status read_report(struct cmq_copies *copies, struct cmq_bytes *bytes,
                                   struct cmq_error *err) {
    struct cmq_sketch sketch = {.counted = 0};
    uint32_t number = cmq_take_u32(bytes), origin = cmq_take_u32(bytes);
    uint32_t count = cmq_take_count(bytes, sizeof(uint32_t));
    struct cmq_bytes keys = *bytes;
    for (uint32_t i = 0; i < count; i++) {
        (void)cmq_take_u32(bytes);
    }
    uint32_t place = copies->reports.count;
    bool behind = place > 0 && number <= copies->reports.item[place - 1].number;
    struct cmq_str sketched = cmq_take_length(bytes);
    if (bytes->bad || behind || origin > number) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "damaged bytes of the copies of a web");
    }
    cmq_arena_reset(&copies->scratch);
    enum cmq_status status = cmq_sketch_read(sketched, &copies->scratch, &sketch, err);
    if (status != CMQ_OK) {
        return status;
    }
    bool kept = keep_report(copies, &sketch, number, origin);
    for (uint32_t i = 0; i < count && kept; i++) {
        kept = keep_key(copies, cmq_take_u32(&keys), place);
    }
    return kept_or_not(copies, kept, err);
}

enum cmq_status cmq_copies_read(struct cmq_copies *copies, struct cmq_bytes *bytes,
                                struct cmq_error *err) {
    uint32_t count = cmq_take_count(bytes, 4 * sizeof(uint32_t));
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; i < count && status == CMQ_OK; i++) {
        status = read_report(copies, bytes, err);
    }
    return status;
}

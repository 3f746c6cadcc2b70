/* SPDX-License-Identifier: Apache-2.0 */
/* Occurrences in memory: what a store has of them in rows, in arrays. */

#include "stories/web.h"

#include <stdlib.h>
#include <string.h>

/* An occurrence that a key stands for from a day. */
struct entry {
    cmq_day day;
    uint32_t occurrence;
};

struct key {
    int64_t key;
    CMQ_ARRAY(struct entry) entries; /* by day, then occurrence, each once */
};

struct kept {
    struct cmq_str family;              /* terminated */
    CMQ_ARRAY(struct cmq_str) tellings; /* the first CMQ_OCCURRENCE_COMPARED */
};

struct cmq_occurrences {
    struct cmq_arena arena;
    struct cmq_map place; /* key -> its place among the keys */
    CMQ_ARRAY(struct key) keys;
    CMQ_ARRAY(struct kept) list; /* occurrence number 1 first */
    /* Of the report at hand: */
    struct cmq_relation *relation;
    struct cmq_arena *scratch;
};

struct cmq_occurrences *cmq_occurrences_open(void) {
    struct cmq_occurrences *occurrences = calloc(1, sizeof *occurrences);
    if (occurrences != NULL) {
        cmq_arena_init(&occurrences->arena, SIZE_MAX / 2);
        cmq_map_init(&occurrences->place);
    }
    return occurrences;
}

void cmq_occurrences_free(struct cmq_occurrences *occurrences) {
    if (occurrences != NULL) {
        cmq_arena_release(&occurrences->arena);
        cmq_map_release(&occurrences->place);
        free(occurrences);
    }
}

static enum cmq_status kept_or_not(const struct cmq_occurrences *occurrences, bool kept,
                                   struct cmq_error *err) {
    return kept && !occurrences->arena.exhausted ? CMQ_OK
                                                 : cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

/* ---- keys --------------------------------------------------------------------------------- */

static struct cmq_str name_of(const int64_t *key) {
    return (struct cmq_str){(const char *)key, sizeof *key};
}

/* The key; made if nobody knows it. NULL when out of memory. */
static struct key *put_key(struct cmq_occurrences *occurrences, int64_t key) {
    uint32_t *place = cmq_map_put(&occurrences->place, name_of(&key), occurrences->keys.count);
    if (place == NULL) {
        return NULL;
    }
    if (*place == occurrences->keys.count) {
        CMQ_PUSH(&occurrences->arena, &occurrences->keys) = (struct key){.key = key};
    }
    return occurrences->arena.exhausted ? NULL : &occurrences->keys.item[*place];
}

static bool is_before(const struct entry *x, const struct entry *y) {
    return x->day != y->day ? x->day < y->day : x->occurrence < y->occurrence;
}

/* The place of the first entry that is not before this one. */
static uint32_t find_entry(const struct key *key, const struct entry *entry) {
    uint32_t low = 0, high = key->entries.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (is_before(&key->entries.item[middle], entry)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static enum cmq_status with(void *context, int64_t key, cmq_day from, cmq_day to,
                            int64_t *occurrence, uint32_t most, uint32_t *count,
                            struct cmq_error *err) {
    const struct cmq_occurrences *occurrences = context;
    const uint32_t *place = cmq_map_get(&occurrences->place, name_of(&key));
    (void)err;
    *count = 0;
    if (place == NULL) {
        return CMQ_OK;
    }
    const struct key *found = &occurrences->keys.item[*place];
    uint32_t at = find_entry(found, &(struct entry){to, UINT32_MAX});
    while (at-- > 0 && *count < most && found->entries.item[at].day >= from) {
        occurrence[(*count)++] = found->entries.item[at].occurrence;
    }
    return CMQ_OK;
}

/* Most entries are of the last days: few have to make room. */
static enum cmq_status keep_key(void *context, int64_t key, cmq_day day, int64_t occurrence,
                                struct cmq_error *err) {
    struct cmq_occurrences *occurrences = context;
    const struct entry entry = {day, (uint32_t)occurrence};
    struct key *found = put_key(occurrences, key);
    if (found == NULL) {
        return kept_or_not(occurrences, false, err);
    }
    uint32_t at = find_entry(found, &entry), count = found->entries.count;
    if (at < count && !is_before(&entry, &found->entries.item[at])) {
        return CMQ_OK;
    }
    CMQ_PUSH(&occurrences->arena, &found->entries) = entry;
    if (!occurrences->arena.exhausted) {
        struct entry *item = found->entries.item;
        memmove(&item[at + 1], &item[at], (count - at) * sizeof *item);
        item[at] = entry;
    }
    return kept_or_not(occurrences, true, err);
}

/* ---- occurrences -------------------------------------------------------------------------- */

static enum cmq_status telling(void *context, int64_t occurrence, uint32_t index,
                               struct cmq_str *bytes, struct cmq_error *err) {
    const struct cmq_occurrences *occurrences = context;
    const struct kept *kept = &occurrences->list.item[occurrence - 1];
    (void)err;
    if (index >= kept->tellings.count) {
        return CMQ_END;
    }
    *bytes = kept->tellings.item[index];
    return CMQ_OK;
}

static struct cmq_str terminated(struct cmq_arena *arena, struct cmq_str s) {
    return cmq_arena_format(arena, "%.*s", CMQ_FMT(s));
}

static enum cmq_status begin(void *context, struct cmq_str family, int64_t *occurrence,
                             struct cmq_error *err) {
    struct cmq_occurrences *occurrences = context;
    CMQ_PUSH(&occurrences->arena, &occurrences->list) =
        (struct kept){.family = terminated(&occurrences->arena, family)};
    *occurrence = occurrences->list.count;
    return kept_or_not(occurrences, occurrences->list.count < UINT32_MAX, err);
}

static enum cmq_status keep_telling(void *context, int64_t occurrence, int64_t report,
                                    const struct cmq_trace_telling *trace, struct cmq_error *err) {
    struct cmq_occurrences *occurrences = context;
    struct kept *kept = &occurrences->list.item[occurrence - 1];
    (void)report;
    CMQ_PUSH(occurrences->scratch, &occurrences->relation->tellings) =
        (struct cmq_relation_telling){
            .event = trace->event,
            .occurrence = occurrence,
            .is_new = kept->tellings.count == 0,
            .family = kept->family,
            .status = terminated(occurrences->scratch, trace->status),
        };
    if (kept->tellings.count < CMQ_OCCURRENCE_COMPARED) {
        CMQ_PUSH(&occurrences->arena, &kept->tellings) =
            cmq_arena_copy(&occurrences->arena, trace->bytes);
    }
    return kept_or_not(occurrences, !occurrences->scratch->exhausted, err);
}

static enum cmq_status keep_part(void *context, int64_t part, int64_t whole,
                                 struct cmq_error *err) {
    struct cmq_occurrences *occurrences = context;
    CMQ_PUSH(occurrences->scratch, &occurrences->relation->parts) =
        (struct cmq_relation_part){part, whole};
    return kept_or_not(occurrences, !occurrences->scratch->exhausted, err);
}

enum cmq_status cmq_occurrences_add(struct cmq_occurrences *occurrences,
                                    const struct cmq_traces *traces, struct cmq_arena *arena,
                                    struct cmq_relation *relation, struct cmq_error *err) {
    const struct cmq_occurrence_index index = {
        occurrences, with, telling, begin, keep_telling, keep_part, keep_key,
    };
    occurrences->relation = relation;
    occurrences->scratch = arena;
    return cmq_relate_tellings(&index, 0, traces, arena, err);
}

/* ---- as bytes ----------------------------------------------------------------------------- */

void cmq_occurrences_write(const struct cmq_occurrences *occurrences, struct cmq_buf *out) {
    cmq_put_u32(out, occurrences->list.count);
    for (uint32_t i = 0; i < occurrences->list.count; i++) {
        const struct kept *kept = &occurrences->list.item[i];
        cmq_put_short(out, kept->family);
        cmq_put_u32(out, kept->tellings.count);
        for (uint32_t k = 0; k < kept->tellings.count; k++) {
            size_t at = out->len;
            cmq_buf_add_str(out, kept->tellings.item[k]);
            cmq_put_length(out, at);
        }
    }
    cmq_put_u32(out, occurrences->keys.count);
    for (uint32_t i = 0; i < occurrences->keys.count; i++) {
        const struct key *key = &occurrences->keys.item[i];
        cmq_put_u64(out, (uint64_t)key->key);
        cmq_put_u32(out, key->entries.count);
        for (uint32_t k = 0; k < key->entries.count; k++) {
            cmq_put_u32(out, (uint32_t)key->entries.item[k].day);
            cmq_put_u32(out, key->entries.item[k].occurrence);
        }
    }
}

static void read_occurrence(struct cmq_occurrences *occurrences, struct cmq_bytes *bytes) {
    struct cmq_arena *arena = &occurrences->arena;
    struct kept kept = {.family = terminated(arena, cmq_take_short(bytes))};
    uint32_t tellings = cmq_take_count(bytes, sizeof(uint32_t));
    for (uint32_t i = 0; i < tellings; i++) {
        CMQ_PUSH(arena, &kept.tellings) = cmq_arena_copy(arena, cmq_take_length(bytes));
    }
    bytes->bad = bytes->bad || tellings == 0 || tellings > CMQ_OCCURRENCE_COMPARED;
    CMQ_PUSH(arena, &occurrences->list) = kept;
}

static bool read_key(struct cmq_occurrences *occurrences, struct cmq_bytes *bytes,
                     struct cmq_error *err) {
    int64_t key = (int64_t)cmq_take_u64(bytes);
    uint32_t entries = cmq_take_count(bytes, sizeof(struct entry));
    bool kept = true;
    for (uint32_t i = 0; i < entries && kept; i++) {
        cmq_day day = (cmq_day)cmq_take_u32(bytes);
        uint32_t occurrence = cmq_take_u32(bytes);
        bytes->bad = bytes->bad || occurrence == 0 || occurrence > occurrences->list.count;
        kept = keep_key(occurrences, key, day, bytes->bad ? 0 : occurrence, err) == CMQ_OK;
    }
    return kept;
}

enum cmq_status cmq_occurrences_read(struct cmq_occurrences *occurrences, struct cmq_bytes *bytes,
                                     struct cmq_error *err) {
    uint32_t count = cmq_take_count(bytes, 5);
    for (uint32_t i = 0; i < count && !bytes->bad; i++) {
        read_occurrence(occurrences, bytes);
    }
    uint32_t keys = cmq_take_count(bytes, 12);
    for (uint32_t i = 0; i < keys && !bytes->bad; i++) {
        if (!read_key(occurrences, bytes, err)) {
            return CMQ_NO_MEMORY;
        }
    }
    if (bytes->bad) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "damaged bytes of the occurrences of a web");
    }
    return kept_or_not(occurrences, true, err);
}

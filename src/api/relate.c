/* SPDX-License-Identifier: Apache-2.0 */
/* A web in memory as a relater of the public header. */
#include "api/api.h"
#include "stories/stories.h"

#include <stdlib.h>

#define STATE_LIMIT (SIZE_MAX / 2)

/* The public names of the parts are those of the room. */
_Static_assert(COMMUNIQUE_COPIES == (int)CMQ_WEB_COPIES &&
                   COMMUNIQUE_STORIES == (int)CMQ_WEB_STORIES &&
                   COMMUNIQUE_OCCURRENCES == (int)CMQ_WEB_OCCURRENCES,
               "parts");

struct communique_relater {
    struct cmq_web *web;
    unsigned parts;
    struct cmq_buf state;   /* that was asked for last */
    struct cmq_arena arena; /* of the report at hand */
    struct communique_relation relation;
    CMQ_ARRAY(struct communique_merge) merges;
    CMQ_ARRAY(struct communique_telling) tellings;
    CMQ_ARRAY(struct communique_inclusion) inclusions;
};

enum communique_status communique_relater_open(unsigned parts, struct communique_relater **relater,
                                               struct communique_error *error) {
    if (relater == NULL) {
        return cmq_call_refuse(error, "there is no place for the relater");
    }
    *relater = NULL;
    if (parts == 0 || (parts & ~(unsigned)COMMUNIQUE_ALL_PARTS) != 0) {
        return cmq_call_refuse(error, "there are no such parts");
    }
    struct communique_relater *opened = calloc(1, sizeof *opened);
    struct cmq_web *web = cmq_web_open(parts);
    if (opened == NULL || web == NULL) {
        free(opened);
        cmq_web_free(web);
        return cmq_call_no_memory(error);
    }
    opened->web = web;
    opened->parts = parts;
    cmq_arena_init(&opened->arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&opened->state, STATE_LIMIT);
    *relater = opened;
    return COMMUNIQUE_OK;
}

void communique_relater_close(struct communique_relater *relater) {
    if (relater != NULL) {
        cmq_web_free(relater->web);
        cmq_arena_release(&relater->arena);
        cmq_buf_release(&relater->state);
        free(relater);
    }
}

/* ---- adding ------------------------------------------------------------------------------ */

static void forget_last(struct communique_relater *relater) {
    cmq_arena_reset(&relater->arena);
    relater->merges.count = relater->merges.capacity = 0;
    relater->tellings.count = relater->tellings.capacity = 0;
    relater->inclusions.count = relater->inclusions.capacity = 0;
}

static void show_merges(struct communique_relater *relater, const struct cmq_joined *joined) {
    for (uint32_t i = 0; i < joined->merged; i++) {
        CMQ_PUSH(&relater->arena, &relater->merges) =
            (struct communique_merge){joined->from[i], joined->into[i]};
    }
    if (joined->apart != CMQ_NO_STORY) {
        CMQ_PUSH(&relater->arena, &relater->merges) =
            (struct communique_merge){joined->apart, joined->apart};
    }
}

static void show_occurrences(struct communique_relater *relater, const struct cmq_relation *found) {
    for (uint32_t i = 0; i < found->tellings.count; i++) {
        const struct cmq_relation_telling *telling = &found->tellings.item[i];
        CMQ_PUSH(&relater->arena, &relater->tellings) = (struct communique_telling){
            .event = telling->event,
            .is_new = telling->is_new,
            .occurrence = telling->occurrence,
            .family = telling->family.ptr,
            .status = telling->status.ptr,
        };
    }
    for (uint32_t i = 0; i < found->parts.count; i++) {
        CMQ_PUSH(&relater->arena, &relater->inclusions) =
            (struct communique_inclusion){found->parts.item[i].part, found->parts.item[i].whole};
    }
}

static bool show(struct communique_relater *relater, uint32_t number,
                 const struct cmq_relation *found) {
    relater->relation = (struct communique_relation){
        .number = number,
        .copy_of = found->copy.of,
        .is_whole = found->copy.whole,
        .origin = found->copy.origin,
        .sentences = found->copy.overlap.sentences,
        .of_it_in_source = found->copy.overlap.a_in_b,
        .of_source_in_it = found->copy.overlap.b_in_a,
        .strand = found->joined.strand,
        .story = found->joined.story,
        .alike = found->joined.alike,
    };
    show_merges(relater, &found->joined);
    show_occurrences(relater, found);
    return !relater->arena.exhausted;
}

enum communique_status communique_relater_add(struct communique_relater *relater, uint32_t number,
                                              const void *traces, size_t length,
                                              const struct communique_relation **relation,
                                              struct communique_error *error) {
    const struct cmq_relation *found;
    struct cmq_error err;
    if (relation == NULL) {
        return cmq_call_refuse(error, "there is no place for the relation");
    }
    *relation = NULL;
    if (relater == NULL) {
        return cmq_call_refuse(error, "there is no relater");
    }
    if (traces == NULL) {
        return cmq_call_refuse(error, "there are no traces");
    }
    forget_last(relater);
    if (cmq_web_add(relater->web, number, (struct cmq_str){traces, length}, &found, &err) !=
        CMQ_OK) {
        return cmq_call_fail(error, &err);
    }
    if (!show(relater, number, found)) {
        return cmq_call_no_memory(error);
    }
    *relation = &relater->relation;
    return COMMUNIQUE_OK;
}

const struct communique_merge *communique_relater_merge(const struct communique_relater *relater,
                                                        uint32_t index) {
    return relater != NULL && index < relater->merges.count ? &relater->merges.item[index] : NULL;
}

const struct communique_telling *
communique_relater_telling(const struct communique_relater *relater, uint32_t index) {
    return relater != NULL && index < relater->tellings.count ? &relater->tellings.item[index]
                                                              : NULL;
}

const struct communique_inclusion *
communique_relater_inclusion(const struct communique_relater *relater, uint32_t index) {
    return relater != NULL && index < relater->inclusions.count ? &relater->inclusions.item[index]
                                                                : NULL;
}

/* ---- state ------------------------------------------------------------------------------- */

/* What was written into `relater->state`. */
static enum communique_status give_state(struct communique_relater *relater, const void **bytes,
                                         size_t *length, struct communique_error *error) {
    if (relater->state.failed) {
        return cmq_call_no_memory(error);
    }
    *bytes = relater->state.ptr;
    *length = relater->state.len;
    return COMMUNIQUE_OK;
}

enum communique_status communique_relater_state(struct communique_relater *relater,
                                                const void **bytes, size_t *length,
                                                struct communique_error *error) {
    if (bytes == NULL || length == NULL) {
        return cmq_call_refuse(error, "there is no place for the state");
    }
    *bytes = NULL;
    *length = 0;
    if (relater == NULL) {
        return cmq_call_refuse(error, "there is no relater");
    }
    cmq_buf_clear(&relater->state);
    cmq_web_write(relater->web, &relater->state);
    return give_state(relater, bytes, length, error);
}

enum communique_status communique_relater_last_state(struct communique_relater *relater,
                                                     const void **bytes, size_t *length,
                                                     const uint32_t **keys, size_t *key_count,
                                                     struct communique_error *error) {
    if (bytes == NULL || length == NULL || keys == NULL || key_count == NULL) {
        return cmq_call_refuse(error, "there is no place for the state");
    }
    *bytes = NULL;
    *keys = NULL;
    *length = *key_count = 0;
    if (relater == NULL) {
        return cmq_call_refuse(error, "there is no relater");
    }
    if (relater->parts != COMMUNIQUE_COPIES) {
        return cmq_call_refuse(error, "only a relater of copies alone knows reports one by one");
    }
    cmq_buf_clear(&relater->state);
    *keys = cmq_web_write_last(relater->web, &relater->state, key_count);
    return give_state(relater, bytes, length, error);
}

enum communique_status communique_relater_resume(struct communique_relater *relater,
                                                 const void *bytes, size_t length,
                                                 struct communique_error *error) {
    struct cmq_error err;
    if (relater == NULL) {
        return cmq_call_refuse(error, "there is no relater");
    }
    if (bytes == NULL) {
        return cmq_call_refuse(error, "there is no state");
    }
    return cmq_web_read(relater->web, (struct cmq_str){bytes, length}, &err) == CMQ_OK
               ? COMMUNIQUE_OK
               : cmq_call_fail(error, &err);
}

/* ---- pieces ------------------------------------------------------------------------------ */

enum communique_status communique_traces_split(const void *traces, size_t length,
                                               void (*take)(void *context,
                                                            const struct communique_piece *piece),
                                               void *context, struct communique_error *error) {
    struct cmq_traces_pieces pieces = {.list = {.count = 0}};
    struct cmq_arena arena;
    struct cmq_error err;
    if (traces == NULL) {
        return cmq_call_refuse(error, "there are no traces");
    }
    if (take == NULL) {
        return cmq_call_refuse(error, "nobody takes the pieces");
    }
    cmq_arena_init(&arena, CMQ_ARENA_LIMIT);
    enum cmq_status status =
        cmq_traces_split((struct cmq_str){traces, length}, &arena, &pieces, &err);
    for (uint32_t i = 0; i < pieces.list.count && status == CMQ_OK; i++) {
        const struct cmq_traces_piece *piece = &pieces.list.item[i];
        const struct communique_piece given = {
            .part = (enum communique_part)piece->part,
            .family = piece->family.ptr,
            .keys = piece->keys.item,
            .key_count = piece->keys.count,
            .bytes = piece->bytes.ptr,
            .length = piece->bytes.len,
        };
        take(context, &given);
    }
    cmq_arena_release(&arena);
    return status == CMQ_OK ? COMMUNIQUE_OK : cmq_call_fail(error, &err);
}

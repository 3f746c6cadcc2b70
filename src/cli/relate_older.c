/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/relate_older.h"

#include "audit/audit.h"
#include "cli/run.h"

#include <inttypes.h>

#define CODING_LIMIT  ((size_t)1 << 30)
#define BATCH_REPORTS 64u /* in a transaction */

struct older {
    const struct cmq_coder *coder;
    struct cmq_session *session;
    struct cmq_store *store;
    struct cmq_relater *relater;
    struct cmq_arena arena; /* of the report at hand, and so on */
    struct cmq_buf traces, before, now;
    uint64_t related, otherwise;
};

/* Whether the coding is the one that the store has. */
static enum cmq_status compare(struct older *older, int64_t stored, const struct cmq_coding *coding,
                               bool *same, struct cmq_error *err) {
    struct cmq_changed_events changed;
    cmq_buf_clear(&older->before);
    cmq_buf_clear(&older->now);
    cmq_coding_write_json(coding, false, &older->now);
    enum cmq_status status = cmq_store_coding(older->store, stored, false, &older->before, err);
    if (status == CMQ_OK && older->now.failed) {
        status = cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (status == CMQ_OK) {
        status = cmq_codings_compare(cmq_buf_str(&older->before), cmq_buf_str(&older->now),
                                     &older->arena, &changed, err);
    }
    *same = status == CMQ_OK && changed.same;
    return status;
}

static enum cmq_status relate(struct older *older, const struct cmq_store_unrelated *unrelated,
                              const struct cmq_coding *coding, struct cmq_error *err) {
    bool same = false;
    cmq_buf_clear(&older->traces);
    cmq_traces_write(coding, cmq_parse_words(&coding->parse), &older->arena, &older->traces);
    if (older->traces.failed) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    const struct cmq_str traces = cmq_buf_str(&older->traces);
    enum cmq_status status = cmq_relater_add_text(older->relater, unrelated->number, traces, err);
    older->related++;
    if (status != CMQ_OK || unrelated->has_content) {
        return status;
    }
    status = compare(older, unrelated->coding, coding, &same, err);
    older->otherwise += !same;
    return status == CMQ_OK && same
               ? cmq_relater_add_content(older->relater, unrelated->coding, traces, err)
               : status;
}

/* One that cannot be coded is not tried again. */
static enum cmq_status take_next(struct older *older, struct cmq_error *err) {
    struct cmq_store_unrelated unrelated;
    struct cmq_coding coding;
    enum cmq_status status = cmq_store_next_unrelated(older->store, &unrelated, err);
    if (status != CMQ_OK) {
        return status;
    }
    int64_t number = unrelated.number;
    cmq_arena_reset(&older->arena);
    if (cmq_code(older->coder, older->session, &unrelated.report, &older->arena, &coding, err) ==
        CMQ_OK) {
        status = relate(older, &unrelated, &coding, err);
    } else {
        cmq_say("%.*s: not related: %s", CMQ_FMT(unrelated.report.id), err->message);
    }
    return status == CMQ_OK ? cmq_store_set_related(older->store, number, err) : status;
}

/* Some of them, in a transaction; CMQ_END when all are done. */
static enum cmq_status take_some(struct older *older, struct cmq_error *err) {
    enum cmq_status ended, taken = CMQ_OK;
    enum cmq_status status = cmq_store_begin(older->store, err);
    if (status == CMQ_OK) {
        status = cmq_relater_begin(older->relater, err);
    }
    for (unsigned i = 0; i < BATCH_REPORTS && status == CMQ_OK && taken == CMQ_OK; i++) {
        taken = take_next(older, err);
        status = taken == CMQ_END ? CMQ_OK : taken;
    }
    if (status == CMQ_OK) {
        status = cmq_relater_end(older->relater, err);
    }
    ended = status == CMQ_OK ? cmq_store_commit(older->store, err) : status;
    if (ended != CMQ_OK) {
        cmq_store_rollback(older->store);
        return ended;
    }
    return taken;
}

static void say_counts(const struct older *older) {
    cmq_say("%" PRIu64 " reports of an older version related", older->related);
    if (older->otherwise > 0) {
        cmq_say("%" PRIu64 " of them are coded otherwise now: what they tell is related once "
                "`communique replay --apply` codes them anew",
                older->otherwise);
    }
}

enum cmq_status cmq_relate_older(const struct cmq_coder *coder, struct cmq_store *store,
                                 struct cmq_relater *relater, struct cmq_error *err) {
    struct older older = {.coder = coder, .store = store, .relater = relater};
    struct cmq_store_unrelated first;
    enum cmq_status status = cmq_store_next_unrelated(store, &first, err);
    if (status != CMQ_OK) {
        return status == CMQ_END ? CMQ_OK : status;
    }
    cmq_arena_init(&older.arena, CMQ_ARENA_LIMIT);
    cmq_buf_init(&older.traces, CODING_LIMIT);
    cmq_buf_init(&older.before, CODING_LIMIT);
    cmq_buf_init(&older.now, CODING_LIMIT);
    status = cmq_session_new(coder->model, &older.session, err);
    while (status == CMQ_OK) {
        status = take_some(&older, err);
    }
    if (status == CMQ_END) {
        say_counts(&older);
    }
    cmq_session_free(older.session);
    cmq_buf_release(&older.now);
    cmq_buf_release(&older.before);
    cmq_buf_release(&older.traces);
    cmq_arena_release(&older.arena);
    return status == CMQ_END ? CMQ_OK : status;
}

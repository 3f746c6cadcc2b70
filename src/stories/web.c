/* SPDX-License-Identifier: Apache-2.0 */
/* One report into a web in memory. As bytes a web is the parts that it has, one after the other. */

#include "stories/web.h"

#include <stdlib.h>

#define MAGIC UINT32_C(0x01776D63) /* "cmw", and the version of the bytes */

struct cmq_web {
    unsigned parts;
    struct cmq_copies *copies; /* each NULL where the web has it not */
    struct cmq_stream *stream; /* stories */
    struct cmq_occurrences *occurrences;
    bool knows_any;         /* reports, or bytes read */
    uint32_t last;          /* number of the last report */
    struct cmq_arena arena; /* of the report at hand */
    struct cmq_relation relation;
};

struct cmq_web *cmq_web_open(unsigned parts) {
    struct cmq_web *web = calloc(1, sizeof *web);
    if (web == NULL) {
        return NULL;
    }
    cmq_arena_init(&web->arena, CMQ_ARENA_LIMIT);
    web->parts = parts;
    bool copies = (parts & CMQ_WEB_COPIES) != 0, stories = (parts & CMQ_WEB_STORIES) != 0;
    bool occurrences = (parts & CMQ_WEB_OCCURRENCES) != 0;
    web->copies = copies ? cmq_copies_open() : NULL;
    web->stream = stories ? cmq_stream_open() : NULL;
    web->occurrences = occurrences ? cmq_occurrences_open() : NULL;
    if ((copies && web->copies == NULL) || (stories && web->stream == NULL) ||
        (occurrences && web->occurrences == NULL)) {
        cmq_web_free(web);
        return NULL;
    }
    return web;
}

void cmq_web_free(struct cmq_web *web) {
    if (web != NULL) {
        cmq_copies_free(web->copies);
        cmq_stream_free(web->stream);
        cmq_occurrences_free(web->occurrences);
        cmq_arena_release(&web->arena);
        free(web);
    }
}

/* ---- adding ------------------------------------------------------------------------------- */

static enum cmq_status add_copies(struct cmq_web *web, uint32_t number,
                                  const struct cmq_traces *traces, struct cmq_error *err) {
    struct cmq_sketch sketch = {.counted = 0};
    enum cmq_status status = cmq_sketch_read(traces->sketch, &web->arena, &sketch, err);
    return status == CMQ_OK ? cmq_copies_add_sketch(web->copies, number, &sketch, &web->arena,
                                                    &web->relation.copy, err)
                            : status;
}

static enum cmq_status add_parts(struct cmq_web *web, uint32_t number,
                                 const struct cmq_traces *traces, struct cmq_error *err) {
    struct cmq_profile profile;
    enum cmq_status status = CMQ_OK;
    if (web->copies != NULL) {
        status = add_copies(web, number, traces, err);
    }
    if (status == CMQ_OK && web->stream != NULL) {
        status = cmq_stream_add_terms(web->stream, &traces->terms, traces->date, &profile,
                                      &web->relation.joined, err);
    }
    if (status == CMQ_OK && web->occurrences != NULL) {
        status = cmq_occurrences_add(web->occurrences, traces, &web->arena, &web->relation, err);
    }
    return status;
}

enum cmq_status cmq_web_add(struct cmq_web *web, uint32_t number, struct cmq_str bytes,
                            const struct cmq_relation **relation, struct cmq_error *err) {
    struct cmq_traces traces;
    *relation = NULL;
    if (number == UINT32_MAX || (web->knows_any && number <= web->last)) {
        return cmq_fail(err, CMQ_LIMIT, 0, "report %u comes behind report %u", number, web->last);
    }
    cmq_arena_reset(&web->arena);
    web->relation = (struct cmq_relation){
        .copy = {.of = UINT32_MAX, .origin = number},
        .joined = {.story = CMQ_NO_STORY, .strand = CMQ_NO_STORY, .apart = CMQ_NO_STORY},
    };
    enum cmq_status status = cmq_traces_read(bytes, &web->arena, &traces, err);
    if (status == CMQ_OK) {
        status = add_parts(web, number, &traces, err);
    }
    web->knows_any = true;
    web->last = number;
    if (status == CMQ_OK) {
        *relation = &web->relation;
    }
    return status;
}

/* ---- as bytes ----------------------------------------------------------------------------- */

static void write_begin(const struct cmq_web *web, struct cmq_buf *out) {
    cmq_put_u32(out, MAGIC);
    cmq_put_u8(out, (uint8_t)web->parts);
    cmq_put_u32(out, web->last);
}

void cmq_web_write(struct cmq_web *web, struct cmq_buf *out) {
    write_begin(web, out);
    if (web->copies != NULL) {
        cmq_copies_write(web->copies, out);
    }
    if (web->stream != NULL) {
        cmq_stream_write(web->stream, out);
    }
    if (web->occurrences != NULL) {
        cmq_occurrences_write(web->occurrences, out);
    }
}

const uint32_t *cmq_web_write_last(const struct cmq_web *web, struct cmq_buf *out, size_t *count) {
    write_begin(web, out);
    return cmq_copies_write_last(web->copies, out, count);
}

static enum cmq_status read_parts(struct cmq_web *web, struct cmq_bytes *bytes,
                                  struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    if (web->copies != NULL) {
        status = cmq_copies_read(web->copies, bytes, err);
    }
    if (status == CMQ_OK && web->stream != NULL) {
        status = cmq_stream_read(web->stream, bytes, err);
    }
    if (status == CMQ_OK && web->occurrences != NULL) {
        status = cmq_occurrences_read(web->occurrences, bytes, err);
    }
    bool bad = bytes->bad || bytes->rest.len > 0;
    return status == CMQ_OK && bad ? cmq_fail(err, CMQ_BAD_INPUT, 0, "damaged bytes of a web")
                                   : status;
}

enum cmq_status cmq_web_read(struct cmq_web *web, struct cmq_str from, struct cmq_error *err) {
    struct cmq_bytes bytes = {.rest = from};
    uint32_t magic = cmq_take_u32(&bytes);
    unsigned parts = cmq_take_u8(&bytes);
    uint32_t last = cmq_take_u32(&bytes);
    if (bytes.bad || magic != MAGIC) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "these are no bytes of a web of this version");
    }
    if (parts != web->parts) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the bytes are of a web with other parts");
    }
    if (web->knows_any && (parts != CMQ_WEB_COPIES || last <= web->last)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the bytes come behind reports that are known");
    }
    web->knows_any = true;
    web->last = last;
    return read_parts(web, &bytes, err);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The codebook: each code with what the ontology says of it, how often the data have it, and the
 * frames that make it: those of the dictionaries, and those that made it in these data. As two
 * tables for programs, and as one text to read. */
#include "ontology/ontology.h"
#include "release/parts.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_LIMIT  ((size_t)256 << 20)
#define KEY_LIMIT   ((size_t)4096)
#define CODE_LEVELS 4u

struct code {
    struct cmq_str code;
    const struct cmq_cameo *cameo; /* NULL: the ontology has no such code */
    int64_t events, actual;
    bool kept;
};

struct frame {
    struct cmq_str code, id;
    const struct cmq_entry *entry; /* NULL: the codebook's lexicon has no such frame */
    int64_t events;
};

struct codebook {
    struct cmq__release *release;
    CMQ_ARRAY(struct code) code;
    CMQ_ARRAY(struct frame) frame;
    struct cmq_map code_at, frame_at; /* by code; by code and id */
    struct cmq_map entry_at;          /* by id */
};

/* ---- gathering ---- */

static enum cmq_status no_memory(struct cmq_error *err) {
    return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
}

static struct code *code_of(struct codebook *book, struct cmq_str code) {
    uint32_t *at = cmq_map_put(&book->code_at, code, book->code.count);
    if (at == NULL) {
        return NULL;
    }
    if (*at == book->code.count) {
        CMQ_PUSH(&book->release->arena, &book->code) = (struct code){
            .code = cmq_arena_copy(&book->release->arena, code), .cameo = cmq_cameo_find(code)};
    }
    return book->release->arena.exhausted ? NULL : &book->code.item[*at];
}

static struct frame *frame_of(struct codebook *book, struct cmq_str code, struct cmq_str id) {
    char key[KEY_LIMIT];
    struct cmq_arena *arena = &book->release->arena;
    int len = snprintf(key, sizeof key, "%.*s %.*s", CMQ_FMT(code), CMQ_FMT(id));
    if (len < 0 || (size_t)len >= sizeof key) {
        return NULL;
    }
    uint32_t *at =
        cmq_map_put(&book->frame_at, (struct cmq_str){key, (size_t)len}, book->frame.count);
    if (at == NULL) {
        return NULL;
    }
    if (*at == book->frame.count) {
        const struct cmq_lexicon *lexicon = book->release->options->lexicon;
        const uint32_t *entry = cmq_map_get(&book->entry_at, id);
        CMQ_PUSH(arena, &book->frame) =
            (struct frame){.code = cmq_arena_copy(arena, code),
                           .id = cmq_arena_copy(arena, id),
                           .entry = entry == NULL ? NULL : &lexicon->entry[*entry]};
    }
    return arena->exhausted ? NULL : &book->frame.item[*at];
}

static enum cmq_status gather_ontology(struct codebook *book, struct cmq_error *err) {
    for (size_t i = 0; i < cmq_cameo_count(); i++) {
        struct code *code = code_of(book, cmq_str_of(cmq_cameo_at(i)->code));
        if (code == NULL) {
            return no_memory(err);
        }
        code->kept = !book->release->options->used;
    }
    return CMQ_OK;
}

static enum cmq_status gather_entries(struct codebook *book, struct cmq_error *err) {
    const struct cmq_lexicon *lexicon = book->release->options->lexicon;
    for (uint32_t i = 0; i < lexicon->entry_count; i++) {
        if (cmq_map_put(&book->entry_at, cmq_lexicon_str(lexicon, lexicon->entry[i].id), i) ==
            NULL) {
            return no_memory(err);
        }
    }
    return CMQ_OK;
}

static enum cmq_status gather_lexicon(struct codebook *book, struct cmq_error *err) {
    const struct cmq_lexicon *lexicon = book->release->options->lexicon;
    for (uint32_t i = 0; i < lexicon->frame_count; i++) {
        const struct cmq_frame *frame = &lexicon->frame[i];
        struct cmq_str code = cmq_lexicon_str(lexicon, frame->code);
        struct cmq_str id = cmq_lexicon_str(lexicon, lexicon->entry[frame->entry].id);
        if (code.len == 0) {
            continue;
        }
        struct code *known = code_of(book, code);
        if (known == NULL || frame_of(book, code, id) == NULL) {
            return no_memory(err);
        }
        known->kept = true;
    }
    return CMQ_OK;
}

/* A code that the data have, and those above it. */
static void keep_code(struct codebook *book, struct cmq_str code) {
    for (unsigned level = 0; level < CODE_LEVELS && code.ptr != NULL; level++) {
        const uint32_t *at = cmq_map_get(&book->code_at, code);
        const struct cmq_cameo *cameo = cmq_cameo_find(code);
        if (at != NULL) {
            book->code.item[*at].kept = true;
        }
        code = cmq_str_of(cameo == NULL ? NULL : cameo->parent);
    }
}

static enum cmq_status gather_codes(struct codebook *book, struct cmq_error *err) {
    const struct cmq_str question =
        CMQ_STR("SELECT t.cameo, count(*), sum(t.assertion = 'actual') FROM event_table t "
                "JOIN temp.released n ON n.report = t.report_number GROUP BY 1");
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(book->release->store, question, NULL, 0, &rows, err);
    while (status == CMQ_OK && (status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        struct code *code = code_of(book, cmq_store_rows_str(rows, 0));
        if (code == NULL) {
            status = no_memory(err);
            break;
        }
        code->events = cmq_store_rows_int(rows, 1);
        code->actual = cmq_store_rows_int(rows, 2);
        keep_code(book, code->code);
    }
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}

/* The first rule of an event is its frame. */
static enum cmq_status gather_frames(struct codebook *book, struct cmq_error *err) {
    const struct cmq_str question = CMQ_STR(
        "SELECT t.cameo, x.id, count(*) FROM event_table t JOIN temp.released n ON n.report = "
        "t.report_number JOIN rules u ON u.report = t.report_number AND u.event = t.event_number "
        "AND u.number = 0 JOIN entries x USING (entry) GROUP BY 1, 2");
    struct cmq_store_rows *rows;
    enum cmq_status status = cmq_store_ask(book->release->store, question, NULL, 0, &rows, err);
    while (status == CMQ_OK && (status = cmq_store_rows_next(rows, err)) == CMQ_OK) {
        struct frame *frame =
            frame_of(book, cmq_store_rows_str(rows, 0), cmq_store_rows_str(rows, 1));
        if (frame == NULL) {
            status = no_memory(err);
            break;
        }
        frame->events = cmq_store_rows_int(rows, 2);
    }
    cmq_store_rows_free(rows);
    return status == CMQ_END ? CMQ_OK : status;
}

static int compare_codes(const void *a, const void *b) {
    return cmq_str_cmp(((const struct code *)a)->code, ((const struct code *)b)->code);
}

static int compare_frames(const void *a, const void *b) {
    const struct frame *one = a, *other = b;
    int order = cmq_str_cmp(one->code, other->code);
    return order != 0 ? order : cmq_str_cmp(one->id, other->id);
}

static enum cmq_status gather(struct codebook *book, struct cmq_error *err) {
    enum cmq_status status = gather_entries(book, err);
    status = status == CMQ_OK ? gather_ontology(book, err) : status;
    if (!book->release->options->used) {
        status = status == CMQ_OK ? gather_lexicon(book, err) : status;
    }
    status = status == CMQ_OK ? gather_codes(book, err) : status;
    status = status == CMQ_OK ? gather_frames(book, err) : status;
    if (status == CMQ_OK) {
        qsort(book->code.item, book->code.count, sizeof *book->code.item, compare_codes);
        if (book->frame.count > 0) {
            qsort(book->frame.item, book->frame.count, sizeof *book->frame.item, compare_frames);
        }
    }
    return status;
}

/* ---- tables ---- */

static void put_cameo(struct cmq_rows *rows, const struct cmq_cameo *cameo) {
    cmq_rows_text(rows, cmq_str_of(cameo->parent));
    cmq_rows_text(rows, cmq_str_of(cameo->root));
    cmq_rows_text(rows, cmq_str_of(cameo->name));
    cmq_rows_text(rows, cmq_str_of(cmq_plover_name(cameo->plover)));
    cmq_rows_text(rows, cmq_str_of(cameo->mode));
    char contexts[128];
    (void)snprintf(contexts, sizeof contexts, "%s%s%s",
                   cameo->context[0] == NULL ? "" : cameo->context[0],
                   cameo->context[0] == NULL || cameo->context[1] == NULL ? "" : ";",
                   cameo->context[0] == NULL || cameo->context[1] == NULL ? "" : cameo->context[1]);
    cmq_rows_text(rows, cmq_str_of(contexts));
    cmq_rows_int(rows, cameo->quad_gdelt);
    cmq_rows_real(rows, cameo->goldstein[CMQ_GOLDSTEIN_GDELT].value);
    cmq_rows_real(rows, cameo->goldstein[CMQ_GOLDSTEIN_PHOENIX].value);
    cmq_rows_real(rows, cameo->goldstein[CMQ_GOLDSTEIN_ICEWS].value);
}

static void put_code(struct cmq_rows *rows, const struct code *code) {
    const unsigned of_cameo =
        cmq__released_field_of(&cmq__released_table[CMQ__RELEASED_CODES], "events") - 1;
    cmq_rows_text(rows, code->code);
    if (code->cameo != NULL) {
        put_cameo(rows, code->cameo);
    } else {
        for (unsigned i = 0; i < of_cameo; i++) {
            cmq_rows_null(rows);
        }
    }
    cmq_rows_int(rows, code->events);
    cmq_rows_int(rows, code->actual);
}

static enum cmq_status write_codes(struct codebook *book, struct cmq_error *err) {
    struct cmq__release_rows rows;
    enum cmq_status status =
        cmq__release_begin_rows(book->release, CMQ__RELEASED_CODES, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    for (uint32_t i = 0; i < book->code.count; i++) {
        if (book->code.item[i].kept) {
            put_code(&rows.rows, &book->code.item[i]);
            book->release->rows[CMQ__RELEASED_CODES]++;
        }
    }
    return cmq__release_end_rows(CMQ__RELEASED_CODES, &rows, err);
}

static const struct cmq_example *example_of(const struct codebook *book,
                                            const struct frame *frame) {
    return frame->entry == NULL || frame->entry->example_count == 0
               ? NULL
               : &book->release->options->lexicon->example[frame->entry->first_example];
}

static void put_frame(const struct codebook *book, struct cmq_rows *rows,
                      const struct frame *frame) {
    const struct cmq_lexicon *lexicon = book->release->options->lexicon;
    const struct cmq_example *example = example_of(book, frame);
    const struct cmq_str none = {NULL, 0};
    cmq_rows_text(rows, frame->code);
    cmq_rows_text(rows, frame->id);
    cmq_rows_text(rows, frame->entry == NULL ? none : cmq_lexicon_str(lexicon, frame->entry->text));
    cmq_rows_text(rows, example == NULL ? none : cmq_lexicon_str(lexicon, example->text));
    cmq_rows_text(rows, example == NULL ? none : cmq_lexicon_str(lexicon, example->expected));
    cmq_rows_int(rows, frame->events);
}

static enum cmq_status write_frames(struct codebook *book, struct cmq_error *err) {
    struct cmq__release_rows rows;
    enum cmq_status status =
        cmq__release_begin_rows(book->release, CMQ__RELEASED_FRAMES, &rows, err);
    if (status != CMQ_OK) {
        return status;
    }
    for (uint32_t i = 0; i < book->frame.count; i++) {
        put_frame(book, &rows.rows, &book->frame.item[i]);
    }
    book->release->rows[CMQ__RELEASED_FRAMES] = book->frame.count;
    return cmq__release_end_rows(CMQ__RELEASED_FRAMES, &rows, err);
}

/* ---- to read ---- */

static void add_score(struct cmq_buf *out, const char *table, double value) {
    struct cmq_json json;
    cmq_buf_format(out, "%s ", table);
    cmq_json_init(&json, out);
    cmq_json_double(&json, value, 1);
}

static void add_code(struct cmq_buf *out, const struct code *code) {
    const struct cmq_cameo *cameo = code->cameo;
    bool root = cameo != NULL && cameo->parent == NULL;
    cmq_buf_format(out, "\n%s %.*s%s%s\n\n", root ? "##" : "###", CMQ_FMT(code->code),
                   cameo == NULL ? "" : " ", cameo == NULL ? "" : cameo->name);
    if (cameo != NULL) {
        const char *plover = cmq_plover_name(cameo->plover);
        cmq_buf_format(out, "%s%s%s; %s; Goldstein: ", plover == NULL ? "no PLOVER type" : plover,
                       cameo->mode == NULL ? "" : ", ", cameo->mode == NULL ? "" : cameo->mode,
                       cmq_quad_name(cameo->quad_gdelt));
        add_score(out, "GDELT", cameo->goldstein[CMQ_GOLDSTEIN_GDELT].value);
        add_score(out, ", Phoenix", cameo->goldstein[CMQ_GOLDSTEIN_PHOENIX].value);
        add_score(out, ", ICEWS", cameo->goldstein[CMQ_GOLDSTEIN_ICEWS].value);
        cmq_buf_add_str(out, CMQ_STR(".\n"));
    }
    cmq_buf_format(out, "Events in these data: %" PRId64 ", actual: %" PRId64 ".\n", code->events,
                   code->actual);
}

static void add_frame(const struct codebook *book, struct cmq_buf *out, const struct frame *frame) {
    const struct cmq_lexicon *lexicon = book->release->options->lexicon;
    const struct cmq_example *example = example_of(book, frame);
    cmq_buf_format(out, "- `%.*s`", CMQ_FMT(frame->id));
    if (frame->events > 0) {
        cmq_buf_format(out, ", %" PRId64 " here", frame->events);
    }
    if (frame->entry != NULL) {
        cmq_buf_format(out, "  \n  `%.*s`", CMQ_FMT(cmq_lexicon_str(lexicon, frame->entry->text)));
    }
    if (example != NULL) {
        cmq_buf_format(out, "  \n  %.*s → `%.*s`", CMQ_FMT(cmq_lexicon_str(lexicon, example->text)),
                       CMQ_FMT(cmq_lexicon_str(lexicon, example->expected)));
    }
    cmq_buf_add_char(out, '\n');
}

static enum cmq_status write_text(struct codebook *book, struct cmq_error *err) {
    struct cmq_buf out;
    uint32_t frame = 0;
    cmq_buf_init(&out, TEXT_LIMIT);
    cmq_buf_add_str(
        &out, CMQ_STR("# Codebook\n\nEach code with its PLOVER type and mode, class, scores, how "
                      "often these data have it, and its frames:\nid, pattern, and an example with "
                      "the code, source and target that it gets. `codebook.csv` and\n"
                      "`codebook-frames.csv` have the same for programs.\n"));
    for (uint32_t i = 0; i < book->code.count; i++) {
        const struct code *code = &book->code.item[i];
        if (code->kept) {
            add_code(&out, code);
        }
        for (bool first = true;
             frame < book->frame.count && cmq_str_eq(book->frame.item[frame].code, code->code);
             frame++, first = false) {
            cmq_buf_add_str(&out, first ? CMQ_STR("\n") : CMQ_STR(""));
            add_frame(book, &out, &book->frame.item[frame]);
        }
    }
    enum cmq_status status = out.failed ? no_memory(err)
                                        : cmq__folder_write(&book->release->folder, "codebook.md",
                                                            cmq_buf_str(&out), err);
    cmq_buf_release(&out);
    return status;
}

enum cmq_status cmq__release_codebook(struct cmq__release *release, struct cmq_error *err) {
    struct codebook book = {.release = release};
    cmq_map_init(&book.code_at);
    cmq_map_init(&book.frame_at);
    cmq_map_init(&book.entry_at);
    enum cmq_status status = gather(&book, err);
    status = status == CMQ_OK ? write_codes(&book, err) : status;
    status = status == CMQ_OK ? write_frames(&book, err) : status;
    status = status == CMQ_OK ? write_text(&book, err) : status;
    cmq_map_release(&book.code_at);
    cmq_map_release(&book.frame_at);
    cmq_map_release(&book.entry_at);
    return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the folder of an ontology: ontology.tsv, codes.tsv and concepts.tsv. A table has a header,
 * then a row a line, its columns parted by tabs; lines that are empty or begin with "#" count for
 * nothing. Every line is read, so that all errors are told at once. */
#include "ontology/own.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_BYTES  ((size_t)1 << 20)
#define PATH_BYTES   ((size_t)1 << 16)
#define MEMORY       ((size_t)64 << 20)
#define CODES_MAX    2000u
#define CONCEPTS_MAX 2000u
#define COLUMNS_MAX  6u
#define CELL_BYTES   300u
#define CODE_BYTES   24u
#define SCORE_MAX    10.0

struct reader {
    struct cmq_ontology *ontology;
    CMQ_ARRAY(uint32_t) code_line;
    struct cmq_buf *messages; /* may be NULL */
    struct cmq_error *err;
    struct cmq_buf bytes; /* of all tables: what the id is of */
    const char *file;     /* now read */
    uint32_t line, errors;
};

__attribute__((format(printf, 3, 4))) static void complain(struct reader *r, uint32_t line,
                                                           const char *format, ...) {
    char reason[300];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    struct cmq_str folder = r->ontology->folder;
    if (r->messages != NULL) {
        cmq_buf_format(r->messages, "%.*s/%s:%u: %s\n", CMQ_FMT(folder), r->file, line, reason);
    }
    if (r->errors == 0) {
        cmq_fail(r->err, CMQ_BAD_INPUT, line, "%.*s/%s:%u: %s", CMQ_FMT(folder), r->file, line,
                 reason);
    }
    r->errors++;
}

/* ---- cells ------------------------------------------------------------------------------- */

/* Letters and digits, and with `more` what else may stand in the name of a table. */
static bool is_name(struct cmq_str s, const char *more) {
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!plain && (c == '\0' || strchr(more, c) == NULL)) {
            return false;
        }
    }
    return s.len > 0 && s.len <= CODE_BYTES;
}

static bool has_control(struct cmq_str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x20 || c == 0x7F) {
            return true;
        }
    }
    return false;
}

/* A number such as "-5.8", as the tables of the field write scores; false for anything else, so
 * that neither the locale nor "nan" matters. */
static bool read_score(struct cmq_str s, double *score) {
    bool negative = s.len > 0 && s.ptr[0] == '-', point = false;
    double value = 0, unit = 1;
    unsigned digits = 0;
    for (size_t i = negative; i < s.len; i++) {
        if (s.ptr[i] == '.' && !point && digits > 0) {
            point = true;
            continue;
        }
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || ++digits > 9) {
            return false;
        }
        value = value * 10 + (s.ptr[i] - '0');
        unit *= point ? 10 : 1;
    }
    *score = (negative ? -value : value) / unit;
    return digits > 0 && s.ptr[s.len - 1] != '.';
}

/* ---- rows -------------------------------------------------------------------------------- */

static void read_about(struct reader *r, const struct cmq_str *cell) {
    struct cmq_ontology *o = r->ontology;
    bool name = cmq_str_eq(cell[0], CMQ_STR("name"));
    struct cmq_str *into = name                                     ? &o->name
                           : cmq_str_eq(cell[0], CMQ_STR("scores")) ? &o->scores
                                                                    : NULL;
    if (into == NULL) {
        if (!cmq_str_eq(cell[0], CMQ_STR("title")) && !cmq_str_eq(cell[0], CMQ_STR("source"))) {
            complain(r, r->line, "'%.*s' is none of name, title, scores and source",
                     CMQ_FMT(cell[0]));
        }
    } else if (into->len > 0) {
        complain(r, r->line, "'%.*s' stands twice: leave one", CMQ_FMT(cell[0]));
    } else if (!is_name(cell[1], name ? "" : "_")) {
        complain(r, r->line, "'%.*s' is no name: give at most %u letters and digits",
                 CMQ_FMT(cell[1]), CODE_BYTES);
    } else {
        *into = cmq_arena_format(&o->arena, "%.*s", CMQ_FMT(cell[1]));
    }
}

/* Adds the code to the index; false where it cannot be one. */
static bool name_code(struct reader *r, struct cmq_str code) {
    struct cmq_ontology *o = r->ontology;
    if (!is_name(code, "")) {
        complain(r, r->line, "'%.*s' is no code: give at most %u letters and digits", CMQ_FMT(code),
                 CODE_BYTES);
        return false;
    }
    if (o->code.count == CODES_MAX) {
        complain(r, r->line, "there are more than %u codes", CODES_MAX);
        return false;
    }
    uint32_t *index = cmq_map_put(&o->index, code, UINT32_MAX);
    if (index == NULL) {
        o->arena.exhausted = true;
        return false;
    }
    if (*index != UINT32_MAX) {
        complain(r, r->line, "the code '%.*s' stands in line %u already: leave one", CMQ_FMT(code),
                 r->code_line.item[*index]);
        return false;
    }
    *index = o->code.count;
    return true;
}

static void read_code(struct reader *r, const struct cmq_str *cell) {
    struct cmq_ontology *o = r->ontology;
    struct cmq_own_code code = {.score = (double)NAN};
    struct cmq_str quad = cell[3], score = cell[4], type = cell[5];
    if (!name_code(r, cell[0])) {
        return;
    }
    if (cell[2].len == 0) {
        complain(r, r->line, "the code '%.*s' has no name", CMQ_FMT(cell[0]));
    }
    if (quad.len == 1 && quad.ptr[0] >= '1' && quad.ptr[0] <= '4') {
        code.quad = (unsigned)(quad.ptr[0] - '0');
    } else if (quad.len > 0) {
        complain(r, r->line, "the quad '%.*s' is none of 1, 2, 3 and 4", CMQ_FMT(quad));
    }
    if (score.len > 0 && !(read_score(score, &code.score) && fabs(code.score) <= SCORE_MAX)) {
        complain(r, r->line, "the score '%.*s' is no number from -10 to 10", CMQ_FMT(score));
    }
    if (score.len > 0 && o->scores.len == 0) {
        complain(r, r->line, "a score needs the name of its table: a row 'scores' in ontology.tsv");
    }
    if (type.len > 0 && cmq_plover_find(type) == CMQ_PLOVER_NONE) {
        complain(r, r->line, "'%.*s' is no PLOVER type: leave it empty if there is none",
                 CMQ_FMT(type));
    }
    code.code = cmq_arena_copy(&o->arena, cell[0]);
    code.parent = cmq_arena_copy(&o->arena, cell[1]);
    code.name = cmq_arena_copy(&o->arena, cell[2]);
    code.type = cmq_arena_copy(&o->arena, type);
    CMQ_PUSH(&o->arena, &o->code) = code;
    CMQ_PUSH(&o->arena, &r->code_line) = r->line;
}

/* The first concept of a code tells what it is to the rules, the first code of a concept what the
 * rules write for it. */
static void read_concept(struct reader *r, const struct cmq_str *cell) {
    struct cmq_ontology *o = r->ontology;
    struct cmq_str act = cmq__concept_act(cell[0]);
    const uint32_t *index = cmq_map_get(&o->index, cell[1]);
    if (act.len == 0) {
        complain(r, r->line, "'%.*s' is no concept: docs/ontology.md has the list",
                 CMQ_FMT(cell[0]));
    }
    if (index == NULL) {
        complain(r, r->line, "codes.tsv has no code '%.*s'", CMQ_FMT(cell[1]));
    }
    if (act.len == 0 || index == NULL || *index >= o->code.count) {
        return;
    }
    for (uint32_t i = 0; i < o->concept.count; i++) {
        const struct cmq_concept *other = &o->concept.item[i];
        if (other->code == *index && cmq_str_eq(other->act, act)) {
            complain(r, r->line, "'%.*s' of '%.*s' stands above already", CMQ_FMT(cell[0]),
                     CMQ_FMT(cell[1]));
            return;
        }
    }
    if (o->concept.count == CONCEPTS_MAX) {
        complain(r, r->line, "there are more than %u rows", CONCEPTS_MAX);
        return;
    }
    struct cmq_own_code *code = &o->code.item[*index];
    code->act = code->act.len == 0 ? act : code->act;
    CMQ_PUSH(&o->arena, &o->concept) = (struct cmq_concept){act, *index};
}

/* ---- tables ------------------------------------------------------------------------------ */

struct table {
    const char *file, *header;
    void (*read)(struct reader *r, const struct cmq_str *cell);
};

static const struct table tables[CMQ__OWN_TABLE_COUNT] = {
    [CMQ__OWN_ABOUT] = {"ontology.tsv", "key\tvalue", read_about},
    [CMQ__OWN_CODES] = {"codes.tsv", "code\tparent\tname\tquad\tscore\ttype", read_code},
    [CMQ__OWN_CONCEPTS] = {"concepts.tsv", "concept\tcode", read_concept},
};

static void read_row(struct reader *r, const struct table *table, unsigned columns,
                     struct cmq_str line) {
    struct cmq_str cell[COLUMNS_MAX] = {{NULL, 0}};
    unsigned count = 0;
    for (; line.ptr != NULL; count++) {
        struct cmq_str next = cmq_str_trim(cmq_str_cut(&line, '\t'));
        if (next.len > CELL_BYTES || has_control(next)) {
            complain(r, r->line, "column %u has more than %u bytes, or a control character",
                     count + 1, CELL_BYTES);
            return;
        }
        if (count < columns) {
            cell[count] = next;
        }
    }
    if (count != columns) {
        complain(r, r->line, "the row has %u columns, not %u: part them by tabs", count, columns);
        return;
    }
    table->read(r, cell);
}

static void read_lines(struct reader *r, const struct table *table, struct cmq_str text) {
    unsigned columns = 1;
    bool headed = false;
    for (const char *c = table->header; *c != '\0'; c++) {
        columns += *c == '\t';
    }
    for (r->line = 1; text.len > 0 && !r->ontology->arena.exhausted; r->line++) {
        struct cmq_str line = cmq_str_cut(&text, '\n');
        line.len -= cmq_str_ends(line, CMQ_STR("\r"));
        if (cmq_str_trim(line).len == 0 || line.ptr[0] == '#') {
            continue;
        }
        if (headed) {
            read_row(r, table, columns, line);
        } else if (!cmq_str_eq(line, cmq_str_of(table->header))) {
            complain(r, r->line, "the header is not \"%s\", with tabs", table->header);
            return;
        }
        headed = true;
    }
    if (!headed) {
        complain(r, r->line, "the header \"%s\" is missing", table->header);
    }
}

static void read_table(struct reader *r, const struct table *table, struct cmq_str text) {
    r->file = table->file;
    r->line = 1;
    cmq_buf_format(&r->bytes, "%s %zu\n", table->file, text.len);
    cmq_buf_add_str(&r->bytes, text);
    if (cmq_utf8_invalid(text) < text.len) {
        complain(r, 1, "the table is not UTF-8");
    } else {
        read_lines(r, table, text);
    }
}

/* ---- the whole --------------------------------------------------------------------------- */

/* Complains of a parent that is missing, and of the codes of a ring, each of which meets itself. */
static void check_parents(struct reader *r) {
    struct cmq_ontology *o = r->ontology;
    r->file = "codes.tsv";
    for (uint32_t i = 0; i < o->code.count; i++) {
        struct cmq_str parent = o->code.item[i].parent;
        const uint32_t *up = NULL;
        for (uint32_t steps = 0; parent.len > 0 && steps <= o->code.count; steps++) {
            up = cmq_map_get(&o->index, parent);
            if (up == NULL || *up == i) {
                break;
            }
            parent = o->code.item[*up].parent;
        }
        if (parent.len > 0 && up != NULL && *up == i) {
            complain(r, r->code_line.item[i], "the code '%.*s' is above itself: cut the ring",
                     CMQ_FMT(o->code.item[i].code));
        }
        parent = o->code.item[i].parent;
        if (parent.len > 0 && cmq_map_get(&o->index, parent) == NULL) {
            complain(r, r->code_line.item[i],
                     "the parent '%.*s' is no code of this table: add it, or leave the parent out",
                     CMQ_FMT(parent));
        }
    }
}

/* What a code does not say, the nearest code above it says. */
static void inherit(struct cmq_ontology *o, struct cmq_own_code *code) {
    struct cmq_str parent = code->parent;
    while (parent.len > 0) {
        const struct cmq_own_code *above = &o->code.item[*cmq_map_get(&o->index, parent)];
        code->type = code->type.len == 0 ? above->type : code->type;
        code->quad = code->quad == 0 ? above->quad : code->quad;
        code->score = isnan(code->score) ? above->score : code->score;
        code->act = code->act.len == 0 ? above->act : code->act;
        parent = above->parent;
    }
    code->ruled = cmq_arena_format(&o->arena, "%.*s:%.*s", CMQ_FMT(code->act), CMQ_FMT(code->code));
    code->told = cmq_arena_format(&o->arena, "%.*s:%.*s", CMQ_FMT(o->name), CMQ_FMT(code->code));
}

static enum cmq_status read_all(struct reader *r, const struct cmq_str *text) {
    struct cmq_ontology *o = r->ontology;
    for (unsigned i = 0; i < CMQ__OWN_TABLE_COUNT; i++) {
        read_table(r, &tables[i], text[i]);
        if (i == CMQ__OWN_ABOUT && o->name.len == 0 && r->errors == 0) {
            complain(r, r->line, "the ontology has no name: add a row 'name'");
        }
        if (i == CMQ__OWN_CODES && o->code.count == 0 && r->errors == 0) {
            complain(r, r->line, "there is no code: add one");
        }
    }
    if (o->arena.exhausted || r->bytes.failed) {
        return cmq_fail(r->err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    check_parents(r);
    if (r->errors > 0) {
        return CMQ_BAD_INPUT;
    }
    for (uint32_t i = 0; i < o->code.count; i++) {
        inherit(o, &o->code.item[i]);
    }
    memcpy(o->id, "sha256:", 7);
    cmq_sha256_hex(cmq_buf_str(&r->bytes), o->id + 7);
    return o->arena.exhausted ? cmq_fail(r->err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

enum cmq_status cmq__ontology_read(struct cmq_str folder,
                                   const struct cmq_str text[static CMQ__OWN_TABLE_COUNT],
                                   struct cmq_buf *messages, struct cmq_ontology **ontology,
                                   struct cmq_error *err) {
    struct cmq_ontology *o = calloc(1, sizeof *o);
    *ontology = NULL;
    if (o == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    cmq_arena_init(&o->arena, MEMORY);
    cmq_map_init(&o->index);
    o->folder = cmq_arena_format(&o->arena, "%.*s", CMQ_FMT(folder));
    struct reader r = {.ontology = o, .messages = messages, .err = err};
    cmq_buf_init(&r.bytes, (CMQ__OWN_TABLE_COUNT + 1) * TABLE_BYTES);
    enum cmq_status status = read_all(&r, text);
    cmq_buf_release(&r.bytes);
    if (status == CMQ_OK) {
        *ontology = o;
    } else {
        cmq_ontology_free(o);
    }
    return status;
}

static enum cmq_status read_file(struct cmq_str folder, const char *file, struct cmq_buf *text,
                                 struct cmq_error *err) {
    struct cmq_buf path;
    cmq_buf_init(&path, PATH_BYTES);
    cmq_buf_format(&path, "%.*s/%s", CMQ_FMT(folder), file);
    enum cmq_status status = path.failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "the path is too long")
                                         : cmq_file_read(path.ptr, TABLE_BYTES, text, err);
    cmq_buf_release(&path);
    return status;
}

enum cmq_status cmq_ontology_open(const char *folder, struct cmq_buf *messages,
                                  struct cmq_ontology **ontology, struct cmq_error *err) {
    struct cmq_buf file[CMQ__OWN_TABLE_COUNT];
    struct cmq_str path = cmq_str_of(folder), text[CMQ__OWN_TABLE_COUNT];
    enum cmq_status status = CMQ_OK;
    while (path.len > 1 && path.ptr[path.len - 1] == '/') {
        path.len--;
    }
    *ontology = NULL;
    for (unsigned i = 0; i < CMQ__OWN_TABLE_COUNT; i++) {
        cmq_buf_init(&file[i], TABLE_BYTES);
        status = status == CMQ_OK ? read_file(path, tables[i].file, &file[i], err) : status;
        text[i] = cmq_buf_str(&file[i]);
    }
    if (status == CMQ_OK) {
        status = cmq__ontology_read(path, text, messages, ontology, err);
    }
    for (unsigned i = 0; i < CMQ__OWN_TABLE_COUNT; i++) {
        cmq_buf_release(&file[i]);
    }
    return status;
}

void cmq_ontology_free(struct cmq_ontology *ontology) {
    if (ontology != NULL) {
        cmq_map_release(&ontology->index);
        cmq_arena_release(&ontology->arena);
        free(ontology);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Writes ontology/ as C tables, at build time: ontology_tables OUT.c TABLE.tsv…
 *
 * A TSV has a header line, then one row a line; the name of the file says which table it is. The
 * header is fixed below, so that a column that moves is an error. Rows are sorted by their first
 * column where the table is one that is searched. All that C cannot check for itself is checked
 * here: field counts, duplicate keys, numbers, the parent of every CAMEO code. A wrong PLOVER type
 * becomes an unknown enumerator, which the compiler reports. */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 11u
#define MAX_BYTES   ((size_t)1 << 20)
#define MEMORY      ((size_t)64 << 20)

struct row {
    struct cmq_str cell[MAX_COLUMNS];
    unsigned line;
};

struct table {
    const char *path;
    CMQ_ARRAY(struct row) rows;
};

struct writer {
    struct cmq_arena arena;
    struct cmq_buf out;
    struct cmq_error err;
};

struct kind {
    const char *file, *header;
    const char *type, *table; /* as ontology/tables.h declares it */
    bool sorted, unique;
    enum cmq_status (*write)(struct writer *writer, const struct table *table);
};

/* ---- cells ---- */

static enum cmq_status bad_row(struct writer *w, const struct table *table, const struct row *row,
                               const char *what) {
    return cmq_fail(&w->err, CMQ_BAD_INPUT, row->line, "%s:%u: %s", table->path, row->line, what);
}

static void put_string(struct writer *w, struct cmq_str s) {
    if (s.len == 0) {
        cmq_buf_add_str(&w->out, CMQ_STR("NULL"));
        return;
    }
    cmq_buf_add_char(&w->out, '"');
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '"' || s.ptr[i] == '\\') {
            cmq_buf_add_char(&w->out, '\\');
        }
        cmq_buf_add_char(&w->out, s.ptr[i]);
    }
    cmq_buf_add_char(&w->out, '"');
}

/* The first `count` cells as strings, each with a comma after it. */
static void put_strings(struct writer *w, const struct row *row, size_t count) {
    for (size_t i = 0; i < count; i++) {
        put_string(w, row->cell[i]);
        cmq_buf_add_char(&w->out, ',');
    }
}

static bool is_digits(struct cmq_str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9') {
            return false;
        }
    }
    return s.len > 0;
}

static bool is_number(struct cmq_str s) {
    if (s.len > 0 && s.ptr[0] == '-') {
        s.ptr++;
        s.len--;
    }
    struct cmq_str whole = cmq_str_cut(&s, '.');
    return is_digits(whole) && (s.ptr == NULL || is_digits(s));
}

static void put_plover(struct writer *w, struct cmq_str type) {
    cmq_buf_format(&w->out, "CMQ_PLOVER_%.*s", CMQ_FMT(type.len > 0 ? type : CMQ_STR("NONE")));
}

static const struct row *find_row(const struct table *table, struct cmq_str key) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        if (cmq_str_eq(table->rows.item[i].cell[0], key)) {
            return &table->rows.item[i];
        }
    }
    return NULL;
}

/* ---- tables ---- */

/* The score stands in the code's own row or in that of the nearest code above it. */
static enum cmq_status put_goldstein(struct writer *w, const struct table *table,
                                     const struct row *row, size_t column) {
    struct cmq_str code = row->cell[0];
    const struct row *from = row;
    while (from != NULL && from->cell[column].len == 0) {
        code.len--;
        from = code.len < 2 ? NULL : find_row(table, code);
    }
    if (from == NULL || !is_number(from->cell[column])) {
        return bad_row(w, table, row, "no Goldstein score, here or above");
    }
    cmq_buf_format(&w->out, "{%.*s,%s},", CMQ_FMT(from->cell[column]),
                   from == row ? "true" : "false");
    return CMQ_OK;
}

static enum cmq_status write_cameo(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        struct cmq_str code = row->cell[0];
        struct cmq_str parent = {code.ptr, code.len - 1};
        struct cmq_str contexts = row->cell[9];
        if (code.len < 2 || code.len > 4 || !is_digits(code)) {
            return bad_row(w, table, row, "a code has two to four digits");
        }
        if (code.len == 2) {
            parent = (struct cmq_str){NULL, 0};
        } else if (find_row(table, parent) == NULL) {
            return bad_row(w, table, row, "the code's parent is not in the table");
        }
        if (!is_digits(row->cell[2]) || !is_digits(row->cell[3])) {
            return bad_row(w, table, row, "quad and penta class are numbers");
        }
        cmq_buf_add_char(&w->out, '{');
        put_string(w, code);
        cmq_buf_add_char(&w->out, ',');
        put_string(w, parent);
        cmq_buf_format(&w->out, ",\"%.*s\",", 2, code.ptr);
        put_string(w, row->cell[1]);
        cmq_buf_format(&w->out, ",%.*s,%.*s,{", CMQ_FMT(row->cell[2]), CMQ_FMT(row->cell[3]));
        for (size_t column = 4; column <= 6; column++) {
            if (put_goldstein(w, table, row, column) != CMQ_OK) {
                return CMQ_BAD_INPUT;
            }
        }
        cmq_buf_add_str(&w->out, CMQ_STR("},"));
        put_plover(w, row->cell[7]);
        cmq_buf_add_char(&w->out, ',');
        put_string(w, row->cell[8]);
        cmq_buf_add_str(&w->out, CMQ_STR(",{"));
        put_string(w, cmq_str_cut(&contexts, ';'));
        cmq_buf_add_char(&w->out, ',');
        put_string(w, contexts);
        cmq_buf_add_str(&w->out, CMQ_STR("}},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_plover_types(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        if (!is_digits(row->cell[2]) || !is_number(row->cell[4]) || !is_number(row->cell[5])) {
            return bad_row(w, table, row, "quad and scores are numbers");
        }
        cmq_buf_add_char(&w->out, '[');
        put_plover(w, row->cell[0]);
        cmq_buf_add_str(&w->out, CMQ_STR("]={"));
        put_plover(w, row->cell[0]);
        cmq_buf_add_char(&w->out, ',');
        put_strings(w, row, 2);
        cmq_buf_format(&w->out, "%.*s,%s,%.*s,%.*s,", CMQ_FMT(row->cell[2]),
                       cmq_str_eq(row->cell[3], CMQ_STR("yes")) ? "true" : "false",
                       CMQ_FMT(row->cell[4]), CMQ_FMT(row->cell[5]));
        put_string(w, row->cell[6]);
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_plover_modes(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        struct cmq_str score = row->cell[2];
        if (score.len > 0 && !is_number(score)) {
            return bad_row(w, table, row, "the score is not a number");
        }
        cmq_buf_add_char(&w->out, '{');
        put_plover(w, row->cell[0]);
        cmq_buf_add_char(&w->out, ',');
        put_string(w, row->cell[1]);
        cmq_buf_format(&w->out, ",%.*s,%s,", CMQ_FMT(score.len > 0 ? score : CMQ_STR("0")),
                       score.len > 0 ? "true" : "false");
        put_string(w, row->cell[3]);
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_pairs(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        cmq_buf_add_char(&w->out, '{');
        put_strings(w, &table->rows.item[i], 2);
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_roles(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        cmq_buf_add_char(&w->out, '{');
        put_string(w, row->cell[0]);
        cmq_buf_add_str(&w->out, CMQ_STR(",CMQ_TIER_"));
        for (size_t k = 0; k < row->cell[1].len; k++) {
            char c = row->cell[1].ptr[k];
            cmq_buf_add_char(&w->out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
        }
        for (size_t k = 2; k <= 4; k++) {
            cmq_buf_add_char(&w->out, ',');
            put_string(w, row->cell[k]);
        }
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_triples(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        cmq_buf_add_char(&w->out, '{');
        put_strings(w, &table->rows.item[i], 3);
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_quads(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        if (!is_digits(row->cell[1])) {
            return bad_row(w, table, row, "the value is not a number");
        }
        cmq_buf_add_char(&w->out, '{');
        put_string(w, row->cell[0]);
        cmq_buf_format(&w->out, ",%.*s,", CMQ_FMT(row->cell[1]));
        put_string(w, row->cell[2]);
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

static enum cmq_status write_countries(struct writer *w, const struct table *table) {
    for (uint32_t i = 0; i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        struct cmq_str number = row->cell[3];
        if (number.len > 0 && !is_digits(number)) {
            return bad_row(w, table, row, "the COW number is not a number");
        }
        cmq_buf_add_char(&w->out, '{');
        put_strings(w, row, 3);
        cmq_buf_format(&w->out, "%.*s,", CMQ_FMT(number.len > 0 ? number : CMQ_STR("0")));
        for (size_t k = 4; k <= 6; k++) {
            put_string(w, row->cell[k]);
            cmq_buf_add_char(&w->out, ',');
        }
        cmq_buf_add_str(&w->out, CMQ_STR("},\n"));
    }
    return CMQ_OK;
}

/* A spell's two days, either of which may be open. */
static enum cmq_status put_spell(struct writer *w, const struct table *table, const struct row *row,
                                 struct cmq_str from, struct cmq_str to) {
    cmq_day first = from.len == 0 ? -CMQ_DAY_MAX : cmq_day_parse(from);
    cmq_day last = to.len == 0 ? CMQ_DAY_MAX : cmq_day_parse(to);
    if (first == CMQ_NO_DAY || last == CMQ_NO_DAY || first > last) {
        return bad_row(w, table, row, "the spell is not YYYY-MM-DD to YYYY-MM-DD");
    }
    cmq_buf_format(&w->out, "%ld,%ld},\n", (long)first, (long)last);
    return CMQ_OK;
}

static enum cmq_status write_cow(struct writer *w, const struct table *table) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; status == CMQ_OK && i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        if (row->cell[2].len == 0 || !is_digits(row->cell[2])) {
            return bad_row(w, table, row, "the COW number is not a number");
        }
        cmq_buf_add_char(&w->out, '{');
        put_strings(w, row, 2);
        cmq_buf_format(&w->out, "%.*s,", CMQ_FMT(row->cell[2]));
        status = put_spell(w, table, row, row->cell[3], row->cell[4]);
    }
    return status;
}

static enum cmq_status write_bloc_members(struct writer *w, const struct table *table) {
    enum cmq_status status = CMQ_OK;
    for (uint32_t i = 0; status == CMQ_OK && i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        cmq_buf_add_char(&w->out, '{');
        put_strings(w, row, 2);
        status = put_spell(w, table, row, row->cell[2], row->cell[3]);
    }
    return status;
}

static const struct kind kinds[] = {
    {"cow.tsv", "iso3\tcow\tcow_number\tfrom\tto", "struct cmq_cow", "cmq_cow_table", true, false,
     write_cow},
    {"bloc_names.tsv", "bloc\tname\tas_of", "struct cmq_bloc", "cmq_bloc_table", true, true,
     write_triples},
    {"blocs.tsv", "bloc\tiso3\tfrom\tto", "struct cmq_bloc_member", "cmq_bloc_member_table", true,
     false, write_bloc_members},
    {"cameo.tsv",
     "code\tname\tquad_gdelt\tpenta_phoenix\tgoldstein_gdelt\tgoldstein_phoenix\tgoldstein_icews\t"
     "plover_type\tplover_mode\tplover_contexts\tmap_2021",
     "struct cmq_cameo", "cmq_cameo_table", true, true, write_cameo},
    {"plover_types.tsv", "type\tfour_letter\tquad\tneeds_recipient\tscore\tscore_1_1\tgloss",
     "struct cmq_plover_type", "cmq_plover_type_table", false, true, write_plover_types},
    {"plover_modes.tsv", "type\tmode\tscore\tgloss", "struct cmq_plover_mode",
     "cmq_plover_mode_table", false, false, write_plover_modes},
    {"plover_contexts.tsv", "context\tgloss", "struct cmq_context_row", "cmq_context_table", true,
     true, write_pairs},
    {"outlets.tsv", "name\tcountry", "struct cmq_outlet", "cmq_outlet_table", true, true,
     write_pairs},
    {"cameo_roles.tsv", "code\ttier\tname\tplover_sector\ticews_sector", "struct cmq_cameo_role",
     "cmq_role_table", false, true, write_roles},
    {"cameo_organisations.tsv", "code\tname\tabbreviation", "struct cmq_organisation",
     "cmq_organisation_table", true, false, write_triples},
    {"cameo_regions.tsv", "code\tname", "struct cmq_region_row", "cmq_region_table", true, true,
     write_pairs},
    {"quad_classes.tsv", "scheme\tvalue\tname", "struct cmq_quad_row", "cmq_quad_table", false,
     false, write_quads},
    {"countries.tsv", "iso3\tiso2\tcow\tcow_number\tfips\tcameo\tname", "struct cmq_country",
     "cmq_country_table", true, true, write_countries},
};

/* ---- reading ---- */

/* Stable: rows of one key keep the file's order. */
static void sort_rows(struct row *row, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        struct row moving = row[i];
        uint32_t at = i;
        for (; at > 0 && cmq_str_cmp(moving.cell[0], row[at - 1].cell[0]) < 0; at--) {
            row[at] = row[at - 1];
        }
        row[at] = moving;
    }
}

static enum cmq_status read_row(struct writer *w, struct table *table, struct cmq_str line,
                                unsigned number, size_t columns) {
    struct row *row = &CMQ_PUSH(&w->arena, &table->rows);
    row->line = number;
    for (size_t i = 0; i < columns; i++) {
        if (line.ptr == NULL) {
            return bad_row(w, table, row, "too few columns");
        }
        row->cell[i] = cmq_str_cut(&line, '\t');
    }
    if (line.ptr != NULL) {
        return bad_row(w, table, row, "too many columns");
    }
    if (row->cell[0].len == 0) {
        return bad_row(w, table, row, "the first column is empty");
    }
    return CMQ_OK;
}

static enum cmq_status read_table(struct writer *w, struct table *table, const struct kind *kind,
                                  struct cmq_str text) {
    size_t columns = 1;
    for (const char *c = kind->header; *c != '\0'; c++) {
        columns += *c == '\t';
    }
    if (!cmq_str_eq(cmq_str_cut(&text, '\n'), cmq_str_of(kind->header))) {
        return cmq_fail(&w->err, CMQ_BAD_INPUT, 1, "%s:1: the header is not \"%s\"", table->path,
                        kind->header);
    }
    for (unsigned number = 2; text.len > 0; number++) {
        enum cmq_status status = read_row(w, table, cmq_str_cut(&text, '\n'), number, columns);
        if (status != CMQ_OK) {
            return status;
        }
    }
    if (kind->sorted) {
        sort_rows(table->rows.item, table->rows.count);
    }
    for (uint32_t i = 0; kind->unique && i < table->rows.count; i++) {
        const struct row *row = &table->rows.item[i];
        if (find_row(table, row->cell[0]) != row) {
            return bad_row(w, table, row, "the key stands twice");
        }
    }
    return CMQ_OK;
}

static enum cmq_status write_table(struct writer *w, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *file = slash == NULL ? path : slash + 1;
    size_t k = 0;
    while (k < sizeof kinds / sizeof kinds[0] && strcmp(kinds[k].file, file) != 0) {
        k++;
    }
    if (k == sizeof kinds / sizeof kinds[0]) {
        return cmq_fail(&w->err, CMQ_BAD_INPUT, 0, "%s: not a table of the ontology", path);
    }
    struct cmq_buf text;
    struct table table = {.path = path};
    cmq_buf_init(&text, MAX_BYTES);
    enum cmq_status status = cmq_file_read(path, MAX_BYTES, &text, &w->err);
    if (status == CMQ_OK) {
        status = read_table(w, &table, &kinds[k], cmq_buf_str(&text));
    }
    if (status == CMQ_OK) {
        bool by_type = kinds[k].write == write_plover_types;
        const char *name = kinds[k].table;
        cmq_buf_format(&w->out, "\nconst %s %s[%s] = {\n", kinds[k].type, name,
                       by_type ? "CMQ_PLOVER_COUNT" : "");
        status = kinds[k].write(w, &table);
        cmq_buf_add_str(&w->out, CMQ_STR("};\n"));
        if (!by_type) {
            cmq_buf_format(&w->out, "const size_t %s_count = sizeof %s / sizeof %s[0];\n", name,
                           name, name);
        }
    }
    cmq_buf_release(&text);
    return status;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fputs("usage: ontology_tables OUT.c TABLE.tsv...\n", stderr);
        return 2;
    }
    struct writer w = {0};
    cmq_arena_init(&w.arena, MEMORY);
    cmq_buf_init(&w.out, MEMORY);
    cmq_buf_add_str(&w.out, CMQ_STR("/* Written by tools/ontology_tables.c from ontology/. */\n"
                                    "#include \"ontology/tables.h\"\n"));
    enum cmq_status status = CMQ_OK;
    for (int i = 2; i < argc && status == CMQ_OK; i++) {
        status = write_table(&w, argv[i]);
    }
    if (status == CMQ_OK && (w.arena.exhausted || w.out.failed)) {
        status = cmq_fail(&w.err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    if (status == CMQ_OK) {
        status = cmq_file_write(argv[1], cmq_buf_str(&w.out), &w.err);
    }
    if (status != CMQ_OK) {
        fprintf(stderr, "ontology_tables: %s\n", w.err.message);
    }
    cmq_buf_release(&w.out);
    cmq_arena_release(&w.arena);
    return status == CMQ_OK ? 0 : 1;
}

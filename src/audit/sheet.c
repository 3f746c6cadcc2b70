/* SPDX-License-Identifier: Apache-2.0 */
/* The page: sheet.html with the rows in it, as JSON in a script element that is not run. Texts are
 * of other people, so no "<" of theirs reaches the page: in JSON all of "<", ">", "&" are within
 * strings, where they can be written as escapes. */
#include "audit/sheet.h"

#include "ontology/ontology.h"

#define DATA_LIMIT  ((size_t)1 << 30)
#define PLACEHOLDER "@SHEET@"

extern const char cmq__audit_sheet[];

static void write_roots(struct cmq_json *json) {
    cmq_json_key(json, CMQ_STR("roots"));
    cmq_json_array_begin(json);
    for (size_t i = 0; i < cmq_cameo_count(); i++) {
        const struct cmq_cameo *cameo = cmq_cameo_at(i);
        if (cameo->parent == NULL) {
            cmq_json_array_begin(json);
            cmq_json_str(json, cmq_str_of(cameo->code));
            cmq_json_str(json, cmq_str_of(cameo->name));
            cmq_json_array_end(json);
        }
    }
    cmq_json_array_end(json);
}

static void write_data(const struct cmq_sheet *sheet, struct cmq_buf *data) {
    struct cmq_json json;
    cmq_json_init(&json, data);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("columns"));
    cmq_json_array_begin(&json);
    for (unsigned c = 0; c < CMQ_SHEET_COLUMNS; c++) {
        cmq_json_str(&json, cmq_sheet_column_name((enum cmq_sheet_column)c));
    }
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("rows"));
    cmq_json_array_begin(&json);
    for (uint32_t i = 0; i < sheet->row.count; i++) {
        cmq_json_array_begin(&json);
        for (unsigned c = 0; c < CMQ_SHEET_COLUMNS; c++) {
            struct cmq_str cell = sheet->row.item[i].cell[c];
            cmq_json_str(&json, cell.ptr == NULL ? CMQ_STR("") : cell);
        }
        cmq_json_array_end(&json);
    }
    cmq_json_array_end(&json);
    write_roots(&json);
    cmq_json_object_end(&json);
}

static void add_escaped(struct cmq_str data, struct cmq_buf *out) {
    for (size_t i = 0; i < data.len; i++) {
        char c = data.ptr[i];
        if (c == '<' || c == '>' || c == '&') {
            cmq_buf_format(out, "\\u%04x", (unsigned)c);
        } else {
            cmq_buf_add_char(out, c);
        }
    }
}

static size_t find_placeholder(struct cmq_str page) {
    struct cmq_str rest = page;
    while (rest.len > 0 && !cmq_str_starts(rest, CMQ_STR(PLACEHOLDER))) {
        rest.ptr++;
        rest.len--;
    }
    return page.len - rest.len;
}

void cmq_sheet_html(const struct cmq_sheet *sheet, struct cmq_buf *out) {
    struct cmq_str page = cmq_str_of(cmq__audit_sheet);
    size_t at = find_placeholder(page), after = at + sizeof PLACEHOLDER - 1;
    struct cmq_buf data;
    cmq_buf_init(&data, DATA_LIMIT);
    write_data(sheet, &data);
    cmq_buf_add(out, page.ptr, at);
    add_escaped(cmq_buf_str(&data), out);
    cmq_buf_add(out, page.ptr + after, page.len - after);
    out->failed = out->failed || data.failed;
    cmq_buf_release(&data);
}

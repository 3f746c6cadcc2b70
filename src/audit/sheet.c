/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets as JSON, and the page: sheet.html with how items are judged (judging.js) and the rows in
 * it, as JSON in a script element that is not run. Texts are of other people, so no "<" of theirs
 * reaches the page: in JSON all of "<", ">", "&" are within strings, where they can be written as
 * escapes. */
#include "audit/sheet.h"

#include "ontology/ontology.h"

#define DATA_LIMIT ((size_t)1 << 30)

extern const char cmq__audit_sheet[], cmq__audit_judging[];

void cmq_sheet_roots_json(struct cmq_json *json) {
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

/* What a coder may not know when judging, or has no use for. */
static bool is_hidden(unsigned column) {
    return column >= CMQ_SHEET_STRATUM || column == CMQ_SHEET_REPORT || column == CMQ_SHEET_EVENT;
}

void cmq_sheet_item_json(const struct cmq_sheet_row *row, bool blind, struct cmq_json *json) {
    cmq_json_object_begin(json);
    for (unsigned c = 0; c < CMQ_SHEET_COLUMNS; c++) {
        struct cmq_str cell = row->cell[c];
        if (blind && is_hidden(c)) {
            continue;
        }
        cmq_json_key(json, cmq_sheet_column_name((enum cmq_sheet_column)c));
        if (c == CMQ_SHEET_REVISION) {
            cmq_json_int(json, cmq_sheet_revision(row));
        } else {
            cmq_json_str(json, cell.ptr == NULL ? CMQ_STR("") : cell);
        }
    }
    cmq_json_object_end(json);
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
        cmq_sheet_item_json(&sheet->row.item[i], false, &json);
    }
    cmq_json_array_end(&json);
    cmq_json_key(&json, CMQ_STR("roots"));
    cmq_sheet_roots_json(&json);
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

/* Adds the page up to a placeholder, which is left out with it. */
static void add_until(struct cmq_str *page, struct cmq_str placeholder, struct cmq_buf *out) {
    struct cmq_str rest = *page;
    while (rest.len > 0 && !cmq_str_starts(rest, placeholder)) {
        rest.ptr++;
        rest.len--;
    }
    cmq_buf_add(out, page->ptr, page->len - rest.len);
    *page = (struct cmq_str){rest.ptr + placeholder.len, rest.len - placeholder.len};
}

void cmq_sheet_html(const struct cmq_sheet *sheet, struct cmq_buf *out) {
    struct cmq_str page = cmq_str_of(cmq__audit_sheet);
    struct cmq_buf data;
    cmq_buf_init(&data, DATA_LIMIT);
    write_data(sheet, &data);
    add_until(&page, CMQ_STR("@SHEET@"), out);
    add_escaped(cmq_buf_str(&data), out);
    add_until(&page, CMQ_STR("@JUDGING@"), out);
    cmq_buf_add_str(out, cmq_str_of(cmq__audit_judging));
    cmq_buf_add_str(out, page);
    out->failed = out->failed || data.failed;
    cmq_buf_release(&data);
}

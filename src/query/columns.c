/* SPDX-License-Identifier: Apache-2.0 */
/* What the tables of counts have in common: their columns, which name the counting rule, and their
 * cells. */
#include "query/counts.h"

static void add_rule(struct cmq_buf *name, struct cmq_str words) {
    for (size_t i = 0; i < words.len; i++) {
        char c = words.ptr[i];
        cmq_buf_add_char(name, c == '-' || c == ',' || c == ' ' ? '_' : c);
    }
}

static struct cmq_str or_any(struct cmq_str given) {
    return given.len > 0 ? given : CMQ_STR("any");
}

/* "rows_actual_any": the counting rule, the assertions and the attribution that were asked for. */
static const char *count_name(struct cmq_query *query, const struct cmq_counting *counting) {
    struct cmq_buf name;
    cmq_buf_init(&name, CMQ_MAX_LINE);
    add_rule(&name, cmq__count_name(counting->count));
    cmq_buf_add_char(&name, '_');
    add_rule(&name, or_any(query->filter.assertion));
    cmq_buf_add_str(&name, cmq_str_eq(query->filter.attributed, CMQ_STR("yes"))
                               ? CMQ_STR("_attributed")
                           : query->filter.attributed.len > 0 ? CMQ_STR("_unattributed")
                                                              : CMQ_STR("_any"));
    struct cmq_str copy = cmq_arena_format(&query->arena, "%.*s", CMQ_FMT(cmq_buf_str(&name)));
    cmq_buf_release(&name);
    return copy.ptr == NULL ? "count" : copy.ptr;
}

void cmq__add_column(struct cmq__columns *columns, const char *name, const char *title,
                     unsigned kind, unsigned place) {
    columns->item[columns->count++] = (struct cmq_column){
        .name = name, .title = title, .kind = (unsigned char)kind, .place = (unsigned char)place};
}

void cmq__add_unit_columns(struct cmq__columns *columns, const struct cmq_counting *counting) {
    if (counting->unit == CMQ_UNIT_COUNTRY) {
        cmq__add_column(columns, "unit", NULL, CMQ_COLUMN_TEXT, CMQ_EVERYWHERE);
    } else if (counting->unit == CMQ_UNIT_DYAD) {
        cmq__add_column(columns, counting->directed ? "source" : "unit_1", NULL, CMQ_COLUMN_TEXT,
                        CMQ_EVERYWHERE);
        cmq__add_column(columns, counting->directed ? "target" : "unit_2", NULL, CMQ_COLUMN_TEXT,
                        CMQ_EVERYWHERE);
    }
}

void cmq__add_count_columns(struct cmq__columns *columns, struct cmq_query *query,
                            const struct cmq_counting *counting) {
    cmq__add_column(columns, count_name(query, counting), "count", CMQ_COLUMN_COUNT,
                    CMQ_EVERYWHERE);
    cmq__add_column(columns, "verbal_cooperation", "verb+", CMQ_COLUMN_COUNT, CMQ_EVERYWHERE);
    cmq__add_column(columns, "material_cooperation", "mat+", CMQ_COLUMN_COUNT, CMQ_EVERYWHERE);
    cmq__add_column(columns, "verbal_conflict", "verb−", CMQ_COLUMN_COUNT, CMQ_EVERYWHERE);
    cmq__add_column(columns, "material_conflict", "mat−", CMQ_COLUMN_COUNT, CMQ_EVERYWHERE);
}

void cmq__put_cell(struct cmq_rows *rows, const struct cmq__cell *cell) {
    cmq_rows_int(rows, cell->count);
    for (unsigned i = 0; i < CMQ__CLASSES; i++) {
        cmq_rows_int(rows, cell->of_class[i]);
    }
}

void cmq__put_no_cell(struct cmq_rows *rows) {
    for (unsigned i = 0; i <= CMQ__CLASSES; i++) {
        cmq_rows_null(rows);
    }
}

void cmq__put_day(struct cmq_rows *rows, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    cmq_rows_text(rows, cmq_str_of(text));
}

struct cmq_str cmq__rule_note(struct cmq_query *query, const struct cmq_counting *counting) {
    const struct cmq_filter *filter = &query->filter;
    return cmq_arena_format(
        &query->arena, "counted: %.*s; assertion: %.*s; attributed: %.*s; dated: %s%s",
        CMQ_FMT(cmq__count_name(counting->count)), CMQ_FMT(or_any(filter->assertion)),
        CMQ_FMT(or_any(filter->attributed)), query->dated_event ? "event" : "told",
        filter->repeats ? "; with repeats" : "");
}

void cmq__add_sums(struct cmq__question *question) {
    cmq__add(question, "count(*), coalesce(sum(verbal_cooperation), 0), "
                       "coalesce(sum(material_cooperation), 0), coalesce(sum(verbal_conflict), 0), "
                       "coalesce(sum(material_conflict), 0)");
}

void cmq__read_cell(const struct cmq_store_rows *rows, unsigned at, struct cmq__cell *cell) {
    cell->count = cmq_store_rows_int(rows, at);
    for (unsigned i = 0; i < CMQ__CLASSES; i++) {
        cell->of_class[i] = cmq_store_rows_int(rows, at + 1 + i);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
/* The store's tidy tables as rows. Their columns are known when the first row comes, and that a
 * column has numbers when the first of them does, which may be later. */
#include "query/query.h"

#include <string.h>

struct tidy {
    struct cmq_rows *rows;
    const char *kind, *title;
    struct cmq_column column[1 + CMQ_STORE_TIDY_COLUMNS]; /* the first is "kind" */
    bool begun;
};

static void name_columns(struct tidy *tidy, const struct cmq_store_rows *found) {
    tidy->column[0] = (struct cmq_column){.name = "kind", .place = CMQ_NOT_IN_TABLE};
    for (unsigned i = 0; i < cmq_store_rows_count(found); i++) {
        const char *name = cmq_store_rows_name(found, i);
        tidy->column[i + 1] = (struct cmq_column){
            .name = name,
            .place = strcmp(name, "title") == 0 ? CMQ_BELOW_IN_TABLE : CMQ_EVERYWHERE,
            .decimals = 2,
        };
    }
}

static void put_row(struct tidy *tidy, const struct cmq_store_rows *found) {
    cmq_rows_text(tidy->rows, cmq_str_of(tidy->kind));
    for (unsigned i = 0; i < cmq_store_rows_count(found); i++) {
        struct cmq_column *column = &tidy->column[i + 1];
        switch (cmq_store_rows_kind(found, i)) {
        case CMQ_STORE_INTEGER:
            column->kind = CMQ_COLUMN_INTEGER;
            cmq_rows_int(tidy->rows, cmq_store_rows_int(found, i));
            break;
        case CMQ_STORE_REAL:
            column->kind = CMQ_COLUMN_REAL;
            cmq_rows_real(tidy->rows, cmq_store_rows_double(found, i));
            break;
        case CMQ_STORE_TEXT:
            cmq_rows_text(tidy->rows, cmq_store_rows_str(found, i));
            break;
        }
    }
}

static void tell(struct tidy *tidy, const struct cmq_store_rows *found) {
    if (!tidy->begun) {
        tidy->begun = true;
        name_columns(tidy, found);
        cmq_rows_note(tidy->rows, cmq_str_of(tidy->title));
        cmq_rows_begin(tidy->rows, tidy->column, cmq_store_rows_count(found) + 1);
    }
    put_row(tidy, found);
}

enum cmq_status cmq_rows_tidy(struct cmq_rows *rows, struct cmq_store *store,
                              enum cmq_store_tidy which, int64_t of, const char *kind,
                              const char *title, struct cmq_error *err) {
    struct tidy tidy = {.rows = rows, .kind = kind, .title = title};
    struct cmq_store_rows *found;
    enum cmq_status status = cmq_store_tidy(store, which, of, &found, err);
    while (status == CMQ_OK && !rows->stopped) {
        status = cmq_store_rows_next(found, err);
        if (status == CMQ_OK) {
            tell(&tidy, found);
        }
    }
    status = status == CMQ_END ? CMQ_OK : status;
    if (status == CMQ_OK && tidy.begun) {
        status = cmq_rows_end(rows, err);
        cmq_rows_note(rows, CMQ_STR(""));
    }
    cmq_store_rows_free(found);
    return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Accounts for a person's terminal. What all tell comes first, then what some tell, then what one
 * tells alone; below each row who says it, in which report, in which words:
 *
 *   TOLD BY ALL, differs in: who says, label             USA own, CHN ascribed
 *     a7  Antony Blinken < State Department
 *         an opportunity for the two leaders to discuss how to manage competition
 *     b2  Jen Psaki
 *         President Biden will discuss with President Xi ways to manage the competition
 */
#include "coding/columns.h"
#include "stories/stories.h"

#define NARROWEST  50u
#define WIDEST     120u
#define INDENT     4u
#define CELL_LIMIT ((size_t)4 * CMQ_MAX_TEXT)

struct printer {
    const struct cmq_claims *claims;
    const struct cmq_told_report *reports;
    struct cmq_table_style style;
    struct cmq_buf *out;
    struct cmq_buf cell; /* clean text that waits to be wrapped */
};

static void put(struct printer *p, const char *sgr, struct cmq_str s) {
    if (p->style.colour && s.len > 0) {
        cmq_buf_format(p->out, "\033[%sm", sgr);
    }
    cmq_buf_add_str(p->out, s);
    if (p->style.colour && s.len > 0) {
        cmq_buf_add_str(p->out, CMQ_STR("\033[0m"));
    }
}

/* Prints what waits in the cell, wrapped and indented. */
static void put_cell(struct printer *p, const char *sgr, unsigned indent) {
    struct cmq_str rest = cmq_buf_str(&p->cell);
    while (rest.len > 0) {
        struct cmq_str line = cmq_columns_line(&rest, p->style.columns - indent);
        cmq_buf_format(p->out, "%*s", (int)indent, "");
        put(p, sgr, line);
        cmq_buf_add_char(p->out, '\n');
    }
    p->out->failed |= p->cell.failed;
    cmq_buf_clear(&p->cell);
}

static void put_slots(struct printer *p, const char *before, uint32_t set) {
    for (unsigned bit = 0; cmq_slot_name(bit).len > 0; bit++) {
        if (set >> bit & 1) {
            cmq_buf_format(&p->cell, "%s%.*s", before, CMQ_FMT(cmq_slot_name(bit)));
            before = ", ";
        }
    }
}

static void put_sides(struct printer *p, const struct cmq_row *row) {
    const char *before = ";  ";
    struct cmq_sides sides;
    cmq_row_sides(p->claims, row, &sides);
    for (uint32_t i = 0; i < sides.count; i++) {
        cmq_buf_format(&p->cell, "%s%.*s %.*s", before, CMQ_FMT(sides.country[i]),
                       CMQ_FMT(cmq_voice_name(cmq_row_voice(p->claims, row, sides.country[i]))));
        before = ", ";
    }
}

static void put_claim(struct printer *p, const struct cmq_claim *claim) {
    const struct cmq_told_report *report = &p->reports[claim->report];
    cmq_columns_clean(report->id, &p->cell);
    const char *before = "  ";
    for (uint32_t i = 0; i < claim->tellers.count; i++) {
        const struct cmq_claim_actor *teller = &claim->tellers.item[i];
        cmq_buf_add_str(&p->cell, cmq_str_of(before));
        cmq_columns_clean(teller->name.len > 0 ? teller->name : teller->label, &p->cell);
        before = i + 1 < claim->joint ? " + " : " < ";
    }
    if (claim->tellers.count == 0) {
        cmq_buf_add_str(&p->cell, CMQ_STR("  in its own voice"));
    }
    put_cell(p, "2", INDENT);
    if (report->text.ptr != NULL) {
        cmq_columns_clean((struct cmq_str){report->text.ptr + claim->span.start,
                                           claim->span.end - claim->span.start},
                          &p->cell);
    } else {
        cmq_buf_format(&p->cell, "characters %u to %u", claim->chars.start, claim->chars.end);
    }
    put_cell(p, "0", 2 * INDENT);
}

static void put_row(struct printer *p, const struct cmq_row *row) {
    cmq_buf_format(&p->cell, "Told by %.*s",
                   CMQ_FMT(cmq_spread_name((enum cmq_row_class)row->spread)));
    put_slots(p, "; differs in: ", row->differs);
    put_slots(p, "; more exact in one: ", row->granularity);
    put_sides(p, row);
    put_cell(p, "1", 0);
    for (uint32_t i = 0; i < row->claims.count; i++) {
        put_claim(p, &p->claims->list.item[row->claims.item[i]]);
    }
    cmq_buf_add_char(p->out, '\n');
}

/* What is not in these reports may stand in others: say how much was read. */
static void put_head(struct printer *p, uint32_t count) {
    cmq_buf_format(&p->cell, "%u reports: ", count);
    for (uint32_t i = 0; i < count; i++) {
        cmq_buf_add_str(&p->cell, i > 0 ? CMQ_STR(", ") : CMQ_STR(""));
        cmq_columns_clean(p->reports[i].id, &p->cell);
        if (p->reports[i].publisher.len > 0) {
            cmq_buf_add_str(&p->cell, CMQ_STR(" of "));
            cmq_columns_clean(p->reports[i].publisher, &p->cell);
        }
        cmq_buf_format(&p->cell, " (%u words)", p->reports[i].words);
    }
    cmq_buf_add_str(&p->cell, CMQ_STR(". What a report is silent on may stand in reports that are "
                                      "not held here."));
    put_cell(p, "0", 0);
    cmq_buf_add_char(p->out, '\n');
}

void cmq_accounts_write_table(const struct cmq_claims *claims, const struct cmq_accounts *accounts,
                              const struct cmq_told_report *reports, uint32_t count,
                              const struct cmq_table_style *style, struct cmq_buf *out) {
    struct printer p = {.claims = claims, .reports = reports, .style = *style, .out = out};
    p.style.columns = style->columns < NARROWEST ? NARROWEST
                      : style->columns > WIDEST  ? WIDEST
                                                 : style->columns;
    cmq_buf_init(&p.cell, CELL_LIMIT);
    put_head(&p, count);
    for (int spread = CMQ_TOLD_BY_ALL; spread <= CMQ_TOLD_BY_ONE; spread++) {
        for (uint32_t i = 0; i < accounts->rows.count; i++) {
            if (accounts->rows.item[i].spread == spread) {
                put_row(&p, &accounts->rows.item[i]);
            }
        }
    }
    cmq_buf_release(&p.cell);
}

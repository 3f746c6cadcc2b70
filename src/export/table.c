/* SPDX-License-Identifier: Apache-2.0 */
/* A report takes a head line, and an event a row of five cells whose text is wrapped within its
 * column, then a line of evidence with the trigger marked:
 *
 *   a7  2021-11-14  Blinken and Wang talk before summit
 *     2021-11-13   Antony Blinken        041 Discuss by        actual     US State
 *                  (USAGOV) ↔ Wang Yi    telephone             past       Department
 *                  (CHNGOV)              CONSULT, phone
 *                  Blinken on Saturday held [a telephonic dialogue] with Wang Yi
 */
#include "coding/columns.h"
#include "coding/names.h"
#include "export/export.h"

#define NARROWEST   60u
#define WIDEST      160u
#define INDENT      2u
#define GAP         2u
#define DAY_WIDTH   11u /* "–2021-11-13" */
#define SHARE_WHO   40u /* of a hundred columns that the fixed cells leave */
#define SHARE_TOLD  24u
#define STATE_WIDTH 9u /* "requested" */
#define CELL_LIMIT  ((size_t)4 * CMQ_MAX_TEXT)

#define SGR_PLAIN   ""
#define SGR_BOLD    "1"
#define SGR_DIM     "2"
#define SGR_TRIGGER "1;4"

enum column { WHEN, WHO, WHAT, STATE, TOLD, COLUMNS };

struct cell {
    struct cmq_buf text;    /* clean; line ends part what stands on lines of its own */
    struct cmq_str rest;    /* what is not yet printed: paragraphs after the present one */
    struct cmq_str present; /* and of the present one */
    unsigned width;
    const char *sgr;
};

struct table {
    struct cell cell[COLUMNS];
    struct cmq_buf piece[3]; /* evidence before, at and after the trigger */
    unsigned columns;
    bool colour;
    struct cmq_buf *out;
};

static void table_init(struct table *table, const struct cmq_table_style *style,
                       struct cmq_buf *out) {
    unsigned columns = style->columns < NARROWEST ? NARROWEST
                       : style->columns > WIDEST  ? WIDEST
                                                  : style->columns;
    unsigned left = columns - INDENT - (COLUMNS - 1) * GAP - DAY_WIDTH - STATE_WIDTH;
    unsigned width[COLUMNS] = {
        [WHEN] = DAY_WIDTH,
        [WHO] = left * SHARE_WHO / 100,
        [STATE] = STATE_WIDTH,
        [TOLD] = left * SHARE_TOLD / 100,
    };
    width[WHAT] = left - width[WHO] - width[TOLD];
    *table = (struct table){.columns = columns, .colour = style->colour, .out = out};
    for (unsigned i = 0; i < COLUMNS; i++) {
        cmq_buf_init(&table->cell[i].text, CELL_LIMIT);
        table->cell[i].width = width[i];
        table->cell[i].sgr = SGR_PLAIN;
    }
    for (unsigned i = 0; i < 3; i++) {
        cmq_buf_init(&table->piece[i], CELL_LIMIT);
    }
}

static void table_release(struct table *table) {
    for (unsigned i = 0; i < COLUMNS; i++) {
        table->out->failed |= table->cell[i].text.failed;
        cmq_buf_release(&table->cell[i].text);
    }
    for (unsigned i = 0; i < 3; i++) {
        table->out->failed |= table->piece[i].failed;
        cmq_buf_release(&table->piece[i]);
    }
}

/* ---- printing ---------------------------------------------------------------------------- */

static void put_spaces(struct table *table, unsigned count) {
    cmq_buf_format(table->out, "%*s", (int)count, "");
}

static void put_styled(struct table *table, const char *sgr, struct cmq_str s) {
    bool styled = table->colour && sgr[0] != '\0' && s.len > 0;
    if (styled) {
        cmq_buf_format(table->out, "\033[%sm", sgr);
    }
    cmq_buf_add_str(table->out, s);
    if (styled) {
        cmq_buf_add_str(table->out, CMQ_STR("\033[0m"));
    }
}

static struct cmq_str next_line(struct cell *cell) {
    if (cell->present.len == 0) {
        cell->present = cmq_str_cut(&cell->rest, '\n');
    }
    return cmq_columns_line(&cell->present, cell->width);
}

/* Prints what the cells hold and empties them. */
static void put_row(struct table *table) {
    for (unsigned i = 0; i < COLUMNS; i++) {
        struct cell *cell = &table->cell[i];
        cell->present = (struct cmq_str){NULL, 0};
        cell->rest = cmq_buf_str(&cell->text);
    }
    bool more = true;
    while (more) {
        unsigned pending = INDENT;
        more = false;
        for (unsigned i = 0; i < COLUMNS; i++) {
            struct cell *cell = &table->cell[i];
            struct cmq_str line = next_line(cell);
            if (line.len > 0) {
                put_spaces(table, pending);
                put_styled(table, cell->sgr, line);
                pending = 0;
            }
            unsigned used = cmq_columns_of(line);
            pending += (used < cell->width ? cell->width - used : 0) + GAP;
            more = more || cell->present.len > 0 || cell->rest.len > 0;
        }
        cmq_buf_add_char(table->out, '\n');
    }
    for (unsigned i = 0; i < COLUMNS; i++) {
        cmq_buf_clear(&table->cell[i].text);
        table->cell[i].sgr = SGR_PLAIN;
    }
}

void cmq_export_table_header(const struct cmq_table_style *style, struct cmq_buf *out) {
    static const char *const titles[COLUMNS] = {"WHEN", "WHO → WHOM", "WHAT", "ASSERTION",
                                                "ACCORDING TO"};
    struct table table;
    table_init(&table, style, out);
    for (unsigned i = 0; i < COLUMNS; i++) {
        cmq_buf_add_str(&table.cell[i].text, cmq_str_of(titles[i]));
        table.cell[i].sgr = SGR_DIM;
    }
    put_row(&table);
    table_release(&table);
}

/* ---- cells ------------------------------------------------------------------------------- */

static void fill_when(struct cell *cell, const struct cmq_event *event) {
    char day[16];
    cmq_day_format(event->from, day);
    cmq_buf_add_str(&cell->text, cmq_str_of(day));
    if (event->to != event->from) {
        cmq_day_format(event->to, day);
        cmq_buf_format(&cell->text, "\n–%s", day);
    }
}

static void add_actor(struct cmq_buf *text, const struct cmq_coding *coding, uint32_t index) {
    const struct cmq_actor *actor = &coding->actors.list.item[index];
    cmq_columns_clean(actor->name, text);
    if (actor->code.len > 0) {
        cmq_buf_format(text, " (%.*s)", CMQ_FMT(actor->code));
    }
}

static void add_side(struct cmq_buf *text, const struct cmq_coding *coding,
                     const struct cmq_participant *item, uint32_t count, const char *between) {
    if (count == 0) {
        cmq_buf_add_str(text, CMQ_STR("?"));
    }
    for (uint32_t i = 0; i < count; i++) {
        cmq_buf_add_str(text, i == 0 ? CMQ_STR("") : cmq_str_of(between));
        add_actor(text, coding, item[i].actor);
    }
}

static void fill_who(struct cell *cell, const struct cmq_coding *coding,
                     const struct cmq_event *event) {
    if (event->reciprocal && event->source.count > 1) {
        add_side(&cell->text, coding, event->source.item, event->source.count, " ↔ ");
        return;
    }
    add_side(&cell->text, coding, event->source.item, event->source.count, ", ");
    cmq_buf_add_str(&cell->text, CMQ_STR(" → "));
    add_side(&cell->text, coding, event->target.item, event->target.count, ", ");
}

/* Cooperation is green and cyan, conflict yellow and red. */
static const char *colour_of(unsigned quad) {
    static const char *const sgr[] = {SGR_PLAIN, "32", "36", "33", "31"};
    return quad <= 4 ? sgr[quad] : SGR_PLAIN;
}

static void fill_what(struct cell *cell, const struct cmq_coding *coding,
                      const struct cmq_event *event) {
    const struct cmq_code_facts code = cmq_code_facts(coding->coder->ontology, event->cameo);
    cmq_buf_format(&cell->text, "%.*s %.*s", CMQ_FMT(event->cameo), CMQ_FMT(code.name));
    if (event->plover.len > 0) {
        cmq_buf_format(&cell->text, "\n%.*s", CMQ_FMT(event->plover));
    }
    if (event->mode.len > 0) {
        cmq_buf_format(&cell->text, ", %.*s", CMQ_FMT(event->mode));
    }
    cell->sgr = colour_of(code.quad);
}

static void fill_state(struct cell *cell, const struct cmq_event *event) {
    struct cmq_str assertion = cmq_assertion_name(event->assertion);
    struct cmq_str tense = cmq_tense_name(event->time);
    cmq_buf_format(&cell->text, "%.*s\n%.*s", CMQ_FMT(assertion), CMQ_FMT(tense));
    if (event->assertion != CMQ_ASSERTION_ACTUAL) {
        cell->sgr = SGR_BOLD;
    }
}

static void fill_told(struct cell *cell, const struct cmq_coding *coding,
                      const struct cmq_event *event) {
    for (uint32_t i = 0; i < event->attribution.count; i++) {
        const struct cmq_teller *teller = &event->attribution.item[i];
        struct cmq_str words = {coding->report.text.ptr + teller->start,
                                teller->end - teller->start};
        cmq_buf_add_str(&cell->text, i == 0 ? CMQ_STR("") : CMQ_STR(", told by "));
        if (teller->actor != UINT32_MAX) {
            cmq_columns_clean(coding->actors.list.item[teller->actor].name, &cell->text);
        } else {
            cmq_columns_clean(words.len > 0 ? words : cmq_teller_kind_name(teller->kind),
                              &cell->text);
        }
    }
}

/* ---- evidence ---------------------------------------------------------------------------- */

/* The end of `s` in at most `width` columns; what is cut is cut between words where it can be. */
static struct cmq_str last_columns(struct cmq_str s, unsigned width) {
    unsigned columns = cmq_columns_of(s);
    if (columns <= width) {
        return s;
    }
    while (columns > width) {
        unsigned size;
        columns -= cmq_columns_of_char(cmq_utf8_decode(s.ptr, &size));
        s.ptr += size;
        s.len -= size;
    }
    struct cmq_str words = s;
    cmq_str_cut(&words, ' ');
    return words.ptr == NULL ? s : words;
}

/* One line of the evidence around its trigger, "…" where it is cut. */
static void put_snippet(struct table *table, unsigned width) {
    struct cmq_str before = cmq_buf_str(&table->piece[0]);
    struct cmq_str trigger = cmq_buf_str(&table->piece[1]);
    struct cmq_str after = cmq_buf_str(&table->piece[2]);
    unsigned marks = 4; /* brackets and both ellipses */
    struct cmq_str middle = cmq_columns_line(&trigger, width - marks);
    unsigned room = width - marks - cmq_columns_of(middle);
    unsigned wanted = cmq_columns_of(after);
    unsigned front = wanted < room - room / 3 ? room - wanted : room / 3;
    struct cmq_str head = last_columns(before, front);
    unsigned left = room - cmq_columns_of(head);
    bool apart = after.len > 0 && after.ptr[0] == ' ' && left > 0;
    left -= apart ? 1 : 0;
    struct cmq_str tail = {NULL, 0};
    if (left > 0) {
        tail = cmq_columns_line(&after, left);
    }
    cmq_buf_add_str(table->out, head.len < before.len ? CMQ_STR("…") : CMQ_STR(""));
    cmq_buf_add_str(table->out, head);
    cmq_buf_add_str(table->out, table->colour ? CMQ_STR("") : CMQ_STR("["));
    put_styled(table, SGR_TRIGGER, middle);
    cmq_buf_add_str(table->out, table->colour ? CMQ_STR("") : CMQ_STR("]"));
    cmq_buf_add_str(table->out, apart && tail.len > 0 ? CMQ_STR(" ") : CMQ_STR(""));
    cmq_buf_add_str(table->out, tail);
    cmq_buf_add_str(table->out, after.len > 0 ? CMQ_STR("…\n") : CMQ_STR("\n"));
}

static void put_evidence(struct table *table, const struct cmq_coding *coding,
                         const struct cmq_event *event) {
    uint32_t edge[4] = {event->evidence.start, event->trigger.start, event->trigger.end,
                        event->evidence.end};
    for (unsigned i = 0; i < 3; i++) {
        cmq_buf_clear(&table->piece[i]);
        if (edge[i] < edge[i + 1]) {
            cmq_columns_clean(
                (struct cmq_str){coding->report.text.ptr + edge[i], edge[i + 1] - edge[i]},
                &table->piece[i]);
        }
    }
    unsigned indent = INDENT + DAY_WIDTH + GAP;
    put_spaces(table, indent);
    put_snippet(table, table->columns - indent);
}

/* ---- reports ----------------------------------------------------------------------------- */

static void put_head(struct table *table, const struct cmq_report *report) {
    struct cmq_buf *head = &table->piece[0];
    char day[16];
    cmq_day_format(report->date, day);
    cmq_buf_clear(head);
    cmq_columns_clean(report->id, head);
    cmq_buf_format(head, "  %s", day[0] == '\0' ? "undated" : day);
    struct cmq_str title = report->title.len > 0 ? report->title : report->publisher;
    if (title.len > 0) {
        cmq_buf_add_str(head, CMQ_STR("  "));
        cmq_columns_clean(title, head);
    }
    struct cmq_str rest = cmq_buf_str(head);
    struct cmq_str line = cmq_columns_line(&rest, table->columns - 1);
    put_styled(table, SGR_BOLD, line);
    cmq_buf_add_str(table->out, rest.len > 0 ? CMQ_STR("…\n") : CMQ_STR("\n"));
}

void cmq_export_table(const struct cmq_coding *coding, const struct cmq_table_style *style,
                      struct cmq_buf *out) {
    struct table table;
    table_init(&table, style, out);
    put_head(&table, &coding->report);
    if (coding->events.list.count == 0) {
        cmq_buf_add_str(out, CMQ_STR("  no events\n"));
    }
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        const struct cmq_event *event = &coding->events.list.item[i];
        fill_when(&table.cell[WHEN], event);
        fill_who(&table.cell[WHO], coding, event);
        fill_what(&table.cell[WHAT], coding, event);
        fill_state(&table.cell[STATE], event);
        fill_told(&table.cell[TOLD], coding, event);
        put_row(&table);
        put_evidence(&table, coding, event);
    }
    cmq_buf_add_char(out, '\n');
    table_release(&table);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "coding/names.h"
#include "export/export.h"

static const char *const columns[] = {
    "report", "date",        "told",     "source",    "target",     "cameo",
    "plover", "mode",        "quad",     "goldstein", "assertion",  "time",
    "place",  "attribution", "evidence", "rule",      "confidence",
};

struct row {
    const struct cmq_coding *coding;
    struct cmq_buf *out;
    bool follows; /* a field stands before */
};

static void begin_field(struct row *row) {
    if (row->follows) {
        cmq_buf_add_char(row->out, '\t');
    }
    row->follows = true;
}

static void add_text(struct row *row, struct cmq_str s) {
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        cmq_buf_add_char(row->out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
}

static void put_text(struct row *row, struct cmq_str s) {
    begin_field(row);
    add_text(row, s);
}

static void add_day(struct row *row, cmq_day day) {
    char text[16];
    cmq_day_format(day, text);
    cmq_buf_add_str(row->out, text[0] == '\0' ? CMQ_STR("..") : cmq_str_of(text));
}

static void put_date(struct row *row, cmq_day from, cmq_day to) {
    begin_field(row);
    if (from == CMQ_NO_DAY && to == CMQ_NO_DAY) {
        return;
    }
    add_day(row, from);
    if (to != from) {
        cmq_buf_add_char(row->out, '/');
        add_day(row, to);
    }
}

static void put_sides(struct row *row, const struct cmq_participant *item, uint32_t count) {
    begin_field(row);
    for (uint32_t i = 0; i < count; i++) {
        struct cmq_str code = row->coding->actors.list.item[item[i].actor].code;
        add_text(row, i == 0 ? CMQ_STR("") : CMQ_STR(";"));
        add_text(row, code.len > 0 ? code : CMQ_STR("---"));
    }
}

static void put_tellers(struct row *row, const struct cmq_event *event) {
    begin_field(row);
    for (uint32_t i = 0; i < event->attribution.count; i++) {
        uint32_t actor = event->attribution.item[i].actor;
        struct cmq_str code =
            actor == UINT32_MAX ? CMQ_STR("") : row->coding->actors.list.item[actor].code;
        add_text(row, i == 0 ? CMQ_STR("") : CMQ_STR(";"));
        add_text(row, code.len > 0 ? code : CMQ_STR("---"));
    }
}

static void put_number(struct row *row, double value, unsigned decimals) {
    struct cmq_json json;
    begin_field(row);
    cmq_json_init(&json, row->out);
    cmq_json_double(&json, value, decimals);
}

/* The column of scores is Goldstein's as GDELT has it: empty with an own ontology. */
static void put_scores(struct row *row, struct cmq_str cameo) {
    const struct cmq_ontology *ontology = row->coding->coder->ontology;
    const struct cmq_code_facts code = cmq_code_facts(ontology, cameo);
    if (code.quad == 0) {
        put_text(row, CMQ_STR(""));
    } else {
        put_number(row, code.quad, 0);
    }
    if (ontology != NULL || code.quad == 0) {
        put_text(row, CMQ_STR(""));
    } else {
        put_number(row, code.score, 1);
    }
}

static void put_rule(struct row *row, const struct cmq_event *event) {
    const struct cmq_lexicon *lexicon = &row->coding->coder->lexicon;
    put_text(row, event->entries.count == 0
                      ? CMQ_STR("")
                      : cmq_lexicon_str(lexicon, lexicon->entry[event->entries.item[0]].id));
}

static void put_event(const struct cmq_coding *coding, const struct cmq_event *event,
                      struct cmq_buf *out) {
    struct row row = {coding, out, false};
    struct cmq_str text = coding->report.text;
    put_text(&row, coding->report.id);
    put_date(&row, event->from, event->to);
    put_date(&row, coding->report.date, coding->report.date);
    put_sides(&row, event->source.item, event->source.count);
    put_sides(&row, event->target.item, event->target.count);
    put_text(&row, event->cameo);
    put_text(&row, event->plover);
    put_text(&row, event->mode);
    put_scores(&row, event->cameo);
    put_text(&row, cmq_assertion_name(event->assertion));
    put_text(&row, cmq_tense_name(event->time));
    put_text(&row, event->place.at.name);
    put_tellers(&row, event);
    put_text(&row, (struct cmq_str){text.ptr + event->evidence.start,
                                    event->evidence.end - event->evidence.start});
    put_rule(&row, event);
    put_number(&row, event->confidence, 2);
    cmq_buf_add_char(out, '\n');
}

void cmq_export_tsv_header(struct cmq_buf *out) {
    struct row row = {NULL, out, false};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        put_text(&row, cmq_str_of(columns[i]));
    }
    cmq_buf_add_char(out, '\n');
}

void cmq_export_tsv(const struct cmq_coding *coding, struct cmq_buf *out) {
    for (uint32_t i = 0; i < coding->events.list.count; i++) {
        put_event(coding, &coding->events.list.item[i], out);
    }
}

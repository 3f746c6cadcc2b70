/* SPDX-License-Identifier: Apache-2.0 */
/* From a unit that was drawn to the row that a person judges: the sentence in its context, and what
 * was coded in words. Where things stand in the sentence is told as "trigger:5-12 source:0-3". */
#include "audit/values.h"

#include "ontology/ontology.h"

#include <inttypes.h>
#include <stdlib.h>

#define SHEET_LIMIT ((size_t)2 << 30)
#define BEFORE      600 /* code points of context */
#define AFTER       300
#define CELL_LIMIT  ((size_t)4 << 20)
#define ROOT_LENGTH 2u

void cmq_sheet_init(struct cmq_sheet *sheet) {
    *sheet = (struct cmq_sheet){0};
    cmq_arena_init(&sheet->arena, SHEET_LIMIT);
}

void cmq_sheet_release(struct cmq_sheet *sheet) {
    cmq_arena_release(&sheet->arena);
}

struct judged_unit {
    const json_t *coding, *event; /* no event: a sentence */
    struct cmq_str text;
    struct cmq_reach sentence;
    struct cmq_arena *arena;
    struct cmq_sheet_row *row;
};

/* ---- text ---- */

/* The bytes of a stretch of code points, as much of it as there is. */
static struct cmq_str words(struct cmq_str text, int64_t start, int64_t end) {
    size_t at = 0;
    int64_t passed = 0;
    size_t from = start <= 0 ? 0 : text.len;
    while (at < text.len && passed < end) {
        unsigned size;
        if (passed == start) {
            from = at;
        }
        cmq_utf8_decode(text.ptr + at, &size);
        at += size;
        passed++;
    }
    return from < at ? (struct cmq_str){text.ptr + from, at - from} : CMQ_STR("");
}

static void set(const struct judged_unit *unit, enum cmq_sheet_column column,
                struct cmq_str value) {
    unit->row->cell[column] = cmq_arena_copy(unit->arena, value);
}

static void set_member(const struct judged_unit *unit, enum cmq_sheet_column column,
                       const json_t *object, const char *member) {
    unit->row->cell[column] = cmq_value_text(object, member, unit->arena);
}

static void set_context(const struct judged_unit *unit) {
    const json_t *report = json_object_get(unit->coding, "report");
    const struct cmq_reach *s = &unit->sentence;
    int64_t before = s->start > BEFORE ? s->start - BEFORE : 0;
    set(unit, CMQ_SHEET_SENTENCE, words(unit->text, s->start, s->end));
    set(unit, CMQ_SHEET_BEFORE, words(unit->text, before, s->start));
    set(unit, CMQ_SHEET_AFTER, words(unit->text, s->end, s->end + AFTER));
    set_member(unit, CMQ_SHEET_REPORT, report, "id");
    set_member(unit, CMQ_SHEET_DATE, report, "date");
    set_member(unit, CMQ_SHEET_PUBLISHER, report, "publisher");
    set_member(unit, CMQ_SHEET_TITLE, report, "title");
}

/* ---- what was coded ---- */

static const json_t *actor_of(const json_t *coding, const json_t *holder) {
    const json_t *number = json_object_get(holder, "actor");
    json_int_t index = json_is_integer(number) ? json_integer_value(number) : -1;
    return index < 0 ? NULL : json_array_get(json_object_get(coding, "actors"), (size_t)index);
}

/* "Antony Blinken (USAGOV); Wang Yi (CHNGOV)"; a teller without a name by its kind. */
static void set_actors(const struct judged_unit *unit, enum cmq_sheet_column column,
                       const char *member) {
    const json_t *list = json_object_get(unit->event, member);
    struct cmq_buf text;
    cmq_buf_init(&text, CELL_LIMIT);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *holder = json_array_get(list, i), *actor = actor_of(unit->coding, holder);
        const char *name = json_string_value(json_object_get(actor, "name"));
        const char *code = json_string_value(json_object_get(actor, "code"));
        const char *kind = json_string_value(json_object_get(holder, "kind"));
        cmq_buf_format(&text, "%s%s", i == 0 ? "" : "; ",
                       name != NULL ? name : (kind != NULL ? kind : "?"));
        if (code != NULL) {
            cmq_buf_format(&text, " (%s)", code);
        }
    }
    set(unit, column, cmq_buf_str(&text));
    cmq_buf_release(&text);
}

static void add_mark(const struct judged_unit *unit, const char *what, const json_t *span,
                     struct cmq_buf *marks) {
    struct cmq_reach reach;
    if (cmq_value_reach(span, &reach) && reach.start >= unit->sentence.start &&
        reach.end <= unit->sentence.end) {
        cmq_buf_format(marks, "%s%s:%" PRId64 "-%" PRId64, marks->len > 0 ? " " : "", what,
                       reach.start - unit->sentence.start, reach.end - unit->sentence.start);
    }
}

static void set_marks(const struct judged_unit *unit) {
    static const char *const side[] = {"source", "target"};
    const json_t *trigger = json_object_get(unit->event, "trigger");
    struct cmq_buf marks;
    cmq_buf_init(&marks, CELL_LIMIT);
    add_mark(unit, "trigger", trigger, &marks);
    for (unsigned s = 0; s < 2; s++) {
        const json_t *list = json_object_get(unit->event, side[s]);
        for (size_t i = 0; i < json_array_size(list); i++) {
            add_mark(unit, side[s], json_object_get(json_array_get(list, i), "span"), &marks);
        }
    }
    set(unit, CMQ_SHEET_MARKS, cmq_buf_str(&marks));
    cmq_buf_release(&marks);
    struct cmq_reach reach;
    if (cmq_value_reach(trigger, &reach)) {
        set(unit, CMQ_SHEET_TRIGGER, words(unit->text, reach.start, reach.end));
    }
}

static void set_day(const struct judged_unit *unit) {
    const json_t *date = json_object_get(unit->event, "date");
    struct cmq_str from = cmq_value_text(date, "from", unit->arena);
    struct cmq_str to = cmq_value_text(date, "to", unit->arena);
    unit->row->cell[CMQ_SHEET_DAY] =
        cmq_str_eq(from, to)
            ? from
            : cmq_arena_format(unit->arena, "%.*s to %.*s", CMQ_FMT(from), CMQ_FMT(to));
}

static void set_label(const struct judged_unit *unit) {
    struct cmq_str code = unit->row->cell[CMQ_SHEET_CAMEO];
    const struct cmq_cameo *cameo = cmq_cameo_find(code);
    const char *root = cmq_cameo_root_name(code);
    struct cmq_str plover = cmq_value_text(unit->event, "plover", unit->arena);
    unit->row->cell[CMQ_SHEET_LABEL] = cmq_arena_format(
        unit->arena, "%s%s%s%s%.*s", cameo != NULL ? cameo->name : "", cameo != NULL ? " - " : "",
        root != NULL ? root : "", plover.len > 0 ? " - " : "", CMQ_FMT(plover));
}

static void set_event(const struct judged_unit *unit) {
    set_member(unit, CMQ_SHEET_EVENT, unit->event, "id");
    set_member(unit, CMQ_SHEET_CAMEO, unit->event, "cameo");
    set_member(unit, CMQ_SHEET_ASSERTION, unit->event, "assertion");
    set_member(unit, CMQ_SHEET_TIME, unit->event, "time");
    set_actors(unit, CMQ_SHEET_CODED_SOURCE, "source");
    set_actors(unit, CMQ_SHEET_CODED_TARGET, "target");
    set_actors(unit, CMQ_SHEET_TOLD_BY, "attribution");
    set_day(unit);
    set_label(unit);
    set_marks(unit);
    const json_t *rule = json_array_get(json_object_get(unit->event, "rules"), 0);
    set(unit, CMQ_SHEET_RULE, cmq_str_of(json_string_value(rule)));
    unit->row->cell[CMQ_SHEET_CONFIDENCE] = cmq_arena_format(
        unit->arena, "%.2f", json_number_value(json_object_get(unit->event, "confidence")));
}

/* ---- rows ---- */

static void set_design(const struct judged_unit *unit, const struct cmq_sample_stratum *stratum) {
    struct cmq_str *cell = unit->row->cell;
    double weight = stratum->drawn > 0 ? (double)stratum->population / stratum->drawn : 0;
    cell[CMQ_SHEET_KIND] =
        stratum->kind == CMQ_SAMPLE_EVENTS ? CMQ_STR("event") : CMQ_STR("sentence");
    set(unit, CMQ_SHEET_STRATUM, stratum->name);
    cell[CMQ_SHEET_POPULATION] = cmq_arena_format(unit->arena, "%" PRIu64, stratum->population);
    cell[CMQ_SHEET_DRAWN] = cmq_arena_format(unit->arena, "%" PRIu32, stratum->drawn);
    cell[CMQ_SHEET_WEIGHT] = cmq_arena_format(unit->arena, "%.4f", weight);
}

/* False where the coding does not have the unit. */
static bool find_unit(const json_t *coding, const struct cmq_sample_unit *unit, bool is_event,
                      struct judged_unit *found) {
    json_int_t sentence = unit->number;
    const json_t *text = json_object_get(json_object_get(coding, "report"), "text");
    if (is_event) {
        found->event = json_array_get(json_object_get(coding, "events"), unit->number);
        sentence = json_integer_value(json_object_get(found->event, "sentence"));
    }
    const json_t *spans = json_object_get(coding, "sentences");
    found->text = (struct cmq_str){json_string_value(text), json_string_length(text)};
    return json_is_string(text) && (found->event != NULL) == is_event && sentence >= 0 &&
           cmq_value_reach(json_array_get(spans, (size_t)sentence), &found->sentence);
}

enum cmq_status cmq_sheet_add(struct cmq_sheet *sheet, const struct cmq_sample *sample,
                              const struct cmq_sample_unit *unit, struct cmq_str line,
                              struct cmq_error *err) {
    json_t *coding = cmq_value_object(line, err);
    if (coding == NULL) {
        return CMQ_BAD_INPUT;
    }
    const struct cmq_sample_stratum *stratum = &sample->stratum.item[unit->stratum];
    struct judged_unit judged = {.coding = coding, .arena = &sheet->arena};
    bool is_event = stratum->kind == CMQ_SAMPLE_EVENTS;
    bool found = find_unit(coding, unit, is_event, &judged);
    if (found) {
        judged.row = &CMQ_PUSH(&sheet->arena, &sheet->row);
        set_context(&judged);
        set_design(&judged, stratum);
        if (is_event) {
            set_event(&judged);
        }
    }
    json_decref(coding);
    if (sheet->arena.exhausted) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return found ? CMQ_OK
                 : cmq_fail(err, CMQ_BAD_INPUT, 0, "a coding without what was drawn from it");
}

/* ---- order ---- */

struct place {
    uint64_t lot;
    struct cmq_sheet_row row;
};

static int by_kind_and_lot(const void *a, const void *b) {
    const struct place *x = a, *y = b;
    int by_kind = cmq_str_cmp(x->row.cell[CMQ_SHEET_KIND], y->row.cell[CMQ_SHEET_KIND]);
    if (by_kind != 0) {
        return by_kind;
    }
    if (x->lot != y->lot) {
        return x->lot < y->lot ? -1 : 1;
    }
    return cmq_str_cmp(x->row.cell[CMQ_SHEET_SENTENCE], y->row.cell[CMQ_SHEET_SENTENCE]);
}

void cmq_sheet_shuffle(struct cmq_sheet *sheet, uint64_t seed) {
    struct place *place = CMQ_NEW_ARRAY(&sheet->arena, struct place, (size_t)sheet->row.count + 1);
    if (place == NULL) {
        return; /* the arena says so */
    }
    for (uint32_t i = 0; i < sheet->row.count; i++) {
        const struct cmq_str *cell = sheet->row.item[i].cell;
        struct cmq_str key =
            cmq_arena_format(&sheet->arena, "order %" PRIu64 " %.*s %.*s %.*s", seed,
                             CMQ_FMT(cell[CMQ_SHEET_REPORT]), CMQ_FMT(cell[CMQ_SHEET_EVENT]),
                             CMQ_FMT(cell[CMQ_SHEET_SENTENCE]));
        place[i] = (struct place){cmq_hash(key), sheet->row.item[i]};
    }
    qsort(place, sheet->row.count, sizeof *place, by_kind_and_lot);
    for (uint32_t i = 0; i < sheet->row.count; i++) {
        sheet->row.item[i] = place[i].row;
        sheet->row.item[i].cell[CMQ_SHEET_ITEM] =
            cmq_arena_format(&sheet->arena, "%" PRIu32, i + 1);
    }
}

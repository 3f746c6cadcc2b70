/* SPDX-License-Identifier: Apache-2.0 */
#include "export/rows.h"

#include <math.h>
#include <string.h>

#define MAX_SIDE    24u /* actors of a side that make rows */
#define BATCH_ROWS  16384u
#define NUMBER_BITS 52 /* exact in a double, so that R and spreadsheets keep it */

struct cmq_str row_text(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_string(value)
               ? (struct cmq_str){json_string_value(value), json_string_length(value)}
               : (struct cmq_str){NULL, 0};
}

int64_t row_integer(const json_t *object, const char *key, int64_t otherwise) {
    const json_t *value = json_object_get(object, key);
    return json_is_integer(value) ? json_integer_value(value) : otherwise;
}

double row_number(const json_t *object, const char *key) {
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : (double)NAN;
}

int64_t row_span_start(const json_t *object, const char *key) {
    const json_t *span = json_object_get(object, key);
    const json_t *start = json_is_array(span) ? json_array_get(span, 0) : NULL;
    return json_is_integer(start) ? json_integer_value(start) : -1;
}

static struct row_actor actor_of(const json_t *coding, const json_t *participant) {
    json_int_t index = json_integer_value(json_object_get(participant, "actor"));
    const json_t *actor =
        index >= 0 ? json_array_get(json_object_get(coding, "actors"), (size_t)index) : NULL;
    return (struct row_actor){
        .name = row_text(actor, "name"),
        .title = row_text(actor, "title"),
        .code = row_text(actor, "code"),
        .country = row_text(actor, "country"),
        .sectors = json_object_get(actor, "sectors"),
        .start = row_span_start(participant, "span"),
    };
}

/* Every actor of one side is on the other, too. */
static bool is_reciprocal(const json_t *source, const json_t *target) {
    size_t shared = 0;
    for (size_t i = 0; i < json_array_size(source); i++) {
        json_int_t a = json_integer_value(json_object_get(json_array_get(source, i), "actor"));
        for (size_t k = 0; k < json_array_size(target); k++) {
            if (json_integer_value(json_object_get(json_array_get(target, k), "actor")) == a) {
                shared++;
                break;
            }
        }
    }
    return json_array_size(source) > 1 && shared == json_array_size(source) &&
           json_array_size(target) == shared;
}

static bool same_actor(const struct row_actor *a, const struct row_actor *b) {
    return cmq_str_eq(a->name, b->name) && cmq_str_eq(a->code, b->code);
}

static void set_days(struct row *row) {
    const json_t *date = json_object_get(row->event, "date");
    cmq_day from = cmq_day_parse(row_text(date, "from"));
    row->told = cmq_day_parse(row_text(row->event, "told"));
    if (row->told == CMQ_NO_DAY) {
        row->told = cmq_day_parse(row_text(row->report, "date"));
    }
    bool ahead = from != CMQ_NO_DAY && row->told != CMQ_NO_DAY && from > row->told;
    row->day = from == CMQ_NO_DAY || ahead ? row->told : from;
}

static uint64_t number_of(const json_t *event, size_t pair) {
    struct cmq_str id = row_text(event, "id");
    uint64_t hash = cmq_hash(id) + pair * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
    return hash >> (64 - NUMBER_BITS);
}

static struct row row_of(const json_t *coding, size_t index) {
    const json_t *event = json_array_get(json_object_get(coding, "events"), index);
    struct row row = {
        .coding = coding,
        .report = json_object_get(coding, "report"),
        .event = event,
        .index = index,
        .place = json_object_get(event, "place"),
        .cameo = row_text(event, "cameo"),
        .plover = row_text(event, "plover"),
        .sentence = row_integer(event, "sentence", 0),
    };
    row.code = cmq_cameo_find(row.cameo);
    row.reciprocal =
        is_reciprocal(json_object_get(event, "source"), json_object_get(event, "target"));
    set_days(&row);
    return row;
}

/* ---- pairs -------------------------------------------------------------------------------- */

/* The pairs of a source and a target that an event is told as, in order. */
struct pairs {
    const json_t *source, *target;
    bool reciprocal;
    size_t i, k; /* of the next one to try */
};

static struct pairs pairs_of(const json_t *event) {
    const json_t *source = json_object_get(event, "source"),
                 *target = json_object_get(event, "target");
    return (struct pairs){
        .source = source, .target = target, .reciprocal = is_reciprocal(source, target)};
}

/* A side without participants is one that is not known. */
static size_t side_count(const json_t *side) {
    size_t count = json_array_size(side);
    return count == 0 ? 1 : count < MAX_SIDE ? count : MAX_SIDE;
}

static struct row_actor side_actor(const json_t *coding, const json_t *side, size_t i) {
    const json_t *participant = json_array_get(side, i);
    return participant != NULL ? actor_of(coding, participant) : (struct row_actor){.start = -1};
}

/* False after the last. */
static bool next_pair(struct pairs *pairs, const json_t *coding, struct row_actor *source,
                      struct row_actor *target) {
    for (; pairs->i < side_count(pairs->source); pairs->i++, pairs->k = 0) {
        while (pairs->k < side_count(pairs->target)) {
            *source = side_actor(coding, pairs->source, pairs->i);
            *target = side_actor(coding, pairs->target, pairs->k++);
            if (!(pairs->reciprocal && same_actor(source, target))) {
                return true;
            }
        }
    }
    return false;
}

static bool same_party(const struct row_actor *a, const struct row_actor *b) {
    return same_actor(a, b) || (a->country.len > 0 && cmq_str_eq(a->country, b->country));
}

/* The earlier event that this one repeats; NULL if it repeats none. */
static const json_t *repeated_event(const struct row *row) {
    const json_t *events = json_object_get(row->coding, "events");
    struct cmq_str id = row_text(row->event, "same_as");
    for (size_t i = row->index; id.len > 0 && i-- > 0;) {
        const json_t *event = json_array_get(events, i);
        if (cmq_str_eq(row_text(event, "id"), id)) {
            return event;
        }
    }
    return NULL;
}

uint64_t row_first_number(const struct row *row) {
    const json_t *event = repeated_event(row);
    struct pairs pairs = pairs_of(event);
    struct row_actor source, target;
    if (event == NULL) {
        return row->number;
    }
    for (size_t pair = 0; next_pair(&pairs, row->coding, &source, &target); pair++) {
        if (same_party(&source, &row->source) && same_party(&target, &row->target)) {
            return number_of(event, pair);
        }
    }
    return number_of(event, 0);
}

/* ---- writing ------------------------------------------------------------------------------ */

/* Where rows go. */
struct sink {
    const struct cmq_exporter *exporter;
    struct cmq_arrow *batch; /* of Arrow */
    struct cmq_buf *out;
};

static void write_row(const struct sink *sink, struct row *row, size_t pair) {
    struct fields fields = {.out = sink->out, .separator = sink->exporter->separator};
    row->number = number_of(row->event, pair);
    if (sink->batch != NULL) {
        arrow_add_row(sink->batch, row);
        return;
    }
    sink->exporter->write(row, &fields);
    field_end(&fields);
}

static void write_pairs(const struct sink *sink, struct row *row) {
    struct pairs pairs = pairs_of(row->event);
    for (size_t pair = 0; next_pair(&pairs, row->coding, &row->source, &row->target); pair++) {
        write_row(sink, row, pair);
    }
}

static bool is_wanted(const struct cmq_exporter *exporter, const json_t *event) {
    bool actual = cmq_str_eq(row_text(event, "assertion"), CMQ_STR("actual"));
    bool repeat = json_is_string(json_object_get(event, "same_as"));
    bool typed = json_is_string(json_object_get(event, "plover"));
    return (exporter->all || actual) && (exporter->repeats || !repeat) &&
           (!exporter->typed || typed);
}

static void write_events(const struct sink *sink, const json_t *coding) {
    const json_t *events = json_object_get(coding, "events");
    for (size_t i = 0; i < json_array_size(events); i++) {
        const json_t *event = json_array_get(events, i);
        if (!is_wanted(sink->exporter, event)) {
            continue;
        }
        struct row row = row_of(coding, i);
        row.ontology = sink->exporter->ontology;
        if (sink->exporter->pairs) {
            write_pairs(sink, &row);
        } else {
            write_row(sink, &row, 0);
        }
    }
}

/* Opens a coding that is given as its JSON; NULL if it is none. */
static json_t *open_coding(struct cmq_str coding, struct cmq_error *err) {
    json_error_t reason;
    json_t *root = json_loadb(coding.ptr, coding.len, JSON_REJECT_DUPLICATES, &reason);
    if (root == NULL || !json_is_array(json_object_get(root, "events"))) {
        json_decref(root);
        cmq_fail(err, CMQ_BAD_INPUT, 0, "not a coding: %s",
                 root == NULL ? reason.text : "it has no \"events\"");
        return NULL;
    }
    return root;
}

enum cmq_status cmq_arrow_add_coding(struct cmq_arrow *batch, const struct cmq_ontology *ontology,
                                     struct cmq_str coding, struct cmq_error *err) {
    struct cmq_exporter exporter;
    json_t *root = open_coding(coding, err);
    if (root == NULL) {
        return CMQ_BAD_INPUT;
    }
    cmq_exporter_find("arrow", &exporter);
    cmq_exporter_set_ontology(&exporter, ontology);
    write_events(&(struct sink){.exporter = &exporter, .batch = batch}, root);
    json_decref(root);
    return batch->failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory") : CMQ_OK;
}

/* Rows of Arrow: a batch of their own where none waits for more. */
static enum cmq_status export_batch(const struct cmq_exporter *exporter, struct cmq_str coding,
                                    struct cmq_arrow *waiting, struct cmq_buf *out,
                                    struct cmq_error *err) {
    struct cmq_arrow *batch = waiting != NULL ? waiting : cmq_arrow_of_events(exporter->ontology);
    if (batch == NULL) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    enum cmq_status status = cmq_arrow_add_coding(batch, exporter->ontology, coding, err);
    if (waiting == NULL || batch->rows >= BATCH_ROWS) {
        cmq_arrow_write(batch, out);
    }
    if (waiting == NULL) {
        cmq_arrow_free(batch);
    }
    return status;
}

enum cmq_status cmq_export_coding(const struct cmq_exporter *exporter, struct cmq_str coding,
                                  struct cmq_arrow *waiting, struct cmq_buf *out,
                                  struct cmq_error *err) {
    enum cmq_status status = CMQ_OK;
    if (exporter->write == NULL) {
        status = export_batch(exporter, coding, waiting, out, err);
    } else {
        json_t *root = open_coding(coding, err);
        if (root == NULL) {
            return CMQ_BAD_INPUT;
        }
        write_events(&(struct sink){.exporter = exporter, .out = out}, root);
        json_decref(root);
    }
    return status == CMQ_OK && out->failed ? cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory")
                                           : status;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/audit.h"

#include <inttypes.h>
#include <math.h>

static const struct {
    const char *name, *told;
} kinds[] = {
    [CMQ_EVAL_SILENT] = {"silent", "nothing coded at all"},
    [CMQ_EVAL_SOURCE_MISSING] = {"source-missing", "type and target right, source missing"},
    [CMQ_EVAL_SOURCE_WRONG] = {"source-wrong", "type and target right, source wrong"},
    [CMQ_EVAL_TARGET_MISSING] = {"target-missing", "type and source right, target missing"},
    [CMQ_EVAL_TARGET_WRONG] = {"target-wrong", "type and source right, target wrong"},
    [CMQ_EVAL_BOTH_WRONG] = {"both-wrong", "type right, source and target not"},
    [CMQ_EVAL_TYPE_WRONG] = {"type-wrong", "actors right, type wrong"},
    [CMQ_EVAL_REQUESTED] = {"only-requested", "right, but only as asked for, or counted before"},
    [CMQ_EVAL_OTHER] = {"other", "nothing coded is like it"},
    [CMQ_EVAL_FALSE] = {"false", "coded in a text that asks for nothing"},
    [CMQ_EVAL_SURPLUS] = {"surplus", "coded beside what the text asks for"},
};

/* ---- what is told, in order -------------------------------------------------------------- */

struct figure {
    const char *name, *told;
    struct cmq_share share;
};

#define MAX_FIGURES 8

static size_t list_figures(const struct cmq_evaluation *e, struct figure figure[MAX_FIGURES]) {
    const struct figure records[] = {
        {"main-event", "main event right", e->main_event},
        {"main-type", "main type", e->main_type},
        {"any-type", "type among events", e->any_type},
        {"silent", "no event at all", e->silent},
        {"assertion", "assertion, where found", e->assertion},
        {"time", "time, where found", e->time},
    };
    const struct figure spans[] = {
        {"first-link", "first link has right type", e->first_link},
        {"linked", "linked", e->linked},
        {"typed", "type right where linked", e->typed},
        {"any-link", "any link has right type", e->any_link},
    };
    const struct figure codes[] = {
        {"first-code", "first event: code", e->first_code},
        {"first-root", "first event: root", e->first_root},
        {"any-code", "code among events", e->any_code},
        {"any-root", "root among events", e->any_root},
    };
    const struct {
        const struct figure *item;
        size_t count;
    } sets[] = {[CMQ_GOLD_RECORDS] = {records, sizeof records / sizeof *records},
                [CMQ_GOLD_SPANS] = {spans, sizeof spans / sizeof *spans},
                [CMQ_GOLD_CODES] = {codes, sizeof codes / sizeof *codes}};
    for (size_t i = 0; i < sets[e->gold->format].count; i++) {
        figure[i] = sets[e->gold->format].item[i];
    }
    return sets[e->gold->format].count;
}

static double events_per_record(const struct cmq_evaluation *e) {
    return e->gold->record.count > 0 ? (double)e->events / e->gold->record.count : 0;
}

static uint32_t count_errors(const struct cmq_evaluation *e, enum cmq_eval_error error) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < e->error.count; i++) {
        count += e->error.item[i].error == error;
    }
    return count;
}

/* The types by name, the order of the first `count` places of `order`. */
static void order_types(const struct cmq_evaluation *e, uint32_t order[static CMQ_EVAL_TYPES]) {
    for (uint32_t i = 0; i < e->type_count; i++) {
        uint32_t k = i;
        for (; k > 0 && cmq_str_cmp(e->type[order[k - 1]].name, e->type[i].name) > 0; k--) {
            order[k] = order[k - 1];
        }
        order[k] = i;
    }
}

/* ---- for a person ------------------------------------------------------------------------ */

static void add_share(struct cmq_buf *out, struct cmq_share share) {
    cmq_buf_format(out, "%.3f  %" PRIu32 "/%" PRIu32, cmq_share_value(share), share.right,
                   share.all);
}

static void table_figures(const struct cmq_evaluation *e, struct cmq_buf *out) {
    struct figure figure[MAX_FIGURES] = {0};
    size_t count = list_figures(e, figure);
    for (size_t i = 0; i < count; i++) {
        if (figure[i].share.all == 0) {
            continue; /* gold says nothing of it */
        }
        cmq_buf_format(out, "%-28s ", figure[i].told);
        add_share(out, figure[i].share);
        cmq_buf_add_char(out, '\n');
    }
    if (e->gold->format == CMQ_GOLD_RECORDS) {
        cmq_buf_format(out,
                       "%-28s P %.3f  R %.3f  F1 %.3f  (%" PRIu32 "/%" PRIu32 ", %" PRIu32
                       "/%" PRIu32 ")\n",
                       "type + source + target", cmq_share_value(e->precision),
                       cmq_share_value(e->recall), cmq_f1(e->precision, e->recall),
                       e->precision.right, e->precision.all, e->recall.right, e->recall.all);
    }
    cmq_buf_format(out, "%-28s %.2f\n", "events per record", events_per_record(e));
}

static void table_calibration(const struct cmq_evaluation *e, struct cmq_buf *out) {
    double error = cmq_calibration_error(&e->calibration);
    if (!isnan(error)) {
        cmq_buf_format(out, "%-28s %.3f\n", "calibration error", error);
    }
}

static void table_types(const struct cmq_evaluation *e, struct cmq_buf *out) {
    uint32_t order[CMQ_EVAL_TYPES];
    order_types(e, order);
    bool codes = e->gold->format == CMQ_GOLD_CODES;
    cmq_buf_format(out, "\n%-12s %-16s %-16s %s\n", codes ? "root" : "type", "recall",
                   codes ? "" : "precision", "coded instead");
    for (uint32_t i = 0; i < e->type_count; i++) {
        const struct cmq_type_figures *type = &e->type[order[i]];
        cmq_buf_format(out, "%-12.*s %.3f %4" PRIu32 "/%-5" PRIu32 " ", CMQ_FMT(type->name),
                       cmq_share_value(type->recall), type->recall.right, type->recall.all);
        if (codes) {
            cmq_buf_format(out, "%-16s", "");
        } else {
            cmq_buf_format(out, "%.3f %4" PRIu32 "/%-5" PRIu32, cmq_share_value(type->precision),
                           type->precision.right, type->precision.all);
        }
        for (uint32_t k = 0; k < e->type_count; k++) {
            if (type->taken[order[k]] > 0) {
                cmq_buf_format(out, " %.*s %" PRIu32, CMQ_FMT(e->type[order[k]].name),
                               type->taken[order[k]]);
            }
        }
        cmq_buf_add_char(out, '\n');
    }
}

static void table_case(const struct cmq_evaluation *e, const struct cmq_eval_case *error,
                       struct cmq_buf *out) {
    const struct cmq_gold_record *gold = &e->gold->record.item[error->record];
    cmq_buf_format(out, "  %.*s\n", CMQ_FMT(gold->id));
    if (error->wanted.len > 0) {
        cmq_buf_format(out, "    wanted %.*s\n", CMQ_FMT(error->wanted));
    }
    if (error->got.len > 0) {
        cmq_buf_format(out, "    got    %.*s\n", CMQ_FMT(error->got));
    }
    cmq_buf_add_str(out, CMQ_STR("    "));
    for (size_t i = 0; i < gold->text.len; i++) {
        unsigned char c = (unsigned char)gold->text.ptr[i];
        cmq_buf_add_char(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
    cmq_buf_add_char(out, '\n');
}

static void table_errors(const struct cmq_evaluation *e, uint32_t cases, struct cmq_buf *out) {
    cmq_buf_add_str(out, CMQ_STR("\nerrors\n"));
    for (unsigned kind = 0; kind < CMQ_EVAL_ERRORS; kind++) {
        uint32_t count = count_errors(e, (enum cmq_eval_error)kind), told = 0;
        if (count == 0) {
            continue;
        }
        cmq_buf_format(out, "%5" PRIu32 "  %s\n", count, kinds[kind].told);
        for (uint32_t i = 0; i < e->error.count && told < cases; i++) {
            if (e->error.item[i].error == kind) {
                table_case(e, &e->error.item[i], out);
                told++;
            }
        }
    }
}

void cmq_evaluation_table(const struct cmq_evaluation *evaluation, uint32_t cases,
                          struct cmq_buf *out) {
    table_figures(evaluation, out);
    table_calibration(evaluation, out);
    table_types(evaluation, out);
    table_errors(evaluation, cases, out);
}

/* ---- for a program ----------------------------------------------------------------------- */

static void json_share(struct cmq_json *json, const char *key, struct cmq_share share) {
    cmq_json_key(json, cmq_str_of(key));
    cmq_json_object_begin(json);
    cmq_json_key(json, CMQ_STR("right"));
    cmq_json_int(json, share.right);
    cmq_json_key(json, CMQ_STR("all"));
    cmq_json_int(json, share.all);
    cmq_json_key(json, CMQ_STR("share"));
    cmq_json_double(json, cmq_share_value(share), 4);
    cmq_json_object_end(json);
}

static void json_types(const struct cmq_evaluation *e, struct cmq_json *json) {
    uint32_t order[CMQ_EVAL_TYPES];
    order_types(e, order);
    cmq_json_key(json, CMQ_STR("types"));
    cmq_json_array_begin(json);
    for (uint32_t i = 0; i < e->type_count; i++) {
        const struct cmq_type_figures *type = &e->type[order[i]];
        cmq_json_object_begin(json);
        cmq_json_key(json, CMQ_STR("type"));
        cmq_json_str(json, type->name);
        json_share(json, "recall", type->recall);
        if (e->gold->format != CMQ_GOLD_CODES) {
            json_share(json, "precision", type->precision);
        }
        cmq_json_key(json, CMQ_STR("coded-instead"));
        cmq_json_object_begin(json);
        for (uint32_t k = 0; k < e->type_count; k++) {
            if (type->taken[order[k]] > 0) {
                cmq_json_key(json, e->type[order[k]].name);
                cmq_json_int(json, type->taken[order[k]]);
            }
        }
        cmq_json_object_end(json);
        cmq_json_object_end(json);
    }
    cmq_json_array_end(json);
}

static void json_errors(const struct cmq_evaluation *e, struct cmq_json *json) {
    cmq_json_key(json, CMQ_STR("errors"));
    cmq_json_array_begin(json);
    for (uint32_t i = 0; i < e->error.count; i++) {
        const struct cmq_eval_case *error = &e->error.item[i];
        cmq_json_object_begin(json);
        cmq_json_key(json, CMQ_STR("error"));
        cmq_json_str(json, cmq_str_of(kinds[error->error].name));
        cmq_json_key(json, CMQ_STR("id"));
        cmq_json_str(json, e->gold->record.item[error->record].id);
        cmq_json_key(json, CMQ_STR("wanted"));
        cmq_json_str(json, error->wanted);
        cmq_json_key(json, CMQ_STR("got"));
        cmq_json_str(json, error->got);
        cmq_json_object_end(json);
    }
    cmq_json_array_end(json);
}

void cmq_evaluation_json(const struct cmq_evaluation *evaluation, struct cmq_buf *out) {
    struct figure figure[MAX_FIGURES] = {0};
    struct cmq_json json;
    cmq_json_init(&json, out);
    cmq_json_object_begin(&json);
    cmq_json_key(&json, CMQ_STR("records"));
    cmq_json_int(&json, evaluation->gold->record.count);
    cmq_json_key(&json, CMQ_STR("events"));
    cmq_json_int(&json, evaluation->events);
    size_t count = list_figures(evaluation, figure);
    for (size_t i = 0; i < count; i++) {
        json_share(&json, figure[i].name, figure[i].share);
    }
    if (evaluation->gold->format == CMQ_GOLD_RECORDS) {
        json_share(&json, "precision", evaluation->precision);
        json_share(&json, "recall", evaluation->recall);
        cmq_json_key(&json, CMQ_STR("f1"));
        cmq_json_double(&json, cmq_f1(evaluation->precision, evaluation->recall), 4);
    }
    cmq_json_key(&json, CMQ_STR("calibration-error"));
    cmq_json_double(&json, cmq_calibration_error(&evaluation->calibration), 4);
    json_types(evaluation, &json);
    json_errors(evaluation, &json);
    cmq_json_object_end(&json);
    cmq_buf_add_char(out, '\n');
}

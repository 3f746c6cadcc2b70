/* SPDX-License-Identifier: Apache-2.0 */
/* The files of the Phoenix pipeline (26 columns, no header) and of PETRARCH2. */

#include "export/rows.h"

#include <math.h>

static const char *const roles[] = {"GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD",
                                    "SPY", "MED", "EDU", "BUS", "CRM", "CVL"};

static bool is_role(struct cmq_str triple) {
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (cmq_str_eq(triple, cmq_str_of(roles[i]))) {
            return true;
        }
    }
    return false;
}

static struct cmq_str triple_at(struct cmq_str code, size_t at) {
    return at + 3 <= code.len ? (struct cmq_str){code.ptr + at, 3} : (struct cmq_str){NULL, 0};
}

/* The whole code, its first triple, its role if that is the second, and the other triples. */
static void put_code(struct fields *fields, struct cmq_str code) {
    struct cmq_str role = triple_at(code, 3);
    role = is_role(role) ? role : (struct cmq_str){NULL, 0};
    char rest[64];
    size_t len = 0;
    for (size_t at = role.len > 0 ? 6 : 3; at + 3 <= code.len && len + 4 < sizeof rest; at += 3) {
        if (len > 0) {
            rest[len++] = ';';
        }
        for (size_t i = 0; i < 3; i++) {
            rest[len++] = code.ptr[at + i];
        }
    }
    field_text(fields, code.len > 0 ? code : CMQ_STR("---"));
    field_text(fields, code.len > 0 ? triple_at(code, 0) : CMQ_STR("---"));
    field_text(fields, role);
    field_text(fields, (struct cmq_str){rest, len});
}

static void put_sentence_id(const struct row *row, struct fields *fields) {
    struct cmq_buf id;
    cmq_buf_init(&id, CMQ_MAX_LINE);
    cmq_buf_format(&id, "%.*s_%lld", CMQ_FMT(row_text(row->report, "id")),
                   (long long)row->sentence + 1);
    field_text(fields, cmq_buf_str(&id));
    fields->out->failed |= id.failed;
    cmq_buf_release(&id);
}

void write_phoenix(const struct row *row, struct fields *fields) {
    char id[48];
    const struct cmq_cameo *code = row->code;
    struct cmq_buf text = {.ptr = NULL};
    cmq_buf_init(&text, sizeof id);
    cmq_buf_format(&text, "%llu_v" CMQ_VERSION, (unsigned long long)row->number);
    field_text(fields, cmq_buf_str(&text));
    cmq_buf_release(&text);
    field_day(fields, row->day, "Ymd");
    field_day(fields, row->day, "Y");
    field_day(fields, row->day, "m");
    field_day(fields, row->day, "d");
    put_code(fields, row->source.code);
    put_code(fields, row->target.code);
    field_text(fields, row->cameo);
    field_text(fields, (struct cmq_str){row->cameo.ptr, row->cameo.len < 2 ? row->cameo.len : 2});
    field_integer(fields, code != NULL ? code->penta : 0);
    field_decimal(fields, code != NULL ? code->goldstein[CMQ_GOLDSTEIN_PHOENIX].value : (double)NAN,
                  1);
    field_word(fields, NULL); /* issues */
    field_decimal(fields, row_number(row->place, "lat"), 4);
    field_decimal(fields, row_number(row->place, "lon"), 4);
    field_text(fields, row_text(row->place, "name"));
    field_text(fields, row_text(row->place, "admin1"));
    field_text(fields, row_text(row->place, "country"));
    put_sentence_id(row, fields);
    field_text(fields, row_text(row->report, "url"));
    field_text(fields, row_text(row->report, "publisher"));
}

void write_petrarch2(const struct row *row, struct fields *fields) {
    struct cmq_str url = row_text(row->report, "url"),
                   publisher = row_text(row->report, "publisher");
    field_day(fields, row->day, "Ymd");
    field_text(fields, row->source.code.len > 0 ? row->source.code : CMQ_STR("---"));
    field_text(fields, row->target.code.len > 0 ? row->target.code : CMQ_STR("---"));
    field_text(fields, row->cameo);
    field_word(fields, NULL); /* issues */
    put_sentence_id(row, fields);
    if (url.len > 0) {
        field_text(fields, url);
    }
    field_text(fields, publisher.len > 0 ? publisher : CMQ_STR("NULL"));
}

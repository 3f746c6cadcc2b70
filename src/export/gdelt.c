/* SPDX-License-Identifier: Apache-2.0 */
/* GDELT 1.0 (58 columns), 2.0 (61) and 2.0 mentions (16): tab separated, without a header.
 * Countries of places are FIPS 10-4, those of actors ISO 3166 alpha-3 as CAMEO has it. What we do
 * not measure is empty: tone, the places of the actors. */

#include "export/rows.h"

#include <math.h>
#include <string.h>

enum version { GDELT1, GDELT2 };

static void put_code(struct fields *fields, const struct row_actor *actor) {
    struct code_parts parts;
    code_split(actor->code, &parts);
    field_text(fields, actor->code);
    field_upper(fields, actor->code.len > 0 ? actor->name : (struct cmq_str){NULL, 0});
    field_text(fields, parts.country);
    field_text(fields, parts.group);
    field_word(fields, NULL); /* ethnic group */
    field_text(fields, parts.religion[0]);
    field_text(fields, parts.religion[1]);
    for (size_t i = 0; i < 3; i++) {
        field_text(fields, parts.type[i]);
    }
}

/* Where GDELT has the place of an actor we have none: type 0. */
static void put_no_place(struct fields *fields, enum version version) {
    field_integer(fields, 0);
    for (int i = 0; i < (version == GDELT2 ? 7 : 6); i++) {
        field_word(fields, NULL);
    }
}

/* GDELT's kinds: 1 country, 2 state of the USA, 3 city in it, 4 city elsewhere, 5 province
 * elsewhere.
 */
static int kind_of(const json_t *place) {
    struct cmq_str precision = row_text(place, "precision");
    bool usa = cmq_str_eq(row_text(place, "country"), CMQ_STR("USA"));
    if (precision.len == 0) {
        return 0;
    }
    if (cmq_str_eq(precision, CMQ_STR("country"))) {
        return 1;
    }
    return cmq_str_eq(precision, CMQ_STR("admin1")) ? (usa ? 2 : 5) : (usa ? 3 : 4);
}

static void put_full_name(struct fields *fields, const json_t *place,
                          const struct cmq_country *country) {
    struct cmq_buf text;
    struct cmq_str name = row_text(place, "name"), region = row_text(place, "admin1");
    cmq_buf_init(&text, CMQ_MAX_LINE);
    cmq_buf_add_str(&text, name);
    if (region.len > 0 && !cmq_str_eq(region, name)) {
        cmq_buf_format(&text, ", %.*s", CMQ_FMT(region));
    }
    if (country != NULL && !cmq_str_eq(cmq_str_of(country->name), name)) {
        cmq_buf_format(&text, ", %s", country->name);
    }
    field_text(fields, cmq_buf_str(&text));
    fields->out->failed |= text.failed;
    cmq_buf_release(&text);
}

static void put_place(struct fields *fields, const json_t *place, enum version version) {
    const struct cmq_country *country = cmq_country_find(row_text(place, "country"));
    const char *fips = country != NULL ? country->fips : NULL;
    int kind = kind_of(place);
    field_integer(fields, kind);
    if (kind == 0) {
        field_word(fields, NULL);
    } else {
        put_full_name(fields, place, country);
    }
    field_word(fields, fips);
    field_word(fields, fips); /* the division's own FIPS code is not known */
    if (version == GDELT2) {
        field_word(fields, NULL);
    }
    field_decimal(fields, row_number(place, "lat"), 4);
    field_decimal(fields, row_number(place, "lon"), 4);
    field_word(fields, kind == 1 ? fips : NULL);
}

/* GDELT's fraction of the year counts months of thirty days. */
static void put_fraction(struct fields *fields, cmq_day day) {
    int year;
    unsigned month, date;
    if (day == CMQ_NO_DAY) {
        field_word(fields, NULL);
        return;
    }
    cmq_day_split(day, &year, &month, &date);
    field_decimal(fields, year + ((month - 1) * 30 + date) / 365.0, 4);
}

static void put_event(const struct row *row, struct fields *fields, enum version version) {
    field_integer(fields, (int64_t)row->number);
    field_day(fields, row->day, "Ymd");
    field_day(fields, row->day, "Ym");
    field_day(fields, row->day, "Y");
    put_fraction(fields, row->day);
    put_code(fields, &row->source);
    put_code(fields, &row->target);
    field_integer(fields, row->sentence == 0);
    field_text(fields, row->cameo);
    field_text(fields, (struct cmq_str){row->cameo.ptr, row->cameo.len < 3 ? row->cameo.len : 3});
    field_text(fields, (struct cmq_str){row->cameo.ptr, row->cameo.len < 2 ? row->cameo.len : 2});
    field_integer(fields, row->code != NULL ? row->code->quad_gdelt : 0);
    field_decimal(fields,
                  row->code != NULL ? row->code->goldstein[CMQ_GOLDSTEIN_GDELT].value : (double)NAN,
                  1);
    for (int i = 0; i < 3; i++) {
        field_integer(fields, 1); /* mentions, sources, articles: one report */
    }
    field_word(fields, NULL); /* tone */
    put_no_place(fields, version);
    put_no_place(fields, version);
    put_place(fields, row->place, version);
    field_day(fields, row->told, version == GDELT2 ? "Ymd000000" : "Ymd");
    field_text(fields, row_text(row->report, "url"));
}

void write_gdelt1(const struct row *row, struct fields *fields) {
    put_event(row, fields, GDELT1);
}

void write_gdelt2(const struct row *row, struct fields *fields) {
    put_event(row, fields, GDELT2);
}

/* The report's length: where its last sentence ends. */
static int64_t length_of(const struct row *row) {
    const json_t *sentences = json_object_get(row->coding, "sentences");
    size_t count = json_array_size(sentences);
    const json_t *last = count > 0 ? json_array_get(sentences, count - 1) : NULL;
    return json_integer_value(json_array_get(last, 1));
}

void write_gdelt2_mention(const struct row *row, struct fields *fields) {
    double confidence = row_number(row->event, "confidence");
    int64_t percent = confidence >= 0.15 ? (int64_t)(confidence * 10 + 0.5) * 10 : 10;
    struct cmq_str publisher = row_text(row->report, "publisher"),
                   url = row_text(row->report, "url");
    field_integer(fields, (int64_t)row_first_number(row));
    field_day(fields, row->told, "Ymd000000");
    field_day(fields, row->told, "Ymd000000");
    field_integer(fields, url.len > 0 ? 1 : 2);
    field_text(fields, publisher);
    field_text(fields, url.len > 0 ? url : row_text(row->report, "id"));
    field_integer(fields, row->sentence + 1);
    field_integer(fields, row->source.start);
    field_integer(fields, row->target.start);
    field_integer(fields, row_span_start(row->event, "trigger"));
    field_integer(fields, 1);
    field_integer(fields, percent < 10 ? 10 : percent);
    field_integer(fields, length_of(row));
    field_word(fields, NULL); /* tone */
    field_word(fields, NULL);
    field_word(fields, NULL);
}

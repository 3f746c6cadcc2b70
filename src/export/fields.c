/* SPDX-License-Identifier: Apache-2.0 */
#include "export/rows.h"

#include <math.h>
#include <string.h>

static void begin(struct fields *fields) {
    if (fields->follows) {
        cmq_buf_add_char(fields->out, fields->separator);
    }
    fields->follows = true;
}

static bool needs_quotes(const struct fields *fields, struct cmq_str text) {
    return fields->separator == ',' && text.len > 0 &&
           (memchr(text.ptr, ',', text.len) != NULL || memchr(text.ptr, '"', text.len) != NULL);
}

static char character_of(const struct fields *fields, unsigned char c, bool upper) {
    if (c < 0x20 || c == 0x7F) {
        return ' ';
    }
    if (c == '"' && fields->separator == '\t') {
        return '\'';
    }
    return (char)(upper && c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static void put(struct fields *fields, struct cmq_str text, bool upper) {
    bool quoted = needs_quotes(fields, text);
    begin(fields);
    if (quoted) {
        cmq_buf_add_char(fields->out, '"');
    }
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (quoted && c == '"') {
            cmq_buf_add_char(fields->out, '"');
        }
        cmq_buf_add_char(fields->out, character_of(fields, c, upper));
    }
    if (quoted) {
        cmq_buf_add_char(fields->out, '"');
    }
}

void field_text(struct fields *fields, struct cmq_str text) {
    put(fields, text, false);
}

void field_upper(struct fields *fields, struct cmq_str text) {
    put(fields, text, true);
}

void field_word(struct fields *fields, const char *text) {
    put(fields, cmq_str_of(text), false);
}

void field_integer(struct fields *fields, int64_t value) {
    begin(fields);
    cmq_buf_format(fields->out, "%lld", (long long)value);
}

void field_decimal(struct fields *fields, double value, unsigned decimals) {
    begin(fields);
    if (!isnan(value)) {
        /* The JSON writer's numbers do not depend on the locale. */
        struct cmq_json json;
        cmq_json_init(&json, fields->out);
        cmq_json_double(&json, value, decimals);
    }
}

void field_day(struct fields *fields, cmq_day day, const char *pattern) {
    int year;
    unsigned month, date;
    begin(fields);
    if (day == CMQ_NO_DAY) {
        return;
    }
    cmq_day_split(day, &year, &month, &date);
    for (; *pattern; pattern++) {
        switch (*pattern) {
        case 'Y':
            cmq_buf_format(fields->out, "%04d", year);
            break;
        case 'm':
            cmq_buf_format(fields->out, "%02u", month);
            break;
        case 'd':
            cmq_buf_format(fields->out, "%02u", date);
            break;
        default:
            cmq_buf_add_char(fields->out, *pattern);
        }
    }
}

void field_end(struct fields *fields) {
    cmq_buf_add_char(fields->out, '\n');
    fields->follows = false;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "report/id_set.h"
#include "report/report.h"

#include <string.h>

#define DATE_SHOWN 40u /* bytes of what is no date */

/* The first bytes of a string, without a code point that is cut. */
static struct cmq_str beginning(struct cmq_str s, size_t bytes) {
    if (s.len > bytes) {
        s.len = cmq_utf8_invalid((struct cmq_str){s.ptr, bytes});
    }
    return s;
}

static enum cmq_status read_date(struct cmq_str date, struct cmq_reader_options options,
                                 struct cmq_report *report, struct cmq_error *err) {
    report->date = CMQ_NO_DAY;
    if (date.len == 0) {
        if (options.undated) {
            return CMQ_OK;
        }
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "no date: add \"date\": \"YYYY-MM-DD\", or allow reports without one "
                        "(--undated)");
    }
    report->date = cmq_day_parse(date);
    if (report->date == CMQ_NO_DAY) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "\"%.*s\" is not a date: write a day of the calendar as YYYY-MM-DD",
                        CMQ_FMT(beginning(date, DATE_SHOWN)));
    }
    return CMQ_OK;
}

/* What JSON could not hold, and what no later reader could. */
static enum cmq_status check_strings(const struct cmq_report_fields *fields,
                                     struct cmq_error *err) {
    const struct {
        const char *name;
        struct cmq_str value;
    } all[] = {
        {"id", fields->id},     {"date", fields->date},   {"publisher", fields->publisher},
        {"url", fields->url},   {"title", fields->title}, {"language", fields->language},
        {"text", fields->text},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct cmq_str value = all[i].value;
        if (value.len > CMQ_MAX_LINE) {
            return cmq_fail(err, CMQ_LIMIT, 0, "the %s is longer than %u bytes", all[i].name,
                            CMQ_MAX_LINE);
        }
        size_t invalid = cmq_utf8_invalid(value);
        if (invalid < value.len) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "the %s is not UTF-8: byte 0x%02X at its byte %zu; convert it to UTF-8",
                            all[i].name, (unsigned char)value.ptr[invalid], invalid);
        }
        const char *nul = value.len == 0 ? NULL : memchr(value.ptr, '\0', value.len);
        if (nul != NULL) {
            return cmq_fail(err, CMQ_BAD_INPUT, 0,
                            "the %s holds the character U+0000 at its byte %zu: remove it",
                            all[i].name, (size_t)(nul - value.ptr));
        }
    }
    return CMQ_OK;
}

enum cmq_status cmq_report_of_fields(const struct cmq_report_fields *fields,
                                     struct cmq_reader_options options, struct cmq_report *report,
                                     struct cmq_error *err) {
    *report = (struct cmq_report){.date = CMQ_NO_DAY};
    if (fields->id.len == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "%s",
                        fields->id.ptr == NULL ? "no id: give each report an \"id\" of its own"
                                               : CMQ_ID_IS_NONE);
    }
    enum cmq_status status = check_strings(fields, err);
    report->id = fields->id;
    if (status == CMQ_OK) {
        status = read_date(fields->date, options, report, err);
    }
    if (status != CMQ_OK) {
        return status;
    }
    if (fields->text.ptr == NULL) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "no text: add a \"text\" that is a string");
    }
    report->publisher = fields->publisher;
    report->url = fields->url;
    report->title = fields->title;
    report->language = fields->language;
    report->text = fields->text;
    return CMQ_OK;
}

enum cmq_status cmq_report_check(const struct cmq_report *report, struct cmq_id_set *seen,
                                 struct cmq_error *err) {
    if (report->text.len > CMQ_MAX_TEXT) {
        return cmq_fail(err, CMQ_LIMIT, 0,
                        "the text has %zu bytes, and the limit is %u: split the report",
                        report->text.len, CMQ_MAX_TEXT);
    }
    if (cmq_str_trim(report->text).len == 0) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0, "the text is empty");
    }
    if (seen != NULL && cmq_id_set_has(seen, report->id)) {
        return cmq_fail(err, CMQ_BAD_INPUT, 0,
                        "a report with this id was read before: give each report an id of its own");
    }
    if (seen != NULL && !cmq_id_set_add(seen, report->id)) {
        return cmq_fail(err, CMQ_NO_MEMORY, 0, "out of memory");
    }
    return CMQ_OK;
}

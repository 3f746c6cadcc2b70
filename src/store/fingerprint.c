/* SPDX-License-Identifier: Apache-2.0 */
/* What makes a report the same: two reports of one text on two days are two, and so are those of
 * two outlets. */
#include "store/handle.h"

/* With its length before it, so that no two lists of fields read alike. */
static void add_field(struct cmq_buf *fields, struct cmq_str s) {
    cmq_buf_format(fields, "%zu:", s.len);
    cmq_buf_add_str(fields, s);
}

bool cmq__fingerprint(const struct cmq_report *report, struct cmq__fingerprint *fingerprint) {
    struct cmq_buf fields;
    char date[16];
    cmq_buf_init(&fields, (size_t)4 * CMQ_MAX_LINE);
    cmq_sha256_hex(report->text, fingerprint->text);
    cmq_day_format(report->date, date);
    cmq_buf_add_str(&fields, report->url.len > 0 ? CMQ_STR("url") : CMQ_STR("id"));
    add_field(&fields, report->url.len > 0 ? report->url : report->id);
    add_field(&fields, cmq_str_of(date));
    add_field(&fields, report->publisher);
    add_field(&fields, report->title);
    add_field(&fields, report->language);
    add_field(&fields, cmq_str_of(fingerprint->text));
    bool whole = !fields.failed;
    cmq_sha256_hex(cmq_buf_str(&fields), fingerprint->whole);
    cmq_buf_release(&fields);
    return whole;
}
